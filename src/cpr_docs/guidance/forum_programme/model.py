"""Annual programme of multi-agency professional forums (guidance, 3.2, 4.1 to 4.8)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.numbers import Number, repeated
from cpr_docs.guidance.parts.review import Contact
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _, p_
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Choice, Choices, Day, Label, Month, Pounds
from cpr_docs.models.form import AnyForm
from cpr_docs.models.parts import Part, Rows, Section
from cpr_docs.models.rules import rule


class ForumPurpose(Choice):
    """The purposes of a forum (4.2)."""

    CASE_LEARNING = "case_learning", _("Case learning")
    DISSEMINATION = "dissemination", _("Dissemination of findings")
    OTHER = "other", _("Other learning")


class ForumSource(Choice):
    """The sources of the topic of a forum (4.2)."""

    AUDIT = "audit", _("Child protection audit")
    CHILD_PRACTICE_REVIEW = "child_practice_review", _("Child practice review")
    INSPECTION = "inspection", _("Inspection")
    CASE = "case", p_("source of a topic", "Case")
    NATIONAL = "national", _("National source")
    OTHER = "other", _("Other source")


class ForumStatus(Choice):
    """The states of a forum of the programme."""

    PLANNED = "planned", p_("forum", "Planned")
    HELD = "held", p_("forum", "Held")
    POSTPONED = "postponed", p_("forum", "Postponed")
    CANCELLED = "cancelled", p_("forum", "Cancelled")


class AuditTopic(Choice):
    """The topics for local child protection audits that the guidance suggests (4.2, box)."""

    LONG_REGISTERED = (
        "long_registered",
        _("Children who have been on the child protection register for more than 2 years."),
        _("On the register for more than 2 years"),
    )
    DEREGISTERED = "deregistered", _("Children who have been deregistered in the last 12 months.")
    NOT_REGISTERED = (
        "not_registered",
        _("Children subject of child protection conferences but not registered."),
        _("Conferences without registration"),
    )
    REPEATED = "repeated", _("Children with repeat registration within 12 months.")
    CHILD_IN_NEED = (
        "child_in_need",
        _(
            "Children on the register who were subject to a Child in Need Plan up to 12 months prior to registration "
            "(likely to be neglect due to parental problems)."
        ),
        _("Registered after a Child in Need Plan"),
    )
    UNCOOPERATIVE = "uncooperative", _("Working with uncooperative service users.")
    MISSING = "missing", _("Children who go missing.")
    LOOKED_AFTER = "looked_after", _("Looked after children subject to a strategy meeting.")
    STRATEGY_MEETINGS = (
        "strategy_meetings",
        _(
            "Children on the register subject to further strategy meetings or who should have been subject to further "
            "strategy meetings."
        ),
        _("Further strategy meetings"),
    )


class ForumEvent(Part):
    """A forum of the programme."""

    number: Annotated[int, Field(strict=True, ge=1, le=999), Label(p_("of a forum", "Number"), "4.1")]
    """The forum's number in the programme."""
    topic: Annotated[BilingualLine, Label(_("Topic"), "4.2")]
    """The topic."""
    planned_on: Annotated[Day | None, Label(_("Planned for"), "4.1")] = None
    """The day for which the forum is planned."""
    planned_month: Annotated[Month | None, Label(_("Planned for the month"), "4.1")] = None
    """The month for which it is planned, as long as there is no day."""
    purpose: Annotated[ForumPurpose, Label(_("Purpose"), "4.2")]
    """The purpose."""
    source: Annotated[ForumSource | None, Label(_("Source"), "4.2")] = None
    """The source of the topic."""
    audience: Annotated[BilingualLine | None, Label(_("Audience"), "4.2")] = None
    """The people for whom the forum is."""
    places: Annotated[int | None, Field(strict=True, ge=1, le=9999), Label(_("Places"), "4.2")] = None
    """The number of places."""
    method: Annotated[BilingualLine | None, Label(_("Method"), "4.4")] = None
    """The method, such as multi-agency supervision, appreciative inquiry or sculpting."""
    facilitators: Annotated[BilingualLine | None, Label(_("Facilitators"), "4.4")] = None
    """The people who facilitate the forum."""
    status: Annotated[ForumStatus, Label(p_("of a forum", "Status"), "4.1")] = ForumStatus.PLANNED
    """The state of the forum."""
    held_on: Annotated[Day | None, Label(_("Held on"), "4.1", asked="status == 'held'", required=True)] = None
    """The day on which the forum was held."""
    attended: Annotated[
        int | None,
        Field(strict=True, ge=0, le=9999),
        Label(_("Attended"), "4.1", asked="status == 'held'", required=False),
    ] = None
    """The number of people who attended."""
    learning: Annotated[BilingualProse | None, Label(_("Practice learning captured"), "4.4")] = None
    """The practice learning, for dissemination to staff."""
    local_action: Annotated[BilingualProse | None, Label(_("Local action"), "4.3")] = None
    """The changes in policy, protocols, service delivery and practice."""
    conveyed_to: Annotated[BilingualLine | None, Label(_("Conveyed to"), "4.6")] = None
    """The agencies and groups to which messages of wider relevance were conveyed."""
    referred: Annotated[
        bool,
        Label(
            _("A higher level of concern was identified and the case referred to the Child Practice Review Sub-Group"),
            "4.3",
            short=_("Case referred to the Sub-Group"),
        ),
    ] = False
    """True if a case was referred to the Child Practice Review Sub-Group."""

    @rule("planned_on", "planned_month")
    def _is_planned_once(self) -> Iterator[Problem]:
        yield Problem("planned_month", "not_asked", _("is not asked for where the day is given"))


class ForumProgramme(AnyForm):
    """The Board's programme of multi-agency professional forums for a year, a work plan that grows during the year."""

    TITLE: ClassVar[str] = _("Programme of Multi-Agency Professional Forums")
    SHORT_TITLE: ClassVar[str] = _("Programme of Forums")
    GUIDANCE: ClassVar[str] = "3.2, 4.1 to 4.8"
    POSITION: ClassVar[int] = 30
    MARKED: ClassVar[bool] = False

    form: Literal["forum_programme"]
    """The form's name."""
    reference: Annotated[Line | None, Field(max_length=60), Label(_("Reference"), "4.1")] = None
    """The Board's own reference of the programme."""
    year_start: Annotated[Day, Label(_("Year from"), "3.2, 4.1")]
    """The first day of the year of the programme."""
    year_end: Annotated[Day, Label(_("Year to"), "3.2, 4.1")]
    """The last day of the year."""
    version: Annotated[Number, Label(_("Version"), "4.1")]
    """The version of the programme, counted from 1."""
    dated: Annotated[Day, Label(_("Date of this version"), "4.1")]
    """The day of this version."""
    responsible: Annotated[BilingualLine, Label(_("Sub-group responsible"), "4.1")]
    """The sub-group that is responsible for the forums."""
    coordinator: Annotated[Section[Contact], Label(_("Co-ordinator"), "4.1")] = None
    """The person who co-ordinates the programme."""
    objectives: Annotated[BilingualProse | None, Label(_("Objectives"), "4.2")] = None
    """The objectives of the programme."""
    topics: Annotated[Choices[AuditTopic], Label(_("Topics for child protection audits"), "4.2")] = ()
    """The suggested topics that the programme takes up."""
    events: Annotated[Rows[ForumEvent], Label(_("Forums"), "4.1, 4.2")] = ()
    """The forums."""
    resources: Annotated[Pounds | None, Label(_("Resources in pounds"), "4.8")] = None
    """The money for the programme."""
    resources_detail: Annotated[BilingualProse | None, Label(_("Resources in detail"), "4.8")] = None
    """Other resources, and the use of the money."""
    evaluation_plan: Annotated[BilingualProse | None, Label(_("How the programme will be evaluated"), "4.8")] = None
    """The plan of the evaluation."""
    reported_on: Annotated[Day | None, Label(_("Reported to the LSCB on"), "4.8")] = None
    """The day on which the programme was reported to the Board."""

    @rule("year_start", "year_end")
    def _ends_after_its_start(self) -> Iterator[Problem]:
        if self.year_end < self.year_start:
            yield Problem("year_end", "year_before_start", _("is before the start of the year"))

    @rule("events[].number")
    def _numbers_each_forum_once(self) -> Iterator[Problem]:
        for path in repeated({f"events[{index}].number": event.number for index, event in enumerate(self.events)}):
            yield Problem(path, "forum_numbers", _("is the number of another forum too"))
