"""A table of recipients as CSV, in every shape in which Excel writes one: with commas, semicolons or tabs.

UTF-8 is read with or without a byte-order mark, UTF-16 with one (Excel's "Unicode text"). Anything else is refused:
the older encodings have no ŵ and no ŷ, and a wrong guess would misspell a name.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from cpr_docs.batch.table import Row, Table, Unchanged, refused
from cpr_docs.errors import InvalidTable
from cpr_docs.language.catalogue import _
from cpr_docs.language.visible import visible

# The order decides where a line of headings holds none of them, or as many of several.
_DELIMITERS = ",;\t"
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*\r?\n?', re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_BEGINNING = 65_536


class CsvTable(Table):
    """The table in a CSV file."""

    def __init__(self, path: Path) -> None:
        self.name = visible(path.name)
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
                if beginning.count("\0") > len(beginning) // 4:
                    # UTF-16 without its mark.
                    raise UnicodeError
                separator = _SEPARATOR_LINE.match(beginning)
                file.seek(0)
                if separator:
                    file.readline()
                delimiter = separator[1] if separator else _delimiter(beginning)
                if delimiter == '"':
                    message = _("names a quotation mark as its separator; take out its first line")
                    raise refused(self.name, "separator", message)
                # Not strict, an open quotation mark would swallow the rest of the table into one cell.
                reader = csv.reader(_without_nul(file), delimiter=delimiter, strict=True)
                for number, cells in enumerate(reader, start=1):
                    yield Row(number, cells)
        except UnicodeError:
            raise refused(self.name, "encoding", _('is not UTF-8; save it as "CSV UTF-8"')) from None
        except _NulFound:
            message = _("row {row} holds a character that no Word document can hold: U+0000")
            raise refused(self.name, "forbidden_character", message, row=number + 1) from None
        except csv.Error as error:
            raise self._broken(number + 1, str(error)) from None
        self._unchanged.check()

    def _broken(self, row: int, reason: str) -> InvalidTable:
        if "field limit" in reason:
            message = _("row {row} has a cell of more than {count} characters; a quotation mark may be missing")
            return refused(self.name, "too_long", message, row=row, count=f"{csv.field_size_limit():,}")
        message = _("row {row} is no row of a CSV file: a quotation mark may be missing or stand alone")
        return refused(self.name, "csv", message, row=row)


class _NulFound(Exception):
    """A line holds a NUL, which the reader of CSV refuses in some versions of Python and takes in others."""


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if "\0" in line:
            raise _NulFound
        yield line


def _delimiter(beginning: str) -> str:
    """The delimiter that is most frequent in the first line that has one, outside quotation marks."""
    lines = _QUOTED.sub("", beginning).splitlines()
    # A title above the headings may be one cell alone.
    counts = Counter(next((line for line in lines if set(line) & set(_DELIMITERS)), ""))
    return max(_DELIMITERS, key=lambda sign: counts[sign])
