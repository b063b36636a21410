"""Merged timeline of all agencies (guidance, 5.10, 5.11; Annex 1, 2.4, 2.5, 3.15, 3.16)."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar, Literal, Self

from pydantic import model_validator

from cpr_docs.errors import InvalidForm, Problem
from cpr_docs.guidance.merged_timeline.agency_edits import edit_notes
from cpr_docs.guidance.merged_timeline.canonical_order import together, with_refs
from cpr_docs.guidance.merged_timeline.merged_entry import PANEL, MergedEntry, MergedSource, ShownName, TimelineGap
from cpr_docs.guidance.merged_timeline.timeline_extract import ExtractFilter, extract_words, extracted
from cpr_docs.guidance.merged_timeline.timeline_summary import summarised, without_summary
from cpr_docs.guidance.parts.agencies import Agency
from cpr_docs.guidance.parts.numbers import Number, repeated
from cpr_docs.guidance.report.model import TimelineEvent
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import Day, Label
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Rows
from cpr_docs.models.rules import rule


class MergedTimeline(Form):
    """The timelines of all agencies as one, which the Review Panel works with; it is never published.

    The agencies and the Panel write it once, as a record: one language is enough.
    """

    TITLE: ClassVar[str] = _("Merged Timeline")
    SHORT_TITLE: ClassVar[str] = _("Merged timeline, not for publication")
    FILE_NAME: ClassVar[str] = _("Merged timeline")
    GUIDANCE: ClassVar[str] = "5.10 and 5.11; Annex 1, 2.4, 2.5, 3.15 and 3.16"
    POSITION: ClassVar[int] = 18
    MISSING: ClassVar[str] = "mark"
    FURTHER_SHEETS: ClassVar[Mapping[str, tuple[str, ...]]] = {"entries": ("sources",)}

    form: Literal["merged_timeline"]
    """The form's name."""
    version: Annotated[Number, Label(_("Version"), "5.12")]
    """The version, counted from 1; merging again counts on."""
    dated: Annotated[Day, Label(_("Date of this version"), "5.12")]
    """The day of this version."""
    filtered: Annotated[BilingualLine | None, Label(_("Extract"), "5.11", fixed=True)] = None
    """The filter that made an extract of it; blank in the whole timeline."""
    start: Annotated[Day, Label(_("Start of the period"), "5.10, 6.5")]
    """The first day of the period that the timelines cover."""
    end: Annotated[Day, Label(_("End of the period"), "5.10, 6.5")]
    """The last day of the period."""
    extension_agreed_on: Annotated[Day | None, Label(_("Extension agreed by the Review Panel on"), "5.10, 6.5")] = None
    """The day on which the review panel agreed to a longer period."""
    extension_reason: Annotated[
        BilingualProse | None,
        Label(_("Reason for the extension"), "5.10, 6.5", asked="extension_agreed_on is not none"),
    ] = None
    """The reason for a longer period; needed where one was agreed."""
    sources: Annotated[Rows[MergedSource], Label(_("Timelines merged"), "5.11")] = ()
    """The timelines of the agencies that are merged, a row for each."""
    code_names: Annotated[Rows[ShownName], Label(_("Code names used"), "3.2, 5.11")] = ()
    """The code names of people and places; never the real names."""
    entries: Annotated[Rows[MergedEntry], Label(_("Merged timeline"), "5.11")] = ()
    """The entries of all agencies and of the Panel, in order of time; one that repeats another is behind it."""
    observations: Annotated[BilingualProse | None, Label(_("Initial ideas about what happened"), "5.11")] = None
    """The Panel's initial ideas about what happened in this case."""
    gaps: Annotated[Rows[TimelineGap], Label(_("Gaps, and points to clarify"), "Annex 1, 2.4, 2.5")] = ()
    """The gaps of the timelines, and points to clarify."""
    terms_changes: Annotated[
        BilingualProse | None, Label(_("Suggested amendments of the terms of reference"), "5.11, 6.6")
    ] = None
    """Suggested amendments of the terms of reference."""

    @rule("start", "end")
    def _ends_after_its_start(self) -> Iterator[Problem]:
        if self.end < self.start:
            yield Problem("end", "before_start", _("is before the start of the period"))

    @rule("code_names[].code")
    def _has_each_code_once(self) -> Iterator[Problem]:
        for path in repeated({f"code_names[{index}].code": name.code for index, name in enumerate(self.code_names)}):
            yield Problem(path, "code_twice", _("is the code of a row above, too"))

    @rule("sources[].id")
    def _has_each_source_once(self) -> Iterator[Problem]:
        for path in repeated({f"sources[{index}].id": source.id for index, source in enumerate(self.sources)}):
            yield Problem(path, "source_twice", _("is that of a row above, too"))

    @rule("entries", "sources?")
    def _is_of_timelines_that_are_merged(self) -> Iterator[Problem]:
        if not self.sources:
            # A timeline that a person writes by hand may name none.
            return
        known = {PANEL, *(source.id for source in self.sources)}
        for index, entry in enumerate(self.entries):
            if entry.ref is not None and entry.ref.source not in known:
                yield Problem(
                    f"entries[{index}].id",
                    "source_unknown",
                    _("is that of a timeline that is not among the timelines merged"),
                )

    @rule("entries", "filtered?")
    def _repeats_entries_that_there_are(self) -> Iterator[Problem]:
        repeating = {entry.id: entry.same_as is not None for entry in self.entries if entry.id is not None}
        for index, entry in enumerate(self.entries):
            path = f"entries[{index}].same_as"
            if entry.same_as is None:
                continue
            if entry.same_as == entry.id:
                yield Problem(path, "same_as_itself", _("is the Ref. of this entry"))
            elif entry.same_as not in repeating and self.filtered is None:
                # The entry that it names may be outside an extract.
                yield Problem(path, "same_as_unknown", _("is the Ref. of no entry"))
            elif repeating.get(entry.same_as):
                yield Problem(
                    path, "same_as_chain", _("names an entry that is itself the same as another: name that other one")
                )

    @model_validator(mode="after")
    def _put_in_canonical_form(self) -> Self:
        # In place, before anybody else has the form. After the rules, whose paths are those of the data.
        self.__dict__["entries"] = together(with_refs(self.entries))
        return self

    def only(
        self,
        agencies: "Iterable[Agency | str] | None" = None,
        start: datetime.date | None = None,
        end: datetime.date | None = None,
        significant: bool | None = None,
    ) -> Self:
        """An extract: the entries of some agencies, from a day, to a day, the key events alone.

        The extract says what it is an extract of, and is neither merged with others nor summarised. Raises
        `ValueError` for an agency that is not in the grid, for an end before the start, and if there is no condition.
        """
        chosen = ExtractFilter.of(agencies, start, end, significant)
        return self.replace(entries=extracted(self.entries, chosen), filtered=extract_words(chosen, self.filtered))

    def summary(self) -> tuple[TimelineEvent, ...]:
        """The anonymised summary: rows for the timeline of a report, with the words that the Panel wrote for it alone.

        Entries with a `summary` that are not `left_out`; entries about the same event are one row. Raises
        `InvalidForm` for an extract.
        """
        self.require_whole()
        return tuple(summarised(self.entries))

    def summary_notes(self) -> list[Problem]:
        """A note on each key event that has no words for the summary; they refuse nothing."""
        message = _("is a key event without words for the published summary")
        return [
            Problem(f"entries[{index}].summary", "summary_lacking", message) for index in without_summary(self.entries)
        ]

    def notes_since(self, original: Self) -> Iterator[Problem]:
        """Notes on what the agencies wrote, where it was changed and is not marked as corrected."""
        return edit_notes(self.entries, original.entries)

    def require_whole(self) -> None:
        """Raises `InvalidForm` for an extract."""
        if self.filtered is not None:
            message = _("is given: this is an extract, and the whole timeline is needed")
            raise InvalidForm(self.variant_name(), [Problem("filtered", "extract", message)])
