"""The words that answer a question in a cell, in either language, compared as folded text.

A writer of Welsh answers with the verb of the question, in a person of the verb, and mutates the answer after *y* and
*yn*: all these forms are known.
"""

from typing import Any, Final

from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import folded
from cpr_docs.models.fields import FormField
from cpr_docs.tables.language_words import words_for

_WELSH_ANSWERS: Final = {
    "ie": "nage", "do": "naddo", "gwir": "gau", "oes": "nac oes", "ydy": "nac ydy", "ydi": "nac ydi", "ydw": "nac ydw",
    "ydyn": "nac ydyn", "ydynt": "nac ydynt", "ydym": "nac ydym", "oedd": "nac oedd", "oeddwn": "nac oeddwn",
    "oedden": "nac oedden", "oeddem": "nac oeddem", "oeddent": "nac oeddent", "bydd": "na fydd", "byddaf": "na fyddaf",
    "byddwn": "na fyddwn", "byddan": "na fyddan", "byddant": "na fyddant", "cafodd": "na chafodd", "gall": "na all",
    "gallaf": "na allaf", "gallwn": "na allwn", "gallant": "na allant", "hoffwn": "na hoffwn", "hoffai": "na hoffai",
    "cytunaf": "na chytunaf",
}  # fmt: skip
_YES = ("yes", "y", "true", "1", "x", "✓", "✔", "☒", "☑", *_WELSH_ANSWERS)
_NO = ("no", "n", "false", "0", "☐", "na", "nac", *_WELSH_ANSWERS.values())


def answer_key(text: str) -> str:
    """The text as answers are compared."""
    # Folding keeps letters and digits alone, and would leave nothing of a tick.
    return folded(text) or text.strip()


def yes_or_no(field: FormField) -> dict[str, bool]:
    """The answers of a field that is answered with yes or no, or ticked, by their keys."""
    answers = _yes_and_no()
    if own := field.label.answers:
        for language in Language:
            answers[answer_key(translate(own.yes, language))] = True
            answers[answer_key(translate(own.no, language))] = False
    return answers


def _yes_and_no() -> dict[str, bool]:
    return {answer_key(word): True for word in _YES} | {answer_key(word): False for word in _NO}


def choices(field: FormField) -> dict[str, Any]:
    """The members of a choice, by the keys of their values and labels."""
    answers: dict[str, Any] = {}
    for member in field.type:
        for text in (
            member.value,
            *(translate(label, language) for label in (member.label, member.short) for language in Language),
        ):
            answers.setdefault(answer_key(text), member)
    for key, members in _welsh_forms(field).items():
        if len(members) == 1:
            answers.setdefault(key, members.pop())
    values = {member.value for member in field.type}
    if {"yes", "no"} <= values:
        for key, answer in _yes_and_no().items():
            answers.setdefault(key, field.type("yes" if answer else "no"))
    if values == {language.value for language in Language}:
        for language in Language:
            for word in words_for(language):
                answers.setdefault(answer_key(word), field.type(language.value))
    return answers


def _welsh_forms(field: FormField) -> dict[str, set[Any]]:
    """The Welsh labels as they stand in a sentence, mutated and perhaps with the article: "yr heddlu"."""
    # Imported on use: only a question with answers of its own needs the grammar.
    from cpr_docs.language.welsh.mutation import mutated_forms

    forms: dict[str, set[Any]] = {}
    for member in field.type:
        for label in (member.label, member.short):
            first, _space, rest = translate(label, Language.WELSH).lower().partition(" ")
            for form in mutated_forms(first):
                for before in ("", "y", "yr", "yn"):
                    forms.setdefault(answer_key(f"{before} {form} {rest}"), set()).add(member)
    return forms
