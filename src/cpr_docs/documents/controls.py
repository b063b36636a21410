"""The content controls of a document that came back, and the value that stands in each.

A value is what the control's field asks for; `Unreadable` is raised where a person typed what it cannot hold. Nothing
is guessed: two ticks where one is asked for, a tick whose mark contradicts it, a date that is none are problems.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from cpr_docs.documents.boxes import ticked
from cpr_docs.documents.dates import picked
from cpr_docs.documents.texts import has_note, is_note, is_on, line_of, prose_of
from cpr_docs.documents.unreadable import Unreadable
from cpr_docs.language.languages import Language
from cpr_docs.language.messages import _, say
from cpr_docs.language.text import is_blank
from cpr_docs.models.fields import FormField, Kind
from cpr_docs.models.labels import Choice
from cpr_docs.ooxml.names import qn

_WITHOUT_WIDTH = frozenset(
    map(qn, ("w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:permStart", "w:permEnd", "w:commentRangeStart"))
)


@dataclass(slots=True)
class Found:
    """The controls of one field at one place: one, or a box for each answer."""

    boxes: dict[str, etree._Element] = field(default_factory=dict)
    """The check boxes of a question, by answer; a lone one by the empty string."""
    control: etree._Element | None = None
    """The control of any other kind."""

    def take(self, control: etree._Element, member: str) -> bool:
        """Takes a control up, unless there is one like it already."""
        # The tag says so too: a program may have dropped the kind of the control.
        is_box = bool(member) or control.find(f"{qn('w:sdtPr')}/{qn('w14:checkbox')}") is not None
        if member in self.boxes if is_box else self.control is not None:
            return False
        if is_box:
            self.boxes[member] = control
        else:
            self.control = control
        return True


def value_of(found: Found, asked: FormField, language: Language, is_bullet: Callable[[etree._Element], bool]) -> Any:
    """The raw value of a field, None where it is blank; raises `Unreadable`."""
    if found.boxes:
        return ticked(found.boxes, asked)
    control = found.control
    if control is not None and asked.kind is Kind.TICK:
        return ticked({"": control}, asked)
    if control is None or is_on(control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")):
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


def _has_note_before(control: etree._Element) -> bool:
    previous = control.getprevious()
    while previous is not None and previous.tag in _WITHOUT_WIDTH:
        previous = previous.getprevious()
    return previous is not None and previous.tag == qn("w:r") and is_note(previous)


# What stands as words but is no text


def _date(control: etree._Element, text: str, asked: FormField, language: Language) -> Any:
    conventions = language.conventions
    day = picked(control, text, conventions.date)
    return (day or _parsed(conventions.parse_date, text, _("is not a date"))).isoformat()


def _month(control: etree._Element, text: str, asked: FormField, language: Language) -> Any:
    conventions = language.conventions

    def printed(day: datetime.date) -> str:
        return conventions.month(day.year, day.month)

    day = picked(control, text, printed)
    year, month = (
        (day.year, day.month) if day else _parsed(conventions.parse_month, text, _("is not a month of a year"))
    )
    return f"{year:04}-{month:02}"


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
        yield str(item.get(qn("w:displayText"), value)).strip(), value


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
    Kind.MONTH: _month,
    Kind.TIME: _time,
    Kind.MONEY: _money,
    Kind.INTEGER: _integer,
    Kind.CHOICE: _chosen,
    Kind.YES_NO: _chosen,
}
