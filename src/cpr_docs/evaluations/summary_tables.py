"""The tables of a summary, with labels in one language: counts, comments, returns, and files that are not counted."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from cpr_docs.evaluations.answered_forms import KINDS, NotCounted, Return
from cpr_docs.guidance.consultation_evaluation.model import ConsultationEvaluation
from cpr_docs.guidance.evaluation_form.model import EvaluationForm
from cpr_docs.guidance.forum_evaluation.model import ForumEvaluation
from cpr_docs.guidance.parts.evaluation import Evaluation
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import Choice
from cpr_docs.models.fields import FormField, Kind, field_at
from cpr_docs.models.form import AnyForm, identifier_of

IDENTIFYING = frozenset({"name", "job_title"})
"""The answers that may identify a person: in a small event a job title is enough."""

_TITLES: Final[Mapping[type[AnyForm], str]] = {
    EvaluationForm: _("Evaluation of the learning event"),
    ForumEvaluation: _("Evaluation of the multi-agency professional forum"),
    ConsultationEvaluation: _("Evaluation of the multi-agency consultation"),
}

Cell = str | int


class EvaluatedEvent(NamedTuple):
    """An event that forms evaluate; a forum without a reference is known by its day."""

    kind: type[AnyForm]
    """The kind of the forms: on a learning event, a forum or a consultation."""
    identifier: str
    """The case identifier or the reference; empty for a forum without one."""
    day: datetime.date


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
    answers = getattr(returned.form, "answers", None)
    return None if answers is None else getattr(answers, name)


def comment(returned: Return, name: str) -> tuple[str, Language] | None:
    """The comment on a question, and its language."""
    text: Bilingual | None = answer(returned, name)
    return None if text is None else in_own_language(text, returned)


def in_own_language(text: Bilingual, returned: Return) -> tuple[str, Language]:
    """The words of a comment and their language, that of the return if it has both."""
    own = returned.language
    return text.text_in_either(own), own if text.text_in(own) is not None else own.other


def counts(returns: Sequence[Return], name: str) -> list[tuple[Choice, int]]:
    """The number of returns with each answer of a scale, in the order of the form."""
    answers = [answer(returned, name) for returned in returns]
    return [(choice, answers.count(choice)) for choice in field_at(Evaluation, name).type]


def kinds(returns: Iterable[Return]) -> list[type[AnyForm]]:
    """The kinds of the forms that were returned."""
    return [kind for kind in KINDS if any(isinstance(returned.form, kind) for returned in returns)]


def events(returns: Iterable[Return]) -> dict[EvaluatedEvent, list[Return]]:
    """The returns of each event, in the order in which the events come first."""
    found: dict[EvaluatedEvent, list[Return]] = {}
    for returned in returns:
        form = returned.form
        kind = next(kind for kind in KINDS if isinstance(form, kind))
        found.setdefault(EvaluatedEvent(kind, identifier_of(form), form.event_on), []).append(returned)
    return found


def topic(returns: Iterable[Return], language: Language) -> str:
    """The topic of a forum, in the language if one of its forms has it."""
    texts = [returned.form.event for returned in returns if isinstance(returned.form, ForumEvaluation)]
    found = (text.text_in(each) for each in (language, language.other) for text in texts)
    return next(filter(None, found), "")


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
        rows += [(self._event(event, of_event, returns), len(of_event)) for event, of_event in events(returns).items()]
        rows.append((self.translate(_("Files not counted")), len(not_counted)))
        return SummaryTable(self.title(returns), ("", self.translate(_("Number"))), tuple(rows))

    def title(self, returns: Sequence[Return]) -> str:
        """The title of the summary, which says the kind of the events."""
        found = kinds(returns)
        several = _("Evaluation of events of several kinds")
        return self.translate(_TITLES[found[0]] if len(found) == 1 else several)

    def _event(self, event: EvaluatedEvent, of_event: Sequence[Return], returns: Sequence[Return]) -> str:
        """An event in words: its kind where there are several, its case or topic, and its day."""
        name = event.identifier or topic(of_event, self.language)
        words = f"{name}, {self.language.conventions.date(event.day)}"
        return words if len(kinds(returns)) == 1 else f"{self.translate(event.kind.SHORT_TITLE)}: {words}"

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
        columns = (
            *map(self.translate, fixed),
            *(self._titles(field_at(kind, path) for kind, path in each) for each in self._identifying(returns)),
            *(self.translate(field_at(Evaluation, name).label.title) for name in names),
        )
        rows = (
            (
                number,
                *((returned.file,) if with_names else ()),
                self.language_name(returned.language),
                identifier_of(returned.form) or topic([returned], returned.language),
                self.language.conventions.date(returned.form.event_on),
                *(self._answer_text(returned, name) for name in names),
            )
            for number, returned in enumerate(returns, start=1)
        )
        return SummaryTable(self.translate(_("Forms")), columns, tuple(rows))

    @staticmethod
    def _identifying(returns: Sequence[Return]) -> Iterator[list[tuple[type[AnyForm], str]]]:
        """For the columns of event and day, the field of each kind of forms."""
        found = kinds(returns)
        yield [(kind, "event" if kind is ForumEvaluation else "case_identifier") for kind in found]
        yield [(kind, "event_on") for kind in found]

    def _titles(self, fields: Iterable[FormField]) -> str:
        """The titles of fields that share a column."""
        return " / ".join(dict.fromkeys(self.translate(field.label.title) for field in fields))

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
