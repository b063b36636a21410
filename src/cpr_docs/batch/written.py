"""The documents that a batch has written, as its ``manifest.csv`` lists them."""

import csv
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cpr_docs.batch.records import MANIFEST
from cpr_docs.errors import OutputError
from cpr_docs.language.languages import Language
from cpr_docs.pdf.print_run import RunItem

_DIGEST: Final = re.compile("[0-9a-f]{64}")


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

    Raises `OutputError` where no batch has been written, or its list is not as it was.
    """
    return list(_letters(Path(folder)))


def _letters(folder: Path) -> Iterator[WrittenLetter]:
    try:
        with (folder / MANIFEST).open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                name = Path(line["file"]).name
                if name.endswith(".docx"):
                    row, digest = int(line["row"]), line["sha256"]
                    if not _DIGEST.fullmatch(digest):
                        raise ValueError  # without it nobody could see whether the letter has changed
                    # The row and the file, which holds no name of a person unless that was asked for.
                    label = f"{row}: {name.removesuffix('.docx')}"
                    item = RunItem(label, folder / name, f"{row}-", digest)
                    yield WrittenLetter(row, Language(line["language"]), item)
    except OSError as error:
        raise OutputError(f"{folder / MANIFEST}: cannot be read ({error.strerror})") from None
    except (KeyError, ValueError, TypeError, csv.Error, UnicodeError):
        raise OutputError(f"{folder / MANIFEST}: is not as a batch writes it") from None
