"""A table in Welsh is read as it is written: answers with the verb, mutated choices, times and dates in words."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.language.calendar import WELSH, WELSH_DAYS
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.language.welsh import mutate
from cpr_docs.language.welsh.article import with_article
from cpr_docs.language.welsh.numerals import ordinal
from cpr_docs.models.fields import FormField, Kind, fields_of
from cpr_docs.models.registry import form_class, form_names
from cpr_docs.tables.cells import CellReader, cell_reader

_FIELDS = [field for name in form_names() for form in form_class(name).variants() for field in fields_of(form)]
_CHOICES = [field for field in _FIELDS if field.kind in (Kind.CHOICE, Kind.CHOICES)]

#: The answers to a Welsh question, by its verb.
_YES = ["ie", "do", "oes", "oedd", "ydy", "ydi", "ydw", "ydyn", "ydynt", "oeddwn", "bydd", "byddaf", "byddant"]
_NO = "nage, naddo, na, nac oes, nac oedd, nac ydy, nac ydi, nac ydw, nac ydynt, na fydd, na fyddaf, na fyddant"


def reader(kind: Kind) -> CellReader:
    return cell_reader(next(field for field in _FIELDS if field.kind is kind))


YES_NO, DATES, TIMES = reader(Kind.YES_NO), reader(Kind.DATE), reader(Kind.TIME)


@pytest.mark.parametrize("spelling", [str.lower, str.capitalize, str.upper, lambda text: f" {text}. "])
def test_an_answer_is_the_verb_of_its_question(spelling: Any) -> None:
    assert {YES_NO(spelling(word)) for word in _YES} == {True}
    assert {YES_NO(spelling(word)) for word in _NO.split(", ")} == {False}


@pytest.mark.parametrize("field", _CHOICES, ids=lambda field: field.path)
def test_a_choice_is_known_in_each_mutation_and_after_the_article(field: FormField) -> None:
    read = cell_reader(field)
    # "Do" has a nasal form, "No", which is English for another answer.
    others = {each.value for each in field.type}
    for member in field.type:
        label = translate(member.short, Language.WELSH)
        forms = {label, *(mutate(label, mutation) for mutation in ("soft", "nasal", "aspirate"))}
        for written in (*forms, *(with_article(label, gender) for gender in "mf")):
            if written.casefold() not in others:
                assert read(written) in (member, [member]), written


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_a_day_in_every_way_that_welsh_writes_it(day: datetime.date) -> None:
    month, weekday = WELSH.months[day.month - 1], WELSH.weekdays[day.weekday()]
    words = next(words for words, number in WELSH_DAYS.items() if number == day.day)
    for written in (
        f"{day.day} {month} {day.year}",
        f"{ordinal(day.day)} {month} {day.year}",
        f"y {ordinal(day.day)} o {mutate(month, 'soft')} {day.year}",
        f"y {words} o {mutate(month, 'soft')} {day.year}",
        f"ar yr {words} o fis {month}, {day.year}",
        f"dydd {weekday}, {day.day} {month} {day.year}",
        f"ddydd {weekday} {ordinal(day.day)} {month} {day.year}",
        f"nos {mutate(weekday, 'soft')} {day.day} {month} {day.year}",
    ):
        assert DATES(written) == day, written


_PARTS_OF_THE_DAY = {"y bore": range(12), "y prynhawn": range(12, 18), "yr hwyr": range(17, 24), "y nos": range(17, 24)}
_HOURS = ("deuddeg", "un", "dau", "tri", "pedwar", "pump", "chwech", "saith", "wyth", "naw", "deg", "un ar ddeg")


@pytest.mark.parametrize("part", _PARTS_OF_THE_DAY)
def test_an_hour_in_every_way_that_welsh_writes_it(part: str) -> None:
    for hour in _PARTS_OF_THE_DAY[part]:
        words, figures = _HOURS[hour % 12], (hour - 1) % 12 + 1
        full, half = datetime.time(hour), datetime.time(hour, 30)
        for written in (
            f"{figures} {part}",
            f"{figures}.00 {part}",
            f"{figures} o’r gloch {part}",
            f"{figures} o'r gloch yn {part}",
            f"{words} o'r gloch {part}",
            f"am {mutate(words, 'soft')} o’r gloch {part}",
            f"Am {figures}.00 {part.replace('prynhawn', 'pnawn')}",
        ):
            if f"yn {part}" not in written or part != "yr hwyr":
                assert TIMES(written) == full, written
        assert TIMES(f"hanner awr wedi {words} {part}") == half
        assert TIMES(f"{figures}:30 {part}") == half
        assert TIMES(f"chwarter wedi {words} {part}") == datetime.time(hour, 15)
        assert TIMES(f"ugain munud wedi {figures} {part}") == datetime.time(hour, 20)
        assert TIMES(f"25 munud wedi {words} {part}") == datetime.time(hour, 25)
        before = datetime.time(hour, 45)
        following = mutate(_HOURS[(hour + 1) % 12], "soft")
        assert TIMES(f"chwarter i {following} {part}") == before


@pytest.mark.parametrize(
    "written", ["hanner dydd", "am hanner dydd", "ganol dydd", "12 canol dydd", "12 o'r gloch ganol dydd"]
)
def test_noon(written: str) -> None:
    assert TIMES(written) == datetime.time(12)


@pytest.mark.parametrize("written", ["hanner nos", "ganol nos", "12 y nos", "deuddeg o'r gloch y nos"])
def test_midnight(written: str) -> None:
    assert TIMES(written) == datetime.time(0)
