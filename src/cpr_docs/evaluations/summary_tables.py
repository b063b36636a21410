"""The tables of a summary, with labels in one language: counts, comments, returns, and files that are not counted."""

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
"""The answers that may identify a person: in a small event a job title is enough."""

Cell = str | int


@dataclass(frozen=True, slots=True)
class SummaryTable:
    """A title, the names of the columns, and rows of text and numbers."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def questions(kind: Kind) -> Iterator[tuple[str, FormField]]:
    """The name and the field of each question of a kind, in the order of the form."""
    for name in Evaluation.model_fields:
        question = field_at(Evaluation, name)
        if question.kind is kind:
            yield name, question


def answer(returned: Return, name: str) -> Any:
    """The answer to a question; None without an answer."""
    answers = returned.form.answers
    return None if answers is None else getattr(answers, name)


def comment(returned: Return, name: str) -> tuple[str, Language] | None:
    """A comment and its language; in the return's own language if it has both."""
    text: Bilingual | None = answer(returned, name)
    if text is None:
        return None
    for language in (returned.language, returned.language.other):
        own_text = text.text_in(language)
        if own_text is not None:
            return own_text, language
    return None


def counts(returns: Sequence[Return], name: str) -> list[tuple[Choice, int]]:
    """The number of returns with each answer of a scale, in the order of the form."""
    answers = [answer(returned, name) for returned in returns]
    return [(choice, answers.count(choice)) for choice in field_at(Evaluation, name).type]


def events(returns: Sequence[Return]) -> Counter[tuple[str, datetime.date]]:
    """The number of returns for each event, by its case and its date."""
    return Counter((returned.form.case_identifier, returned.form.event_on) for returned in returns)


class SummaryTables:
    """Makes the tables of a summary in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def translate(self, message: str) -> str:
        """Translates a message of the catalogue."""
        return translate(message, self.language)

    def question(self, field: FormField) -> str:
        """A question as the form prints it."""
        return self.translate(field.label.text)

    def language_name(self, language: Language) -> str:
        """The name of a language."""
        return self.translate(_("English") if language is Language.ENGLISH else _("Welsh"))

    def overview(self, returns: Sequence[Return], not_counted: Sequence[NotCounted]) -> SummaryTable:
        """The number of returns, by language and by event."""
        rows: list[tuple[Cell, ...]] = [(self.translate(_("Forms returned")), len(returns))]
        rows += [
            (self.language_name(each), sum(returned.language is each for returned in returns)) for each in Language
        ]
        date = self.language.conventions.date
        rows += [(f"{case}, {date(day)}", count) for (case, day), count in events(returns).items()]
        rows.append((self.translate(_("Files not counted")), len(not_counted)))
        return SummaryTable(
            self.translate(_("Evaluation of the learning event")), ("", self.translate(_("Number"))), tuple(rows)
        )

    def scale(self, returns: Sequence[Return], name: str) -> SummaryTable:
        """The number of returns with each answer to a question; the last row counts returns without an answer."""
        answered = counts(returns, name)
        unanswered = len(returns) - sum(count for _choice, count in answered)
        rows: list[tuple[Cell, ...]] = [(self.translate(choice.label), count) for choice, count in answered]
        rows.append((self.translate(_("Not answered")), unanswered))
        columns = (self.translate(_("Answer")), self.translate(_("Number")))
        return SummaryTable(self.question(field_at(Evaluation, name)), columns, tuple(rows))

    def comments(self, returns: Sequence[Return], name: str) -> SummaryTable:
        """All comments on a question, each with the number of its return and its language."""
        rows = tuple(
            (number, self.language_name(found[1]), found[0])
            for number, returned in enumerate(returns, start=1)
            if (found := comment(returned, name)) is not None
        )
        columns = (self.translate(_("Form")), self.translate(_("Language")), self.translate(_("Comment")))
        return SummaryTable(self.question(field_at(Evaluation, name)), columns, rows)

    def returns(self, returns: Sequence[Return], with_names: bool) -> SummaryTable:
        """A row for each return."""
        names = [name for name in Evaluation.model_fields if with_names or name not in IDENTIFYING]
        fixed = (_("Form"), *((_("File"),) if with_names else ()), _("Language"))
        form_fields = [field_at(EvaluationForm, name) for name in ("case_identifier", "event_on")]
        answer_fields = [field_at(Evaluation, name) for name in names]
        columns = (
            *map(self.translate, fixed),
            *(self.translate(field.label.title) for field in (*form_fields, *answer_fields)),
        )
        rows = (
            (
                number,
                *((returned.file,) if with_names else ()),
                self.language_name(returned.language),
                returned.form.case_identifier,
                self.language.conventions.date(returned.form.event_on),
                *(self._answer_text(returned, name) for name in names),
            )
            for number, returned in enumerate(returns, start=1)
        )
        return SummaryTable(self.translate(_("Forms")), columns, tuple(rows))

    def not_counted(self, not_counted: Sequence[NotCounted]) -> SummaryTable:
        """The files that are not counted, and why."""
        columns = (self.translate(_("File")), self.translate(_("Reason")))
        return SummaryTable(
            self.translate(_("Files not counted")), columns, tuple((file.file, file.reason) for file in not_counted)
        )

    def _answer_text(self, returned: Return, name: str) -> str:
        value = answer(returned, name)
        if isinstance(value, Choice):
            return self.translate(value.label)
        if isinstance(value, Bilingual):
            found = comment(returned, name)
            return found[0] if found else ""
        return value or ""
