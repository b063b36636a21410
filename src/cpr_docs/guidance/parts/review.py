"""Parts that describe the review: people, period, issues and questions."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from cpr_docs.errors import Problem
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Choice, Day, Label
from cpr_docs.models.parts import Part
from cpr_docs.models.rules import rule

CHILD = Label(_("The child’s label"), "Annex 2, Core Issues, 1", since=2, keeps_letters=True)
"""The label of a case form's `child`, which core issue 1 names."""


def is_email(text: str | None) -> bool:
    """True if a line is blank, or may be an e-mail address."""
    return "@" in (text or "@")


class Person(Part):
    """A person with a post."""

    name: Annotated[Line | None, Label(_("Name"), "Annex 2, Recommendation", keeps_letters=True)] = None
    """The person's name as it is written in either language."""
    designation: Annotated[BilingualLine | None, Label(_("Designation"), "Annex 2, Recommendation")] = None
    """The person's post."""


class NamedPerson(Person):
    """A person with a post, whose name is required."""

    name: Annotated[Line, Label(_("Name"), "Annex 2, Recommendation", keeps_letters=True)]
    """The person's name as it is written in either language."""


class Contact(NamedPerson):
    """A person with a post, and how to reach them."""

    telephone: Annotated[Line | None, Label(_("Telephone"), "Annex 1, Appendix 1a")] = None
    """The person's telephone number."""
    email: Annotated[Line | None, Label(_("E-mail"), "Annex 1, Appendix 1a")] = None
    """The person's e-mail address."""

    @rule("email")
    def _has_an_email_address(self) -> Iterator[Problem]:
        if not is_email(self.email):
            yield Problem("email", "email", _("is not an address"))


class ReachablePerson(Contact):
    """A person with a post, and a telephone number or an e-mail address."""

    @rule("telephone?", "email?")
    def _can_be_reached(self) -> Iterator[Problem]:
        if self.telephone is None and self.email is None:
            yield Problem("telephone", "required", _("is needed, or an e-mail address"))


class PeriodBand(Choice):
    """The length of the period under review, in months begun."""

    UP_TO_6 = "0-6", _("0–6 months")
    UP_TO_12 = "7-12", _("7–12 months")
    UP_TO_18 = "13-18", _("13–18 months")
    UP_TO_24 = "19-24", _("19–24 months")
    OVER_24 = "over-24", _("More than 24 months")


_BANDS = ((6, PeriodBand.UP_TO_6), (12, PeriodBand.UP_TO_12), (18, PeriodBand.UP_TO_18), (24, PeriodBand.UP_TO_24))


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month, that many months later, or the last day of a shorter month.

    Six months from 31 August is the last day of February (the deadlines of 5.21 and 6.13).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = datetime.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(datetime.date(year, month + 1, 1) + datetime.timedelta(day.day - 1), following - datetime.timedelta(1))


class ReviewPeriod(Part):
    """The period under review and its rationale (guidance, 5.10, 6.5; Annex 2, Proposed Initial Outline of Review)."""

    DERIVED: ClassVar[Mapping[str, Label]] = {
        "band": Label(_("Length of the period"), "Annex 2, Proposed Initial Outline of Review")
    }

    start: Annotated[Day, Label(_("Start of the period"), "Annex 2, Proposed Initial Outline of Review")]
    """The first day of the period."""
    end: Annotated[Day, Label(_("End of the period"), "Annex 2, Proposed Initial Outline of Review")]
    """The last day of the period (inclusive)."""
    rationale: Annotated[
        BilingualProse, Label(_("Rationale for time period"), "Annex 2, Proposed Initial Outline of Review")
    ]
    """The rationale for the period."""
    long_rationale: Annotated[
        BilingualProse | None,
        Label(
            _(
                "If more than 24 months, please specify rationale "
                "(as this is outside the timeframe recommended in guidance)"
            ),
            "Annex 2, Proposed Initial Outline of Review",
            short=_("Rationale for more than 24 months"),
            asked="band == 'over-24'",
        ),
    ] = None
    """The rationale for a period of more than 24 months; required for such a period, otherwise blank."""
    agreed_on: Annotated[
        Day | None,
        Label(
            _("Extension agreed by the Review Panel on"),
            "5.10, 6.5",
            since=2,
            asked="band in ['13-18', '19-24', 'over-24']",
            required=False,
        ),
    ] = None
    """The day on which the review panel agreed to a period of more than 12 months."""

    @property
    def band(self) -> PeriodBand:
        """The band of the period's length in months begun, including the last day.

        Raises `ValueError` for a period that ends before it starts.
        """
        if self.end < self.start:
            raise ValueError("a period that ends before it starts has no length")
        end = self.end + datetime.timedelta(days=1)
        return next((band for limit, band in _BANDS if end <= months_after(self.start, limit)), PeriodBand.OVER_24)

    @rule("start", "end")
    def _ends_after_its_start(self) -> Iterator[Problem]:
        if self.end < self.start:
            yield Problem("end", "before_start", _("is before the start of the period"))


class CaseIssue(Part):
    """An issue of this case that needs clarification (core issue 3)."""

    text: Annotated[BilingualLine, Label(_("Issue relevant to this case"), "Annex 2, Core Issues, 3")]
    """The issue, in one line."""


class AdditionalQuestion(Part):
    """A question beyond the six of an extended review (guidance, 6.4)."""

    text: Annotated[BilingualLine, Label(_("Additional specific question"), "Annex 2, Extended Review; 6.4")]
    """The question, in one line."""
