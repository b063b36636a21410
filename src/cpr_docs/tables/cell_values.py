"""Converts a value of a field to a cell: text in a language, or a spreadsheet's own value. The inverse of `cells`."""

import datetime
from decimal import Decimal
from typing import Any, TypeAlias

from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import Month
from cpr_docs.models.fields import FormField, Kind
from cpr_docs.tables.cells import cell_reader

CellValue: TypeAlias = "str | int | Decimal | datetime.date | datetime.time | None"

TICK = "x"
"""The cell of a tick: the same in both languages, whose words for yes depend on the question."""

_YES = {Language.ENGLISH: "yes", Language.WELSH: "ie"}
_NO = {Language.ENGLISH: "no", Language.WELSH: "nage"}


def cell_value(field: FormField, value: Any, language: Language, column: Language | None) -> CellValue:
    """The cell of a value; `column` is the language of the column's text, `language` that of answers."""
    if isinstance(value, Bilingual):
        return value.text_in(column or language)
    if value is None or value == ():
        return None
    if isinstance(value, Month):
        return datetime.date(value.year, value.month, 1)
    if field.kind is Kind.TICK and value:
        return TICK
    if field.kind in (Kind.TICK, Kind.YES_NO, Kind.CHOICE):
        return answer_text(field, value, language)
    if field.kind is Kind.CHOICES:
        return "; ".join(answer_text(field, each, language) for each in value)
    cell: CellValue = value
    return cell


def answers(field: FormField, language: Language) -> tuple[str, ...]:
    """The texts among which a cell's answer is chosen; empty for other fields."""
    if field.kind is Kind.TICK:
        return (TICK,)
    if field.kind is Kind.YES_NO:
        return answer_text(field, True, language), answer_text(field, False, language)
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        return tuple(answer_text(field, member, language) for member in field.type)
    return ()


def answer_text(field: FormField, value: Any, language: Language) -> str:
    """The answer as the form prints it, or else the text that is read as this answer."""
    read = cell_reader(field)
    texts: tuple[str, ...]
    if field.kind in (Kind.TICK, Kind.YES_NO):
        printed = field.label.answers
        texts = ((_YES if value else _NO)[language],)
        if printed is not None:
            texts = (translate(printed.yes if value else printed.no, language), *texts)
        expected: Any = value
    else:
        texts = (translate(value.label, language), translate(value.short, language), value.value)
        expected = [value] if field.kind is Kind.CHOICES else value
    return next((text for text in texts if _is_read_as(read, text, expected)), texts[-1])


def _is_read_as(read: Any, text: str, expected: Any) -> bool:
    try:
        return bool(read(text) == expected)
    except Exception:  # noqa: BLE001 - a label that is no answer in a cell
        return False
