"""`When`: the fields of a row that say when something happened, exact or not."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from cpr_docs.errors import Problem
from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.language.moments import Moment, parse_moment, print_moment
from cpr_docs.models.field_types import Day, Label, Time
from cpr_docs.models.parts import Part
from cpr_docs.models.rules import rule


class MomentLine(BilingualLine):
    """A moment in words, which a template prints without a line end between figures and the word after them."""


class When(Part):
    """A part that says when something happened; a row that is derived from it has the four fields as its first.

    Two days and a tick, not a text such as "mid-March": they sort and filter, and Word has a control for each.
    """

    DERIVED: ClassVar[Mapping[str, Label]] = {"when": Label(_("When"), "5.11")}

    on: Annotated[Day, Label(_("Date"), "5.11")]
    """The day; or the first day on which it can have happened or begun."""
    until: Annotated[Day | None, Label(_("Until (if more than one day, or not exact)"), "5.11", short=_("Until"))] = (
        None
    )
    """The last day on which it ended or can have happened."""
    at: Annotated[Time | None, Label(_("Time"), "5.11")] = None
    """The time, of a single day alone."""
    about: Annotated[bool, Label(_("Approximate"), "5.11")] = False
    """True if the dates are an estimate."""

    @property
    def when(self) -> BilingualLine | None:
        """The moment in words, in each language: ``12 March 2012, 2.30 pm``, ``March 2012``, ``about 2012``."""
        # In a draft, the day may not be known yet.
        known: dict[str, Any] = {name: self.__dict__.get(name) for name in ("on", "until", "at")}
        if known["on"] is None:
            return None
        moment = Moment(**known, about=bool(self.__dict__.get("about")))
        return MomentLine(**{language.value: print_moment(moment, language) for language in Language})

    @rule("on", "until")
    def _ends_on_its_first_day_or_later(self) -> Iterator[Problem]:
        assert self.until is not None
        if self.until < self.on:
            yield Problem("until", "before_start", _("is before the date"))

    @rule("on", "until", "at")
    def _has_a_time_on_one_day_alone(self) -> Iterator[Problem]:
        if self.until != self.on:
            yield Problem(
                "at", "time_of_several_days", _("is the time of a single day: leave it or the last day blank")
            )


def parse_when(text: str) -> dict[str, Any]:
    """The fields of a `When` that the cell of a table names, as values of its data, without those that are blank.

    "12 March 2012, 2.30 pm", "March 2012", "2012", "c. 3/2012", "tua mis Mawrth 2012", "10-14/03/2012", in either
    language. Raises ``ValueError`` for any other text; the message does not repeat it.
    """
    moment = parse_moment(text)
    return {name: value for name, value in moment._asdict().items() if value not in (None, False)}
