"""The accepted and refused values of each field type; values of a wrong type are never converted."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from cpr_docs.guidance.recommendation.model import Agreement
from cpr_docs.models.field_types import Month
from cpr_docs.models.form import Form
from tests.models.data import EVALUATION, LETTER, RECOMMENDATION, TERMS, changed, messages, problems, value_at

DAY = "recommended_on"
MONTH = "timetable.report_expected"
TIME = "sessions[0].starts"
POUNDS = "costs.reviewer"
COUNT = "terms.version"
TICK = "board_decision.in_discussion"
YES_NO = "timetable.within_guidance"
CHOICE = "agreement"
LINE = "subgroup_chair.name"
WORDS = "outline"
SECTION = "costs"
ROWS = "case_issues"

FORMS = {TIME: LETTER, COUNT: TERMS}

A_DAY = "must be a date such as 2012-01-31 (year-month-day)"
A_MONTH = "must be a month such as 2012-06 (year-month)"
A_TIME = "must be a time in hours and minutes, such as 09:30"
AN_AMOUNT = "must be an amount in pounds, such as 1250.00"
A_NUMBER = "must be a whole number"
A_BOOL = "must be true or false"
AN_OBJECT = "must be an object with its fields"
A_LANGUAGE = 'must say which language it is in: an object with "en", "cy" or both'

GUESSED: list[tuple[str, tuple[Any, ...], str]] = [
    (TICK, ("y", "n", "true", "1", "on", 1, 0, 1.0, 0.0, []), A_BOOL),
    (YES_NO, ("y", "n", "true", "1", "on", 1, 0, 1.0, 0.0, []), A_BOOL),
    (DAY, ([], {}, [""]), A_DAY),
    (TIME, ("09:30:00.000", "0930", "٠٩:٣٠", []), A_TIME),
    (POUNDS, ("1E+3", "1_250.00", "+5", "5.", ".5", "١٢", "0x10", [], {}), AN_AMOUNT),
]
"""Values that Python would convert, by kind."""

REFUSED: list[tuple[str, Any, str]] = [
    *((path, value, sentence) for path, values, sentence in GUESSED for value in values),
    *((DAY, value, A_DAY) for value in (20120131, 41000, 1.5, True, "31/01/2012", "31 January 2012", "2012-1-31")),
    *((DAY, value, A_DAY) for value in ("2012-13-45", "2012-02-30", "2013-02-29", "0000-01-01", "2012-01-31T09:30")),
    *((DAY, value, A_DAY) for value in (["2012-01-31"], {"year": 2012}, datetime.datetime(2012, 1, 31, 9, 30))),
    (DAY, "٢٠١٢-٠١-٣١", A_DAY),
    (DAY, "1899-12-31", "must be 1900-01-01 or more"),
    (DAY, "2200-01-01", "must be 2199-12-31 or less"),
    *((MONTH, value, A_MONTH) for value in ("2012-13", "2012-00", "2012-6", "06/2012", "June 2012", "2012-06-01")),
    *((MONTH, value, A_MONTH) for value in (201206, 2012.06, True, [2012, 6], (2012, 6), "1899-12", "٢٠١٢-٠٦")),
    *((TIME, value, A_TIME) for value in ("09:30:15", "09:30:00.5", "09:30Z", "09:30+00:00", "9:30", "24:00")),
    *((TIME, value, A_TIME) for value in (930, 9.5, True, 34200, "34200", "noon", "9.30 am", ["09:30"])),
    *((POUNDS, value, AN_AMOUNT) for value in ("1250.005", 1250.005, "£1250", "1,250.00", "about 1000", "1 000")),
    *((POUNDS, value, AN_AMOUNT) for value in (True, ["1250"], "NaN", "Infinity", float("inf"), "10000000000", 1e22)),
    *((POUNDS, value, "must be 0 or more") for value in (-1, "-0.01")),
    *((COUNT, value, A_NUMBER) for value in (1.5, 1.0, "1", "one", True, [1], float("inf"))),
    (COUNT, 0, "must be 1 or more"),
    (COUNT, -1, "must be 1 or more"),
    (COUNT, 10_000, "must be 9999 or less"),
    *((kind, value, A_BOOL) for kind in (TICK, YES_NO) for value in (2, -1, 0.5, "perhaps", "ie", ["true"], {"a": 1})),
    *((CHOICE, value, "must be one of: unanimous, majority") for value in ("Unanimous", "both", 1, True, ["majority"])),
    *((LINE, value, "must be text") for value in (5, 1.5, True, ["Carys"], {"en": "Carys"}, datetime.date(2012, 1, 1))),
    *((LINE, value, "must be a single line") for value in ("a\nb", "a\r\nb", "a\rb", "a\u2028b", "a\u2029b")),
    (LINE, "a\u0085b", "must be a single line"),
    (LINE, b"Carys \xff", "holds a character that no Word document can hold"),
    *((WORDS, value, A_LANGUAGE) for value in ("plain text", "plain\ntext")),
    *((WORDS, value, AN_OBJECT) for value in (5, True, ["text"], [{"en": "text"}])),
    *((SECTION, value, AN_OBJECT) for value in ("text", 5, True, ["text"], [{"reviewer": 1}])),
    *((ROWS, value, "must be a list") for value in ("text", 5, True, {"text": {"en": "a"}})),
]  # fmt: skip

TAKEN: list[tuple[str, Any, Any]] = [
    (DAY, "2012-01-31", datetime.date(2012, 1, 31)),
    (DAY, " 2012-02-29 ", datetime.date(2012, 2, 29)),
    (DAY, datetime.date(2012, 1, 31), datetime.date(2012, 1, 31)),
    (DAY, "1900-01-01", datetime.date(1900, 1, 1)),
    ("board_decision.sent_on", "2199-12-31", datetime.date(2199, 12, 31)),
    (MONTH, "2012-06", Month(2012, 6)),
    (MONTH, " 2012-12 ", Month(2012, 12)),
    (MONTH, Month(2012, 6), Month(2012, 6)),
    (TIME, "09:30", datetime.time(9, 30)),
    (TIME, " 09:30 ", datetime.time(9, 30)),
    (TIME, "00:00", datetime.time(0, 0)),
    (TIME, datetime.time(9, 30), datetime.time(9, 30)),
    (POUNDS, "1250", Decimal("1250.00")),
    (POUNDS, 1250.5, Decimal("1250.50")),
    (POUNDS, 0, Decimal("0.00")),
    (POUNDS, "9999999999.99", Decimal("9999999999.99")),
    (COUNT, 9999, 9999),
    (TICK, True, True),
    (YES_NO, False, False),
    (YES_NO, None, None),
    (CHOICE, "majority", Agreement.MAJORITY),
    (LINE, " Carys\u00a0Llwyd ", "Carys\u00a0Llwyd"),
]


def named(value: Any) -> str | None:
    return ascii(value)[:60]


@pytest.mark.parametrize(("path", "value", "sentence"), REFUSED, ids=named)
def test_a_value_that_is_refused(path: str, value: Any, sentence: str) -> None:
    assert messages(changed(FORMS.get(path, RECOMMENDATION), {path: value})) == [f"{path}: {sentence}"]


@pytest.mark.parametrize(("path", "value", "expected"), TAKEN, ids=named)
def test_a_value_that_is_taken(path: str, value: Any, expected: Any) -> None:
    form = Form.parse(changed(FORMS.get(path, RECOMMENDATION), {path: value}))
    # Decimal("1.5") equals Decimal("1.50"), and 1 equals True.
    assert repr(value_at(form, path)) == repr(expected)


def test_nought_pounds_have_no_sign() -> None:
    form: Any = Form.parse(changed(RECOMMENDATION, {POUNDS: "-0"}))
    assert str(form.costs.reviewer) == "0.00"


def test_a_case_identifier_is_at_most_60_characters_as_they_are_kept() -> None:
    # Decomposed, two code points each; composed, one each.
    assert problems(changed(EVALUATION, {"case_identifier": "e\u0301" * 60})) == []
    assert messages(changed(EVALUATION, {"case_identifier": "x" * 61})) == [
        "case_identifier: must be at most 60 characters long"
    ]
