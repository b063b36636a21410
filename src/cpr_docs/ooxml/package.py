"""The ZIP package that a Word document is: read with care, as it comes from elsewhere, and written the same each time.

Nothing here reads XML, so that a render, which needs only bytes, does not load lxml.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Self

from cpr_docs.errors import PackageError
from cpr_docs.ooxml.names import PartName

MAX_FILE_BYTES = 64 * 2**20
"""How large a file may be, as it lies on the disk."""
MAX_ENTRIES = 2_000
"""How many parts a package may hold; a Word document with many pictures has a few hundred."""
MAX_PART_BYTES = 64 * 2**20
"""How large one part may be when it is unpacked."""
MAX_TOTAL_BYTES = 128 * 2**20
"""How large all parts together may be when they are unpacked."""
MAX_RATIO = 200
"""How many times its packed size a part may be; Word's own XML reaches 50."""
RATIO_COUNTS_FROM_BYTES = 2**20
"""Below this unpacked size the ratio does no harm, and blank parts may well exceed it."""

EARLIEST_DATE = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can name; every entry carries it, so that the same parts give the same bytes."""

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_UNSAFE_CHARACTER = re.compile(r"[\x00-\x1f\x7f\\:]")
# Otherwise the ZIP would tell which operating system wrote it.
_FIXED_SYSTEM = 0


class Package(Mapping[str, bytes]):
    """The parts of a Word document by name, in the order of the file; it never changes."""

    __slots__ = ("_parts",)

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = dict(parts)

    @classmethod
    def read(cls, source: bytes | Path) -> Self:
        """Unpacks a document; raises `PackageError` if it is none, or one that is not safe to open."""
        content = source if isinstance(source, bytes) else _bounded(source)
        if len(content) > MAX_FILE_BYTES:
            raise PackageError(f"the file is larger than {MAX_FILE_BYTES} bytes")
        if content.startswith(_COMPOUND_FILE):
            raise PackageError("the file is protected by a password, or was saved by Word 2003 or earlier")
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                parts = _parts(archive)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError, ValueError, OSError):
            # What zipfile says may quote the names in the file, so it is not passed on.
            raise PackageError("the file is not a Word document, or it is damaged: it cannot be unpacked") from None
        if PartName.CONTENT_TYPES not in parts:
            raise PackageError(f"the file is not a Word document: it has no {PartName.CONTENT_TYPES}")
        return cls(parts)

    def __getitem__(self, name: str) -> bytes:
        return self._parts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def __repr__(self) -> str:
        return f"<Package of {len(self)} parts>"


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """Packs the parts, content types first and then as given; the same parts give the same bytes.

    Raises `PackageError` for a name that `Package.read` would refuse, and if the content types are missing.
    """
    if PartName.CONTENT_TYPES not in parts:
        raise PackageError(f"a Word document needs {PartName.CONTENT_TYPES}")
    target = io.BytesIO()
    seen: set[str] = set()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(parts, key=lambda name: name != PartName.CONTENT_TYPES):
            _check_name(name, seen)
            entry = zipfile.ZipInfo(name, EARLIEST_DATE)
            entry.create_system = _FIXED_SYSTEM
            archive.writestr(entry, parts[name], zipfile.ZIP_DEFLATED, compresslevel=9)
    return target.getvalue()


def relationships_name(part: str) -> str:
    """The name of the part that holds the relationships of a part; of the package itself for an empty name."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolve_target(part: str, target: str) -> str:
    """The name of the part that a relationship of a part points to; its target may be absolute or relative."""
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_FILE_BYTES + 1)


def check_directory(archive: zipfile.ZipFile) -> None:
    """Raises `PackageError` for an archive whose directory exceeds a bound, or names an entry that is not safe."""
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise PackageError(f"the file holds more than {MAX_ENTRIES} parts")
    seen: set[str] = set()
    # All are judged by what the directory says of them before the first is unpacked.
    for entry in entries:
        _check_name(entry.orig_filename, seen)
        _check_entry(entry)
    if sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
        raise PackageError(f"the parts of the file are larger than {MAX_TOTAL_BYTES} bytes when unpacked")


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    check_directory(archive)
    return {entry.filename: _unpacked(archive, entry) for entry in archive.infolist() if not entry.is_dir()}


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        # A number, because `read()` without one first unpacks all that there is, whatever size the directory claims.
        content = stream.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise PackageError("a part of the file has another size than the file says")
    return content


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise PackageError("the file holds a part that is encrypted")
    if entry.compress_type not in _METHODS:
        raise PackageError("the file holds a part that is packed in a way that Word does not use")
    if entry.file_size > MAX_PART_BYTES:
        raise PackageError(f"the file holds a part larger than {MAX_PART_BYTES} bytes when unpacked")
    if entry.file_size > max(RATIO_COUNTS_FROM_BYTES, MAX_RATIO * entry.compress_size):
        raise PackageError(f"the file holds a part that unpacks to more than {MAX_RATIO} times its packed size")


def _check_name(name: str, seen: set[str]) -> None:
    """Refuses a name that could lead out of the package, or that stands twice in it (Word ignores case)."""
    if not name or name.startswith("/") or _UNSAFE_CHARACTER.search(name) or ".." in name.split("/"):
        raise PackageError("the file holds a part whose name is not safe")
    if name.casefold() in seen:
        raise PackageError("the file holds two parts of the same name")
    seen.add(name.casefold())
