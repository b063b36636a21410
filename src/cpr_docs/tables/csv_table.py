"""Reads a table from CSV as Excel writes it: separated by commas, semicolons or tabs.

UTF-8 is read with or without a byte-order mark, UTF-16 with a mark (Excel's "Unicode text"). Any other encoding is
refused: the older encodings have no ŵ and no ŷ, and a wrong guess would misspell a name.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from cpr_docs.errors import InvalidTable
from cpr_docs.language.catalogue import _
from cpr_docs.language.normalise import visible
from cpr_docs.tables.table import ChangeDetector, Row, Table, invalid_table

# In the order of preference, for a line that contains none of them, or equally many of several.
_DELIMITERS = ",;\t"
_BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*\r?\n?', re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_SAMPLE_SIZE = 65_536


class CsvTable(Table):
    """The table in a CSV file."""

    def __init__(self, path: Path) -> None:
        self.name = visible(path.name)
        self._path = path
        self._changes = ChangeDetector(path)
        with path.open("rb") as file:
            start = file.read(4)
        self._encoding = next((name for mark, name in _BYTE_ORDER_MARKS.items() if start.startswith(mark)), "utf-8")

    def rows(self) -> Iterator[Row]:
        """All rows from the first; raises `InvalidTable` for another encoding, and for text that is not CSV."""
        self._changes.check()
        number = 0
        try:
            with self._path.open(encoding=self._encoding, newline="") as file:
                sample = file.read(_SAMPLE_SIZE)
                if sample.count("\0") > len(sample) // 4:
                    # UTF-16 without its byte-order mark.
                    raise UnicodeError
                separator = _SEPARATOR_LINE.match(sample)
                file.seek(0)
                if separator:
                    file.readline()
                delimiter = separator[1] if separator else _delimiter(sample)
                if delimiter == '"':
                    message = _("names a quotation mark as its separator; take out its first line")
                    raise invalid_table(self.name, "separator", message)
                # Without `strict`, an open quotation mark would turn the rest of the table into one cell.
                reader = csv.reader(_without_nul(file), delimiter=delimiter, strict=True)
                for number, cells in enumerate(reader, start=1):
                    yield Row(number, cells)
        except UnicodeError:
            raise invalid_table(self.name, "encoding", _('is not UTF-8; save it as "CSV UTF-8"')) from None
        except _NulFound:
            message = _("row {row} holds a character that no Word document can hold: U+0000")
            raise invalid_table(self.name, "forbidden_character", message, row=number + 1) from None
        except csv.Error as error:
            raise self._csv_error(number + 1, str(error)) from None
        self._changes.check()

    def _csv_error(self, row: int, reason: str) -> InvalidTable:
        if "field limit" in reason:
            message = _("row {row} has a cell of more than {count} characters; a quotation mark may be missing")
            return invalid_table(self.name, "too_long", message, row=row, count=f"{csv.field_size_limit():,}")
        message = _("row {row} is no row of a CSV file: a quotation mark may be missing or stand alone")
        return invalid_table(self.name, "csv", message, row=row)


class _NulFound(Exception):
    """A line contains NUL, which `csv.reader` refuses in some versions of Python and accepts in others."""


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if "\0" in line:
            raise _NulFound
        yield line


def _delimiter(sample: str) -> str:
    """The most frequent delimiter of the first line that contains any, outside quotation marks."""
    lines = _QUOTED.sub("", sample).splitlines()
    # A title above the headings may be a line without delimiters.
    counts = Counter(next((line for line in lines if set(line) & set(_DELIMITERS)), ""))
    return max(_DELIMITERS, key=lambda sign: counts[sign])
