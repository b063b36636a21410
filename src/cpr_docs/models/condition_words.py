"""Conditions in words, for messages: labels instead of paths, in either language."""

from collections.abc import Callable, Iterator
from typing import Any

from cpr_docs.language.catalogue import Listed, Sentence, _
from cpr_docs.models.conditions import Condition, ConditionKind, Junction, PathTest
from cpr_docs.models.fields import FormField, Kind


def words_of(condition: Condition, field_at: Callable[[str], FormField]) -> Sentence:
    """The condition as a clause, such as: “Decision” is “Majority”."""
    if isinstance(condition, Junction):
        first, *others = (words_of(each, field_at) for each in condition.operands)
        for other in others:
            joined = _("{first}, and {second}") if condition.all else _("{first}, or {second}")
            first = Sentence(joined, first=first, second=other)
        return first
    field = field_at(condition.path)
    label = Sentence(field.label.title)
    answers = tuple(_answers(condition, field))
    if condition.kind is ConditionKind.BLANK:
        blank, filled = _("“{label}” is blank"), _("“{label}” is filled in")
        return Sentence(filled if condition.negated else blank, label=label)
    if not answers:
        ticked, unticked = _("“{label}” is ticked"), _("“{label}” is not ticked")
        return Sentence(unticked if _expects_no(condition) else ticked, label=label)
    if len(answers) == 1:
        is_it, is_not = _("“{label}” is “{answer}”"), _("“{label}” is not “{answer}”")
        return Sentence(is_not if condition.negated else is_it, label=label, answer=answers[0])
    one, none = _("“{label}” is one of: {answers}"), _("“{label}” is none of: {answers}")
    return Sentence(none if condition.negated else one, label=label, answers=Listed(answers))


def _answers(test: PathTest, field: FormField) -> Iterator[Any]:
    """The labels of the answers that the test names; none for a single box."""
    if field.kind is Kind.TICK:
        return
    if field.kind is Kind.YES_NO:
        for value in test.values or (True,):
            answers = field.label.answers
            if answers is not None:
                yield Sentence(answers.yes if value else answers.no)
        return
    for value in test.values:
        yield Sentence(field.type(value).short) if isinstance(value, str) else value


def _expects_no(test: PathTest) -> bool:
    return test.negated is not (test.kind is ConditionKind.EQUALS and test.values == (False,))
