"""Report on the difference that the actions of a review have made to practice (guidance, 5.26, 6.15)."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.addressee import AddresseeOffice
from cpr_docs.guidance.parts.agencies import Inspectorate
from cpr_docs.guidance.parts.numbers import Number, repeated
from cpr_docs.guidance.parts.review import Person
from cpr_docs.language.bilingual import BilingualProse
from cpr_docs.language.catalogue import _, p_
from cpr_docs.models.field_types import Choice, Choices, Day, Label, ReviewType
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part, Rows
from cpr_docs.models.rules import rule

_SOURCE = "5.26, 6.15"


class ActionDone(Choice):
    """The answers to the question of an action's completion."""

    DONE = "done", _("Done")
    PARTLY = "partly", _("Partly done")
    NOT_DONE = "not_done", _("Not done")


class ActionDifference(Part):
    """An action of the plan, and the difference that it has made."""

    number: Annotated[Number, Label(p_("of an action", "Number"), _SOURCE, short=_("Number of the action"))]
    """The action's number in the plan."""
    what: Annotated[BilingualProse, Label(_("Action"), _SOURCE)]
    """The action."""
    done: Annotated[ActionDone, Label(_("Has it been done?"), _SOURCE)]
    """The answer: done, partly done, or not done."""
    completed_on: Annotated[Day | None, Label(_("Completed on"), _SOURCE, asked="done == 'done'", required=False)] = (
        None
    )
    """The day on which the action was completed."""
    difference: Annotated[BilingualProse | None, Label(_("What difference has it made to practice?"), _SOURCE)] = None
    """The difference that the action has made."""
    evidence: Annotated[BilingualProse | None, Label(_("How do we know?"), "5.23, 5.26, 6.15")] = None
    """The evidence of the difference."""


class DifferenceReport(Form):
    """The report to Welsh Government on the difference that the actions have made (guidance, 5.26, 6.15).

    The actions are a flat list, because Welsh Government asks about actions, not about the points that they came from.
    """

    TITLE: ClassVar[str] = _("Report on the Difference that the Actions Have Made to Practice")
    SHORT_TITLE: ClassVar[str] = _("Report on the Difference Made")
    GUIDANCE: ClassVar[str] = "5.26 and 6.15"
    POSITION: ClassVar[int] = 29
    FROM_SETTINGS: ClassVar[Mapping[str, str]] = {"addressee": "welsh_government"}
    LATER: ClassVar[tuple[str, ...]] = ("signed_on",)

    form: Literal["difference_report"]
    """The form's name."""
    addressee: Annotated[AddresseeOffice, Label(_("Recipient"), _SOURCE)]
    """The office of Welsh Government that receives the report."""
    plan_version: Annotated[Number | None, Label(_("Version of the action plan"), "5.22, 5.26")] = None
    """The version of the action plan."""
    plan_signed_off_on: Annotated[Day | None, Label(_("Signed off by the Board on"), _SOURCE)] = None
    """The day on which the Board signed the plan off."""
    actions: Annotated[Rows[ActionDifference], Label(_("Actions"), _SOURCE)] = ()
    """The actions of the plan; at least one, unless no action was needed."""
    no_action: Annotated[BilingualProse | None, Label(_("Why no action was needed"), "5.17, 6.9")] = None
    """The reason why no action was needed."""
    overall: Annotated[BilingualProse, Label(_("The difference made, in summary"), _SOURCE)]
    """A summary of the difference."""
    children: Annotated[
        BilingualProse | None, Label(_("What is different for children and families?"), "2.1, 5.26")
    ] = None
    """The difference for children and families."""
    remaining: Annotated[
        BilingualProse | None,
        Label(_("What remains to be done, and how it will be monitored"), "5.22, 5.26"),
    ] = None
    """The work that remains, and its monitoring."""
    chair: Annotated[Person, Label(_("Chair of the LSCB"), _SOURCE)]
    """The Chair of the Board, who signs the report."""
    signed_on: Annotated[Day | None, Label(_("Date of signature"), _SOURCE)] = None
    """The day of the signature."""

    @rule("actions[].number")
    def _names_each_action_once(self) -> Iterator[Problem]:
        for path in repeated({f"actions[{index}].number": action.number for index, action in enumerate(self.actions)}):
            yield Problem(path, "action_numbers", _("is the number of another action too"))

    @rule("actions", "no_action?")
    def _has_actions_or_the_reason_for_none(self) -> Iterator[Problem]:
        if not self.actions and self.no_action is None:
            yield Problem(
                "actions",
                "required",
                _("is missing: at least one action, or the reason why no action was needed"),
            )


ConciseDifferenceReport = DifferenceReport.of_type(ReviewType.CONCISE)


class ExtendedDifferenceReport(DifferenceReport):
    """The report on the difference of an extended review, which goes to the Inspectorates too."""

    review_type: Literal[ReviewType.EXTENDED]
    """Extended."""
    inspectorates: Annotated[Choices[Inspectorate], Label(_("Inspectorates that receive the report"), "6.15")] = ()
    """The inspectorates that receive the report."""
