"""The files that a summary may be written as, by the ending of their name."""

from collections.abc import Callable, Sequence
from pathlib import Path

from cpr_docs.collating.returns import NotCounted, Return
from cpr_docs.errors import OutputError
from cpr_docs.language.languages import Language

Writer = Callable[[Sequence[Return], Sequence[NotCounted], Language, bool], bytes]


def writer_for(path: Path) -> Writer:
    """What writes a file of that name; raises `OutputError` where nothing does, or where openpyxl is needed."""
    ending = path.suffix.lower()
    if ending == ".csv":
        from cpr_docs.collating.csv_file import csv_bytes

        return csv_bytes
    if ending == ".json":
        from cpr_docs.collating.json_file import json_bytes

        return json_bytes
    if ending == ".xlsx":
        try:
            from cpr_docs.collating.xlsx_file import xlsx_bytes
        except ImportError:
            raise OutputError("an .xlsx file needs openpyxl: pip install 'cpr-docs[xlsx]'") from None
        return xlsx_bytes
    raise OutputError(f"{path.name}: a summary is an .xlsx, a .csv or a .json file")
