"""Reads the ZIP package of a Word document within bounds, and writes it reproducibly.

The module parses no XML, so that rendering does not import lxml.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Self

from cpr_docs.errors import PackageError
from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.names import PartName

MAX_FILE_BYTES = 64 * 2**20
"""Bytes of a file."""
MAX_ENTRIES = 2_000
"""Parts of a package; a Word document with many pictures has a few hundred."""
MAX_PART_BYTES = 64 * 2**20
"""Unpacked bytes of a part."""
MAX_TOTAL_BYTES = 128 * 2**20
"""Unpacked bytes of all parts."""
MAX_RATIO = 200
"""Unpacked bytes of a part for each packed byte; Word's own XML reaches 50."""
RATIO_COUNTS_FROM_BYTES = 2**20
"""The unpacked size from which the ratio is bounded: small blank parts exceed it and do no harm."""

EARLIEST_DATE = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can record; every entry has it, so that the same parts result in the same bytes."""

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_UNSAFE_CHARACTER = re.compile(r"[\x00-\x1f\x7f\\:]")
# The ZIP would record the operating system otherwise.
_FIXED_SYSTEM = 0


class Package(Mapping[str, bytes]):
    """The parts of a Word document by name, in the order of the file; the mapping is immutable."""

    __slots__ = ("_parts",)

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = dict(parts)

    @classmethod
    def read(cls, source: bytes | Path) -> Self:
        """Unpacks a document; raises `PackageError` for any other file, and for one that is not safe to open."""
        content = source if isinstance(source, bytes) else _bounded(source)
        if len(content) > MAX_FILE_BYTES:
            raise PackageError(_("the file is larger than {limit} bytes"), limit=MAX_FILE_BYTES)
        if content.startswith(_COMPOUND_FILE):
            raise PackageError(_("the file is protected by a password, or was saved by Word 2003 or earlier"))
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                parts = _parts(archive)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError, ValueError, OSError):
            # zipfile's message may quote names of the file.
            raise PackageError(_("the file is not a Word document, or it is damaged: it cannot be unpacked")) from None
        if PartName.CONTENT_TYPES not in parts:
            raise PackageError(_("the file is not a Word document: it has no {part}"), part=PartName.CONTENT_TYPES)
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
    """Packs the parts, content types first and then in the given order; the same parts result in the same bytes.

    Raises `PackageError` for a name that `Package.read` would refuse, and if the content types are missing.
    """
    if PartName.CONTENT_TYPES not in parts:
        raise PackageError(_("a Word document needs {part}"), part=PartName.CONTENT_TYPES)
    target = io.BytesIO()
    seen: set[str] = set()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(parts, key=lambda name: name != PartName.CONTENT_TYPES):
            _check_name(name, seen)
            entry = zipfile.ZipInfo(name, EARLIEST_DATE)
            entry.create_system = _FIXED_SYSTEM
            archive.writestr(entry, parts[name], zipfile.ZIP_DEFLATED, compresslevel=9)
    return target.getvalue()


def _bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_FILE_BYTES + 1)


def check_directory(archive: zipfile.ZipFile) -> None:
    """Raises `PackageError` if the archive's directory exceeds a bound or has an entry whose name is not safe."""
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise PackageError(_("the file holds more than {limit} parts"), limit=MAX_ENTRIES)
    seen: set[str] = set()
    # Every entry is checked by the directory before the first is unpacked.
    for entry in entries:
        _check_name(entry.orig_filename, seen)
        _check_entry(entry)
    if sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
        raise PackageError(
            _("the parts of the file are larger than {limit} bytes when unpacked"), limit=MAX_TOTAL_BYTES
        )


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    check_directory(archive)
    return {entry.filename: _unpacked(archive, entry) for entry in archive.infolist() if not entry.is_dir()}


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        # `read()` without a number unpacks everything, whatever size the directory claims.
        content = stream.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise PackageError(_("a part of the file has another size than the file says"))
    return content


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise PackageError(_("the file holds a part that is encrypted"))
    if entry.compress_type not in _METHODS:
        raise PackageError(_("the file holds a part that is packed in a way that Word does not use"))
    if entry.file_size > MAX_PART_BYTES:
        raise PackageError(_("the file holds a part larger than {limit} bytes when unpacked"), limit=MAX_PART_BYTES)
    if entry.file_size > max(RATIO_COUNTS_FROM_BYTES, MAX_RATIO * entry.compress_size):
        raise PackageError(
            _("the file holds a part that unpacks to more than {limit} times its packed size"), limit=MAX_RATIO
        )


def _check_name(name: str, seen: set[str]) -> None:
    """Refuses a name that could lead out of the package, or that occurs twice in it (Word ignores case)."""
    if not name or name.startswith("/") or _UNSAFE_CHARACTER.search(name) or ".." in name.split("/"):
        raise PackageError(_("the file holds a part whose name is not safe"))
    if name.casefold() in seen:
        raise PackageError(_("the file holds two parts of the same name"))
    seen.add(name.casefold())
