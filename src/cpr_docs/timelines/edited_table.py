"""A table of entries that the Review Panel edited, in a spreadsheet, comes back into the merged timeline.

Its rows are known by their Ref. A row without one is added, and a row that is missing is withdrawn. A column that the
table lacks stays as it is.
"""

from typing import Any

import pydantic

from cpr_docs.errors import InvalidTable, TableProblem
from cpr_docs.guidance.merged_timeline.agency_edits import agency_edits
from cpr_docs.guidance.merged_timeline.merged_entry import EntryChange, MergedEntry
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
_TAKEN_OUT = _("The Review Panel took this entry out of the table.")


def with_edited_rows(
    merged: MergedTimeline, table: TableSource, *, language: Language | str | None, sheet: str | None
) -> tuple[MergedTimeline, list[tuple[str, str, str]]]:
    """The merged timeline with the rows of a table, and for each entry that it lacks a note, by its Ref.

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
            wrong = [] if entry is None else list(agency_edits(row, entry))
            entries.append(row)
        problems += (found.problem(index, each.path, each.code, each.message, each.parameters) for each in wrong)
    if problems:
        raise InvalidTable(found.name, sorted(problems, key=lambda each: each.row or 0))
    missing = [entry for entry in merged.entries if entry.id not in seen]
    message = _("is not in the table, and kept as withdrawn")
    notes = [
        (str(entry.id), "merged_entry_taken_out", message)
        for entry in missing
        if entry.changed is not EntryChange.WITHDRAWN
    ]
    return merged.replace(entries=[*entries, *map(_withdrawn, missing)]), notes


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


def _withdrawn(entry: MergedEntry) -> MergedEntry:
    if entry.changed is EntryChange.WITHDRAWN:
        return entry
    reason = with_sentence(entry.changed_why, in_both(_TAKEN_OUT))
    return entry.model_copy(update={"changed": EntryChange.WITHDRAWN, "changed_why": reason})
