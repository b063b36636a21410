"""Evaluation of the multi-agency professional forums of a year (guidance, 4.4, 4.8)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from cpr_docs.errors import Problem
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Day, Label
from cpr_docs.models.form import AnyForm
from cpr_docs.models.rules import rule


class ForumImpact(AnyForm):
    """The worth of a year of forums to staff, and its impact on practice, for a report to the Board."""

    TITLE: ClassVar[str] = _("Evaluation of the Multi-Agency Professional Forums")
    SHORT_TITLE: ClassVar[str] = _("Evaluation of the Forums")
    GUIDANCE: ClassVar[str] = "4.4, 4.8"
    POSITION: ClassVar[int] = 32
    MARKED: ClassVar[bool] = False

    form: Literal["forum_impact"]
    """The form's name."""
    reference: Annotated[Line | None, Field(max_length=60), Label(_("Reference"), "4.1")] = None
    """The Board's own reference of the programme."""
    year_start: Annotated[Day, Label(_("Year from"), "4.8")]
    """The first day of the year that is evaluated."""
    year_end: Annotated[Day, Label(_("Year to"), "4.8")]
    """The last day of the year."""
    held: Annotated[int | None, Field(strict=True, ge=0, le=9999), Label(_("Number of forums held"), "4.8")] = None
    """The number of forums held in the year."""
    attended: Annotated[
        int | None, Field(strict=True, ge=0, le=99999), Label(_("Number of people who attended"), "4.8")
    ] = None
    """The number of people who attended, at all forums together."""
    returned: Annotated[
        int | None, Field(strict=True, ge=0, le=99999), Label(_("Number of evaluation forms returned"), "4.8")
    ] = None
    """The number of evaluation forms returned, ``returned`` of the summary that `collate` makes."""
    valued: Annotated[BilingualProse | None, Label(_("How far staff value the programme"), "4.8")] = None
    """The value of the programme to staff."""
    effective: Annotated[BilingualProse | None, Label(_("How effective staff find the programme"), "4.8")] = None
    """The effectiveness of the programme in the view of staff."""
    impact: Annotated[BilingualProse, Label(_("Impact on local child protection practice"), "4.8")]
    """The impact on local child protection practice."""
    business_plan: Annotated[
        BilingualProse | None,
        Label(
            _("For the Board’s annual review of its Business Plan"),
            "4.4",
            short=_("For the review of the Business Plan"),
        ),
    ] = None
    """The learning that is to inform the annual review of the Business Plan."""
    assessed_by: Annotated[BilingualLine | None, Label(_("Assessed by"), "4.8")] = None
    """The group that assessed the impact: the Quality Assurance Group (4.8)."""
    signed_on: Annotated[Day | None, Label(_("Date of signature"), "4.8")] = None
    """The day of the signature."""
    reported_on: Annotated[Day | None, Label(_("Reported to the LSCB on"), "4.8")] = None
    """The day on which the evaluation was reported to the Board."""

    @rule("year_start", "year_end")
    def _ends_after_its_start(self) -> Iterator[Problem]:
        if self.year_end < self.year_start:
            yield Problem("year_end", "year_before_start", _("is before the start of the year"))
