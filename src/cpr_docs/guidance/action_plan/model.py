"""Action plan of a review (guidance, 5.17, 5.18, 5.22 to 5.26, 6.10, 6.14, 6.15)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.agencies import Agency
from cpr_docs.guidance.parts.numbers import Number, repeated
from cpr_docs.guidance.parts.review import Person
from cpr_docs.guidance.report.model import LearningKind
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _, p_
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Answers, Choice, Day, Label
from cpr_docs.models.form import PROMPTS, PROTECTIVE_MARKING, SIGNATURES, Form, Omission
from cpr_docs.models.parts import Part, Rows, Section
from cpr_docs.models.rules import rule

_PLAN = "5.17, 5.18"
_MONITORING = "5.22, 6.14"
_LEARNING = "5.24, 6.14"
_AUDIT = "5.23"


class ActionStatus(Choice):
    """The status of an action; a person writes it, and it does not change with the day."""

    NOT_STARTED = "not_started", _("Not started")
    ON_TRACK = "on_track", _("On track")
    AT_RISK = "at_risk", _("At risk")
    OVERDUE = "overdue", _("Overdue")
    COMPLETE = "complete", _("Complete")


class ReportInterval(Choice):
    """The time between two reports on progress."""

    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every three months")
    HALF_YEARLY = "half_yearly", _("Every six months")


class PlanAction(Part):
    """An action, which the plan lists under the one point that it serves most."""

    number: Annotated[Number, Label(p_("of an action", "Number"), _PLAN, short=_("Number of the action"))]
    """The action's number in one series through the whole plan, never given twice and never changed.

    The audit, the report on the difference and the minutes name an action by it.
    """
    what: Annotated[BilingualProse, Label(_("Action"), _PLAN)]
    """The action."""
    scope: Annotated[LearningKind | None, Label(_("Scope"), "5.16")] = None
    """The scope of the action: within one agency, or between agencies."""
    agency: Annotated[Agency | None, Label(_("Lead agency"), _PLAN)] = None
    """The agency that leads, of the grid of agencies, or "other"."""
    other_agency: Annotated[
        BilingualLine | None,
        Label(_("Name of the other agency"), _PLAN, asked="agency in ['other', 'other_lscb']"),
    ] = None
    """The name of the agency, if it is another LSCB or is not in the grid; required then, otherwise blank."""
    lead: Annotated[BilingualLine | None, Label(_("Lead officer (post)"), _PLAN)] = None
    """The post of the officer who leads."""
    lead_name: Annotated[Line | None, Label(_("Lead officer (name)"), _PLAN, keeps_letters=True)] = None
    """The name of the officer who leads, which the published copy leaves out."""
    due: Annotated[Day | None, Label(_("To be completed by"), "5.22")] = None
    """The day by which the action is to be completed."""
    outcome: Annotated[BilingualProse | None, Label(_("Intended outcome"), "5.17, 5.23")] = None
    """The outcome that the action is to have."""
    measure: Annotated[BilingualProse | None, Label(_("How we will know (evidence)"), "5.17, 5.23")] = None
    """The evidence that will show the outcome."""
    resources: Annotated[BilingualLine | None, Label(_("Resources"), "5.17")] = None
    """The resources that the action needs."""
    status: Annotated[ActionStatus, Label(_("Status"), "5.22")] = ActionStatus.NOT_STARTED
    """The status, in words."""
    completed_on: Annotated[Day | None, Label(_("Completed on"), "5.22", asked="status == 'complete'")] = None
    """The day on which the action was completed; required for a complete action, otherwise blank."""
    evidence: Annotated[BilingualProse | None, Label(_("Evidence"), "5.22, 5.23")] = None
    """The evidence so far."""


class ActionPlanPoint(Part):
    """A conclusion or learning point of the report, and the actions that serve it."""

    number: Annotated[Number, Label(_("Number of the point"), _PLAN)]
    """The number of the point, such as that of the learning point in the report."""
    text: Annotated[BilingualLine, Label(_("Conclusion or learning point"), "5.16, 5.17")]
    """The point, in one line."""
    kind: Annotated[LearningKind | None, Label(_("Kind of learning point"), "5.16")] = None
    """The kind of learning point: for one agency, or between agencies."""
    actions: Annotated[Rows[PlanAction], Label(_("Actions"), _PLAN)] = ()
    """The actions."""


class DisseminationStep(Part):
    """A group of staff that hears of the report and the action plan."""

    audience: Annotated[BilingualLine, Label(_("Staff group or agency"), "5.16, 5.22, 6.14")]
    """The staff group or agency."""
    how: Annotated[BilingualLine | None, Label(_("How"), "5.16, 5.22, 6.14")] = None
    """The way in which the group hears of them, such as an event."""
    by: Annotated[BilingualLine | None, Label(_("Who"), "5.16, 5.22, 6.14")] = None
    """The person or body that tells the group."""
    due: Annotated[Day | None, Label(_("To be done by"), "5.22")] = None
    """The day by which the group is to be told."""
    done_on: Annotated[Day | None, Label(_("Done on"), "5.22")] = None
    """The day on which the group was told."""


class BoardProgrammes(Part):
    """The programmes of the Board that the critical learning points enter."""

    training: Annotated[BilingualProse | None, Label(_("Training programme"), _LEARNING)] = None
    """Their place in the training programme."""
    audit: Annotated[BilingualProse | None, Label(_("Audit programme"), _LEARNING)] = None
    """Their place in the audit programme."""
    forums: Annotated[BilingualProse | None, Label(_("Work plan of the Multi-Agency Professional Forums"), "5.24")] = (
        None
    )
    """Their place in the work plan of the forums."""
    policy: Annotated[BilingualProse | None, Label(_("Operational policy and practice"), "6.14")] = None
    """The changes of operational policy and practice."""
    supervision: Annotated[BilingualProse | None, Label(_("Supervision"), "6.14")] = None
    """The changes of supervision."""
    priorities: Annotated[BilingualProse | None, Label(_("Priorities for future work of the Board"), "6.14")] = None
    """The priorities for future work of the Board."""


class PlanMonitoring(Part):
    """The monitoring of the plan."""

    by: Annotated[BilingualLine | None, Label(_("Monitored by"), _MONITORING)] = None
    """The body that monitors the plan, usually the Child Practice Review Sub-Group."""
    reports_every: Annotated[ReportInterval | None, Label(_("Reports to the Board"), _MONITORING)] = None
    """The time between two reports to the Board."""
    first_report_on: Annotated[Day | None, Label(_("First report on"), _MONITORING)] = None
    """The day of the first report."""


class ProgressNote(Part):
    """A review of the plan, and the progress that it found."""

    reviewed_on: Annotated[Day, Label(_("Reviewed on"), _MONITORING)]
    """The day of the review."""
    note: Annotated[BilingualProse, Label(_("Progress since the last review"), _MONITORING)]
    """The progress so far."""
    reported_on: Annotated[Day | None, Label(_("Reported to the Board"), _MONITORING)] = None
    """The day on which the Board was told."""


class ActionAudit(Part):
    """The audit of an action, which others write later than the plan."""

    action: Annotated[Number, Label(_("Number of the action"), _AUDIT)]
    """The number of the action."""
    carried_out: Annotated[
        bool | None,
        Label(
            _("Was the action carried out?"),
            _AUDIT,
            answers=Answers(p_("Was the action carried out?", "Yes"), p_("Was the action carried out?", "No")),
        ),
    ] = None
    """True if the action was carried out."""
    effect: Annotated[BilingualProse | None, Label(_("With what effect?"), _AUDIT)] = None
    """The effect of the action."""
    achieving: Annotated[
        bool | None,
        Label(
            _("Is it achieving the intended outcome?"),
            _AUDIT,
            answers=Answers(
                p_("Is it achieving the intended outcome?", "Yes"), p_("Is it achieving the intended outcome?", "No")
            ),
        ),
    ] = None
    """True if the action is achieving its intended outcome."""
    audited_on: Annotated[Day | None, Label(_("Audited on"), _AUDIT)] = None
    """The day of the audit."""
    method: Annotated[BilingualLine | None, Label(_("Method of the audit"), _AUDIT)] = None
    """The method, such as a sample of case files."""


class PlanSignOff(Part):
    """The details of the person who signs the plan off for the Board; the signature itself is handwritten."""

    name: Annotated[Line | None, Label(_("Name"), "5.26, 6.15", keeps_letters=True)] = None
    """The name of the signatory."""
    title: Annotated[BilingualLine | None, Label(_("Title"), "5.26, 6.15")] = None
    """The signatory's title."""
    signed_on: Annotated[Day | None, Label(_("Date"), "5.26, 6.15")] = None
    """The day of the signature."""


PROGRESS = Omission(
    "progress and audit",
    "they are written during the work on the plan, for the Board and its sub-groups",
    ("progress", "audit"),
)
LEAD_NAMES = Omission(
    "the names of the officers who lead an action",
    "the post says who leads, also when another person has it",
    ("points[].actions[].lead_name",),
)


class ActionPlan(Form):
    """The actions that follow from a review, and their progress (guidance, 5.17, 5.18, 5.22 to 5.26).

    The Review Panel constructs the plan, the Board approves it and signs it off, and the Review Sub-Group monitors it.
    """

    TITLE: ClassVar[str] = _("Action Plan")
    GUIDANCE: ClassVar[str] = "5.17, 5.18, 5.22 to 5.26, 6.10, 6.14 and 6.15"
    POSITION: ClassVar[int] = 26
    LATER: ClassVar[tuple[str, ...]] = ("board_sign_off", "difference_reported_on")
    PUBLISHED_WITHOUT: ClassVar[tuple[Omission, ...]] = (PROTECTIVE_MARKING, SIGNATURES, PROGRESS, LEAD_NAMES, PROMPTS)
    PUBLISHED_WITH: ClassVar[tuple[str, ...]] = ("approved_on",)

    form: Literal["action_plan"]
    """The form's name."""
    child: Annotated[
        BilingualLine | None, Label(_("Child Practice Review in respect of"), _PLAN, keeps_letters=True)
    ] = None
    """The anonymous label of the child, such as "Child A"."""
    version: Annotated[Number, Label(_("Version"), "5.22")]
    """The version of the plan, counted from 1."""
    dated: Annotated[Day, Label(_("Date of this version"), "5.22")]
    """The day of this version."""
    report_on: Annotated[Day | None, Label(_("Date of the Child Practice Review Report"), "5.17")] = None
    """The day of the report from which the points come."""
    prepared_by: Annotated[Section[Person], Label(_("Prepared by the Review Panel"), "5.17")] = None
    """The person who wrote the plan for the Review Panel."""
    points: Annotated[Rows[ActionPlanPoint], Label(_("Conclusions and learning points"), "5.16 to 5.18")] = ()
    """The conclusions and learning points of the report, each with its actions."""
    no_action: Annotated[
        BilingualProse | None,
        Label(
            _("Why no action is needed (where no need for change was found)"),
            "5.17, 6.9",
            short=_("Why no action is needed"),
        ),
    ] = None
    """The reason why no action is needed."""
    dissemination: Annotated[
        Rows[DisseminationStep],
        Label(
            _("Dissemination of the report and action plan to local staff"),
            "5.16, 5.22, 6.14",
            short=_("Dissemination"),
        ),
    ] = ()
    """The staff groups and agencies that hear of the report and the action plan."""
    programmes: Annotated[
        Section[BoardProgrammes], Label(_("How the critical learning points enter the Board’s work"), _LEARNING)
    ] = None
    """The programmes of the Board that the critical learning points enter."""
    monitoring: Annotated[Section[PlanMonitoring], Label(_("Monitoring"), _MONITORING)] = None
    """The monitoring of the plan."""
    progress: Annotated[Rows[ProgressNote], Label(_("Progress"), _MONITORING)] = ()
    """The reviews of the plan so far."""
    audit: Annotated[
        Rows[ActionAudit],
        Label(
            _("Audit: were the actions carried out, with what effect, and are they achieving the intended outcomes?"),
            _AUDIT,
            short=_("Audit"),
        ),
    ] = ()
    """The audits of actions: a list of its own, because others write it later."""
    approved_on: Annotated[Day | None, Label(_("Approved by the Board on"), "5.18, 6.10")] = None
    """The day on which the Board approved the plan."""
    board_sign_off: Annotated[Section[PlanSignOff], Label(_("Signed off by the Board"), "5.26, 6.15")] = None
    """The person who signed the plan off for the Board."""
    difference_reported_on: Annotated[
        Day | None,
        Label(
            _("Report to Welsh Government on the difference made"),
            "5.26, 6.15",
        ),
    ] = None
    """The day of the report on the difference made, to Welsh Government; for an extended review, also to the
    Inspectorates.
    """

    @rule("points[].number")
    def _numbers_each_point_once(self) -> Iterator[Problem]:
        for path in repeated({f"points[{index}].number": point.number for index, point in enumerate(self.points)}):
            yield Problem(path, "point_numbers", _("is the number of another point too"))

    @rule("points[].actions[].number")
    def _numbers_each_action_once(self) -> Iterator[Problem]:
        numbers = {
            f"points[{index}].actions[{inner}].number": action.number
            for index, point in enumerate(self.points)
            for inner, action in enumerate(point.actions)
        }
        for path in repeated(numbers):
            yield Problem(path, "action_numbers", _("is the number of another action too"))

    @rule("audit[].action", "points[].actions[].number")
    def _audits_actions_of_the_plan(self) -> Iterator[Problem]:
        known = {action.number for point in self.points for action in point.actions}
        for index, audited in enumerate(self.audit):
            if audited.action not in known:
                yield Problem(f"audit[{index}].action", "unknown_action", _("is the number of no action of this plan"))

    @rule("approved_on", "points[].actions?", "no_action?")
    def _says_what_the_board_approves(self) -> Iterator[Problem]:
        if self.no_action is None and not any(point.actions for point in self.points):
            yield Problem(
                "no_action", "required", _("is needed where the Board has approved the plan and there is no action")
            )

    @rule("report_on", "approved_on")
    def _is_approved_after_the_report(self) -> Iterator[Problem]:
        assert self.report_on is not None
        assert self.approved_on is not None
        if self.approved_on < self.report_on:
            yield Problem("approved_on", "order", _("is before the date of the report"))
