"""A table of entries that the Review Panel edited, in a spreadsheet, comes back into the merged timeline.

Its rows are known by their Ref. A row without one is added, and a row that is missing is withdrawn. A column that the
table lacks stays as it is.
"""

from collections.abc import Iterator
from typing import Any

import pydantic

from cpr_docs.errors import InvalidTable, TableProblem
from cpr_docs.guidance.merged_timeline.merged_entry import PANEL, EntryChange, MergedEntry
from cpr_docs.guidance.merged_timeline.model import MergedTimeline
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import field_at
from cpr_docs.models.problems import problems_of
from cpr_docs.tables.read_rows import TableRows, read_rows
from cpr_docs.tables.row_fields import column_paths
from cpr_docs.tables.table import TableSource
from cpr_docs.timelines.agency_rows import in_both, with_sentence

_LIST = "entries"
_LOCKED = ("agency", "other_agency", "on", "until", "at", "about")
"""The fields of an agency's row that the Panel does not change: it adds a row of its own."""
_WORDS = ("event", "response", "seen")
_TAKEN_OUT = _("The Review Panel took this entry out of the table.")


def with_edited_rows(
    merged: MergedTimeline, table: TableSource, *, language: Language | str | None, sheet: str | None
) -> tuple[MergedTimeline, list[str]]:
    """The merged timeline with the rows of a table, and the Refs. of the entries that the table withdraws.

    Raises `InvalidTable` with every problem, each with its cell.
    """
    # As a draft: what a row lacks may be in a column that the table lacks. Without a Ref., every row would be an
    # addition, and all entries withdrawn.
    found = read_rows(
        type(merged),
        _LIST,
        table,
        language=language,
        sheet=sheet,
        review_type=merged.review_type,
        draft=True,
        needs=("id",),
    )
    before = {entry.id: entry for entry in merged.entries}
    entries: list[MergedEntry] = []
    problems: list[TableProblem] = []
    seen: set[str] = set()
    for index, values in enumerate(found.rows):
        ref = values.get("id")
        entry = before.get(ref)
        if ref is not None and entry is None:
            message = _("is the Ref. of no entry: leave it blank in a row that you add")
            problems.append(found.problem(index, "id", "ref_unknown", message))
            continue
        if ref in seen:
            problems.append(found.problem(index, "id", "ref_twice", _("is the Ref. of a row above, too")))
            continue
        seen |= set() if ref is None else {ref}
        try:
            row = MergedEntry.model_validate(values if entry is None else _with_other_columns(values, entry, found))
        except pydantic.ValidationError as error:
            wrong = problems_of(error, MergedEntry)
        else:
            wrong = []
            entries.append(row)
            problems += () if entry is None else _edits(index, row, entry, found)
        problems += (found.problem(index, each.path, each.code, each.message, each.parameters) for each in wrong)
    if problems:
        raise InvalidTable(found.name, sorted(problems, key=lambda each: each.row or 0))
    missing = [entry for entry in merged.entries if entry.id not in seen]
    entries += map(_withdrawn, missing)
    withdrawn = [str(entry.ref) for entry in missing if entry.changed is not EntryChange.WITHDRAWN]
    return merged.replace(entries=entries), withdrawn


def _with_other_columns(values: dict[str, Any], entry: MergedEntry, found: TableRows) -> dict[str, Any]:
    """The row with the values of the entry for which the table has no column."""
    result = dict(values)
    for name in MergedEntry.model_fields:
        field = field_at(MergedEntry, name)
        missing = [path for path in column_paths(name, field) if found.columns.over(path) is None]
        kept = entry.__dict__[name]
        if not field.bilingual:
            if missing:
                result[name] = kept
        elif kept is not None and missing:
            words = {each: text for path in missing if (text := getattr(kept, each := path.rpartition(".")[2]))}
            result[name] = {**words, **(result.get(name) or {})} or None
    return result


def _edits(index: int, row: MergedEntry, entry: MergedEntry, found: TableRows) -> Iterator[TableProblem]:
    """The edits of what the agency wrote, in a row of the table."""
    if entry.ref is None or entry.ref.source == PANEL:
        return
    for name in _LOCKED:
        if row.__dict__[name] != entry.__dict__[name]:
            message = _("was changed, and is the agency’s: leave it, and add a row of your own")
            yield found.problem(index, name, "locked", message)
    is_reworded = any(row.__dict__[name] != entry.__dict__[name] for name in _WORDS)
    if is_reworded and row.changed is not EntryChange.CORRECTED:
        message = _("must be “corrected”, with a reason, because the agency’s words were changed")
        yield found.problem(index, "changed", "not_marked", message)


def _withdrawn(entry: MergedEntry) -> MergedEntry:
    if entry.changed is EntryChange.WITHDRAWN:
        return entry
    reason = with_sentence(entry.changed_why, in_both(_TAKEN_OUT))
    return entry.model_copy(update={"changed": EntryChange.WITHDRAWN, "changed_why": reason})
