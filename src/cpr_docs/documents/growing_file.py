"""A file that is written bit by bit, and appears whole or not at all."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cpr_docs.documents.new_file import give_name, name_if_free
from cpr_docs.errors import OutputError, OutputExists

_NAMELESS = getattr(os, "O_TMPFILE", 0)


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
    if not _NAMELESS:
        return None
    try:
        return os.fdopen(os.open(folder, os.O_WRONLY | _NAMELESS, 0o666), "wb")
    except OSError:
        # What else may be wrong is wrong with a name too.
        return None
