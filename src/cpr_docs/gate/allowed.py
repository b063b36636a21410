"""Everything that a file from elsewhere may hold, and every bound, for a security officer to read.

A thing that is on no list here is left out and named, or the file is refused.
"""

from typing import Final

# --- Workbooks ---------------------------------------------------------------------------------------------------
# openpyxl opens five kinds of parts: the content types, the workbook, its shared strings, its styles, its worksheets.
# Macros, external links, embedded objects, pictures, charts, comments and properties are never opened.

WORKBOOK_ROWS: Final = 1_048_576
"""Rows of a worksheet: as many as Excel has."""
WORKBOOK_COLUMNS: Final = 16_384
"""Columns of a worksheet: as many as Excel has."""
WORKBOOK_CELLS: Final = 5_000_000
"""Cells of all worksheets, with the blank ones before and between them, which openpyxl makes too."""
WORKBOOK_STRINGS: Final = 1_000_000
"""Shared strings."""
WORKBOOK_TEXT: Final = 100_000
"""Characters of a cell or a shared string: Excel has 32,767, and writes one in up to seven."""
WORKBOOK_SHEETS: Final = 255
"""Worksheets."""
WORKBOOK_OTHER_BYTES: Final = 8 * 2**20
"""Bytes of a part that is neither a worksheet nor the shared strings: styles, content types, relationships."""
WORKBOOK_LARGE_PARTS: Final = frozenset({"worksheet", "sst", "pivotCacheRecords"})
"""The root elements of the parts that may be as large as a part of a package may be (`ooxml.package`)."""
