"""The documents that a batch has written, as its ``manifest.csv`` lists them."""

import os
from dataclasses import dataclass
from pathlib import Path

from cpr_docs.batch.records import manifest_lines
from cpr_docs.language.languages import Language
from cpr_docs.pdf.print_run import RunItem


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """A Word document of a batch."""

    row: int
    """The row's number in the table."""
    language: Language
    """The document's language."""
    item: RunItem
    """The document itself, held to the SHA-256 that it was written with."""


def written_letters(folder: str | os.PathLike[str]) -> list[WrittenLetter]:
    """The Word documents of a batch, in the order of the rows, Welsh before English.

    Files of an earlier run are not among them. Raises `OutputError` where no batch has been written, or its list is
    not as it was.
    """
    place = Path(folder)
    letters = []
    for line in manifest_lines(place):
        if line.row is not None and line.name.endswith(".docx"):
            # The row and the file, which holds no name of a person unless that was asked for.
            label = f"{line.row}: {line.name.removesuffix('.docx')}"
            item = RunItem(label, place / line.name, f"{line.row}-", line.sha256)
            letters.append(WrittenLetter(line.row, Language(line.language), item))
    return letters
