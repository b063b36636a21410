"""The anonymised summary of a merged timeline, as rows of the report's timeline (5.11; Annex 2, Report, Appendix 2).

An agency's own words are never among its words: only those that the Panel wrote for the summary.
"""

import datetime
from collections.abc import Iterator, Sequence

from cpr_docs.guidance.merged_timeline.merged_entry import EntryChange, MergedEntry
from cpr_docs.guidance.parts.agencies import Agency
from cpr_docs.guidance.report.model import TimelineEvent
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.language.moments import whole_year

_OTHER = _("Other agency")
"""The agency that is not in the grid: the summary names no institution."""


def summarised(entries: Sequence[MergedEntry]) -> Iterator[TimelineEvent]:
    """The rows of the summary, in the order of the entries."""
    for group in _groups(entries):
        told = [entry for entry in group if _is_for_the_summary(entry)]
        first = next((entry for entry in told if entry.summary is not None), None)
        if first is None or first.summary is None:
            continue
        yield TimelineEvent(
            when=first.summary_when or _month(first.on, first.until),
            event=BilingualProse(en=first.summary.en, cy=first.summary.cy),
            agencies=_agencies(told),
        )


def without_summary(entries: Sequence[MergedEntry]) -> Iterator[int]:
    """The places of the key events that the summary does not mention, although nobody left them out."""
    at = {entry.id: index for index, entry in enumerate(entries)}
    for group in _groups(entries):
        told = [entry for entry in group if _is_for_the_summary(entry)]
        if not any(entry.summary is not None for entry in told):
            yield from (at[entry.id] for entry in told if entry.significant)


def _is_for_the_summary(entry: MergedEntry) -> bool:
    return not entry.left_out and entry.changed is not EntryChange.WITHDRAWN


def _groups(entries: Sequence[MergedEntry]) -> Iterator[list[MergedEntry]]:
    """The entries about one event: the canonical order has them together."""
    group: list[MergedEntry] = []
    for entry in entries:
        if group and (entry.same_as is None or entry.same_as != group[0].id):
            yield group
            group = []
        group.append(entry)
    if group:
        yield group


def _agencies(group: Sequence[MergedEntry]) -> BilingualLine:
    """The agencies of the grid, in its order, without the name of any institution."""
    known = frozenset(entry.agency for entry in group)
    labels = [_OTHER if agency is Agency.OTHER else agency.label for agency in Agency if agency in known]
    words = {each.value: each.conventions.listing([translate(label, each) for label in labels]) for each in Language}
    return BilingualLine(**words)


def _month(on: datetime.date, until: datetime.date | None) -> BilingualLine:
    """Month and year: no exact day, and no time; the year alone where no more is known."""
    if whole_year(on, until):
        return BilingualLine(en=f"{on.year:04}", cy=f"{on.year:04}")
    return BilingualLine(**{each.value: each.conventions.month(on.year, on.month) for each in Language})
