"""A print run: many letters in one PDF for the printer."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cpr_docs.arguments import require_each
from cpr_docs.documents.document import Document
from cpr_docs.documents.growing_file import growing_file, is_there
from cpr_docs.errors import OutputExists
from cpr_docs.pdf.print_run import SECONDS, RunItem, piles_for, write_print_run

if TYPE_CHECKING:
    from cpr_docs.pdf.office import Office


def print_run(
    letters: Sequence[RunItem | Document | str | os.PathLike[str]],
    target: str | os.PathLike[str],
    *,
    right_hand: bool = False,
    overwrite: bool = False,
    office: "Office | None" = None,
    workers: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Path:
    """Writes Word documents into one tagged PDF, in their order, and returns where it is.

    Each begins on a page of its own, on a right-hand one if that is said, and has an entry in the outline: a
    `RunItem`'s label, or the file's name. Its pages count from 1, and "page x of y" counts its own. LibreOffice makes
    the PDF, in so many processes as `workers` says; `progress` is told how many more letters are done.

    Raises `ConversionFailed`, naming the document, where one cannot be converted, `OfficeNotFound`, `OfficeFailed`,
    `OutputExists` and `OutputError`. The file is there when it is complete, or not at all.
    """
    from cpr_docs.pdf.convert import Converter

    letters = require_each("letters", letters, (RunItem, Document, str, os.PathLike), "documents and paths")
    path = Path(target)
    if not overwrite and is_there(path):
        raise OutputExists(f"{path}: there is a file already")
    items = [_item(letter) for letter in letters]
    converter = Converter(office, workers=workers, seconds=SECONDS, worth_a_run=1)
    most = piles_for(len(items), converter.workers)
    with converter, growing_file(path, overwrite=overwrite) as file:
        write_print_run(file, items, converter, right_hand=right_hand, most=most, progress=progress)
    return path


def _item(letter: RunItem | Document | str | os.PathLike[str]) -> RunItem:
    if isinstance(letter, RunItem):
        return letter
    if isinstance(letter, Document):
        return RunItem(Path(letter.filename).stem, letter.content, is_rendered=True)
    return RunItem(Path(letter).stem, Path(letter))
