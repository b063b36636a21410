"""The words of an e-mail in one language: its first line is the subject, the rest the text.

A word in braces, such as ``{salutation}``, is replaced by a value of the letter. A line whose values are all blank is
left out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from cpr_docs.arguments import require
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import TableProblem
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm, identifier_of

FIELDS: Final = ("board", "marking", "name", "reference", "salutation", "sender", "title", "welcome")
"""The words in braces that have a value."""

_DEAR = _("Dear {salutation},")
_ATTACHED = _("Please find attached: {title}.")
_REGARDS = _("Kind regards")
_FIELD: Final = re.compile(r"\{\s*(\w+)\s*\}")
_BLANK_LINES: Final = re.compile(r"\n{3,}")
# A value that is blank leaves the signs around it in the subject.
_EDGES: Final = " \t:;,.–—-|/"


def default_words(language: Language) -> str:
    """The library's words."""
    dear, attached, regards = (translate(line, language) for line in (_DEAR, _ATTACHED, _REGARDS))
    paragraphs = ("{title}: {reference}", "{marking}", dear, attached, "{welcome}", regards, "{sender}")
    return "\n\n".join(paragraphs)


def words_of(email: bool | Mapping[str, str]) -> dict[Language, str] | None:
    """The words of a board's own, by language; None if no e-mails are to be made. Raises `ValueError`."""
    require("email", email, (bool, Mapping), "True, or the words by language")
    if isinstance(email, bool):
        return {} if email else None
    return {Language(language): words for language, words in email.items()}


def lacking_words(words: Mapping[Language, str], languages: Iterable[Language]) -> Iterator[TableProblem]:
    """The problem of each language of the letters in which the board's own words are missing."""
    for language in sorted(languages):
        if words and language not in words:
            message = _("is missing, and there are letters in this language; give the words of the e-mail in both")
            yield TableProblem(f"email.{language.value}", "no_words", message)


def word_problems(words: Mapping[Language, str]) -> Iterator[TableProblem]:
    """The problems of a board's own words."""
    for language, text in words.items():
        path = f"email.{language.value}"
        if not _subject_and_body(text)[0]:
            yield TableProblem(path, "no_subject", _("has no subject in its first line"))
        for name in dict.fromkeys(_FIELD.findall(text)):
            if name not in FIELDS:
                message = _("has {field}, which stands for nothing; these do: {fields}")
                known = ", ".join(f"{{{field}}}" for field in FIELDS)
                yield TableProblem(path, "unknown_field", message, {"field": f"{{{name}}}", "fields": known})


def filled(words: str, form: AnyForm, language: Language, settings: Settings) -> tuple[str, str]:
    """The subject and the text for a letter; the words have no problems."""
    values = _values(form, language, settings)
    subject, body = _subject_and_body(words)
    lines = [line for line in (_fill(line, values) for line in body.split("\n")) if line is not None]
    text = _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n")
    return " ".join((_fill(subject, values) or "").split()).strip(_EDGES), f"{text}\n"


def _subject_and_body(words: str) -> tuple[str, str]:
    subject, _newline, body = "\n".join(words.lstrip("\ufeff").splitlines()).partition("\n")
    return subject.strip(), body


def _fill(line: str, values: Mapping[str, str]) -> str | None:
    """The line with its values; None if it has fields, and all are blank."""
    names = _FIELD.findall(line)
    if names and not any(values[name] for name in names):
        return None
    return _FIELD.sub(lambda match: values[match[1]], line)


def _values(form: AnyForm, language: Language, settings: Settings) -> dict[str, str]:
    recipient = getattr(form, form.ADDRESSEE, None) if form.ADDRESSEE else None
    signatory = getattr(form, "signatory", None)
    name = _words(getattr(recipient, "name", None), language)
    board = _words(form.board, language)
    sender = [_words(getattr(signatory, field, None), language) for field in ("name", "designation")]
    return {
        "board": board,
        "marking": _words(settings.protective_marking, language) if form.MARKED else "",
        "name": name,
        "reference": identifier_of(form),
        "salutation": _words(getattr(recipient, "salutation", None), language) or name,
        "sender": "\n".join(filter(None, [*sender, board])),
        "title": translate(form.TITLE, language),
        "welcome": _words(settings.welsh_correspondence, language),
    }


def _words(value: object, language: Language) -> str:
    if isinstance(value, Bilingual):
        return value.text_in_either(language)
    return value if isinstance(value, str) else ""
