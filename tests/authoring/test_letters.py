"""A letter is a small declaration: `Letter` and `cpr_docs.authoring.letters` have the rest."""

from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import pytest

import cpr_docs
from cpr_docs.authoring import build, letters
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance.parts.letter import Letter
from cpr_docs.language.languages import Language
from cpr_docs.modelling import BilingualProse, Both, Label
from cpr_docs.templating.loader import template_name

ENVELOPE = ("form", "schema_version", "review_type", "board", "case_identifier", *Letter.model_fields)


class ThanksLetter(Letter):
    """A letter with one field of its own."""

    TITLE: ClassVar[str] = Both("Thanks", cy="Diolch")
    GUIDANCE: ClassVar[str] = "Annex 1"

    form: Literal["thanks_letter"]
    """The form's name."""
    thanks: Annotated[BilingualProse, Label(Both("Thanks", cy="Diolch"), "Annex 1")]
    """The words of thanks."""


def layout(sheet: Sheet) -> None:
    """Writes the letter, and a page for the answer."""
    letters.head(sheet, Both("Thanks for your part in the review", cy="Diolch am eich rhan yn yr adolygiad"))
    sheet.area("thanks")
    letters.enclosures(sheet)
    letters.close(sheet)
    about = Both("Your answer", cy="Eich ateb")
    with letters.reply_slip(sheet, about, Both("Please return it to:", cy="Dychwelwch ef at:")):
        sheet.text("{=dated}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The templates of the letter, in both languages."""
    templates = tmp_path_factory.mktemp("letters")
    for language in Language:
        (templates / language.value).mkdir()
        path = templates / language.value / template_name(ThanksLetter)
        path.write_bytes(build(ThanksLetter, language, layout))
    return templates


def data(**changed: Any) -> dict[str, Any]:
    """The data of the example of another letter, as far as all letters have it."""
    other = cpr_docs.example("invitation_letter", "extended").model_dump(mode="json", exclude_none=True)
    shared = {name: value for name, value in other.items() if name in ENVELOPE}
    return shared | {"form": "thanks_letter", "thanks": {"en": "Thank you.", "cy": "Diolch."}} | changed


def test_its_templates_have_no_faults(folder: Path) -> None:
    assert cpr_docs.check(folder, forms=[ThanksLetter]) == []


@pytest.mark.parametrize("language", Language)
def test_it_is_rendered_and_read_back(folder: Path, language: Language) -> None:
    for recipient in (data()["recipient"], {"name": "Gwenda Morris"}):
        form = ThanksLetter.parse(data(recipient=recipient))
        document = cpr_docs.Renderer(folder).render(form, language)
        assert cpr_docs.read(document.content, templates=folder, forms=[ThanksLetter]) == form.in_language(language)


def test_its_address_is_counted_like_that_of_any_letter(folder: Path) -> None:
    long = {"title": "Ms", "name": "Gwenda Morris", "address": "\n".join(map(str, range(8)))}
    with pytest.raises(cpr_docs.InvalidForm, match="has 9 lines"):
        cpr_docs.Renderer(folder).require_address_fits(ThanksLetter.parse(data(recipient=long)), "cy")


def test_an_email_address_of_the_board_needs_its_sign() -> None:
    with pytest.raises(cpr_docs.InvalidForm, match="board_email: is not an address"):
        ThanksLetter.parse(data(board_email="nobody"))
    assert ThanksLetter.parse(data(board_email="board@lscb.example")).board_email == "board@lscb.example"
