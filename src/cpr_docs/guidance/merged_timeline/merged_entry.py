"""The rows of a merged timeline (guidance, 5.10, 5.11; Annex 1, 2.4, 2.5, 3.16)."""

import re
from collections.abc import Iterator
from typing import Annotated, NamedTuple, Self

from pydantic import Field

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.agencies import Agency, AgencyRef
from cpr_docs.guidance.parts.numbers import Number
from cpr_docs.guidance.parts.timeline_entry import TimelineEntry
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Choice, Day, Label
from cpr_docs.models.parts import Part
from cpr_docs.models.rules import rule
from cpr_docs.models.when import When

PANEL = "panel"
"""The source of what the Review Panel added, in its Ref."""

_SHORT_NAMES = {
    Agency.NHS_TRUST: "nhs",
    Agency.SOCIAL_SERVICES: "social",
    Agency.PUBLIC_HEALTH_WALES: "phw",
    Agency.YOUTH_OFFENDING: "youth",
    Agency.CAFCASS_CYMRU: "cafcass",
    Agency.LOCAL_HEALTH_BOARD: "health",
    Agency.OTHER_LSCB: "lscb",
}
"""Names that are short, because people say them, write them on the wall, and read them in a narrow column."""

_REF = re.compile(r"([a-z_]{1,30}(?:-[1-9][0-9]{0,3})?)/([1-9][0-9]{0,5})", re.ASCII)
_SOURCE = "5.11"
_SIGNIFICANCE = "Annex 1, 2.4, 3.16"


def source_name(agency: Agency, number: int = 1) -> str:
    """The first part of the Refs. of an agency's timeline; ``police-2`` for that of its second service."""
    name = _SHORT_NAMES.get(agency, agency.value)
    return name if number == 1 else f"{name}-{number}"


class EntryKey(NamedTuple):
    """The Ref. of an entry in its parts: ``police/7``, ``police-2/7``, ``panel/3``."""

    source: str
    """The source: an agency, with a number if it is the second service of the agency, or ``panel``."""
    number: int
    """The number of the entry in its source."""

    @classmethod
    def parse(cls, text: str | None) -> Self | None:
        """The Ref. that the text is; None for any other text."""
        match = _REF.fullmatch(text or "")
        return cls(match[1], int(match[2])) if match else None

    def __str__(self) -> str:
        return f"{self.source}/{self.number}"


class EntryChange(Choice):
    """The changes of an entry since the agency wrote it."""

    UNCHANGED = "unchanged", _("Unchanged")
    CORRECTED = "corrected", _("Corrected")
    ADDED = "added", _("Added")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class EntryRef(Part):
    """The Ref. of an entry; a base of its own, so that it is the first field."""

    id: Annotated[Line | None, Field(max_length=40), Label(_("Ref."), _SOURCE, fixed=True)] = None
    """The source of the entry and its number there, ``police/7``; blank in a row that the Panel has just added."""

    @rule("id")
    def _is_a_ref(self) -> Iterator[Problem]:
        if EntryKey.parse(self.id) is None:
            yield Problem("id", "ref", _("is no Ref., such as police/7"))


class MergedEntry(TimelineEntry, AgencyRef, When, EntryRef):
    """An entry of a merged timeline: what the agency wrote, and what the Review Panel adds to it."""

    comment: Annotated[BilingualProse | None, Label(_("Comment"), _SOURCE)] = None
    """The Review Panel's comment."""
    significant: Annotated[bool, Label(_("Key event"), _SIGNIFICANCE)] = False
    """True if the Review Panel sees a key event in it."""
    strikes: Annotated[BilingualProse | None, Label(_("What strikes the reviewer"), _SIGNIFICANCE)] = None
    """The reviewer's thoughts about the event."""
    same_as: Annotated[Line | None, Field(max_length=40), Label(_("Same event as (Ref.)"), _SOURCE)] = None
    """The Ref. of the entry of another agency that is about the same event."""
    changed: Annotated[EntryChange, Label(_("Changed"), _SOURCE)] = EntryChange.UNCHANGED
    """How the entry differs from what the agency wrote, or that the Panel added it."""
    changed_why: Annotated[
        BilingualLine | None,
        Label(_("Reason for the change"), _SOURCE, asked="changed != 'unchanged'"),
    ] = None
    """The reason for the change; required where there is one, otherwise blank."""
    left_out: Annotated[bool, Label(_("Not for the summary"), _SOURCE)] = False
    """True if the published summary does not mention the event."""
    summary: Annotated[
        BilingualLine | None,
        Label(
            _("Words for the published summary (anonymised)"),
            _SOURCE,
            short=_("Words for the published summary"),
        ),
    ] = None
    """The words of the published summary about the event, anonymised."""
    summary_when: Annotated[
        BilingualLine | None,
        Label(_("When, for the published summary"), _SOURCE),
    ] = None
    """When the event was, in the words of the published summary: ``early March 2012``; blank for month and year."""

    @property
    def ref(self) -> EntryKey | None:
        """The Ref. in its parts."""
        return EntryKey.parse(self.id)


class MergedSource(AgencyRef):
    """A timeline of an agency, or of one of its services, that is merged."""

    id: Annotated[Line, Field(max_length=40), Label(_("Ref. (first part)"), _SOURCE, fixed=True)]
    """The source in the Refs. of its entries: ``police``, or ``police-2`` for a second service of the police."""
    service: Annotated[BilingualLine | None, Label(_("Service or team"), _SOURCE)] = None
    """The service or team, if the agency has several."""
    version: Annotated[Number, Label(_("Version"), "Annex 1, 2.5")]
    """The version of the agency's timeline that is merged."""
    completed_on: Annotated[Day | None, Label(_("Date completed"), _SOURCE)] = None
    """The day on which the agency completed it."""
    author: Annotated[Line | None, Label(_("Completed by"), "Annex 1, 2.5", keeps_letters=True)] = None
    """The person who completed it."""
    count: Annotated[int, Field(strict=True, ge=0, le=999_999), Label(_("Number of entries"), _SOURCE)]
    """The number of its entries."""
    received_on: Annotated[Day | None, Label(_("Date received"), _SOURCE)] = None
    """The day on which the Board received it."""

    @rule("id")
    def _is_a_source(self) -> Iterator[Problem]:
        ref = EntryKey.parse(f"{self.id}/1")
        if ref is None or ref.source == PANEL:
            yield Problem("id", "source_ref", _("is no first part of a Ref., such as police"))


class ShownName(Part):
    """A code name: the words that stand for a person or a place in all papers of the case (3.2, 5.11)."""

    code: Annotated[Line, Field(max_length=40), Label(_("Code"), "3.2, 5.11")]
    """The code, the same in both languages, such as ``mother`` or ``gp-1``."""
    shown: Annotated[BilingualLine, Label(_("Shown as"), "3.2, 5.11")]
    """The words that the papers show: "Child A", "GP 1"."""
    role: Annotated[BilingualLine | None, Label(_("Role"), "3.2, 5.11")] = None
    """The person's role in the child's life, or the kind of place; never the real name."""


class TimelineGap(Part):
    """A gap of the timelines, or a point to clarify."""

    text: Annotated[BilingualLine, Label(_("Gap, or point to clarify"), "Annex 1, 2.4, 2.5")]
    """The gap, or the question."""
    agency: Annotated[BilingualLine | None, Label(_("Agency asked"), "Annex 1, 2.4, 2.5")] = None
    """The agency that is asked."""
    answered_on: Annotated[Day | None, Label(_("Answered on"), "Annex 1, 2.4, 2.5")] = None
    """The day of the answer."""
