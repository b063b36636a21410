"""The content controls of a document that came back, by tag, and the value that stands in each.

A value is what the control's field asks for, or a `Problem` where a person typed what it cannot hold. Nothing is
guessed: two ticks where one is asked for, a tick whose glyph contradicts it, a date that is none are problems.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from cpr_docs.documents.texts import has_note, is_note, line_of, prose_of
from cpr_docs.errors import Problem
from cpr_docs.language.languages import Language
from cpr_docs.language.messages import _, say
from cpr_docs.language.text import is_blank
from cpr_docs.models.fields import FormField, Kind
from cpr_docs.models.labels import Choice
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.environment import TICKED, UNTICKED

_TRUE = frozenset({"1", "true", "on"})


@dataclass(slots=True)
class Found:
    """The controls of one field at one place: one, or a box for each answer."""

    boxes: dict[str, etree._Element] = field(default_factory=dict)
    """The check boxes of a question, by answer; a lone one by the empty string."""
    control: etree._Element | None = None
    """The control of any other kind."""


class Unreadable(Exception):
    """What stands in a control cannot be its field's value."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message

    def at(self, path: str) -> Problem:
        """The problem, at the control's path."""
        return Problem(path, self.code, self.message)


def value_of(found: Found, asked: FormField, language: Language, is_bullet: Callable[[etree._Element], bool]) -> Any:
    """The raw value of a field, None where it is blank; raises `Unreadable`."""
    if found.boxes:
        return _ticked(found.boxes, asked)
    control = found.control
    if control is None or _shows_placeholder(control):
        return None
    content = control.find(qn("w:sdtContent"))
    if content is None:
        return None
    text = prose_of(content, is_bullet) if asked.kind is Kind.PROSE else line_of(content)
    if is_blank(text):
        return None
    if asked.bilingual:
        spoken = language.other if has_note(content) or _has_note_before(control) else language
        return {spoken.value: text}
    parse = _PARSERS.get(asked.kind)
    return parse(control, text, asked, language) if parse else text


def _shows_placeholder(control: etree._Element) -> bool:
    showing = control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
    return showing is not None and showing.get(qn("w:val"), "1") in _TRUE


def _has_note_before(control: etree._Element) -> bool:
    previous = control.getprevious()
    return previous is not None and previous.tag == qn("w:r") and is_note(previous)


# Boxes


def _ticked(boxes: dict[str, etree._Element], asked: FormField) -> Any:
    ticked = [member for member, box in boxes.items() if _is_ticked(box)]
    if len(ticked) > 1:
        raise Unreadable("two_ticks", _("has two boxes ticked where one is asked for"))
    if asked.kind is Kind.TICK:
        return bool(ticked)
    if not ticked:
        return None
    return ticked[0] == "yes" if asked.kind is Kind.YES_NO else ticked[0]


def _is_ticked(box: etree._Element) -> bool:
    checked = box.find(f"{qn('w:sdtPr')}/{qn('w14:checkbox')}/{qn('w14:checked')}")
    ticked = checked is not None and checked.get(qn("w14:val"), "1") in _TRUE
    content = box.find(qn("w:sdtContent"))
    glyph = "" if content is None else line_of(content).strip()
    if (ticked and glyph == UNTICKED) or (not ticked and glyph == TICKED):
        raise Unreadable("tick_contradicted", _("has a box whose mark contradicts its state"))
    return ticked


# What stands as words but is no text


def _date(control: etree._Element, text: str, asked: FormField, language: Language) -> Any:
    conventions = language.conventions
    full = _full_date(control)
    if asked.kind is Kind.DATE:
        if full is not None and text == conventions.date(full):
            return full.isoformat()
        return _parsed(conventions.parse_date, text, _("is not a date")).isoformat()
    if full is not None and text == conventions.month(full.year, full.month):
        return f"{full.year:04}-{full.month:02}"
    year, month = _parsed(conventions.parse_month, text, _("is not a month of a year"))
    return f"{year:04}-{month:02}"


def _full_date(control: etree._Element) -> datetime.date | None:
    date = control.find(f"{qn('w:sdtPr')}/{qn('w:date')}")
    written = None if date is None else date.get(qn("w:fullDate"))
    try:
        return None if written is None else datetime.date.fromisoformat(str(written)[:10])
    except ValueError:
        return None


def _time(control: etree._Element, text: str, asked: FormField, language: Language) -> Any:
    return _parsed(language.conventions.parse_time, text, _("is not a time of day")).isoformat()


def _money(control: etree._Element, text: str, asked: FormField, language: Language) -> Any:
    return str(_parsed(language.conventions.parse_money, text, _("is not an amount in pounds")))


def _integer(control: etree._Element, text: str, asked: FormField, language: Language) -> Any:
    return _parsed(language.conventions.parse_integer, text, _("is not a whole number"))


def _chosen(control: etree._Element, text: str, asked: FormField, language: Language) -> Any:
    answers = dict(_items(control)) | {label: value for value, label in _answers(asked, language)}
    wanted = text.strip()
    if wanted not in answers:
        raise Unreadable("no_choice", _("is none of the choices"))
    value = answers[wanted]
    return value == "yes" if asked.kind is Kind.YES_NO else value


def _items(control: etree._Element) -> Iterator[tuple[str, str]]:
    for item in control.iterfind(f"{qn('w:sdtPr')}/{qn('w:dropDownList')}/{qn('w:listItem')}"):
        value = str(item.get(qn("w:value"), ""))
        yield str(item.get(qn("w:displayText"), value)), value


def _answers(asked: FormField, language: Language) -> Iterator[tuple[str, str]]:
    if asked.kind is Kind.YES_NO and asked.label.answers:
        yield "yes", say(asked.label.answers.yes, language)
        yield "no", say(asked.label.answers.no, language)
    elif isinstance(asked.type, type) and issubclass(asked.type, Choice):
        for member in asked.type:
            yield member.value, say(member.label, language)


def _parsed(parse: Callable[[str], Any], text: str, message: str) -> Any:
    try:
        return parse(text)
    except ValueError:
        # The parser's message is not passed on, nor the text.
        raise Unreadable("not_understood", message) from None


_PARSERS: dict[Kind, Callable[[etree._Element, str, FormField, Language], Any]] = {
    Kind.DATE: _date,
    Kind.MONTH: _date,
    Kind.TIME: _time,
    Kind.MONEY: _money,
    Kind.INTEGER: _integer,
    Kind.CHOICE: _chosen,
    Kind.YES_NO: _chosen,
}
