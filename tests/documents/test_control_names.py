"""The names of controls: somebody who goes from control to control hears which of them it is."""

from collections import defaultdict
from typing import Annotated, ClassVar, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.authoring.build import build
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.language.languages import Language
from cpr_docs.modelling import (
    Answers,
    BilingualLine,
    Both,
    Choice,
    Form,
    Label,
    Line,
    Part,
    ReviewType,
    Rows,
    Section,
)
from cpr_docs.models.control_names import LONGEST, answer_name, control_name
from cpr_docs.models.fields import fields_of
from cpr_docs.models.purpose import Purpose
from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.reading.read import read_draft
from tests.documents.cases import RENDERER, every_language, every_variant, template
from tests.examples import FIRST_VARIANTS, VARIANTS, identity_of


def fields_by_name(package: Package) -> dict[str, set[str]]:
    """The tags of the controls with each name; a copy counts as its field."""
    found = defaultdict(set)
    for control in controls_in(parse_xml(package[PartName.DOCUMENT])):
        if control.tag:
            found[control.alias].add(control.tag.removeprefix("copy:").partition("|")[0])
    return found


@every_language
@every_variant
def test_no_two_fields_of_a_master_have_one_name(variant: type[Form], language: Language) -> None:
    found = fields_by_name(template(variant, language))
    assert {name: tags for name, tags in found.items() if len(tags) > 1} == {}
    assert all(0 < len(name) <= LONGEST for name in found)


@every_language
@pytest.mark.parametrize("variant", FIRST_VARIANTS, ids=lambda each: each.name())
def test_no_two_fields_of_a_blank_paper_have_one_name(variant: type[Form], language: Language) -> None:
    draft = variant.draft(identity_of(variant))
    found = fields_by_name(Package.read(RENDERER.render(draft, language, purpose=Purpose.PAPER).content))
    assert {name: tags for name, tags in found.items() if len(tags) > 1} == {}


@pytest.mark.parametrize(
    ("path", "english", "welsh"),
    [
        ("agencies.police.name", "Police: name", "Heddlu: enw"),
        ("agencies.police.involved", "Police: involved", "Heddlu: yn ymwneud â’r achos"),
        ("recommended_on", "Date of recommendation", "Dyddiad yr argymhelliad"),
    ],
)
def test_the_part_around_comes_first_where_it_is_needed(path: str, english: str, welsh: str) -> None:
    recommendation = next(variant for variant in VARIANTS if variant.name() == "recommendation")
    assert control_name(recommendation, path, Language.ENGLISH) == english
    assert control_name(recommendation, path, Language.WELSH) == welsh


_IS_IT = Answers(Both("Yes", cy="Oes"), Both("No", cy="Na"))


class Answer(Choice):
    GOOD = "good", Both("Good", cy="Da")
    POOR = "poor", Both("Poor", cy="Gwael")


class Speaker(Part):
    """Somebody who spoke."""

    speaker_name: Annotated[Line | None, Label(Both("Name", cy="Enw"), "")] = None
    language: Annotated[Line | None, Label(Both("English", cy="Saesneg"), "")] = None


class Hall(Part):
    """A hall with a speaker."""

    speaker: Annotated[Section[Speaker], Label(Both("Speaker", cy="Siaradwr"), "")] = None
    hall_name: Annotated[Line | None, Label(Both("Name", cy="Enw"), "")] = None


class Halls(Form):
    """A form of one's own, of which many fields have the same labels."""

    TITLE: ClassVar[str] = Both("Halls", cy="Neuaddau")
    GUIDANCE: ClassVar[str] = ""

    form: Literal["halls"]
    review_type: Literal[ReviewType.CONCISE]
    first: Annotated[Section[Hall], Label(Both("First hall", cy="Neuadd gyntaf"), "")] = None
    second: Annotated[Section[Hall], Label(Both("Second hall", cy="Ail neuadd"), "")] = None
    guests: Annotated[Rows[Speaker], Label(Both("Guests", cy="Gwesteion"), "")] = ()
    owner: Annotated[BilingualLine | None, Label(Both("Name", cy="Enw"), "")] = None
    light: Annotated[Answer | None, Label(Both("Light", cy="Golau"), "")] = None
    sound: Annotated[Answer | None, Label(Both("Sound", cy="Sain"), "")] = None
    heated: Annotated[
        bool | None,
        Label(Both("Heated?", cy="Gwres?"), "", answers=_IS_IT),
    ] = None


NAMES = {
    "owner": "Name",
    "first.hall_name": "First hall: Name",
    "second.speaker.speaker_name": "Second hall: Speaker: Name",
    "second.speaker.language": "Second hall: Speaker: English",
    "guests[].speaker_name": "Guests: Name",
    "guests": "Guests",
    "light": "Light",
}


def _layout(sheet: Sheet) -> None:
    sheet.title(Halls.TITLE, Halls.TITLE)
    sheet.fields("board", "case_identifier", "owner", "heated")
    for hall in ("first", "second"):
        sheet.fields(f"{hall}.hall_name", f"{hall}.speaker.speaker_name", f"{hall}.speaker.language")
    sheet.columns("guests", ["speaker_name", "language"], [1, 1])
    sheet.boxes("light")
    sheet.boxes("sound")


def test_a_form_of_ones_own_has_names_that_differ() -> None:
    assert {path: control_name(Halls, path, Language.ENGLISH) for path in NAMES} == NAMES
    assert answer_name(Halls, "sound", Language.ENGLISH, "Good") == "Sound Good"
    for language in Language:
        found = fields_by_name(Package.read(build(Halls, language, _layout)))
        assert {name: tags for name, tags in found.items() if len(tags) > 1} == {}


@given(st.sampled_from(VARIANTS), st.sampled_from(Language), st.integers(1, LONGEST), st.data())
def test_a_name_has_room_for_what_follows_it(
    variant: type[Form], language: Language, room: int, data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from([field.path for field in fields_of(variant)]))
    name = control_name(variant, path, language, room=room)
    assert 0 < len(name) <= room
    assert not name.startswith((":", "…"))


@every_language
def test_a_prompt_in_the_words_of_an_older_label_is_no_answer(language: Language) -> None:
    recommendation = next(variant for variant in VARIANTS if variant.name() == "recommendation")
    draft = recommendation.draft({"form": "recommendation", "review_type": recommendation.type_name()})
    parts = dict(Package.read(RENDERER.render(draft, language).content))
    name, part = ("Name", "Police") if language is Language.ENGLISH else ("Enw", "Heddlu")
    xml = parts[PartName.DOCUMENT].decode()
    older = xml.replace(f"{part}: {name.lower()}", f"{part}: label").replace(f"[{name}]", "[Label]", 20)
    assert older.count("[Label]") > 2
    assert f"{part}: label" in older
    parts[PartName.DOCUMENT] = older.encode()
    police = read_draft(write_package(parts)).data.get("agencies", {}).get("police", {})
    assert police.get("name") is None
