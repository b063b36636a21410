"""Headings that Word numbers: a heading for each row of a list, which a row added in Word continues."""

import copy
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import pytest
from lxml import etree

from cpr_docs.authoring import Sheet, build
from cpr_docs.documents.render import Renderer
from cpr_docs.language.languages import Language
from cpr_docs.modelling import BilingualLine, BilingualProse, Both, Form, Label, Part, ReviewType, Rows
from cpr_docs.models.draft import blank
from cpr_docs.models.purpose import Purpose
from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.lint import lint
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.reading.read import read
from tests.authoring.letterhead import letterhead
from tests.documents.heading_numbers import numbers_of
from tests.pdf.test_join import joined


def _label(english: str, welsh: str) -> Label:
    return Label(Both(english, cy=welsh), "")


class Step(Part):
    what: Annotated[BilingualLine, _label("Step", "Cam")]
    why: Annotated[BilingualProse | None, _label("Reason", "Rheswm")] = None


class Aim(Part):
    what: Annotated[BilingualLine, _label("Aim", "Nod")]
    steps: Annotated[Rows[Step], _label("Steps", "Camau")] = ()
    risks: Annotated[Rows[Step], _label("Risks", "Peryglon")] = ()


class Outline(Form):
    TITLE: ClassVar[str] = Both("Outline", cy="Amlinelliad")
    GUIDANCE: ClassVar[str] = ""
    form: Literal["outline"]
    review_type: Literal[ReviewType.CONCISE]
    aims: Annotated[Rows[Aim], _label("Aims", "Nodau")] = ()
    others: Annotated[Rows[Step], _label("Other steps", "Camau eraill")] = ()


def lay_out(sheet: Sheet) -> None:
    sheet.title(Outline.TITLE, Both("Plan", cy="Cynllun"))
    sheet.fields("board", "case_identifier")
    with sheet.each("aims"):
        sheet.numbered_heading(1, Both("Aim {number}:", cy="Nod {number}:"), "aims[].what")
        with sheet.each("aims[].steps"):
            sheet.numbered_heading(2, Both("Step {number}:", cy="Cam {number}:"), "aims[].steps[].what")
            sheet.block("aims[].steps[].why", style="")
        with sheet.each("aims[].risks"):
            sheet.numbered_heading(2, Both("Risk {number} –", cy="Perygl {number} –"), "aims[].risks[].what")
    with sheet.each("others"):
        sheet.numbered_heading(1, Both("{number}.", cy="{number}."), "others[].what")
    sheet.text(Both("The end of the plan.", cy="Diwedd y cynllun."))


def rows(*names: str) -> list[dict[str, Any]]:
    return [{"what": _both(name)} for name in names]


def _both(text: str) -> dict[str, str]:
    return {"en": text, "cy": f"{text} (cy)"}


OUTLINE = Outline.parse(
    {
        "form": "outline",
        "review_type": "concise",
        "board": _both("Board"),
        "case_identifier": "X",
        "aims": [
            {**rows("a")[0], "steps": rows("b", "c"), "risks": rows("d")},
            {**rows("e")[0], "steps": rows("f")},
        ],
        "others": rows("g", "h"),
    }
)
NUMBERS = {
    Language.ENGLISH: ["Aim 1:", "Step 1:", "Step 2:", "Risk 1 –", "Aim 2:", "Step 1:", "Risk 1 –", "1.", "2."],
    Language.WELSH: ["Nod 1:", "Cam 1:", "Cam 2:", "Perygl 1 –", "Nod 2:", "Cam 1:", "Perygl 1 –", "1.", "2."],
}
"""A list without rows has one blank row, with its number."""


every_language = pytest.mark.parametrize("language", list(Language), ids=str)
every_purpose = pytest.mark.parametrize("purpose", [*Purpose][:3], ids=str)


@pytest.fixture(scope="module", params=["masters", "letterhead"])
def templates(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of templates, as the masters are built, and on a letterhead with lists of its own."""
    folder = tmp_path_factory.mktemp(str(request.param))
    reference = letterhead() if request.param == "letterhead" else None
    for language in Language:
        path = folder / language.value / "outline.concise.docx"
        path.parent.mkdir()
        path.write_bytes(build(Outline, language, lay_out, reference=reference))
    return folder


def numbers(content: bytes) -> list[str]:
    package = Package.read(content)
    return [number for _heading, number in numbers_of(etree.fromstring(package[PartName.DOCUMENT]), package)]


@every_language
def test_an_inner_list_counts_from_1_in_each_row_of_the_outer_one(templates: Path, language: Language) -> None:
    assert numbers(Renderer(templates=templates).render(OUTLINE, language).content) == NUMBERS[language]


@every_language
@every_purpose
def test_the_document_is_valid_and_is_read_back(templates: Path, language: Language, purpose: Purpose) -> None:
    content = Renderer(templates=templates).render(OUTLINE, language, purpose=purpose).content

    assert lint(Package.read(content)) == []
    assert read(content, templates=templates, forms=[Outline]) == OUTLINE.in_language(language)
    # A number written as text would stay when a row is added before it.
    assert b"Aim 1" not in Package.read(content)[PartName.DOCUMENT]


@every_purpose
def test_a_blank_paper_has_numbered_headings_to_fill_in(templates: Path, purpose: Purpose) -> None:
    if purpose is Purpose.FINAL:
        pytest.skip("a finished paper has no blank rows")
    content = Renderer(templates=templates).render(blank(Outline), "en", purpose=purpose).content

    assert numbers(content)[:2] == ["Aim 1:", "Step 1:"]
    assert lint(Package.read(content)) == []


@every_language
def test_a_row_that_word_adds_has_the_next_number_and_is_read(templates: Path, language: Language) -> None:
    content = Renderer(templates=templates).render(OUTLINE, language).content
    package = dict(Package.read(content))
    document = etree.fromstring(package[PartName.DOCUMENT])
    section = next(control for control in controls_in(document) if control.tag == "others")
    item = section.element.find(f"{qn('w:sdtContent')}/{qn('w:sdt')}")
    assert item is not None
    item.addnext(copy.deepcopy(item))
    for number, control_id in enumerate(document.iter(qn("w:id")), start=1):
        control_id.set(qn("w:val"), str(number))
    package[PartName.DOCUMENT] = etree.tostring(document, encoding="UTF-8", xml_declaration=True, standalone=True)
    changed = write_package(package)

    assert numbers(changed) == [*NUMBERS[language], "3."]
    form = Outline.model_validate(read(changed, templates=templates, forms=[Outline]))
    assert [step.what for step in form.others] == [OUTLINE.in_language(language).others[at].what for at in (0, 0, 1)]


def test_each_document_of_a_print_run_counts_from_1(templates: Path) -> None:
    content = Renderer(templates=templates).render(OUTLINE, "en", purpose=Purpose.FINAL).content

    assert numbers(write_package(joined([content] * 3))) == numbers(content) * 3
