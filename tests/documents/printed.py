"""The expected content of each control, computed from the form and without the library's templates."""

from collections.abc import Iterator
from typing import Any

from cpr_docs.guidance.invitation_letter.model import InvitationLetter
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import IDENTITY, FormField, Kind, field_at
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part


def values_of(form: Form) -> dict[str, tuple[FormField, Any]]:
    """The value of every field that is asked, by its path with row numbers, None for a blank; derived values too."""
    values = dict(_values(form, type(form), "", ""))
    if isinstance(form, InvitationLetter):
        values = {
            path: value
            for path, value in values.items()
            if not path.startswith(("reply.sessions[", "several_sessions"))
        }
        if form.several_sessions:
            del values["reply.attending"]
            values |= _answers(form)
    return values


def _answers(letter: InvitationLetter) -> dict[str, tuple[FormField, Any]]:
    """A row of the slip for each session, with its day, its time and the answer to it."""
    given = letter.reply.sessions if letter.reply else ()
    answers = {(row.on, row.starts): row.attending for row in given or ()}
    return {
        f"reply.sessions[{index}].{name}": (field_at(type(letter), f"reply.sessions[].{name}"), value)
        for index, session in enumerate(letter.sessions)
        for name, value in (
            ("on", session.on),
            ("starts", session.starts),
            ("attending", answers.get((session.on, session.starts))),
        )
    }


def printed(field: FormField, value: Any, language: Language) -> str | None:
    """A value as text in the language, or in the other language if missing; None for a blank."""
    conventions = language.conventions
    if value is None:
        return None
    if isinstance(value, Bilingual):
        return value.text_in(language) or value.text_in(language.other)
    if field.kind is Kind.DATE:
        return conventions.date(value).replace(" ", "\u00a0", 1)
    if field.kind is Kind.TIME:
        return conventions.time(value).replace(" ", "\u00a0", 1)
    if field.kind is Kind.MONTH:
        return conventions.month(value.year, value.month)
    if field.kind is Kind.MONEY:
        return conventions.money(value)
    if field.kind is Kind.YES_NO:
        assert field.label.answers is not None
        return translate(field.label.answers.yes if value else field.label.answers.no, language)
    if field.kind is Kind.CHOICE:
        return translate(value.label, language)
    return str(value)


def is_ticked(field: FormField, value: Any, member: str) -> bool:
    """True if the check box of an answer, or the only check box, is ticked."""
    if field.kind is Kind.TICK:
        return value is True
    if field.kind is Kind.CHOICES:
        return member in (value or ())
    return value is not None and member == ({True: "yes", False: "no"}[value] if field.type is bool else value.value)


def _values(part: Part | None, model: type[Part], tags: str, paths: str) -> Iterator[tuple[str, tuple[FormField, Any]]]:
    for name in [*model.model_fields, *model.DERIVED]:
        if name in IDENTITY:
            continue
        value = None if part is None else getattr(part, name)
        field = field_at(model, name)
        if field.kind is Kind.SECTION:
            yield from _values(value, field.type, f"{tags}{name}.", f"{paths}{name}.")
        elif field.kind is Kind.ROWS:
            # An empty list prints a blank row.
            for index, row in enumerate(value or [None]):
                yield from _values(row, field.type, f"{tags}{name}[].", f"{paths}{name}[{index}].")
        else:
            yield f"{paths}{name}", (field, value)
