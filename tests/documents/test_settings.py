"""A board's settings: validated with every problem, printed in every document."""

import traceback
from typing import Any

import pydantic
import pytest

from cpr_docs.documents.render import Renderer
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import InvalidForm
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from tests.documents.cases import VARIANTS, case, every_language, every_variant, rendered
from tests.documents.reading import read_text

_LETTER = next(variant for variant in VARIANTS if variant.name() == "invitation_letter")


@every_language
@every_variant
def test_the_marking_is_in_the_header_and_none_prints_no_paragraph(variant: type[Form], language: Language) -> None:
    with_marking = read_text(rendered(variant, language).content)
    renderer = Renderer(settings=Settings.parse({"protective_marking": None}))
    without = read_text(renderer.render(case(variant), language).content)
    # A letter says it on its first page itself, beside the window.
    lines = {line for line in with_marking.splitlines() if line.startswith("<Marking>")}
    assert len(lines) == variant.MARKED
    for line in lines:
        assert without == with_marking.replace(f"{line}\n", "")


def test_a_boards_own_text_is_printed_in_the_letter() -> None:
    words = {
        "protective_marking": {"en": "RESTRICTED & <mine>", "cy": "CYFYNGEDIG"},
        "welsh_correspondence": {"en": "Write to us in Welsh.", "cy": "Ysgrifennwch atom yn Gymraeg."},
    }
    renderer = Renderer(settings=Settings.parse(words))
    english, welsh = (read_text(renderer.render(case(_LETTER), language).content) for language in Language)
    assert "<Marking> RESTRICTED & <mine>\n" in english
    assert "Write to us in Welsh." in english
    assert "<Marking> CYFYNGEDIG\n" in welsh
    assert "Ysgrifennwch atom yn Gymraeg." in welsh
    assert "We welcome receiving correspondence" not in english


def test_they_are_not_part_of_the_form_nor_shared_by_renderers() -> None:
    own = Renderer(settings=Settings.parse({"protective_marking": None}))
    first = own.render(case(_LETTER), "en")
    assert Renderer().render(case(_LETTER), "en").content == rendered(_LETTER, Language.ENGLISH).content
    assert first.content != rendered(_LETTER, Language.ENGLISH).content
    assert first.form == case(_LETTER)


def test_every_setting_has_text_in_both_languages_by_default() -> None:
    for language in Language:
        assert Settings().lacking(language) == []


@pytest.mark.parametrize("data", ["{}", b"{}", {}])
def test_empty_data_are_the_default(data: dict[str, object] | str | bytes) -> None:
    assert Settings.parse(data) == Settings()


def test_settings_are_immutable() -> None:
    with pytest.raises(pydantic.ValidationError, match="frozen"):
        Settings().protective_marking = None  # type: ignore[misc]


@pytest.mark.parametrize(
    ("data", "paths"),
    [
        ('{"protective_marking": ', [""]),
        ("[]", [""]),
        ("3", [""]),
        (b"\xff\xfe", [""]),
        ({"protective_marking": "Sioned"}, ["protective_marking"]),
        ({"protective_marking": {"en": "Sioned\nx"}}, ["protective_marking.en"]),
        ({"protective_marking": {"fr": "Sioned"}}, ["protective_marking", "protective_marking.?"]),
        ({"protective_markings": {"en": "Sioned"}}, ["protective_markings"]),
        ({"welsh_correspondence": None}, ["welsh_correspondence"]),
        (
            {"welsh_correspondence": {"cy": "Sioned\x00"}, "protective_marking": {"en": 1}},
            ["protective_marking.en", "welsh_correspondence.cy"],
        ),
    ],
)
def test_problems_are_listed_with_paths_and_without_values(
    data: dict[str, object] | str | bytes, paths: list[str]
) -> None:
    with pytest.raises(InvalidForm, match=r"^settings: ") as caught:
        Settings.parse(data)
    assert {problem.path for problem in caught.value.problems} <= set(paths)
    text = str(caught.value) + repr(caught.value) + "".join(traceback.format_exception(caught.value))
    assert "Sioned" not in text


@pytest.mark.parametrize(
    ("values", "path"),
    [({"published": "x"}, "published"), ({"protective_marking": 3}, "protective_marking"), ({"bogus": 1}, "?")],
)
def test_the_constructor_raises_the_librarys_error(values: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidForm) as raised:
        Settings(**values)
    [problem] = raised.value.problems
    assert problem.path == path
    assert raised.value.text("cy") != str(raised.value)
    assert (raised.value.__cause__, raised.value.__context__) == (None, None)


def test_settings_are_a_field_of_another_model() -> None:
    class Office(pydantic.BaseModel):
        settings: Settings

    assert Office.model_validate({"settings": {"published": True}}).settings.published
    with pytest.raises(pydantic.ValidationError) as raised:
        Office.model_validate({"settings": {"published": "x"}})
    assert [error["loc"] for error in raised.value.errors()] == [("settings", "published")]
    assert "protective_marking" in Office.model_json_schema()["$defs"]["Settings"]["properties"]
