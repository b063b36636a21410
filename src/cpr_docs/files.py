"""Writes files atomically: a file appears under its name when it is complete, or not at all.

Where the system has files without a name (`O_TMPFILE` of Linux), the content is written to such a file, so that a run
that is killed leaves nothing behind. Elsewhere it is written under a temporary name in the same file system.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from cpr_docs.errors import OutputError, OutputExists
from cpr_docs.language.catalogue import _

EXISTS: Final = _("{path}: there is a file already")
"""The message of the error that `require_free` and the functions that write raise."""

_BINARY = getattr(os, "O_BINARY", 0)
_ZIP = b"PK"
_NAMELESS = getattr(os, "O_TMPFILE", 0)


def exists(target: Path) -> bool:
    """True if the path exists; raises `OutputError` if the system denies access."""
    try:
        return target.exists()
    except OSError as error:
        raise _cannot_write(target, error) from None


def require_free(target: Path, *, overwrite: bool) -> None:
    """Raises `OutputExists` if the path exists and `overwrite` is false."""
    if exists(target) and not overwrite:
        raise _exists_already(target)


def is_archive(path: Path) -> bool:
    """True if the file begins as Word documents and workbooks do, and JSON does not; raises `OSError`."""
    with path.open("rb") as file:
        return file.read(len(_ZIP)) == _ZIP


def write_atomic(target: Path, content: bytes, *, overwrite: bool) -> None:
    """Writes a whole file.

    Raises `OutputExists` if the file exists and `overwrite` is false, and `OutputError`; then nothing has changed.
    """
    if not target.name:
        raise _no_filename(target)
    path, temp_path = os.fspath(target), os.fspath(_temp_path(target))
    try:
        if overwrite:
            with _temp_file(temp_path, content):
                os.replace(temp_path, path)  # noqa: PTH105 - a Path for each file costs as much as writing it
        elif not create_atomic(path, content, temp_path):
            raise _exists_already(target)
    except OSError as error:
        raise _cannot_write(target, error) from None
    except ValueError:
        raise _no_filename(target) from None


@contextlib.contextmanager
def open_atomic(target: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    """Opens a file for writing in pieces: it gets its name when the ``with`` block ends, and no name if that raises.

    Raises `OutputExists` if the file exists in the end and `overwrite` is false, and `OutputError`.
    """
    try:
        temp_path = _temp_path(target)
    except ValueError:
        raise _no_filename(target) from None
    try:
        try:
            with _open_temp(temp_path) as file:
                yield file
            if overwrite:
                temp_path.replace(target)
            elif not _rename_if_free(str(temp_path), str(target)):
                raise _exists_already(target)
        finally:
            temp_path.unlink(missing_ok=True)
    except OSError as error:
        raise _cannot_write(target, error) from None


def create_atomic(path: str, content: bytes, temp_path: str) -> bool:
    """Writes a new whole file, and returns False if the name is taken. Raises `OSError`.

    `temp_path` is a path in the same file system that nobody else uses. A batch calls this for each of thousands of
    files: hence strings instead of paths, and no random name for each file.
    """
    if _NAMELESS:
        try:
            _write_nameless(path, content)
        except FileExistsError:
            return False
        except OSError:
            # Not every file system has files without a name. Any other error (disk full, permissions) will occur
            # again below, and is raised there.
            pass
        else:
            return True
    with _temp_file(temp_path, content):
        return _rename_if_free(temp_path, path)


def _temp_path(target: Path) -> Path:
    return target.with_name(f".{os.urandom(8).hex()}.part")


@contextlib.contextmanager
def _temp_file(temp_path: str, content: bytes) -> Iterator[None]:
    """Writes a file under its temporary name, and removes that name in the end."""
    file = os.open(temp_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        try:
            _write_all(file, content)
        finally:
            os.close(file)
        yield
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temp_path)  # noqa: PTH108


@contextlib.contextmanager
def _open_temp(temp_path: Path) -> Iterator[BinaryIO]:
    """Opens a file that has its temporary name when the ``with`` block ends, and before that only if it must."""
    file = _open_nameless(temp_path.parent)
    if file is None:
        with temp_path.open("xb") as named:
            yield named
        return
    with file:
        yield file
        file.flush()
        _link_nameless(file.fileno(), str(temp_path))


def _open_nameless(folder: Path) -> BinaryIO | None:
    """Opens a file without a name; returns None where the system, or the file system, has none."""
    if not _NAMELESS:
        return None
    try:
        return os.fdopen(os.open(folder, os.O_WRONLY | _NAMELESS, 0o666), "wb")
    except OSError:
        # Any other error will occur again, and is raised, when the temporary name is opened.
        return None


def _write_nameless(path: str, content: bytes) -> None:
    file = os.open(os.path.dirname(path) or ".", os.O_WRONLY | _NAMELESS, 0o666)  # noqa: PTH120
    try:
        _write_all(file, content)
        _link_nameless(file, path)
    finally:
        os.close(file)


def _link_nameless(file: int, path: str) -> None:
    """Names an open file that has no name; raises `FileExistsError` if the name is taken, and `OSError`."""
    # Python follows the link in /proc to the file itself only if a directory descriptor is passed.
    os.link(f"/proc/self/fd/{file}", path, src_dir_fd=file, follow_symlinks=True)


def _write_all(file: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]


def _rename_if_free(temp_path: str, path: str) -> bool:
    """Renames a file, and returns False if the name is taken. Raises `OSError`."""
    try:
        os.link(temp_path, path)
    except FileExistsError:
        return False
    except (OSError, AttributeError):
        # A file system without hard links: another process can take the name between these two calls.
        if os.path.lexists(path):
            return False
        os.rename(temp_path, path)  # noqa: PTH104
    return True


def _exists_already(target: Path) -> OutputExists:
    return OutputExists(EXISTS, path=target)


def _cannot_write(target: Path, error: OSError) -> OutputError:
    return OutputError(_("{path}: cannot be written ({reason})"), path=target, reason=error.strerror)


def _no_filename(target: Path) -> OutputError:
    return OutputError(_("{name} is no name for a file"), name=repr(str(target)))
