"""The tables of a summary, with their words in one language: counts, comments, returns, what is not counted."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cpr_docs.evaluations.answered_forms import NotCounted, Return
from cpr_docs.guidance.evaluation_form.model import Evaluation, EvaluationForm
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import Choice
from cpr_docs.models.fields import FormField, Kind, field_at

IDENTIFYING = frozenset({"name", "job_title"})
"""What may tell who answered: in a small event a job is as good as a name."""

Cell = str | int


@dataclass(frozen=True, slots=True)
class SummaryTable:
    """A heading, the names of the columns, and rows of text and numbers."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def questions(kind: Kind) -> Iterator[tuple[str, FormField]]:
    """The questions of the form that are of a kind, by name, in the order of the form."""
    for name in Evaluation.model_fields:
        asked = field_at(Evaluation, name)
        if asked.kind is kind:
            yield name, asked


def answer(returned: Return, name: str) -> Any:
    """What a return says to a question; None where it says nothing."""
    answers = returned.form.answers
    return None if answers is None else getattr(answers, name)


def comment(returned: Return, name: str) -> tuple[str, Language] | None:
    """A comment in the language that it was written in; the return's own where it is there in both."""
    text: Bilingual | None = answer(returned, name)
    if text is None:
        return None
    for language in (returned.language, returned.language.other):
        said = text.text_in(language)
        if said is not None:
            return said, language
    return None


def counts(returns: Sequence[Return], name: str) -> list[tuple[Choice, int]]:
    """How many gave each answer of a scale, in the order of the form."""
    given = [answer(returned, name) for returned in returns]
    return [(choice, given.count(choice)) for choice in field_at(Evaluation, name).type]


def events(returns: Sequence[Return]) -> Counter[tuple[str, datetime.date]]:
    """How many returns there are for each event: its case and its date."""
    return Counter((returned.form.case_identifier, returned.form.event_on) for returned in returns)


class Words:
    """The words of a summary in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def translate(self, message: str) -> str:
        """A message of the catalogue."""
        return translate(message, self.language)

    def question(self, asked: FormField) -> str:
        """A question as the form prints it."""
        return self.translate(asked.label.text)

    def spoken(self, language: Language) -> str:
        """The name of a language."""
        return self.translate(_("English") if language is Language.ENGLISH else _("Welsh"))

    def overview(self, returns: Sequence[Return], not_counted: Sequence[NotCounted]) -> SummaryTable:
        """How many came back, in which language, about which event."""
        rows: list[tuple[Cell, ...]] = [(self.translate(_("Forms returned")), len(returns))]
        rows += [(self.spoken(one), sum(back.language is one for back in returns)) for one in Language]
        date = self.language.conventions.date
        rows += [(f"{case}, {date(day)}", count) for (case, day), count in events(returns).items()]
        rows.append((self.translate(_("Files not counted")), len(not_counted)))
        return SummaryTable(
            self.translate(_("Evaluation of the learning event")), ("", self.translate(_("Number"))), tuple(rows)
        )

    def scale(self, returns: Sequence[Return], name: str) -> SummaryTable:
        """How many gave each answer to a question with a scale; the last row is of those who gave none."""
        counted = counts(returns, name)
        silent = len(returns) - sum(count for _choice, count in counted)
        rows: list[tuple[Cell, ...]] = [(self.translate(choice.label), count) for choice, count in counted]
        rows.append((self.translate(_("Not answered")), silent))
        columns = (self.translate(_("Answer")), self.translate(_("Number")))
        return SummaryTable(self.question(field_at(Evaluation, name)), columns, tuple(rows))

    def comments(self, returns: Sequence[Return], name: str) -> SummaryTable:
        """All comments under a question, each with the number of its return and its language."""
        said = ((number, comment(returned, name)) for number, returned in enumerate(returns, start=1))
        rows = tuple((number, self.spoken(one[1]), one[0]) for number, one in said if one is not None)
        columns = (self.translate(_("Form")), self.translate(_("Language")), self.translate(_("Comment")))
        return SummaryTable(self.question(field_at(Evaluation, name)), columns, rows)

    def returns(self, returns: Sequence[Return], with_names: bool) -> SummaryTable:
        """One row a form."""
        names = [name for name in Evaluation.model_fields if with_names or name not in IDENTIFYING]
        fixed = (_("Form"), *((_("File"),) if with_names else ()), _("Language"))
        of_form = [field_at(EvaluationForm, name) for name in ("case_identifier", "event_on")]
        asked = [field_at(Evaluation, name) for name in names]
        columns = (*map(self.translate, fixed), *(self.translate(one.label.title) for one in (*of_form, *asked)))
        rows = (
            (
                number,
                *((returned.file,) if with_names else ()),
                self.spoken(returned.language),
                returned.form.case_identifier,
                self.language.conventions.date(returned.form.event_on),
                *(self._said(returned, name) for name in names),
            )
            for number, returned in enumerate(returns, start=1)
        )
        return SummaryTable(self.translate(_("Forms")), columns, tuple(rows))

    def not_counted(self, not_counted: Sequence[NotCounted]) -> SummaryTable:
        """The files that are not among the returns."""
        columns = (self.translate(_("File")), self.translate(_("Reason")))
        return SummaryTable(
            self.translate(_("Files not counted")), columns, tuple((one.file, one.reason) for one in not_counted)
        )

    def _said(self, returned: Return, name: str) -> str:
        value = answer(returned, name)
        if isinstance(value, Choice):
            return self.translate(value.label)
        if isinstance(value, Bilingual):
            said = comment(returned, name)
            return said[0] if said else ""
        return value or ""
