"""Report on the learning outcome of a case review event (guidance, 4.9; Annex 4)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.numbers import repeated
from cpr_docs.guidance.parts.review import NamedPerson
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _, p_
from cpr_docs.models.field_types import Day, Label
from cpr_docs.models.form import CaseForm
from cpr_docs.models.parts import Part, Rows
from cpr_docs.models.rules import rule

_SOURCE = "4.9; Annex 4"


class ObjectiveFinding(Part):
    """The finding on one of the key objectives of the event."""

    number: Annotated[int, Field(strict=True, ge=1, le=99), Label(_("Key objective"), _SOURCE)]
    """The number of the objective in the terms of reference."""
    finding: Annotated[BilingualProse, Label(_("Finding"), _SOURCE)]
    """The finding."""


class AgreedAction(Part):
    """An action that was agreed at the event."""

    number: Annotated[int, Field(strict=True, ge=1, le=99), Label(p_("of a row", "Number"), _SOURCE)]
    """The number of the action."""
    what: Annotated[BilingualProse, Label(_("Action"), _SOURCE)]
    """The action."""
    lead: Annotated[BilingualLine | None, Label(_("Lead"), _SOURCE)] = None
    """The agency or person that leads the action."""
    due: Annotated[Day | None, Label(_("Due date"), _SOURCE)] = None
    """The day by which it is to be done."""
    outcome: Annotated[BilingualProse | None, Label(_("Intended outcome"), _SOURCE)] = None
    """The outcome that the action is to have."""


class CaseReviewEventReport(CaseForm):
    """The learning outcome of a case review event, for the LSCB; it is not published."""

    TITLE: ClassVar[str] = _("Learning Outcome Report")
    GUIDANCE: ClassVar[str] = "4.9; Annex 4, LSCB Case Review Event (CRE)"
    POSITION: ClassVar[int] = 12
    LATER: ClassVar[tuple[str, ...]] = ("signed_on", "shared_on")

    form: Literal["case_review_event_report"]
    """The form's name."""
    child: Annotated[BilingualLine | None, Label(_("The child’s label"), _SOURCE, keeps_letters=True)] = None
    """The anonymous label of the child, such as "Child C"."""
    event_on: Annotated[Day, Label(_("Date of the case review event"), _SOURCE)]
    """The day of the event."""
    good_practice: Annotated[BilingualProse | None, Label(_("Areas of good practice"), _SOURCE)] = None
    """The good practice that the event highlighted."""
    learning: Annotated[BilingualProse, Label(_("Learning from the case"), _SOURCE)]
    """The learning from the case; the words that there is none, if there is none."""
    objectives: Annotated[Rows[ObjectiveFinding], Label(_("Key objectives"), _SOURCE)] = ()
    """The findings on the key objectives."""
    messages: Annotated[BilingualProse | None, Label(_("Messages to be communicated more widely"), _SOURCE)] = None
    """The messages from this case that need to be communicated more widely."""
    actions: Annotated[Rows[AgreedAction], Label(_("Plan of agreed actions"), _SOURCE)] = ()
    """The agreed actions."""
    shared_on: Annotated[
        Day | None,
        Label(
            _("Shared with the Regional Improving Practice Group on"),
            _SOURCE,
        ),
    ] = None
    """The day on which the report was shared across the region."""
    facilitators: Annotated[Rows[NamedPerson], Label(_("Facilitators"), _SOURCE)] = ()
    """The facilitators, who produce the report."""
    signed_on: Annotated[Day | None, Label(_("Date of signature"), _SOURCE)] = None
    """The day on which a facilitator signed the report."""

    @rule("event_on", "signed_on")
    def _is_signed_after_the_event(self) -> Iterator[Problem]:
        if self.signed_on is not None and self.signed_on < self.event_on:
            yield Problem("signed_on", "before_event", _("is before the date of the event"))

    @rule("objectives[].number")
    def _finds_on_each_objective_once(self) -> Iterator[Problem]:
        numbers = {f"objectives[{index}].number": found.number for index, found in enumerate(self.objectives)}
        for path in repeated(numbers):
            yield Problem(path, "objective_numbers", _("is the number of another objective too"))

    @rule("actions[].number")
    def _numbers_each_action_once(self) -> Iterator[Problem]:
        for path in repeated({f"actions[{index}].number": action.number for index, action in enumerate(self.actions)}):
            yield Problem(path, "action_numbers", _("is the number of another action too"))
