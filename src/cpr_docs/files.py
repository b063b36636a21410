"""A file that appears whole or not at all."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cpr_docs.errors import OutputError, OutputExists

_BINARY = getattr(os, "O_BINARY", 0)
_NAMELESS = getattr(os, "O_TMPFILE", 0)


def write_new(target: str, content: bytes, passing: str) -> bool:
    """Whether the file was written: not where there is one of that name already. Raises OSError.

    Where the system can, the file has no name before it is complete, so that nothing is left of a run that is killed.
    Elsewhere it is called `passing` until then, which must be a name beside it that nobody else uses.
    """
    if _NAMELESS:
        try:
            _write_nameless(target, content)
        except FileExistsError:
            return False
        except OSError:
            # Not every file system has files without a name; what else may be wrong is wrong with a name too.
            pass
        else:
            return True
    with _written(passing, content):
        return name_if_free(passing, target)


def write_over(target: str, content: bytes, passing: str) -> None:
    """Writes a file in place of the one that may be there; raises OSError, and then nothing has changed."""
    with _written(passing, content):
        os.replace(passing, target)  # noqa: PTH105 - a Path for each file costs as much as to write it


@contextlib.contextmanager
def _written(passing: str, content: bytes) -> Iterator[None]:
    """A file under its passing name, which is gone in the end."""
    file = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        try:
            _write_all(file, content)
        finally:
            os.close(file)
        yield
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(passing)  # noqa: PTH108


def _write_nameless(target: str, content: bytes) -> None:
    file = os.open(os.path.dirname(target) or ".", os.O_WRONLY | _NAMELESS, 0o666)  # noqa: PTH120
    try:
        _write_all(file, content)
        give_name(file, target)
    finally:
        os.close(file)


def give_name(file: int, name: str) -> None:
    """Gives an open file that has none a name; raises FileExistsError where somebody has it, and OSError."""
    # Only with a folder named does Python follow the link, to the file itself.
    os.link(f"/proc/self/fd/{file}", name, src_dir_fd=file, follow_symlinks=True)


def _write_all(file: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]


def name_if_free(passing: str, target: str) -> bool:
    """Whether a file got its name: not where there is one of that name already. Raises OSError."""
    try:
        os.link(passing, target)
    except FileExistsError:
        return False
    except (OSError, AttributeError):
        # A file system without hard links: no other process is kept out between the two steps there.
        if os.path.lexists(target):
            return False
        os.rename(passing, target)  # noqa: PTH104
    return True


_NAMELESS_GROWING_FILE = getattr(os, "O_TMPFILE", 0)


def is_there(target: Path) -> bool:
    """Whether there is something of that name already; raises `OutputError` where that cannot be seen."""
    try:
        return target.exists()
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error.strerror})") from None


@contextlib.contextmanager
def growing_file(target: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    """A file to write to, which gets its name when the ``with`` ends well, and is gone when it does not.

    Raises `OutputExists` if there is a file already and `overwrite` was not said, and `OutputError`.
    """
    try:
        passing = target.with_name(f".{os.urandom(8).hex()}.part")
    except ValueError:
        raise OutputError(f"{str(target)!r} is no name for a file") from None
    try:
        try:
            with _opened(passing) as file:
                yield file
            if overwrite:
                passing.replace(target)
            elif not name_if_free(str(passing), str(target)):
                raise OutputExists(f"{target}: there is a file already")
        finally:
            passing.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error.strerror})") from None


@contextlib.contextmanager
def _opened(passing: Path) -> Iterator[BinaryIO]:
    """A file that has its passing name at the latest when it is complete.

    Where the system can, it has none before, so that nothing is left of a run that is killed.
    """
    file = _nameless(passing.parent)
    if file is None:
        with passing.open("xb") as named:
            yield named
        return
    with file:
        yield file
        file.flush()
        give_name(file.fileno(), str(passing))


def _nameless(folder: Path) -> BinaryIO | None:
    """A file without a name; None where the system, or the file system, has none."""
    if not _NAMELESS_GROWING_FILE:
        return None
    try:
        return os.fdopen(os.open(folder, os.O_WRONLY | _NAMELESS_GROWING_FILE, 0o666), "wb")
    except OSError:
        # What else may be wrong is wrong with a name too.
        return None
