"""Converts a cell to the value of a field: text as people type it in either language, or a spreadsheet's own value.

The value is not validated here: the form does that.
"""

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import FormField, Kind
from cpr_docs.models.when import parse_when
from cpr_docs.tables.answer_words import answer_key, choices, yes_or_no
from cpr_docs.tables.table import FormulaWithoutValue, MergedCell


class CellInvalid(Exception):
    """A cell cannot be converted to its field's kind; the message does not contain the value."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(code, message)


CellReader = Callable[[Any], Any]

# "####" is in a CSV file for what was too wide for its column; "Err:502" is LibreOffice's.
_SPREADSHEET_ERROR = re.compile(
    r"#(?:N/A|(?:VALUE|REF|DIV/0|NUM|NULL|SPILL|CALC|FIELD|BLOCKED|CONNECT|BUSY|UNKNOWN|EXTERNAL)!|NAME\?|GETTING_DATA)"
    r"|#{3,}|Err:\d{3}",
    re.ASCII,
)
# The formats of spreadsheets and databases: 9:30:00 AM, 2013-01-14 00:00:00, 14-Jan-2013, 2013/01/14.
_SECONDS = re.compile(r"(\d{1,2}:\d{2}):00(?:\.0+)?( ?[ap]\.?m\.?)?", re.ASCII | re.IGNORECASE)
_MIDNIGHT = re.compile(r"(?:T| )\s*0?0:00(?::00(?:\.0+)?)?Z?$|(?:T| )\s*12:00(?::00)? ?am$", re.ASCII | re.IGNORECASE)
_ISO_TIME = re.compile(r"(?<=\d)T(?=\d{2}:\d{2})", re.ASCII)
_WHOLE_MINUTE = re.compile(r"(?<=\d:\d{2}):00(?:\.0+)?", re.ASCII)
_JOINED_DAY = re.compile(r"(\d{1,2})([-/.])([^\W\d_]+)\.?\2(\d{4})")
_JOINED_MONTH = re.compile(r"([^\W\d_]+)\.?[-/.](\d{4})")
_SLASHED_BACKWARDS = re.compile(r"(\d{4})([/.])(\d{2})\2(\d{2})", re.ASCII)
_SHORT_YEAR = re.compile(r"(?:\d{1,2}[-/. ]+)?(?:\d{1,2}|[^\W\d_]+)\.?[-/. ]+['’]?\d{2}")

# Excel writes "?" for ŵ and ŷ into a CSV file of an older encoding. The "?" of a web address does not match.
_LOST_LETTER = re.compile(r"(?:^|[\s(])[^\W\d_]*\?[^\W\d_]+(?=[\s,.)]|$)")

_LOST = ("lost_letter", _('has "?" for a letter that was lost; save the table as "CSV UTF-8"'))
_NO_ERROR = ("spreadsheet_error", _("holds an error of the spreadsheet, such as #N/A"))
_NO_TEXT = ("text", _("must be text"))
NO_VALUE: Final = {
    FormulaWithoutValue: (
        "formula_without_value",
        _("has a formula whose value was not saved; open the table in Excel and save it"),
    ),
    MergedCell: ("merged_cell", _("belongs to a merged cell; undo it in the spreadsheet, and fill in each row")),
}
"""The code and the message of a problem, by the class of a cell whose value is not in it."""
_SHORT = ("short_year", _("must give the year in four figures, such as 2012"))
_NO_DATE = ("date", _("must be a date, such as 31 January 2012, 31 Ionawr 2012 or 31/01/2012"))
_NO_MONTH = ("month", _("must be a month, such as June 2012, Mehefin 2012 or 06/2012"))
_NO_TIME = ("time", _("must be a time, such as 2.30 pm, 2.30 yp or 14:30"))
_NO_MOMENT = ("when", _("must say when, such as 12 March 2012, 10-14/03/2012, March 2012, 2012 or c. 3/2012"))
_NO_MONEY = ("money", _("must be an amount of money, such as £1,250.00"))
_NO_INTEGER = ("integer", _("must be a whole number, such as 1,250"))
_NO_ANSWER = ("yes_no", _("must be yes or no, in English or in Welsh"))
_NO_CHOICE = ("choice", _("must be one of the form's own answers, in English or in Welsh"))

# The conventions of either language parse text in both.
_CONVENTIONS = Language.ENGLISH.conventions


def cell_reader(field: FormField) -> CellReader:
    """The function that converts a cell that is not blank to the field's value, or raises `CellInvalid`."""
    return _guarded(_answer_reader(field) if field.kind in _ANSWERED else _READERS[field.kind])


def _guarded(convert: CellReader) -> CellReader:
    """The conversion, for cells whose value is there."""

    def read(cell: Any) -> Any:
        if type(cell) is str and is_spreadsheet_error(cell):
            raise CellInvalid(*_NO_ERROR)
        if (problem := NO_VALUE.get(type(cell))) is not None:
            raise CellInvalid(*problem)
        return convert(cell)

    return read


def is_spreadsheet_error(text: str) -> bool:
    """True if the text is that of a cell whose formula failed, or whose value a spreadsheet could not show."""
    return text.lstrip()[:1] in "#E" and _SPREADSHEET_ERROR.fullmatch(text.strip()) is not None


def has_lost_letter(text: str) -> bool:
    """True if the text has a sign in the place of a letter that its encoding did not have."""
    return ("?" in text and _LOST_LETTER.search(text) is not None) or "\ufffd" in text


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        if has_lost_letter(cell):
            raise CellInvalid(*_LOST)
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _figures(cell)
    raise CellInvalid(*_NO_TEXT)


def _date(cell: Any) -> Any:
    if isinstance(cell, datetime.datetime):
        if cell.time() != datetime.time():
            raise CellInvalid(*_NO_DATE)
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    if isinstance(cell, str):
        cell = _plain_date(cell)
    return _parse(_CONVENTIONS.parse_date, cell, _NO_DATE)


def _plain_date(text: str) -> str:
    """A date in a form that `parse_date` accepts, from the formats of spreadsheets; other text is returned as it is."""
    text = _MIDNIGHT.sub("", text.strip())
    if joined := _JOINED_DAY.fullmatch(text):
        return f"{joined[1]} {joined[3]} {joined[4]}"
    if slashed := _SLASHED_BACKWARDS.fullmatch(text):
        return f"{slashed[1]}-{slashed[3]}-{slashed[4]}"
    if _SHORT_YEAR.fullmatch(text):
        raise CellInvalid(*_SHORT)
    return text


def _month(cell: Any) -> str:
    if isinstance(cell, datetime.date):
        return f"{cell.year:04}-{cell.month:02}"
    if isinstance(cell, str):
        text = cell.strip()
        cell = _MIDNIGHT.sub("", text)
        if cell != text:
            return _month(_parse(_CONVENTIONS.parse_date, cell, _NO_MONTH))
        if joined := _JOINED_MONTH.fullmatch(cell):
            cell = f"{joined[1]} {joined[2]}"
        elif _SHORT_YEAR.fullmatch(cell):
            raise CellInvalid(*_SHORT)
    year, month = _parse(_CONVENTIONS.parse_month, cell, _NO_MONTH)
    return f"{year:04}-{month:02}"


def _time(cell: Any) -> Any:
    if isinstance(cell, datetime.time):
        return cell
    if isinstance(cell, datetime.timedelta) and datetime.timedelta() <= cell < datetime.timedelta(days=1):
        return (datetime.datetime.min + cell).time()
    if isinstance(cell, str) and (without_seconds := _SECONDS.fullmatch(cell.strip())):
        cell = f"{without_seconds[1]}{without_seconds[2] or ''}"
    return _parse(_CONVENTIONS.parse_time, cell, _NO_TIME)


def _moment(cell: Any) -> Any:
    if isinstance(cell, datetime.datetime):
        time = {} if cell.time() == datetime.time() else {"at": cell.time()}
        return {"on": cell.date(), **time}
    if isinstance(cell, datetime.date):
        return {"on": cell}
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        cell = _figures(cell)
    if isinstance(cell, str):
        cell = _ISO_TIME.sub(" ", cell.strip())
    try:
        return _parse(parse_when, cell, _NO_MOMENT)
    except CellInvalid:
        # A date and midnight, or a time to the second, as databases write them.
        plain = _WHOLE_MINUTE.sub("", _plain_date(cell)) if isinstance(cell, str) else cell
        return _parse(parse_when, plain, _NO_MOMENT)


moment_reader: Final[CellReader] = _guarded(_moment)
"""Converts a cell to the values of a `When`, by field."""


def _money(cell: Any) -> Any:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(_figures(cell))
    return _parse(_CONVENTIONS.parse_money, cell, _NO_MONEY)


def _integer(cell: Any) -> Any:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return _parse(_CONVENTIONS.parse_integer, cell, _NO_INTEGER)


_READERS: dict[Kind, CellReader] = {
    Kind.LINE: _text,
    Kind.PROSE: _text,
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.TIME: _time,
    Kind.MONEY: _money,
    Kind.INTEGER: _integer,
}
_ANSWERED = frozenset({Kind.TICK, Kind.YES_NO, Kind.CHOICE, Kind.CHOICES})
_BETWEEN_CHOICES = re.compile(r"[;\n]")


def _answer_reader(field: FormField) -> CellReader:
    is_choice = field.kind in (Kind.CHOICE, Kind.CHOICES)
    error = _NO_CHOICE if is_choice else _NO_ANSWER
    answers = choices(field) if is_choice else yes_or_no(field)

    def answer(cell: Any) -> Any:
        if isinstance(cell, int | float):
            cell = str(cell).removesuffix(".0")
        if isinstance(cell, str) and (key := answer_key(cell)) in answers:
            return answers[key]
        raise CellInvalid(*error)

    def each_answer(cell: Any) -> Any:
        if not isinstance(cell, str):
            return [answer(cell)]
        return [answer(part) for part in _BETWEEN_CHOICES.split(cell) if part.strip()]

    return each_answer if field.kind is Kind.CHOICES else answer


def shown_text(cell: Any) -> str:
    """A cell as text for another table; empty for a cell without a value."""
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        cell = cell.date()
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _figures(cell)
    return "" if cell is None else str(cell)


def _figures(number: float) -> str:
    """A number as a spreadsheet shows it: with 15 significant digits, its precision."""
    return str(number) if isinstance(number, int) else format(number, ".15g")


def _parse(parse: Callable[[str], Any], cell: Any, error: tuple[str, str]) -> Any:
    if isinstance(cell, str):
        try:
            return parse(cell)
        except ValueError:
            pass
    raise CellInvalid(*error)
