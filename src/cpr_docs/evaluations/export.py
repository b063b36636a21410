"""The formats of a summary, by the suffix of the file: CSV and JSON, and XLSX in `export_xlsx`."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cpr_docs.csv_text import escape_formula
from cpr_docs.errors import OutputError
from cpr_docs.evaluations.answered_forms import NotCounted, Return
from cpr_docs.evaluations.comment_tables import CommentTables, are_letters, comment_data
from cpr_docs.evaluations.summary_tables import (
    IDENTIFYING,
    Cell,
    EvaluatedEvent,
    SummaryTable,
    SummaryTables,
    comment,
    counts,
    events,
    questions,
    topic,
)
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import Kind

Writer = Callable[[Sequence[Return], Sequence[NotCounted], Language, bool], bytes]


def writer_for(path: Path) -> Writer:
    """The writer for the path's suffix; raises `OutputError` for another suffix, and for .xlsx without openpyxl."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return csv_bytes
    if suffix == ".json":
        return json_bytes
    if suffix == ".xlsx":
        try:
            # Imported on use: openpyxl is an optional dependency.
            from cpr_docs.evaluations.export_xlsx import xlsx_bytes
        except ImportError:
            raise OutputError(_("an .xlsx file needs openpyxl: pip install 'cpr-docs[xlsx]'")) from None
        return xlsx_bytes
    raise OutputError(_("{name}: a summary is an .xlsx, a .csv or a .json file"), name=path.name)


def csv_bytes(
    returns: Sequence[Return], not_counted: Sequence[NotCounted], language: Language, with_names: bool
) -> bytes:
    """The summary as CSV, in UTF-8 with a byte-order mark: without it, Excel reads ŵ as two letters."""
    all_tables = (_comment_tables if are_letters(returns) else _evaluation_tables)(
        returns, not_counted, language, with_names
    )
    target = io.StringIO(newline="")
    lines = csv.writer(target)
    for table in all_tables:
        lines.writerow([_escape_formula(table.title)])
        lines.writerows([_escape_formula(cell) for cell in row] for row in (table.columns, *table.rows))
        lines.writerow([])
    return target.getvalue().encode("utf-8-sig")


def _evaluation_tables(
    returns: Sequence[Return], not_counted: Sequence[NotCounted], language: Language, with_names: bool
) -> list[SummaryTable]:
    tables = SummaryTables(language)
    return [
        tables.overview(returns, not_counted),
        *(tables.scale(returns, name) for name, _question in questions(Kind.CHOICE)),
        *(tables.comments(returns, name) for name, _question in questions(Kind.PROSE)),
        tables.returns(returns, with_names),
        tables.not_counted(not_counted),
    ]


def _comment_tables(
    returns: Sequence[Return], not_counted: Sequence[NotCounted], language: Language, with_names: bool
) -> list[SummaryTable]:
    tables = CommentTables(language)
    return [
        tables.letter_overview(returns, not_counted),
        *tables.letter_comments(returns),
        tables.letter_list(returns, with_names),
        tables.not_counted(not_counted),
    ]


def _escape_formula(cell: Cell) -> Cell:
    return escape_formula(cell) if isinstance(cell, str) else cell


def json_bytes(
    returns: Sequence[Return], not_counted: Sequence[NotCounted], language: Language, with_names: bool
) -> bytes:
    """The summary as JSON."""
    if are_letters(returns):
        return _json(comment_data(returns, not_counted, with_names))
    tables = SummaryTables(language)
    summary = {
        "returned": len(returns),
        "events": [_event(event, of_event, language) for event, of_event in events(returns).items()],
        "scales": {name: _scale(returns, name, tables) for name, _question in questions(Kind.CHOICE)},
        "comments": {
            name: {"label": tables.question(question), "comments": _comments(returns, name)}
            for name, question in questions(Kind.PROSE)
        },
        "returns": [_row(number, returned, with_names) for number, returned in enumerate(returns, start=1)],
        "not_counted": [{"file": file.file, "reason": file.reason} for file in not_counted],
    }
    return _json(summary)


def _json(summary: dict[str, Any]) -> bytes:
    return (json.dumps(summary, ensure_ascii=False, indent=2) + "\n").encode()


def _event(event: EvaluatedEvent, returns: Sequence[Return], language: Language) -> dict[str, Any]:
    path = event.kind.identifier_path()
    names = {path: event.identifier} if event.identifier else {"event": topic(returns, language)}
    return {"form": event.kind.name(), **names, "event_on": event.day.isoformat(), "returned": len(returns)}


def _scale(returns: Sequence[Return], name: str, tables: SummaryTables) -> dict[str, Any]:
    table = tables.scale(returns, name)
    counted = [
        {"value": choice.value, "label": tables.translate(choice.label), "count": count}
        for choice, count in counts(returns, name)
    ]
    return {"label": table.title, "counts": counted, "not_answered": table.rows[-1][-1]}


def _comments(returns: Sequence[Return], name: str) -> list[dict[str, Any]]:
    return [
        {"return": number, "language": found[1].value, "text": found[0]}
        for number, returned in enumerate(returns, start=1)
        if (found := comment(returned, name)) is not None
    ]


def _row(number: int, returned: Return, with_names: bool) -> dict[str, Any]:
    form = returned.form.model_dump(mode="json", exclude_none=True)
    if not with_names:
        form["answers"] = {name: value for name, value in form.get("answers", {}).items() if name not in IDENTIFYING}
    file = {"file": returned.file} if with_names else {}
    return {"return": number, **file, "language": returned.language.value, "form": form}
