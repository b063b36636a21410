"""A table of recipients as CSV, in every shape in which Excel writes one: with commas, semicolons or tabs.

UTF-8 is read with or without a byte-order mark, UTF-16 with one (Excel's "Unicode text"). Anything else is refused:
the older encodings have no ŵ and no ŷ, and a wrong guess would misspell a name.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cpr_docs.batch.table import Row, Table, Unchanged, refused
from cpr_docs.errors import InvalidTable
from cpr_docs.language.messages import _

# The order decides where a line of headings holds none of them, or as many of several.
_DELIMITERS = ",;\t"
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*\r?\n?', re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_BEGINNING = 65_536


class CsvTable(Table):
    """The table in a CSV file."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._path = path
        self._unchanged = Unchanged(path)
        with path.open("rb") as file:
            start = file.read(4)
        self._encoding = next((name for mark, name in _MARKS.items() if start.startswith(mark)), "utf-8")

    def rows(self) -> Iterator[Row]:
        """All rows from the first; raises `InvalidTable` where the text is in another encoding or no table."""
        self._unchanged.check()
        number = 0
        try:
            with self._path.open(encoding=self._encoding, newline="") as file:
                beginning = file.read(_BEGINNING)
                if "\0" in beginning:
                    raise UnicodeError
                separator = _SEPARATOR_LINE.match(beginning)
                file.seek(0)
                if separator:
                    file.readline()
                delimiter = separator[1] if separator else _delimiter(beginning)
                # Not strict, an open quotation mark would swallow the rest of the table into one cell.
                for number, cells in enumerate(csv.reader(file, delimiter=delimiter, strict=True), start=1):
                    yield Row(number, cells)
        except UnicodeError:
            raise refused(self.name, "encoding", _('is not UTF-8; save it as "CSV UTF-8"')) from None
        except csv.Error:
            raise self._broken(number + 1) from None
        self._unchanged.check()

    def _broken(self, row: int) -> InvalidTable:
        message = _("row {row} is no row of a CSV file: a quotation mark may be missing or stand alone")
        return refused(self.name, "csv", message, row=row)


def _delimiter(beginning: str) -> str:
    """The delimiter that is most frequent in the first line that has one, outside quotation marks."""
    lines = _QUOTED.sub("", beginning).splitlines()
    # A title above the headings may be one cell alone.
    counts = Counter(next((line for line in lines if set(line) & set(_DELIMITERS)), ""))
    return max(_DELIMITERS, key=lambda sign: counts[sign])
