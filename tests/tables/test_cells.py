"""A cell is converted from text as people type it, in either language, or from a spreadsheet's own value."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

import cpr_docs
from cpr_docs.guidance.evaluation_form.model import ConciseEvaluationForm
from cpr_docs.guidance.invitation_letter.model import ConciseInvitationLetter, LanguageWanted
from cpr_docs.guidance.parts.evaluation import ObjectivesMet
from cpr_docs.models.fields import Kind, field_at, fields_of
from cpr_docs.models.registry import form_class, form_names
from cpr_docs.tables.cells import CellInvalid, cell_reader
from cpr_docs.tables.table import FormulaWithoutValue
from tests.batch.cases import letter

_FIELDS = [field for name in form_names() for form in form_class(name).variants() for field in fields_of(form)]


def read(kind: Kind, cell: Any) -> Any:
    return cell_reader(next(field for field in _FIELDS if field.kind is kind))(cell)


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Kind.LINE, "Siân", "Siân"),
        (Kind.LINE, 12, "12"),
        (Kind.LINE, 2920180123.0, "2920180123"),
        (Kind.LINE, 0.1 + 0.2, "0.3"),
        (Kind.LINE, "=HYPERLINK(1)", "=HYPERLINK(1)"),
        (Kind.LINE, "# 12", "# 12"),
        (Kind.DATE, "12 February 2013", datetime.date(2013, 2, 12)),
        (Kind.DATE, "12 Chwefror 2013", datetime.date(2013, 2, 12)),
        (Kind.DATE, "12/02/2013", datetime.date(2013, 2, 12)),
        (Kind.DATE, "2013-02-12", datetime.date(2013, 2, 12)),
        (Kind.DATE, datetime.datetime(2013, 2, 12), datetime.date(2013, 2, 12)),
        (Kind.DATE, datetime.date(2013, 2, 12), datetime.date(2013, 2, 12)),
        (Kind.DATE, "14-Jan-2013", datetime.date(2013, 1, 14)),
        (Kind.DATE, "14-Ion-2013", datetime.date(2013, 1, 14)),
        (Kind.DATE, "14/Jan/2013", datetime.date(2013, 1, 14)),
        (Kind.DATE, "2013-01-14 00:00:00", datetime.date(2013, 1, 14)),
        (Kind.DATE, "2013-01-14T00:00:00.000Z", datetime.date(2013, 1, 14)),
        (Kind.DATE, "14/01/2013 00:00", datetime.date(2013, 1, 14)),
        (Kind.DATE, "2013/01/14", datetime.date(2013, 1, 14)),
        (Kind.CHOICES, "A child has died", ["death"]),
        (Kind.CHOICES, "injury; mae plentyn wedi marw;", ["injury", "death"]),
        (Kind.CHOICES, "death\nimpairment", ["death", "impairment"]),
        (Kind.MONTH, "Rhagfyr 2011", "2011-12"),
        (Kind.MONTH, "Dec-2011", "2011-12"),
        (Kind.MONTH, "2011-12-01 00:00:00", "2011-12"),
        (Kind.MONTH, datetime.datetime(2011, 12, 1), "2011-12"),
        (Kind.MONEY, "£1,250.00", Decimal("1250.00")),
        (Kind.MONEY, 1250.5, Decimal("1250.5")),
    ],
)
def test_the_value_of_a_cell(kind: Kind, cell: Any, value: Any) -> None:
    if kind not in {field.kind for field in _FIELDS}:
        pytest.skip(f"no form has a {kind.value}")
    assert read(kind, cell) == value


TIMES = cell_reader(field_at(ConciseInvitationLetter, "sessions[].starts"))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2.30 pm", datetime.time(14, 30)),
        ("2.30 yp", datetime.time(14, 30)),
        ("14:30", datetime.time(14, 30)),
        ("09:30:00", datetime.time(9, 30)),
        ("9:30:00 AM", datetime.time(9, 30)),
        ("2:30:00 PM", datetime.time(14, 30)),
        (datetime.time(9, 30), datetime.time(9, 30)),
        (datetime.timedelta(hours=9, minutes=30), datetime.time(9, 30)),
    ],
)
def test_a_time(cell: Any, value: datetime.time) -> None:
    assert TIMES(cell) == value


ANSWERS = [
    ("yes", True), ("Y", True), ("TRUE", True), (True, True), (1, True), ("x", True), ("✓", True), ("☒", True),
    ("Ydy", True), ("Oedd", True), ("I will attend", True), ("i WILL attend", True),
    ("no", False), ("N", False), ("FALSE", False), (False, False), (0.0, False), ("☐", False), ("Nage", False),
    ("Naddo", False), ("I will not attend", False),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "value"), ANSWERS)
def test_yes_or_no_in_either_language(cell: Any, value: bool) -> None:
    assert cell_reader(field_at(ConciseInvitationLetter, "reply.attending"))(cell) is value


@pytest.mark.parametrize("cell", ["partly", "Partly", "PARTLY", "Yn rhannol"])
def test_a_choice_by_its_value_or_its_label(cell: str) -> None:
    assert cell_reader(field_at(ConciseEvaluationForm, "answers.objectives_met"))(cell) is ObjectivesMet.PARTLY


@pytest.mark.parametrize("cell", ["cy", "Welsh", "Cymraeg", "Gymraeg", "yn Gymraeg", "in Welsh"])
def test_a_choice_of_language(cell: str) -> None:
    assert cell_reader(field_at(ConciseInvitationLetter, "reply.event_language"))(cell) is LanguageWanted.WELSH


@pytest.mark.parametrize(
    ("path", "cell"),
    [
        ("dated", "31 February 2013"),
        ("dated", "12/02/13"),
        ("dated", 41317),
        ("dated", datetime.datetime(2013, 2, 12, 9, 30)),
        ("sessions[].starts", "3.45"),
        ("sessions[].starts", 0.5),
        ("sessions[].starts", datetime.timedelta(days=2)),
        ("reply.attending", "perhaps"),
        ("reply.event_language", "French"),
        ("recipient.name", True),
        ("recipient.name", datetime.datetime(2013, 2, 12)),
        ("recipient.name", "#N/A"),
        ("recipient.name", "########"),
        ("recipient.name", "Err:508"),
        ("recipient.name", " #REF! "),
        ("dated", "#VALUE!"),
    ],
)
def test_a_cell_of_another_kind_is_refused_and_not_shown(path: str, cell: Any) -> None:
    with pytest.raises(CellInvalid) as caught:
        cell_reader(field_at(ConciseInvitationLetter, path))(cell)
    assert str(cell).strip() not in caught.value.message or str(cell).strip() == "#N/A"


@pytest.mark.parametrize("cell", ["14-Jan-13", "14/01/13", "14.1.13", "14 Ionawr 13", "14-Ion-13", "Jan-13"])
@pytest.mark.parametrize("kind", [Kind.DATE, Kind.MONTH])
def test_a_year_of_two_figures_is_asked_for_and_never_guessed(kind: Kind, cell: str) -> None:
    with pytest.raises(CellInvalid) as caught:
        read(kind, cell)
    assert caught.value.message == "must give the year in four figures, such as 2012"


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.ROWS, Kind.SECTION)])
def test_a_formula_without_its_value_says_nothing_of_any_kind(kind: Kind) -> None:
    if kind not in {field.kind for field in _FIELDS}:
        pytest.skip(f"no form has a {kind.value}")
    with pytest.raises(CellInvalid) as caught:
        read(kind, FormulaWithoutValue())
    assert caught.value.message == "has a formula whose value was not saved; open the table in Excel and save it"


def test_every_field_of_every_form_can_be_read_from_a_cell() -> None:
    assert all(cell_reader(field) for field in _FIELDS)


@pytest.mark.parametrize("name", ["Ms Si?n T?r", "?an Puw", "Ms Si\ufffdn"])
def test_a_letter_that_an_older_encoding_has_lost_is_reported(name: str) -> None:
    plan = cpr_docs.check_batch(letter(), [{"Name": name}])
    assert [str(problem) for problem in plan.problems] == [
        'row 1, column "Name": has "?" for a letter that was lost; save the table as "CSV UTF-8"'
    ]


@pytest.mark.parametrize("address", ["Which door?", "see www.llaneirian.example/map?id=2", "Flat 2 (?)"])
def test_another_question_mark_is_none(address: str) -> None:
    assert cpr_docs.check_batch(letter(), [{"Name": "Ms A", "Address": address}]).problems == ()
