"""The reference of the fields of a form, from its models: path, labels, kind of value, place in the guidance."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import IDENTITY, FormField, Kind, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.models.parts import Part
from cpr_docs.models.registry import form_class
from cpr_docs.models.schema import docstring_of
from docs.generate.limits import Limits
from docs.generate.markdown import both, plain, table, welsh
from docs.generate.rules import Rule, rules_of

_ALIKE = 3
"""So many sections of one shape beside each other are described once."""

_KINDS = {
    Kind.LINE: "one line",
    Kind.PROSE: "paragraphs",
    Kind.DATE: "date",
    Kind.MONTH: "month",
    Kind.TIME: "time",
    Kind.MONEY: "pounds",
    Kind.INTEGER: "whole number",
    Kind.TICK: "tick: true or false",
    Kind.YES_NO: "true or false",
    Kind.CHOICE: "one of",
    Kind.CHOICES: "some of, a list",
}


class _Place(NamedTuple):
    """The place of a part in a form, and its review types."""

    prefix: str
    only: str


def fields(name: str) -> str:
    """The reference of one form."""
    form = form_class(name)
    # Of two review types, the extended one has more fields; a form may also have a single variant.
    variants = form.variants()
    lines = [
        f"In the data the form is called `{name}`. Its printed title is",
        f"“{plain(form.TITLE)}”, in Welsh “{welsh(form.TITLE)}”. Guidance: {form.GUIDANCE}.",
        "",
        f"- Its JSON Schema: `cpr-docs schema {name}`",
        f"- [Pictures of its pages](../../gallery/{name}.md)",
        "",
        "## Fields",
        "",
        *_part(form, variants[-1], variants[0], _Place("", "")),
    ]
    return "\n".join(lines)


def _part(form: type[AnyForm], part: type[Part], other: type[Part] | None, place: _Place) -> Iterator[str]:
    """The table of a part's own fields, then its sections; `other` is the same part of a concise review."""
    names = [name for name in part.model_fields if name not in IDENTITY]
    found = {name: field_at(part, name) for name in names}
    own = [name for name in names if found[name].kind not in (Kind.SECTION, Kind.ROWS)]
    if own or part.DERIVED:
        yield from _table(part, own, other, place)
    yield from _rules(part, place)
    below = [name for name in names if name not in own]
    for _type, same in itertools.groupby(below, key=lambda name: (found[name].kind, found[name].type)):
        alike = list(same)
        if len(alike) >= _ALIKE:
            yield from _alike(form, part, alike, place)
        else:
            for name in alike:
                yield from _below(form, part, other, name, place)


def _below(form: type[AnyForm], part: type[Part], other: type[Part] | None, name: str, place: _Place) -> Iterator[str]:
    field = field_at(part, name)
    in_both = other is None or name in other.model_fields
    only = place.only if in_both else " Extended reviews only."
    at = f"{place.prefix}{name}"
    rows = field.kind is Kind.ROWS
    yield from _heading(at, field, rows)
    yield f"{_docstring(part, name)} {_demand(part, name, Limits(part, name))}{only}".strip()
    twin = field_at(other, name).type if other is not None and in_both else None
    yield from _part(form, field.type, twin, _Place(f"{at}{'[]' if rows else ''}.", only))


def _alike(form: type[AnyForm], part: type[Part], names: Sequence[str], place: _Place) -> Iterator[str]:
    """Sections of one shape: their names in one table, their fields in another."""
    above = place.prefix.rstrip(".")
    yield ""
    yield f"### Each of `{above}`"
    rows = [
        (f"`{place.prefix}{name}`", both(field_at(part, name).label.text), _docstring(part, name)) for name in names
    ]
    yield from table(("Section", "Label", "Meaning"), rows)
    yield from _part(form, field_at(part, names[0]).type, None, _Place(f"{place.prefix}….", place.only))


def _heading(at: str, field: FormField, rows: bool) -> Iterator[str]:
    yield ""
    yield f"### `{at}`{', a list' if rows else ''}: {plain(field.label.text)}"
    yield ""
    yield f"In Welsh: {welsh(field.label.text)}. Guidance: {field.label.source}."
    yield ""


def _table(part: type[Part], names: Sequence[str], other: type[Part] | None, place: _Place) -> Iterator[str]:
    rows = [_row(part, name, other, place) for name in names]
    for name, label in part.DERIVED.items():
        field = field_at(part, name)
        contents = f"*{_kind(field)}; follows from the others, printed and never read*{_answers(field)}"
        rows.append((f"`{place.prefix}{name}`", both(label.text), contents, label.source))
    yield from table(("Field", "Label", "Contains", "Guidance"), rows)


def _row(part: type[Part], name: str, other: type[Part] | None, place: _Place) -> tuple[str, str, str, str]:
    field = field_at(part, name)
    label = both(field.label.text)
    if field.label.short:
        label += f"<br>Short: {both(field.label.short, ' / ')}"
    limits = Limits(part, name)
    only = "" if other is None or name in other.model_fields else "; extended reviews only"
    required = "; required" if part.model_fields[name].is_required() else ""
    contents = f"*{_kind(field)}{limits}{required}{only}*{_answers(field)}<br>{_docstring(part, name)}"
    return f"`{place.prefix}{name}`", label, contents, field.label.source


def _kind(field: FormField) -> str:
    words = _KINDS[field.kind]
    if field.kind in (Kind.LINE, Kind.PROSE):
        return f"{words}, in both languages" if field.bilingual else f"{words}, plain text"
    return words


def _answers(field: FormField) -> str:
    """The answers of a choice: the value in the data, and its label in both languages."""
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        return "".join(f"<br>`{member.value}`: {both(member.label, ' / ')}" for member in field.type)
    if field.kind is Kind.YES_NO and field.label.answers:
        yes, no = field.label.answers
        return f"<br>`true`: {both(yes, ' / ')}<br>`false`: {both(no, ' / ')}"
    return ""


def _demand(part: type[Part], name: str, limits: Limits) -> str:
    required = part.model_fields[name].is_required()
    demand = "Required" if required else "May be left out"
    return f"{demand}{limits}."


def _rules(part: type[Part], place: _Place) -> Iterator[str]:
    rules = list(rules_of(part))
    if rules:
        yield ""
        yield "Data is refused if:"
        yield ""
    for rule in rules:
        at = f"{place.prefix}{rule.path}".rstrip(".") or "the form"
        yield f"- `{at}` {plain(_refused(rule))} (`{rule.code}`)"


def _refused(rule: Rule) -> str:
    """The refused state of the field; a message may name the remedy instead."""
    message = translate(rule.message, Language.ENGLISH)
    if message.startswith(("is needed", "must be")):
        return f"is blank, although it {message}"
    return f"is filled in, although it {message}" if message.startswith("is asked") else message


def _docstring(part: Any, name: str) -> str:
    return plain(docstring_of(part, name))
