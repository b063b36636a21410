"""The content controls of a document that came back, and the value that stands in each.

A value is what the control's field asks for; `Unreadable` is raised where a person typed what it cannot hold. Nothing
is guessed: two ticks where one is asked for, a tick whose mark contradicts it, a date that is none are problems.
"""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from cpr_docs.language import calendar
from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.function_words import reads_as
from cpr_docs.language.languages import Language
from cpr_docs.language.text import is_blank
from cpr_docs.models.field_types import Choice
from cpr_docs.models.fields import FormField, Kind
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.ooxml.names import qn
from cpr_docs.reading.check_boxes import ticked
from cpr_docs.reading.control_text import Unreadable, has_changed_note, has_note, languages_of, line_of, prose_of
from cpr_docs.reading.prompts import shows_placeholder
from cpr_docs.templating.document_properties import text_fingerprint
from cpr_docs.templating.expand_fallback import has_note_style

MARKED = _("was changed under its note; please delete the note if it is a translation, or put the words back")
"""The problem of words that a note says are in the other language only, and that are no longer the same."""

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

    def take(self, control: etree._Element, member: str) -> None:
        """Takes a control up."""
        if is_box(control, member):
            self.boxes[member] = control
        else:
            self.control = control


def is_box(control: etree._Element, member: str) -> bool:
    """True for a check box; a tag that names an answer says so too, since a program may have dropped the kind."""
    return bool(member) or ContentControl(control).is_check_box


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The facts of a document that the values of its controls depend on."""

    language: Language
    is_bullet: Callable[[etree._Element], bool]
    prompts: frozenset[str] = frozenset()
    """The placeholders that Word keeps in the document itself."""
    marked: frozenset[str] | None = None
    """The fingerprints of the texts that it was made with in the other language; None where it does not say."""


def value_of(found: Found, asked: FormField, document: DocumentFacts) -> Any:
    """The raw value of a field, None where it is blank; raises `Unreadable`."""
    if found.boxes:
        return ticked(found.boxes, asked)
    control = found.control
    if control is not None and asked.kind is Kind.TICK:
        return ticked({"": control}, asked)
    content = None if control is None else ContentControl(control).content
    if control is None or content is None:
        return None
    text = prose_of(content, document.is_bullet) if asked.kind is Kind.PROSE else line_of(content)
    if is_blank(text) or shows_placeholder(control, content, text, asked, document.prompts):
        return None
    if asked.bilingual:
        return {_spoken(control, content, text, document).value: text}
    parse = _PARSERS.get(asked.kind)
    return parse(control, text, asked, document.language) if parse else text


def _spoken(control: etree._Element, content: etree._Element, text: str, document: DocumentFacts) -> Language:
    """The language of the text; raises `Unreadable` where a note says the other one and the words may be either."""
    own, other = document.language, document.language.other
    languages = languages_of(content, own.value)
    is_noted = has_note(content) or _has_note_before(control)
    if document.marked is not None and text_fingerprint(text) in document.marked:
        # Another field may say the same in the document's language.
        return other if is_noted or languages == {other.value} else own
    if has_changed_note(content):
        raise Unreadable("marked", MARKED)
    if not is_noted or languages == {own.value}:
        return own
    if document.marked is None and languages == {other.value} and not reads_as(text, own):
        return other
    raise Unreadable("marked", MARKED)


def _has_note_before(control: etree._Element) -> bool:
    previous = control.getprevious()
    while previous is not None and previous.tag in _WITHOUT_WIDTH:
        previous = previous.getprevious()
    return previous is not None and previous.tag == qn("w:r") and has_note_style(previous)


# What stands as words but is no text


def _date(control: etree._Element, text: str, asked: FormField, language: Language) -> Any:
    conventions = language.conventions
    day = picked(control, text, conventions.date)
    if day is None:
        day = _parsed(conventions.parse_date, text, _("is not a date"))
        _refuse_another(control, lambda in_calendar: in_calendar == day)
    return day.isoformat()


def _month(control: etree._Element, text: str, asked: FormField, language: Language) -> Any:
    conventions = language.conventions

    def printed(day: datetime.date) -> str:
        return conventions.month(day.year, day.month)

    day = picked(control, text, printed)
    if day is not None:
        return f"{day.year:04}-{day.month:02}"
    year, month = _parsed(conventions.parse_month, text, _("is not a month of a year"))
    _refuse_another(control, lambda in_calendar: (in_calendar.year, in_calendar.month) == (year, month))
    return f"{year:04}-{month:02}"


def _refuse_another(control: etree._Element, is_same: Callable[[datetime.date], bool]) -> None:
    in_calendar = calendar_date(control)
    if in_calendar is not None and not is_same(in_calendar):
        raise Unreadable("two_dates", _("holds one date in its calendar and another one in words"))


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
    drop_down = ContentControl(control).setting("w:dropDownList")
    for item in () if drop_down is None else drop_down.iterchildren(qn("w:listItem")):
        value = str(item.get(qn("w:value"), ""))
        yield str(item.get(qn("w:displayText"), value)).strip(), value


def _answers(asked: FormField, language: Language) -> Iterator[tuple[str, str]]:
    if asked.kind is Kind.YES_NO and asked.label.answers:
        yield "yes", translate(asked.label.answers.yes, language)
        yield "no", translate(asked.label.answers.no, language)
    elif isinstance(asked.type, type) and issubclass(asked.type, Choice):
        for member in asked.type:
            yield member.value, translate(member.label, language)


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


_FIELD = re.compile(r"d{1,4}|M{1,4}|y{1,4}|'[^']*'")
_NAMES = {"cy": calendar.WELSH, "en": calendar.ENGLISH}


def picked(control: etree._Element, text: str, printed: Callable[[datetime.date], str]) -> datetime.date | None:
    """The date that the control holds, where its words are that date's; None where something else was typed over it.

    The words may be those that a render prints, or those that Word makes by the control's own format.
    """
    day = calendar_date(control)
    if day is None:
        return None
    return (
        day if text.strip() in (printed(day), _as_word_prints(day, ContentControl(control).setting("w:date"))) else None
    )


def calendar_date(control: etree._Element) -> datetime.date | None:
    """The date that the control's calendar holds; None where it holds none."""
    date = ContentControl(control).setting("w:date")
    try:
        return datetime.date.fromisoformat("" if date is None else str(date.get(qn("w:fullDate"), ""))[:10])
    except ValueError:
        return None


def _as_word_prints(day: datetime.date, date: etree._Element | None) -> str | None:
    """The date by the control's format and language, such as ``dd/MM/yy``; None where it has none."""
    pattern, language = (_value(date, name) for name in ("w:dateFormat", "w:lid"))
    names = _NAMES.get(language[:2], _NAMES[Language.ENGLISH])

    def field(match: re.Match[str]) -> str:
        kind, length = match[0][0], len(match[0])
        if kind == "'":
            return match[0][1:-1]
        if kind == "y":
            return f"{day.year:04}" if length > 2 else f"{day.year % 100:02}"
        number, name = (
            (day.day, names.weekdays[day.weekday()]) if kind == "d" else (day.month, names.months[day.month - 1])
        )
        return f"{number:0{length}}" if length <= 2 else name[:3] if length == 3 else name

    return _FIELD.sub(field, pattern) or None


def _value(date: etree._Element | None, name: str) -> str:
    found = None if date is None else date.find(qn(name))
    return "" if found is None else str(found.get(qn("w:val"), ""))
