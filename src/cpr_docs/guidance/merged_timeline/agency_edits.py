"""Edits of what an agency wrote in a merged timeline, by the Review Panel: it marks them, or adds a row of its own."""

from collections.abc import Iterator, Sequence

from cpr_docs.errors import Problem
from cpr_docs.guidance.merged_timeline.merged_entry import PANEL, EntryChange, MergedEntry
from cpr_docs.language.catalogue import _

_LOCKED = ("agency", "other_agency", "on", "until", "at", "about")
"""The fields of an agency's row that the Panel does not change: it adds a row of its own."""
_WORDS = ("event", "response", "seen")


def agency_edits(entry: MergedEntry, before: MergedEntry) -> Iterator[Problem]:
    """The edits of an agency's row that are not marked, each at its field."""
    if entry.ref is None or entry.ref.source == PANEL:
        return
    for name in _LOCKED:
        if entry.__dict__[name] != before.__dict__[name]:
            yield Problem(name, "locked", _("was changed, and is the agency’s: leave it, and add a row of your own"))
    is_reworded = any(entry.__dict__[name] != before.__dict__[name] for name in _WORDS)
    if is_reworded and entry.changed is not EntryChange.CORRECTED:
        message = _("must be “corrected”, with a reason, because the agency’s words were changed")
        yield Problem("changed", "not_marked", message)


def edit_notes(entries: Sequence[MergedEntry], before: Sequence[MergedEntry]) -> Iterator[Problem]:
    """A note on each such edit, with the Ref. as its label, and on each Ref. of an agency that is a new one."""
    earlier = {entry.id: entry for entry in before}
    for index, entry in enumerate(entries):
        if (known := earlier.get(entry.id)) is not None:
            for edit in agency_edits(entry, known):
                yield Problem(f"entries[{index}].{edit.path}", edit.code, edit.message, label=str(entry.id))
        elif entry.ref is not None and entry.ref.source != PANEL:
            message = _("is the Ref. of no entry of the original")
            yield Problem(f"entries[{index}].id", "ref_unknown", message, label=str(entry.id))
