"""When something happened: four fields of a row, a text in each language, and the cell of a table."""

import datetime
from typing import Annotated, Any

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.language.languages import Language
from cpr_docs.language.moments import Moment, parse_moment, print_moment
from cpr_docs.modelling import Both, Label, Line, Part, When, parse_when

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))
MINUTES = st.integers(0, 24 * 60 - 1).map(lambda minutes: datetime.time(*divmod(minutes, 60)))


class Happening(When):
    """A row with what happened."""

    what: Annotated[Line, Label(Both("What happened", cy="Beth a ddigwyddodd"), "")]


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """Moments of each shape: a day with and without a time, a month, a year, days."""
    on, about = draw(DAYS), draw(st.booleans())
    shape = draw(st.sampled_from(("day", "time", "month", "year", "days")))
    if shape == "time":
        return Moment(on, None, draw(MINUTES), about)
    if shape == "month":
        following = (on.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
        return Moment(on.replace(day=1), following - datetime.timedelta(days=1), None, about)
    if shape == "year":
        return Moment(datetime.date(on.year, 1, 1), datetime.date(on.year, 12, 31), None, about)
    if shape == "days":
        until = draw(DAYS)
        return Moment(min(on, until), max(on, until) if on != until else None, None, about)
    return Moment(on, None, None, about)


@given(moments(), st.sampled_from(Language))
def test_every_moment_is_read_as_it_was_printed(moment: Moment, language: Language) -> None:
    printed = print_moment(moment, language)
    for text in (printed, printed.upper(), f"  {printed} "):
        assert parse_moment(text) == moment
    fields = parse_when(printed)
    assert Happening.model_validate({**fields, "what": "x"}).when == Happening(**moment._asdict(), what="x").when


@pytest.mark.parametrize(
    ("fields", "english", "welsh"),
    [
        ({"on": "2012-03-12", "at": "14:30"}, "12 March 2012, 2.30 pm", "12 Mawrth 2012, 2.30 yp"),
        ({"on": "2012-03-12", "until": "2012-03-12"}, "12 March 2012", "12 Mawrth 2012"),
        ({"on": "2012-03-12", "until": "2012-03-12", "at": "09:00"}, None, "12 Mawrth 2012, 9.00 yb"),
        ({"on": "2012-03-01", "until": "2012-03-31"}, "March 2012", "Mawrth 2012"),
        ({"on": "2012-02-01", "until": "2012-02-29"}, "February 2012", "Chwefror 2012"),
        ({"on": "2012-02-01", "until": "2012-02-28"}, "1 February 2012 – 28 February 2012", None),
        ({"on": "2012-01-01", "until": "2012-12-31"}, "2012", "2012"),
        ({"on": "2012-02-28", "until": "2012-03-02"}, None, "28 Chwefror 2012 – 2 Mawrth 2012"),
        ({"on": "2012-03-12", "about": True}, "about 12 March 2012", "tua 12 Mawrth 2012"),
        ({"on": "2012-03-01", "until": "2012-03-31", "about": True}, "about March 2012", "tua mis Mawrth 2012"),
        ({"on": "2012-01-01", "until": "2012-12-31", "about": True}, "about 2012", "tua 2012"),
    ],
)  # fmt: skip
def test_the_moment_is_said_in_both_languages(fields: dict[str, Any], english: str | None, welsh: str | None) -> None:
    when = Happening.model_validate({**fields, "what": "x"}).when
    assert when is not None
    assert (when.en, when.cy) == (english or when.en, welsh or when.cy)


@pytest.mark.parametrize(
    ("cell", "fields"),
    [
        ("March 2012", ("2012-03-01", "2012-03-31", False)),
        ("mis Mawrth 2012", ("2012-03-01", "2012-03-31", False)),
        ("03/2012", ("2012-03-01", "2012-03-31", False)),
        ("2012", ("2012-01-01", "2012-12-31", False)),
        ("c. 3/2012", ("2012-03-01", "2012-03-31", True)),
        ("C.2012", ("2012-01-01", "2012-12-31", True)),
        ("tua mis Mawrth 2012", ("2012-03-01", "2012-03-31", True)),
        ("Circa 12 March 2012", ("2012-03-12", None, True)),
        ("10-14/03/2012", ("2012-03-10", "2012-03-14", False)),
        ("10-14 March 2012", ("2012-03-10", "2012-03-14", False)),
        ("10–14 Mawrth 2012", ("2012-03-10", "2012-03-14", False)),
        ("28/02-02/03/2012", ("2012-02-28", "2012-03-02", False)),
        ("28 Chwefror hyd 2 Mawrth 2012", ("2012-02-28", "2012-03-02", False)),
        ("28 December 2011 to 2 January 2012", ("2011-12-28", "2012-01-02", False)),
        ("12/03/2012", ("2012-03-12", None, False)),
        ("12-03-2012", ("2012-03-12", None, False)),
        ("2012-03-12", ("2012-03-12", None, False)),
        ("12–12 March 2012", ("2012-03-12", None, False)),
    ],
)
def test_a_cell_names_the_fields(cell: str, fields: tuple[str, str | None, bool]) -> None:
    on, until, about = fields
    expected = {"on": on, "until": until, "about": about or None}
    found = {name: value if value is True else value.isoformat() for name, value in parse_when(cell).items()}
    assert found == {name: value for name, value in expected.items() if value}


@pytest.mark.parametrize("cell", ["12 March 2012, 2.30 pm", "12/03/2012 14:30", "12 Mawrth 2012 am 2.30 yp"])
def test_a_cell_may_have_a_time(cell: str) -> None:
    assert parse_when(cell) == {"on": datetime.date(2012, 3, 12), "at": datetime.time(14, 30)}


@pytest.mark.parametrize(
    "cell",
    [
        *("", "mid-March", "March", "12 March", "0000", "20122", "13/2012", "31/02/2012", "14-10/03/2012"),
        *("10-14-03-2012", "Canary Q7 2012", "about", "c.", "tua", "about about 2012", "spring 2012"),
        *("10 – 14", "2011 – 2012", "32-33/03/2012", "to 2 March 2012", "12 March 2012 2.30 pm to 3 March 2012"),
        *("12 March 2012, 2.30", "– 2012", "-" * 5000, "1 " * 5000),
    ],
)  # fmt: skip
def test_any_other_cell_is_refused_without_its_text(cell: str) -> None:
    with pytest.raises(ValueError, match=r"\Athis is not a date: write it as") as caught:
        parse_when(cell)
    assert "Canary" not in str(caught.value)


@given(st.text(alphabet="0123456789/.-– :,acmprtuhy", max_size=40) | st.text(max_size=40))
def test_no_text_breaks_the_parser(text: str) -> None:
    try:
        moment = parse_moment(text)
    except ValueError:
        return
    assert moment.until is None or moment.on < moment.until
    assert moment.at is None or moment.until is None


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"on": "2012-03-12", "until": "2012-03-11"}, "until: is before the date"),
        (
            {"on": "2012-03-12", "until": "2012-03-13", "at": "14:30"},
            "at: is the time of a single day: leave it or the last day blank",
        ),
    ],
)
def test_fields_that_contradict_each_other_are_refused(fields: dict[str, str], problem: str) -> None:
    path, _colon, message = problem.partition(": ")
    with pytest.raises(pydantic.ValidationError) as caught:
        Happening.model_validate({**fields, "what": "x"})
    (detail,) = caught.value.errors(include_url=False, include_input=False)
    assert (detail["loc"], message in detail["msg"]) == ((path,), True)


def test_the_fields_stand_flat_in_the_row() -> None:
    assert list(Happening.model_fields) == ["on", "until", "at", "about", "what"]
    assert issubclass(Happening, Part)
    unknown: Any = Happening
    assert unknown.model_construct(what="x").when is None
