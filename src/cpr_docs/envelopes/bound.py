"""The result of a pack or a print run, and the target that it is written to."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias

from cpr_docs import files
from cpr_docs.files import open_atomic
from cpr_docs.pdf.merge.loss import Loss

Target: TypeAlias = str | os.PathLike[str] | BinaryIO
"""A path, or a binary stream that is open for writing."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The result of merging documents as one PDF, or of one PDF for each envelope."""

    pages: int
    """The number of pages, blank pages included; of all PDFs together if there are several."""
    lost: tuple[Loss, ...] = ()
    """The features of the documents that the PDF has not."""


def require_free(target: Target, *, overwrite: bool) -> None:
    """Raises `OutputExists` if the target is a path of an existing file, unless it may be overwritten."""
    if isinstance(target, str | os.PathLike):
        files.require_free(Path(target), overwrite=overwrite)


@contextlib.contextmanager
def open_target(target: Target, *, overwrite: bool) -> Iterator[BinaryIO]:
    """Opens the target for writing: a path appears when it is complete, a stream is written as it is and left open."""
    if isinstance(target, str | os.PathLike):
        with open_atomic(Path(target), overwrite=overwrite) as file:
            yield file
    else:
        yield target
