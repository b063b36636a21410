"""The rows of one agency in a merged timeline: of a first version, or of a new one in the place of an earlier."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cpr_docs.guidance.agency_timeline.model import AgencyTimeline
from cpr_docs.guidance.merged_timeline.merged_entry import EntryChange, EntryKey, MergedEntry
from cpr_docs.guidance.parts.timeline_entry import TimelineEntry
from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.catalogue import _, in_both_languages
from cpr_docs.language.languages import Language
from cpr_docs.timelines.match_events import WRITTEN, completed, earlier_rows, is_alike, written

_CHANGED = _("The agency has changed this entry.")
_GONE = _("The agency’s new version does not have this entry.")


@dataclass(slots=True)
class AgencyRows:
    """The rows of one source, in the order of the agency's timeline, and what is to be told about them."""

    entries: list[MergedEntry] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    """For each note, the Ref. of the entry, the code and the message."""

    def note(self, entry: MergedEntry, code: str, message: str) -> None:
        """Adds a note on an entry."""
        self.notes.append((str(entry.id), code, message))


def merged_rows(timeline: AgencyTimeline, source: str, before: Sequence[MergedEntry], highest: int) -> AgencyRows:
    """The rows of a timeline, which keep the Refs. and all that the Panel added to the earlier rows.

    `highest` is the highest number that a Ref. of the source has ever had. An earlier row that the timeline no longer
    has is kept as withdrawn, behind the row that it followed.
    """
    rows = AgencyRows()
    origins = earlier_rows(before, timeline.events)
    gone = _Gone(before, frozenset(number for number in origins if number is not None))
    for event, origin in zip(timeline.events, origins, strict=True):
        if origin is None:
            highest += 1
            # Validated with the whole.
            entry = MergedEntry.model_construct(id=str(EntryKey(source, highest)), **_of_agency(event, timeline))
            rows.entries.append(entry)
        else:
            gone.before(origin, rows)
            _keep(before[origin], event, timeline, rows)
    gone.before(len(before), rows)
    return rows


class _Gone:
    """The earlier rows that a new version no longer has."""

    def __init__(self, before: Sequence[MergedEntry], kept: frozenset[int]) -> None:
        self._before = before
        self._kept = kept
        self._next = 0

    def before(self, number: int, rows: AgencyRows) -> None:
        """Adds those in front of an earlier row to the rows, as withdrawn."""
        for each in range(self._next, number):
            if each not in self._kept:
                _withdraw(self._before[each], rows)
        self._next = max(self._next, number + 1)


def _of_agency(event: TimelineEntry, timeline: AgencyTimeline) -> dict[str, Any]:
    """The values of a row that are the agency's."""
    values = {name: event.__dict__[name] for name in WRITTEN}
    return {**values, "agency": timeline.agency, "other_agency": timeline.other_agency}


def _keep(entry: MergedEntry, event: TimelineEntry, timeline: AgencyTimeline, rows: AgencyRows) -> None:
    """Adds an earlier row with what the agency says now."""
    changes = {name: completed(value, entry.__dict__[name]) for name, value in _of_agency(event, timeline).items()}
    if all(map(is_alike, written(event), written(entry))):
        if _is_withdrawn_by_agency(entry):
            changes |= {"changed": EntryChange.UNCHANGED, "changed_why": None}
    elif entry.changed is EntryChange.CORRECTED and entry.changed_why != in_both(_CHANGED):
        rows.note(
            entry, "merged_entry_corrected", _("was corrected by the Panel: the agency’s new words are not taken")
        )
        changes = {}
    else:
        message = _("differs from the agency’s timeline, whose words are taken; what the Panel added stays")
        rows.note(entry, "merged_entry_changed", message)
        if entry.changed is EntryChange.UNCHANGED or _is_withdrawn_by_agency(entry):
            changes |= {"changed": EntryChange.CORRECTED, "changed_why": in_both(_CHANGED)}
        elif entry.changed is not EntryChange.CORRECTED:
            changes |= {"changed_why": with_sentence(entry.changed_why, in_both(_CHANGED))}
    rows.entries.append(entry.model_copy(update=changes))


def _withdraw(entry: MergedEntry, rows: AgencyRows) -> None:
    """Adds an earlier row that the agency no longer has."""
    if entry.changed is not EntryChange.WITHDRAWN:
        rows.note(entry, "merged_entry_withdrawn", _("is no longer in the agency’s timeline, and kept as withdrawn"))
        reason = None if entry.changed_why == in_both(_CHANGED) else entry.changed_why
        changes = {"changed": EntryChange.WITHDRAWN, "changed_why": with_sentence(reason, in_both(_GONE))}
        entry = entry.model_copy(update=changes)
    rows.entries.append(entry)


def _is_withdrawn_by_agency(entry: MergedEntry) -> bool:
    return entry.changed is EntryChange.WITHDRAWN and entry.changed_why == in_both(_GONE)


def in_both(message: str) -> BilingualLine:
    """A message in both languages, as text of the case."""
    return BilingualLine(**in_both_languages(message))


def with_sentence(reason: BilingualLine | None, sentence: BilingualLine) -> BilingualLine:
    """The reason with a sentence behind it, unless it ends in the sentence."""
    words = {}
    for language in Language:
        before, further = (None if reason is None else reason.text_in(language)), sentence.text_in(language) or ""
        words[language.value] = (
            before if before and before.endswith(further) else " ".join(filter(None, (before, further)))
        )
    return BilingualLine(**words)
