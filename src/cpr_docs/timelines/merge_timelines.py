"""Merges the timelines of agencies: in Python with `merge`, on the command line with ``cpr-docs merge``.

The entries are in the order of time, whatever the order of the timelines. Merging changes no word of an agency.
"""

import datetime
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cpr_docs.arguments import require
from cpr_docs.errors import DocumentProblem, Problem
from cpr_docs.guidance.agency_timeline.model import AgencyTimeline
from cpr_docs.guidance.merged_timeline.merged_entry import (
    PANEL,
    EntryChange,
    EntryKey,
    MergedEntry,
    MergedSource,
    source_name,
)
from cpr_docs.guidance.merged_timeline.model import MergedTimeline
from cpr_docs.guidance.parts.agencies import Agency
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm
from cpr_docs.reading.untrusted import Source
from cpr_docs.tables.table import TableSource
from cpr_docs.timelines.agency_rows import AgencyRows, merged_rows
from cpr_docs.timelines.duplicates import Duplicate, proposals
from cpr_docs.timelines.edited_table import with_edited_rows
from cpr_docs.timelines.match_events import written
from cpr_docs.timelines.merge_inputs import MergeInput, is_same_source, merge_inputs

_GRID = {agency: place for place, agency in enumerate(Agency)}
_LAST = 1_000_000
"""The place of what the Panel added, behind all services of an agency."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged timeline, with what a person has to look at."""

    form: MergedTimeline = field(repr=False)
    """The merged timeline."""
    duplicates: tuple[Duplicate, ...] = ()
    """The entries that may be about the same event; nothing has been done about them."""
    problems: tuple[Problem, ...] = ()
    """Notes on entries, each with its Ref. as label, and on timelines that were not taken; they refuse nothing."""


def merge(
    timelines: "Iterable[AnyForm | Source]",
    *,
    onto: MergedTimeline | None = None,
    rows: "TableSource | None" = None,
    threshold: float = 0.5,
    dated: datetime.date | None = None,
    language: Language | str | None = None,
    sheet: str | None = None,
    templates: str | os.PathLike[str] | None = None,
) -> Merge:
    """Implements `cpr_docs.merge`."""
    require("onto", onto, (MergedTimeline, type(None)), "a merged timeline")
    if not 0 < threshold <= 1:
        raise ValueError("threshold must be above 0, and at most 1")
    inputs = merge_inputs(timelines, onto, templates)
    if onto is None and (rows is not None or not inputs):
        raise ValueError("merge needs timelines, or with onto= a merged timeline")
    before, withdrawn = onto, list[str]()
    if onto is not None and rows is not None:
        before, withdrawn = with_edited_rows(onto, rows, language=language, sheet=sheet)
    merging = _Merging(before, withdrawn)
    newest = _newest(inputs)
    for each in inputs:
        if each in newest:
            merging.take(each)
        else:
            merging.leave(each)
    form = merging.form([each.form for each in inputs], dated or datetime.date.today())
    return Merge(form, proposals(form.entries, threshold), merging.problems(form.entries))


class _Merging:
    """The sources and their rows, while one timeline after the other is taken."""

    def __init__(self, onto: MergedTimeline | None, withdrawn: Iterable[str]) -> None:
        self._onto = onto
        self._sources: list[MergedSource] = [] if onto is None else list(onto.sources)
        self._rows: dict[str, list[MergedEntry]] = defaultdict(list)
        self._highest: dict[str, int] = {source.id: source.count for source in self._sources}
        message = _("has no row in the table, and is kept as withdrawn")
        self._notes: list[tuple[str, str, str]] = [(ref, "merged_entry_without_row", message) for ref in withdrawn]
        self._older: list[Problem] = []
        for entry in () if onto is None else onto.entries:
            ref = entry.ref
            assert ref is not None, "the canonical form has a Ref. in each entry"
            self._rows[ref.source].append(entry)
            for each in (ref, EntryKey.parse(entry.same_as)):
                if each is not None:
                    self._highest[each.source] = max(each.number, self._highest.get(each.source, 0))

    def leave(self, older: MergeInput) -> None:
        """Takes nothing of a timeline of which a newer version is there."""
        message = _("is an older version, of which nothing is taken")
        self._older.append(DocumentProblem("version", "older_version", message, document=older.name))

    def take(self, each: MergeInput) -> None:
        """Takes the rows of a timeline, in the place of those of its earlier version."""
        timeline = each.form
        place = next((at for at, source in enumerate(self._sources) if is_same_source(timeline, source)), None)
        known = None if place is None else self._sources[place]
        if known is not None and timeline.version < known.version:
            self.leave(each)
            return
        name = self._new_name(timeline.agency) if known is None else known.id
        rows: AgencyRows = merged_rows(timeline, name, self._rows.get(name, []), self._highest.get(name, 0))
        source = _source(timeline, name, known)
        if place is None:
            self._sources.append(source)
        else:
            self._sources[place] = source
        self._rows[name] = rows.entries
        self._notes += rows.notes

    def _new_name(self, agency: Agency) -> str:
        """The name of a further source: ``police``, then ``police-2``; never one that a Ref. has already."""
        taken = {source.id for source in self._sources} | self._rows.keys() | self._highest.keys()
        names = (source_name(agency, number) for number in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)

    def form(self, inputs: Sequence[AgencyTimeline], day: datetime.date) -> MergedTimeline:
        """The merged timeline, validated; merging again counts its version, and keeps its period."""
        entries = _in_order(self._rows)
        sources = sorted(self._sources, key=lambda source: (_GRID[source.agency], _number(source.id)))
        if self._onto is not None:
            version = self._onto.version + 1
            return self._onto.replace(entries=entries, sources=tuple(sources), version=version, dated=day)
        first = inputs[0]
        values: dict[str, Any] = {
            "form": MergedTimeline.name(),
            **{name: first.__dict__[name] for name in ("review_type", "schema_version", "board", "case_identifier")},
            "version": 1,
            "dated": day,
            "start": min(each.start for each in inputs),
            "end": max(each.end for each in inputs),
            "sources": tuple(sources),
            "entries": entries,
        }
        return MergedTimeline.model_validate(values)

    def problems(self, entries: Sequence[MergedEntry]) -> tuple[Problem, ...]:
        """The notes on the entries, in their order, and those on timelines."""
        places = {entry.id: index for index, entry in enumerate(entries)}
        notes = sorted((places[ref], ref, code, message) for ref, code, message in [*self._notes, *_twice(entries)])
        told = [Problem(f"entries[{at}]", code, message, label=ref) for at, ref, code, message in notes]
        return (*self._older, *told)


def _newest(inputs: Sequence[MergeInput]) -> list[MergeInput]:
    """The newest version of each source."""
    found: list[MergeInput] = []
    for each in inputs:
        known = next((at for at, other in enumerate(found) if is_same_source(each.form, other.form)), None)
        if known is None:
            found.append(each)
        elif found[known].form.version < each.form.version:
            found[known] = each
    return found


def _source(timeline: AgencyTimeline, name: str, known: MergedSource | None) -> MergedSource:
    """The row of a timeline among the timelines merged."""
    is_new = known is None or known.version != timeline.version
    return MergedSource(
        id=name,
        **{each: timeline.__dict__[each] for each in ("agency", "other_agency", "service", "version", "completed_on")},
        author=timeline.author.name,
        count=len(timeline.events),
        received_on=None if known is None or is_new else known.received_on,
    )


def _in_order(rows: Mapping[str, Sequence[MergedEntry]]) -> tuple[MergedEntry, ...]:
    """The entries of all sources in the order of time; on one day, those without a time come first.

    One that is not exact comes behind the exact ones of its first day. Equal ones are in the order of the grid, then in
    that of the agency.
    """
    placed = [
        ((*_moment(entry), _GRID[entry.agency], _number(source), place), entry)
        for source, entries in rows.items()
        for place, entry in enumerate(entries)
    ]
    return tuple(entry for _key, entry in sorted(placed, key=lambda each: each[0]))


def _moment(entry: MergedEntry) -> tuple[datetime.date, datetime.date, bool, datetime.time]:
    return entry.on, entry.until or entry.on, entry.at is not None, entry.at or datetime.time()


def _number(source: str) -> int:
    """The number of a source among those of its agency; that of the Panel is the last."""
    if source == PANEL:
        return _LAST
    number = source.rpartition("-")[2]
    return int(number) if number.isdecimal() else 1


def _twice(entries: Sequence[MergedEntry]) -> list[tuple[str, str, str]]:
    """A note on each entry that its agency has twice, equal in all that it wrote."""
    seen: set[tuple[object, ...]] = set()
    found = []
    for entry in entries:
        if entry.changed is EntryChange.WITHDRAWN:
            continue
        ref = entry.ref
        key = (None if ref is None else ref.source, *written(entry))
        if key in seen and ref is not None and ref.source != PANEL:
            found.append((str(ref), "entry_twice", _("is twice in the agency’s timeline")))
        seen.add(key)
    return found
