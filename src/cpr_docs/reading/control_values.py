"""Reads the value in a control, by the kind of its field.

`InvalidValue` is raised for content that the field cannot have. Nothing is guessed: two ticks for one answer, a tick
whose mark contradicts its state, and an invalid date are problems.
"""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from cpr_docs.language import calendar
from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.language.line_breaks import breakable
from cpr_docs.language.normalise import reads_as
from cpr_docs.language.text import is_blank
from cpr_docs.models.field_types import Choice
from cpr_docs.models.fields import FormField, Kind
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.ooxml.names import qn
from cpr_docs.reading.check_boxes import ticked
from cpr_docs.reading.control_text import InvalidValue, has_changed_note, has_note, languages_of, line_of, prose_of
from cpr_docs.reading.prompts import shows_placeholder
from cpr_docs.templating.document_properties import text_fingerprint
from cpr_docs.templating.expand_fallback import has_note_style

MARKED = _("was changed under its note; please delete the note if it is a translation, or put the words back")
"""The message for words under a language note that were edited, so that their language is unknown."""

_INVISIBLE = frozenset(
    map(qn, ("w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:permStart", "w:permEnd", "w:commentRangeStart"))
)


@dataclass(slots=True)
class ControlGroup:
    """The controls of one value: a single control, or a box for each answer."""

    boxes: dict[str, etree._Element] = field(default_factory=dict)
    """The check boxes of a question, by answer; the key of a single box is the empty string."""
    control: etree._Element | None = None
    """The control of any other kind."""

    def add(self, control: etree._Element, member: str) -> None:
        """Adds a control; `member` is the answer in its tag."""
        if is_box(control, member):
            self.boxes[member] = control
        else:
            self.control = control


def is_box(control: etree._Element, member: str) -> bool:
    """True for a check box, also by a tag that names an answer: a program may drop `w14:checkbox`."""
    return bool(member) or ContentControl(control).is_check_box


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """Facts about a document that affect the values of its controls."""

    language: Language
    is_bullet: Callable[[etree._Element], bool]
    prompts: frozenset[str] = frozenset()
    """The placeholders in the document's glossary."""
    marked: frozenset[str] | None = None
    """The fingerprints of the texts rendered in the other language; None if the document does not record them."""


def value_of(group: ControlGroup, field: FormField, document: DocumentFacts) -> Any:
    """The raw value of a field, None if it is blank; raises `InvalidValue`."""
    if group.boxes:
        return ticked(group.boxes, field)
    control = group.control
    if control is not None and field.kind is Kind.TICK:
        return ticked({"": control}, field)
    content = None if control is None else ContentControl(control).content
    if control is None or content is None:
        return None
    text = prose_of(content, document.is_bullet) if field.kind is Kind.PROSE else line_of(content)
    if is_blank(text) or shows_placeholder(control, content, text, field, document.prompts):
        return None
    if field.bilingual:
        return {_language_of(control, content, text, document).value: text}
    parse = _PARSERS.get(field.kind)
    return parse(control, text, field, document.language) if parse else text


def _language_of(control: etree._Element, content: etree._Element, text: str, document: DocumentFacts) -> Language:
    """The language of the text; raises `InvalidValue` if a note names the other language and the text may be either."""
    own, other = document.language, document.language.other
    languages = languages_of(content, own.value)
    is_noted = has_note(content) or _has_note_before(control)
    if document.marked is not None and text_fingerprint(text) in document.marked:
        # Another field may have the same text in the document's language.
        return other if is_noted or languages == {other.value} else own
    if has_changed_note(content):
        raise InvalidValue("marked", MARKED)
    if not is_noted or languages == {own.value}:
        return own
    if document.marked is None and languages == {other.value} and not reads_as(text, own):
        return other
    raise InvalidValue("marked", MARKED)


def _has_note_before(control: etree._Element) -> bool:
    previous = control.getprevious()
    while previous is not None and previous.tag in _INVISIBLE:
        previous = previous.getprevious()
    return previous is not None and previous.tag == qn("w:r") and has_note_style(previous)


def _date(control: etree._Element, text: str, field: FormField, language: Language) -> Any:
    conventions = language.conventions
    day = picked_date(control, text, conventions.date)
    if day is None:
        day = _parsed(conventions.parse_date, text, _("is not a date"))
        _refuse_other_date(control, lambda in_calendar: in_calendar == day, day.isoformat())
    return day.isoformat()


def _month(control: etree._Element, text: str, field: FormField, language: Language) -> Any:
    conventions = language.conventions

    def printed(day: datetime.date) -> str:
        return conventions.month(day.year, day.month)

    day = picked_date(control, text, printed)
    if day is not None:
        return f"{day.year:04}-{day.month:02}"
    year, month = _parsed(conventions.parse_month, text, _("is not a month of a year"))
    words = f"{year:04}-{month:02}"
    _refuse_other_date(control, lambda in_calendar: (in_calendar.year, in_calendar.month) == (year, month), words)
    return words


def _refuse_other_date(control: etree._Element, is_same: Callable[[datetime.date], bool], in_words: str) -> None:
    in_calendar = calendar_date(control)
    if in_calendar is not None and not is_same(in_calendar):
        raise InvalidValue("two_dates", _("holds one date in its calendar and another one in words"), in_words)


def _time(control: etree._Element, text: str, field: FormField, language: Language) -> Any:
    return _parsed(language.conventions.parse_time, text, _("is not a time of day")).isoformat()


def _money(control: etree._Element, text: str, field: FormField, language: Language) -> Any:
    return str(_parsed(language.conventions.parse_money, text, _("is not an amount in pounds")))


def _integer(control: etree._Element, text: str, field: FormField, language: Language) -> Any:
    return _parsed(language.conventions.parse_integer, text, _("is not a whole number"))


def _choice(control: etree._Element, text: str, field: FormField, language: Language) -> Any:
    answers = dict(_items(control)) | {label: value for value, label in _answers(field, language)}
    chosen = breakable(text).strip()
    if chosen not in answers:
        raise InvalidValue("no_choice", _("is none of the choices"))
    value = answers[chosen]
    if field.kind is Kind.CHOICES:
        return [value]
    return value == "yes" if field.kind is Kind.YES_NO else value


def _items(control: etree._Element) -> Iterator[tuple[str, str]]:
    drop_down = ContentControl(control).setting("w:dropDownList")
    for item in () if drop_down is None else drop_down.iterchildren(qn("w:listItem")):
        value = str(item.get(qn("w:value"), ""))
        yield str(item.get(qn("w:displayText"), value)).strip(), value


def _answers(field: FormField, language: Language) -> Iterator[tuple[str, str]]:
    if field.kind is Kind.YES_NO and field.label.answers:
        yield "yes", translate(field.label.answers.yes, language)
        yield "no", translate(field.label.answers.no, language)
    elif isinstance(field.type, type) and issubclass(field.type, Choice):
        for member in field.type:
            yield member.value, translate(member.label, language)


def _parsed(parse: Callable[[str], Any], text: str, message: str) -> Any:
    try:
        return parse(text)
    except ValueError:
        # The parser's message may contain the text, which is not passed on.
        raise InvalidValue("not_understood", message) from None


_PARSERS: dict[Kind, Callable[[etree._Element, str, FormField, Language], Any]] = {
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.TIME: _time,
    Kind.MONEY: _money,
    Kind.INTEGER: _integer,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choice,
    Kind.YES_NO: _choice,
}


_FORMAT_FIELD = re.compile(r"d{1,4}|M{1,4}|y{1,4}|'[^']*'")
_CALENDARS = {"cy": calendar.WELSH, "en": calendar.ENGLISH}


def picked_date(control: etree._Element, text: str, printed: Callable[[datetime.date], str]) -> datetime.date | None:
    """The date picked in the control's calendar; None if other words were typed over it.

    The words of the date are formatted by the library, or by Word in the control's own format.
    """
    day = calendar_date(control)
    if day is None:
        return None
    date = ContentControl(control).setting("w:date")
    return day if breakable(text).strip() in (printed(day), _formatted_by_word(day, date)) else None


def calendar_date(control: etree._Element) -> datetime.date | None:
    """The date in the control's calendar (`w:fullDate`); None if there is none."""
    date = ContentControl(control).setting("w:date")
    try:
        return datetime.date.fromisoformat("" if date is None else str(date.get(qn("w:fullDate"), ""))[:10])
    except ValueError:
        return None


def _formatted_by_word(day: datetime.date, date: etree._Element | None) -> str | None:
    """The date in the control's format, such as ``dd/MM/yy``, and language; None without a format."""
    pattern, language = (_value(date, name) for name in ("w:dateFormat", "w:lid"))
    names = _CALENDARS.get(language[:2], _CALENDARS[Language.ENGLISH])

    def formatted(match: re.Match[str]) -> str:
        kind, length = match[0][0], len(match[0])
        if kind == "'":
            return match[0][1:-1]
        if kind == "y":
            return f"{day.year:04}" if length > 2 else f"{day.year % 100:02}"
        number, name = (
            (day.day, names.weekdays[day.weekday()]) if kind == "d" else (day.month, names.months[day.month - 1])
        )
        return f"{number:0{length}}" if length <= 2 else name[:3] if length == 3 else name

    return _FORMAT_FIELD.sub(formatted, pattern) or None


def _value(date: etree._Element | None, name: str) -> str:
    found = None if date is None else date.find(qn(name))
    return "" if found is None else str(found.get(qn("w:val"), ""))
