"""The cases in ``fixtures/`` are valid, canonical, complete in both languages, and invented."""

import csv
import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cpr_docs.errors import InvalidForm
from cpr_docs.guidance.parts.addressee import Recipient
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.language.text import paragraphs
from cpr_docs.models.field_types import ReviewType
from cpr_docs.models.fields import IDENTITY, Kind, fields_of, label_of
from cpr_docs.models.form import AnyForm
from cpr_docs.models.parts import Part
from cpr_docs.models.registry import form_class, form_names
from tests.examples import FILES

FOLDER = Path(__file__).resolve().parents[2] / "fixtures"
FIXTURES = [f"{file}{sparse}.json" for file in FILES for sparse in ("", ".sparse")]
SPARSE = [name for name in FIXTURES if ".sparse." in name]
RECIPIENTS = FOLDER / "invitation_letter" / "recipients.csv"

# Paths that no complete case of the form fills in, with the reason.
UNUSED = {
    "recommendation": {
        "alternative_review": "excludes a review, and so most of the form; the sparse concise case has it",
        "facts.death": "the child of each complete case lives",
        "facts.danger_only": "the child of each complete case was harmed",
        "board_decision.reasons": "is for a chair who disagrees, after which the case would have no other forms",
    },
    "submission_letter": {"delay": "the report of each complete case was completed within six months"},
    "referral": {
        "facts.death": "the child of each complete case lives",
        "facts.life_threatening": "was another harm",
        "facts.danger_only": "the child of each complete case was harmed",
        "facts.register_left_on": "the child’s name is on the register since the incident",
        "from_forum": "the case comes from the school nurse",
        **{
            f"agencies.{agency}.{field}": "is not involved in the case"
            for agency in ("probation", "youth_offending", "cafcass_cymru")
            for field in ("involved", "name", "designation")
        },
    },
    "consultation_record": {"facilitators[].involved": "is refused: a facilitator has no involvement with the case"},
    "merged_timeline": {"filtered": "is for an extract: the complete cases are whole timelines"},
    "agency_timeline": {"other_agency": "the agencies of the complete cases are in the grid; a sparse case has it"},
}

# Sections and fields whose days nobody arranges: of a period, of a child's life, of a year.
NOT_ARRANGED = {"period", "timeline", "facts", "events", "entries", "identification", "born", "start", "end"}
NOT_ARRANGED |= {"year_start", "year_end"}
NOT_ARRANGED |= {"no_contact", "practitioners"}

# Ofcom's numbers for drama: Cardiff 029 2018 0000 to 0999, mobile 07700 900000 to 900999.
_RESERVED_NUMBER = re.compile(r"029 2018 0\d{3}|07700 900\d{3}")
_LIKE_A_NUMBER = re.compile(r"\+?\d[\d ()]{7,}\d")
_LIKE_AN_ADDRESS = re.compile(r"\S+@\S+|www\.\S+|https?:\S+")


def text_of(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def data_of(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(text_of(name))
    return data


def form_of(name: str) -> AnyForm:
    return AnyForm.parse(text_of(name))


def complete_forms(form_name: str) -> list[AnyForm]:
    return [form_of(f"{file}.json") for file in FILES if file.startswith(f"{form_name}/")]


def values_at(part: Part, path: str) -> Iterator[Any]:
    """The values at a path of `fields_of`, one for each row."""
    step, _, rest = path.partition(".")
    value = getattr(part, step.removesuffix("[]"), None)
    for item in value if isinstance(value, tuple) else (value,):
        if rest and item is not None:
            yield from values_at(item, rest)
        else:
            yield item


def bilinguals(part: Part) -> Iterator[tuple[str, Bilingual]]:
    for field in fields_of(type(part)):
        if field.bilingual:
            for index, value in enumerate(values_at(part, field.path)):
                if value is not None:
                    yield f"{field.path} ({index})", value


def strings(data: Any) -> Iterator[str]:
    """Every text of the data, except keys."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)


def recipients() -> list[dict[str, str]]:
    with RECIPIENTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_form_has_a_complete_and_a_sparse_example_of_each_review_type_and_nothing_else() -> None:
    found = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    assert found == {*FIXTURES, "invitation_letter/recipients.csv"}


@pytest.mark.parametrize("name", FIXTURES)
def test_a_fixture_is_the_form_that_its_path_says(name: str) -> None:
    form = form_of(name)
    folder, stem = name.removesuffix(".json").removesuffix(".sparse").split("/")
    assert type(form) is form_class(folder).variant(None if stem == "example" else stem)
    assert stem in ("example", getattr(form, "review_type", None))


@pytest.mark.parametrize("name", FIXTURES)
def test_a_fixture_is_written_as_the_library_would_write_it(name: str) -> None:
    # Blank values and equivalent defaults are not in the data.
    canonical = json.loads(form_of(name).model_dump_json(exclude_defaults=True))
    assert text_of(name) == json.dumps(canonical, indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("name", FIXTURES)
def test_a_fixture_goes_through_the_form_unchanged(name: str) -> None:
    form = form_of(name)
    assert AnyForm.parse(form.model_dump_json()) == form


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", FIXTURES)
def test_a_fixture_has_all_its_text_in_both_languages(name: str, language: Language) -> None:
    form = form_of(name)
    # A record is often in one language; the board's name never is.
    allowed = () if form.MISSING == "refuse" else [path for path in form.lacking(language) if path != "board"]
    assert set(form.lacking(language)) <= set(allowed)


@pytest.mark.parametrize("name", FIXTURES)
def test_both_languages_have_the_same_paragraphs_and_bullets(name: str) -> None:
    for path, text in bilinguals(form_of(name)):
        english, welsh = ([paragraph.bullet for paragraph in paragraphs(words or "")] for words in (text.en, text.cy))
        assert english == welsh or not (english and welsh), path


@pytest.mark.parametrize("name", FIXTURES)
def test_welsh_never_has_an_ampersand(name: str) -> None:
    assert [path for path, text in bilinguals(form_of(name)) if "&" in (text.cy or "")] == []


@pytest.mark.parametrize("form_name", form_names())
def test_the_complete_cases_of_a_form_leave_no_field_unused(form_name: str) -> None:
    cases = complete_forms(form_name)
    used, known = set(), set()
    for case in cases:
        for field in fields_of(type(case)):
            known.add(field.path)
            # "Lunch will not be provided" is an answer; a single box that is not ticked is not.
            blank = (None,) if field.kind is Kind.YES_NO else (None, False)
            if any(value not in blank for value in values_at(case, field.path)):
                used.add(field.path)
    assert known - used == set(UNUSED.get(form_name, {}))


def test_the_complete_cases_use_every_kind_of_text() -> None:
    english = [text.en or "" for name in FIXTURES for _path, text in bilinguals(form_of(name))]
    welsh = [text.cy or "" for name in FIXTURES for _path, text in bilinguals(form_of(name))]
    for wanted in ("\n- ", "&", "’", "“", "<", "£"):
        assert any(wanted in text for text in english), wanted
    for wanted in ("\n- ", "’", "“", "ŵ", "ŷ", "â", "<", "£"):
        assert any(wanted in text for text in welsh), wanted


@pytest.mark.parametrize("name", SPARSE)
def test_a_sparse_case_has_nothing_that_could_be_left_out(name: str) -> None:
    data = data_of(name)
    for path in removable(data):
        with pytest.raises(InvalidForm):
            AnyForm.parse(without(data, path))


def removable(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all values that data may omit, except the identity and single languages."""
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in children:
        if key not in (*IDENTITY, "en", "cy"):
            yield (*path, key)
            yield from removable(value, (*path, key))


def without(data: dict[str, Any], path: tuple[str | int, ...]) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(data))
    place: Any = copy
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    return copy


@pytest.mark.parametrize("review_type", list(ReviewType))
def test_the_complete_forms_of_a_review_type_are_one_case(review_type: ReviewType) -> None:
    files = [file for file in FILES if file.endswith(f"/{review_type.value}")]
    # A declined recommendation is of another case of the same Board.
    cases = {file.partition("/")[0]: data_of(f"{file}.json") for file in files if "declined_letter" not in file}
    assert len({case["case_identifier"] for case in cases.values()}) == 1
    assert len({data_of(f"{file}.json")["board"]["cy"] for file in FILES}) == 1
    named = {data_of(f"{file}.json").get("case_identifier", "") for file in FILES if file.endswith("/example")}
    assert {each for each in named if "-CPR-" in each} <= {"DA-CPR-2012-03", "DA-CPR-2013-01"}
    recommendation, letter, terms = cases["recommendation"], cases["invitation_letter"], cases["terms_of_reference"]
    dates = terms["key_dates"]
    in_order = [
        dates["referral"],
        recommendation["recommended_on"],
        recommendation["board_decision"]["signed_on"],
        dates["first_panel"],
        dates["timelines"],
        letter["dated"],
        letter["reply_by"],
        dates["learning_event"],
        cases["report"]["reviewer_1"]["signed_on"],
        dates["report"],
        dates["board"],
        dates["welsh_government"],
        dates["publication"],
    ]
    assert in_order == sorted(in_order)
    assert dates["referral"] == recommendation["timetable"]["referred_on"]
    assert dates["first_panel"] == recommendation["timetable"]["first_panel_on"]
    assert dates["learning_event"] == letter["sessions"][0]["on"] == cases["evaluation_form"]["event_on"]
    assert terms["period"] == recommendation["period"] == cases["report"]["period"]
    for reviewer in ("reviewer_1", "reviewer_2"):
        assert {**letter.get(reviewer, {}), **terms.get(reviewer, {})} == letter.get(reviewer, {})
    children = {case["child"]["cy"] for case in cases.values() if "child" in case}
    assert len(children) == 1
    assert cases["evaluation_form"]["venue"] == letter["venue"]
    assert recommendation["facts"]["incident_on"] == terms["period"]["end"]
    assert cases["report"]["accepted_on"] == dates["board"]
    assert terms["terms"]["case_issues"] == cases["report"]["terms"]["case_issues"]


@pytest.mark.parametrize("name", FIXTURES)
def test_arranged_dates_are_working_days(name: str) -> None:
    data = {key: value for key, value in data_of(name).items() if key not in NOT_ARRANGED}
    days = [datetime.date.fromisoformat(text) for text in strings(data) if re.fullmatch(r"\d{4}-\d\d-\d\d", text)]
    assert [day for day in days if day.weekday() > 4 or not 2012 <= day.year <= 2014] == []


@pytest.mark.parametrize("review_type", list(ReviewType))
def test_a_report_names_nobody_but_its_reviewers(review_type: ReviewType) -> None:
    named = set()
    for form in ("recommendation", "invitation_letter", "terms_of_reference", "evaluation_form"):
        named |= set(names_in(data_of(f"{form}/{review_type.value}.json")))
    report = data_of(f"report/{review_type.value}.json")
    reviewers = {report[key]["name"] for key in ("reviewer_1", "reviewer_2") if key in report}
    assert reviewers <= named
    assert [name for name in named - reviewers if name in text_of(f"report/{review_type.value}.json")] == []


def names_in(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "name":
                yield value
            yield from names_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from names_in(value)


@pytest.mark.parametrize("name", [*FIXTURES, "invitation_letter/recipients.csv"])
def test_telephone_numbers_and_addresses_on_the_internet_are_reserved_for_fiction(name: str) -> None:
    texts = [text_of(name)] if name.endswith(".csv") else list(strings(data_of(name)))
    for text in texts:
        assert [number for number in _LIKE_A_NUMBER.findall(text) if not _RESERVED_NUMBER.fullmatch(number)] == []
        assert [address for address in _LIKE_AN_ADDRESS.findall(text) if not address.endswith(".example")] == []


def test_the_recipients_are_a_hundred_different_people() -> None:
    rows = recipients()
    assert len(rows) == 100
    assert len({row["Name"] for row in rows}) == 100
    assert len({row["E-mail"] for row in rows}) == 100


def test_the_table_of_recipients_has_the_columns_of_a_recipient_and_the_language() -> None:
    labels = [translate(label_of(Recipient, name).title, Language.ENGLISH) for name in Recipient.model_fields]
    assert list(recipients()[0]) == [*labels, "Language", "E-mail"]


def test_every_row_makes_a_recipient_and_loses_nothing() -> None:
    for row in recipients():
        data = {
            name: row[translate(label_of(Recipient, name).title, Language.ENGLISH)] for name in Recipient.model_fields
        }
        # All but the name is the same in both languages, unless the table says more.
        both = {name: words if name == "name" else {"en": words, "cy": words} for name, words in data.items()}
        assert Recipient.model_validate(data).model_dump() == both


def test_recipients_prefer_welsh_or_english_or_have_no_preference() -> None:
    wanted = [row["Language"] for row in recipients()]
    assert set(wanted) == {"cy", "en", ""}
    assert 35 <= wanted.count("cy") <= 45 <= wanted.count("en") <= 55
