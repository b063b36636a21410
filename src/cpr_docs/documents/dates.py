"""Date controls: the date that was picked, or what a person typed over it."""

import datetime
import re
from collections.abc import Callable

from lxml import etree

from cpr_docs.language import calendar_names
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import qn

_DATE = f"{qn('w:sdtPr')}/{qn('w:date')}"
_FIELD = re.compile(r"d{1,4}|M{1,4}|y{1,4}|'[^']*'")
_NAMES = {"cy": calendar_names.WELSH, "en": calendar_names.ENGLISH}


def picked(control: etree._Element, text: str, printed: Callable[[datetime.date], str]) -> datetime.date | None:
    """The date that the control holds, where its words are that date's; None where something else was typed over it.

    The words may be those that a render prints, or those that Word makes by the control's own format.
    """
    day = calendar_date(control)
    if day is None:
        return None
    return day if text.strip() in (printed(day), _as_word_prints(day, control.find(_DATE))) else None


def calendar_date(control: etree._Element) -> datetime.date | None:
    """The date that the control's calendar holds; None where it holds none."""
    date = control.find(_DATE)
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
