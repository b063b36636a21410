"""The first page of letters, measured in their PDFs: a window envelope shows the address, and a printer takes it.

The measures are those of the services through which public bodies have letters printed and posted.
"""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pypdf import PdfReader

import cpr_docs
from cpr_docs.documents.address_lines import lines_of
from cpr_docs.documents.build_templates import build_templates
from cpr_docs.documents.render import Renderer
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import InvalidForm
from cpr_docs.language.bilingual import Bilingual, BilingualLine
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.ooxml.xml import parse_xml
from tests.authoring import letterhead as word
from tests.cli.command import run
from tests.documents.cases import VARIANTS, case, changed, every_language
from tests.examples import variant_id
from tests.witnesses import libreoffice, pages, presence
from tests.witnesses.pages import Word

LETTERS = [variant for variant in VARIANTS if variant.ADDRESS_LINES]
WINDOW = (24.6, 39.5, 120.0, 66.3)
# A board that folds its own letters: 20 to 110 mm from the left, 50 to 85 mm from the top.
OWN = {"left": 20, "top": 50, "width": 90, "height": 35}
SESSIONS = [{"on": f"2013-06-{day}", "starts": "09:30", "finishes": "16:15"} for day in (18, 19, 26)]
LONG = {
    "title": "Ms",
    "name": "Angharad Llywelyn-Tudur-Price",
    "job_title": "Consultant Community Paediatrician",
    "agency": "Local Health Board: Children and Young People’s Services",
    "address": "Canolfan Iechyd Glan-y-dŵr\n21 Sgwâr y Santes Fair\nLlanfihangel-y-dŵr\nQA5 3LJ",
}
BOARD_ADDRESS = (
    "Uned Busnes y Bwrdd Diogelu\nTŷ’r Afon, Adain y Gogledd\nFfordd y Bont\nLlanarian\nDyffryn Arian\nQA4 2BD"
)


class Letter(NamedTuple):
    """A letter as PDF."""

    form: Form
    language: Language
    window: tuple[float, float, float, float]
    on_letterhead: bool
    pdf: Path

    @property
    def first(self) -> list[Word]:
        """The words of the first page."""
        return pages.words(self.pdf)[0]


def long_recipient(variant: type[Form]) -> dict[str, str]:
    """The longest recipient that a letter can have: an office and a member of a family have no job title."""
    return {name: LONG[name] for names in variant.ADDRESS_LINES for name in names if name in LONG}


def sender(form: Form) -> BilingualLine:
    """The name at the head of a letter: of the board, or of an office of the settings."""
    setting = getattr(form, "SENDER", "")
    name: BilingualLine = getattr(Settings(), setting).name if setting else form.board
    return name


def stressed(form: Form) -> Form:
    """The letter with the longest addresses; an invitation with three sessions."""
    addresses: dict[str, Any] = {"recipient": long_recipient(type(form))}
    if "board_address" in type(form).model_fields:
        addresses["board_address"] = dict.fromkeys(("en", "cy"), BOARD_ADDRESS)
    sessions = {"sessions": SESSIONS, "reply": None} if form.name() == "invitation_letter" else {}
    return changed(form, **sessions, **addresses)


@pytest.fixture(scope="module")
def letters() -> Iterator[list[Letter]]:
    """Every letter, type and language: full, sparse and stressed, with and without marking, and on a letterhead."""
    presence.require(libreoffice.NAME, libreoffice.available())
    presence.require(pages.NAME, pages.available())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build_templates(folder / "house", word.letterhead())
        unmarked = Settings.parse({"protective_marking": None})
        own = Settings.parse({"address_window": OWN})
        kinds: list[tuple[str, Renderer, Callable[[type[Form]], Form]]] = [
            ("full", Renderer(), case),
            ("sparse", Renderer(), lambda variant: case(variant, sparse=True)),
            ("stressed", Renderer(), lambda variant: stressed(case(variant))),
            ("unmarked", Renderer(settings=unmarked), lambda variant: stressed(case(variant))),
            ("letterhead", Renderer(folder / "house"), lambda variant: stressed(case(variant))),
            ("own", Renderer(folder / "house", own), case),
        ]
        documents: list[tuple[Form, Language, tuple[float, float, float, float], bool, Path]] = []
        for kind, renderer, make in kinds:
            for variant in LETTERS:
                for language in Language:
                    form = make(variant)
                    path = folder / f"{variant_id(variant)}-{kind}-{language.value}.docx"
                    renderer.render(form, language, missing="mark", purpose="final", pen=True).save(path)
                    window = (20.0, 50.0, 110.0, 85.0) if kind == "own" else WINDOW
                    documents.append((form, language, window, kind in ("letterhead", "own"), path))
        pdfs = libreoffice.to_pdf([document[-1] for document in documents], folder / "pdf")
        yield [Letter(*document[:-1], pdf) for document, pdf in zip(documents, pdfs, strict=True)]


def is_within(each: Word, place: tuple[float, float, float, float]) -> bool:
    """True if a word stands in a rectangle: left, top, right and foot in millimetres."""
    left, top, right, foot = place
    return left <= each.left and each.right <= right and top <= each.top and each.foot <= foot


def joined(words: Iterable[Word]) -> str:
    """The text of words in reading order, without blanks and the notes on languages."""
    text = "".join(each.text for each in words)
    return text.replace("[inEnglishonly]", "").replace("[ynSaesnegynunig]", "")


def address(letter: Letter) -> str:
    """The address of a letter's recipient, without blanks."""
    recipient = getattr(letter.form, letter.form.ADDRESSEE)
    values = (getattr(recipient, name) for line in letter.form.ADDRESS_LINES for name in line)
    texts = [value.text_in(letter.language) if isinstance(value, Bilingual) else value for value in values]
    return "".join("".join(filter(None, texts)).split())


def test_the_address_stands_in_the_window_with_nothing_near_it(letters: list[Letter]) -> None:
    for letter in letters:
        left, top, right, foot = letter.window
        near = [
            each
            for each in letter.first
            if each.right > left - 3 and each.left < right + 3 and each.foot > top - 3 and each.top < foot + 3
        ]
        assert joined(near) == address(letter), letter.pdf.stem
        for each in near:
            assert is_within(each, (left - 0.2, top, right, foot)), (letter.pdf.stem, each)


def test_nothing_stands_where_no_printer_prints(letters: list[Letter]) -> None:
    for letter in letters:
        found = pages.ink(letter.pdf)
        assert 1 <= len(found) <= 10
        for number, printed in enumerate(found, start=1):
            assert is_within(printed, (15, 5, 195, 292)), (letter.pdf.stem, number, printed)


def test_a_letter_is_a_sheet_and_a_slip(letters: list[Letter]) -> None:
    for letter in letters:
        if not letter.on_letterhead and letter.form.name() in ("invitation_letter", "family_letter"):
            found = pages.words(letter.pdf)
            assert len(found) <= 3, letter.pdf.stem
            assert {"Reply", "Slip"} & {each.text for each in found[-1][:20]}, letter.pdf.stem


def test_a_blank_slip_is_one_page_in_both_languages(tmp_path: Path) -> None:
    presence.require(libreoffice.NAME, libreoffice.available())
    presence.require(pages.NAME, pages.available())
    blank = cpr_docs.blank("family_letter", "concise")
    documents = [tmp_path / f"{language.value}.docx" for language in Language]
    for language, path in zip(Language, documents, strict=True):
        cpr_docs.render(blank, language, purpose="paper").save(path)
    for pdf in libreoffice.to_pdf(documents, tmp_path / "pdf"):
        found = pages.words(pdf)
        assert len(found) == 3
        assert {"Reply", "Slip"} & {each.text for each in found[-1][:20]}


def test_the_signature_stands_on_the_page_of_the_close(tmp_path: Path) -> None:
    presence.require(libreoffice.NAME, libreoffice.available())
    presence.require(pages.NAME, pages.available())
    form = cpr_docs.example("notification_letter", "extended")
    documents = [tmp_path / f"{number}.docx" for number in range(2, 11)]
    for path in documents:
        enclosures = [{"text": {"en": "A paper", "cy": "Papur"}}] * int(path.stem)
        Renderer().render(changed(form, enclosures=enclosures), "en", purpose="final").save(path)
    for pdf in libreoffice.to_pdf(documents, tmp_path / "pdf"):
        closes = next(page for page in pages.words(pdf) if "faithfully" in {each.text for each in page})
        assert "Rhydderch" in {each.text for each in closes}, pdf.stem


def test_the_board_and_the_facts_stand_beside_it_and_the_text_below(letters: list[Letter]) -> None:
    for letter in letters:
        first = letter.first
        salutation = next(index for index, each in enumerate(first) if each.text in ("Dear", "Annwyl"))
        assert 95 <= first[salutation].top <= 99, letter.pdf.stem
        reference = next(each for each in first if each.text == letter.form.model_dump()["case_identifier"])
        assert is_within(reference, (125, 5, 195, 95)), letter.pdf.stem
        above = [each for each in first if each.foot < 95]
        # All of it stands beside the window, in it, or above it.
        for each in above:
            beside = each.left >= 124.9
            assert beside or each.foot <= 36.5 or each.foot <= letter.window[3], (letter.pdf.stem, each)
        if not letter.on_letterhead:
            name = [each for each in above if each.left < 124.9 and each.foot < 36.5]
            words = sender(letter.form).text_in(letter.language) or ""
            assert joined(name) == "".join(words.split())
            assert all(each.left >= 15 and each.right <= 120.5 and each.top >= 5 and each.foot <= 30 for each in name)


def test_the_fonts_are_embedded(letters: list[Letter]) -> None:
    for letter in letters[:: len(LETTERS) * 2]:
        for page in PdfReader(letter.pdf).pages:
            for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
                described = font.get_object().get("/DescendantFonts", [font])[0].get_object()["/FontDescriptor"]
                assert described.keys() & {"/FontFile", "/FontFile2", "/FontFile3"}


@every_language
@pytest.mark.parametrize(("purpose", "pen"), [("paper", False), ("final", True)])
def test_a_pen_answers_the_slip(purpose: str, pen: bool, language: Language) -> None:
    for variant in LETTERS:
        if variant.name() != "invitation_letter":
            continue
        form = changed(case(variant), reply=None)
        xml = Renderer().render(form, language, purpose=purpose, pen=pen).content
        slip = text_of(parse_xml(Package.read(xml)[PartName.DOCUMENT])).rpartition(
            "Slip ateb" if language == "cy" else "Reply slip"
        )[2]
        # A box for each answer: will attend or not, for each session, and two languages for two questions.
        assert slip.count("\N{BALLOT BOX}") == 2 * len(form.model_dump()["sessions"]) + 4


class TestTooManyLines:
    @every_language
    @pytest.mark.parametrize("variant", LETTERS)
    def test_they_are_told_before_a_letter_is_made(self, variant: type[Form], language: Language) -> None:
        above = len(variant.ADDRESS_LINES) - 1
        address = "\n".join(f"Line {number}" for number in range(1, 9 - above))
        letter = changed(stressed(case(variant)), recipient={**long_recipient(variant), "address": address})
        with pytest.raises(InvalidForm) as caught:
            Renderer().require_address_fits(letter, language)
        (problem,) = caught.value.problems
        assert (problem.path, problem.code) == ("recipient.address", "address_lines")
        assert problem.parameters == {"lines": 8, "fit": 7}
        assert "Line" not in str(caught.value)

    def test_the_lines_that_fit_follow_from_the_window(self) -> None:
        five = changed(case(LETTERS[0]), recipient={"name": "A", "address": "1\n2\n3\n4"})
        for height, fits in ((19, False), (19.1, True)):
            renderer = Renderer(settings=Settings.parse({"address_window": {**OWN, "height": height}}))
            if fits:
                renderer.require_address_fits(five, "en")
            else:
                with pytest.raises(InvalidForm, match="has 5 lines"):
                    renderer.require_address_fits(five, "en")

    def test_without_a_window_no_lines_are_counted(self) -> None:
        twenty = changed(case(LETTERS[0]), recipient={"name": "A", "address": "\n".join(map(str, range(20)))})
        Renderer(settings=Settings.parse({"address_window": None})).require_address_fits(twenty, "en")

    def test_the_command_makes_no_letter_that_does_not_fit(self, tmp_path: Path) -> None:
        data = case(LETTERS[0]).model_dump(mode="json", exclude_none=True)
        data["recipient"] = {"name": "A", "address": "\n".join(map(str, range(20)))}
        (tmp_path / "letter.json").write_text(json.dumps(data), encoding="utf-8")
        result = run(tmp_path, "render", "letter.json", "-l", "both", "-o", "letters")
        assert result.exit_code == 1
        assert "has 21 lines" in result.stderr
        assert not (tmp_path / "letters").exists()

    @pytest.mark.parametrize(
        "window", [{"left": 30, "width": 95}, {"top": 70, "height": 25}, {"left": "x"}, {"width": 10}, {"right": 3}]
    )
    def test_a_window_in_the_way_of_the_text_is_refused(self, window: dict[str, Any]) -> None:
        with pytest.raises(InvalidForm):
            Settings.parse({"address_window": {**OWN, **window}})

    def test_a_wide_line_counts_as_several(self) -> None:
        assert lines_of("W" * 28, 95.4) == 1
        assert lines_of("W" * 29, 95.4) == 2
        assert lines_of("Local Health Board: Children and Young People’s Services", 95.4) == 1
        assert lines_of("Local Health Board: Children and Young People’s Services", 50) == 2
        assert lines_of("ŵ" * 37, 95.4) == 1
