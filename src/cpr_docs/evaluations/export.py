"""The files that a summary may be written as, by the ending of their name."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cpr_docs.csv_text import escape_formula
from cpr_docs.errors import OutputError
from cpr_docs.evaluations.answered_forms import NotCounted, Return
from cpr_docs.evaluations.summary_tables import IDENTIFYING, Cell, Words, comment, counts, events, questions
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import Kind

Writer = Callable[[Sequence[Return], Sequence[NotCounted], Language, bool], bytes]


def writer_for(path: Path) -> Writer:
    """What writes a file of that name; raises `OutputError` where nothing does, or where openpyxl is needed."""
    ending = path.suffix.lower()
    if ending == ".csv":
        return csv_bytes
    if ending == ".json":
        return json_bytes
    if ending == ".xlsx":
        try:
            from cpr_docs.evaluations.export_xlsx import xlsx_bytes
        except ImportError:
            raise OutputError("an .xlsx file needs openpyxl: pip install 'cpr-docs[xlsx]'") from None
        return xlsx_bytes
    raise OutputError(f"{path.name}: a summary is an .xlsx, a .csv or a .json file")


def csv_bytes(
    returns: Sequence[Return], not_counted: Sequence[NotCounted], language: Language, with_names: bool
) -> bytes:
    """The summary as CSV; UTF-8 with a byte-order mark, without which Excel takes ŵ for two letters."""
    words = Words(language)
    tables = [
        words.overview(returns, not_counted),
        *(words.scale(returns, name) for name, _asked in questions(Kind.CHOICE)),
        *(words.comments(returns, name) for name, _asked in questions(Kind.PROSE)),
        words.returns(returns, with_names),
        words.not_counted(not_counted),
    ]
    target = io.StringIO(newline="")
    lines = csv.writer(target)
    for table in tables:
        lines.writerow([_as_text(table.title)])
        lines.writerows([_as_text(cell) for cell in row] for row in (table.columns, *table.rows))
        lines.writerow([])
    return target.getvalue().encode("utf-8-sig")


def _as_text(cell: Cell) -> Cell:
    return escape_formula(cell) if isinstance(cell, str) else cell


def json_bytes(
    returns: Sequence[Return], not_counted: Sequence[NotCounted], language: Language, with_names: bool
) -> bytes:
    """The summary as JSON."""
    words = Words(language)
    summary = {
        "returned": len(returns),
        "events": [
            {"case_identifier": case, "event_on": day.isoformat(), "returned": count}
            for (case, day), count in events(returns).items()
        ],
        "scales": {name: _scale(returns, name, words) for name, _asked in questions(Kind.CHOICE)},
        "comments": {
            name: {"label": words.question(asked), "comments": _comments(returns, name)}
            for name, asked in questions(Kind.PROSE)
        },
        "returns": [_row(number, returned, with_names) for number, returned in enumerate(returns, start=1)],
        "not_counted": [{"file": one.file, "reason": one.reason} for one in not_counted],
    }
    return (json.dumps(summary, ensure_ascii=False, indent=2) + "\n").encode()


def _scale(returns: Sequence[Return], name: str, words: Words) -> dict[str, Any]:
    table = words.scale(returns, name)
    counted = [
        {"value": choice.value, "label": words.translate(choice.label), "count": count}
        for choice, count in counts(returns, name)
    ]
    return {"label": table.title, "counts": counted, "not_answered": table.rows[-1][-1]}


def _comments(returns: Sequence[Return], name: str) -> list[dict[str, Any]]:
    said = ((number, comment(returned, name)) for number, returned in enumerate(returns, start=1))
    return [{"return": number, "language": one[1].value, "text": one[0]} for number, one in said if one is not None]


def _row(number: int, returned: Return, with_names: bool) -> dict[str, Any]:
    form = returned.form.model_dump(mode="json", exclude_none=True)
    if not with_names:
        form["answers"] = {name: said for name, said in form.get("answers", {}).items() if name not in IDENTIFYING}
    file = {"file": returned.file} if with_names else {}
    return {"return": number, **file, "language": returned.language.value, "form": form}
