"""A file that is written bit by bit, and appears whole or not at all."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cpr_docs.documents.new_file import name_if_free
from cpr_docs.errors import OutputError, OutputExists


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
            with passing.open("xb") as file:
                yield file
            if overwrite:
                passing.replace(target)
            else:
                name_if_free(str(passing), str(target))
        finally:
            passing.unlink(missing_ok=True)
    except FileExistsError:
        raise OutputExists(f"{target}: there is a file already") from None
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error.strerror})") from None
