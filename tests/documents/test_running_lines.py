"""The headers and footers of documents: they tell papers apart, and the first page says no name twice."""

import re
from typing import Annotated, ClassVar, Literal

import pytest

from cpr_docs.authoring.build import build
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.documents.settings import Settings
from cpr_docs.language.catalogue import Both, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import Day, Label, ReviewType
from cpr_docs.models.form import Form, identifier_of
from cpr_docs.models.purpose import Purpose
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.relationships import relationships_of
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.reading.read import read
from tests.documents.cases import RENDERER, case, every_language, every_variant, rendered
from tests.examples import FIRST_VARIANTS, VARIANTS, identity_of

REPORT = next(variant for variant in VARIANTS if variant.name() == "report")


def stories(content: bytes) -> dict[tuple[str, str], list[str]]:
    """The paragraphs of each header and footer, by kind and kind of page."""
    package = Package.read(content)
    related = {each.id: each.target for each in relationships_of(package, PartName.DOCUMENT)}
    found = {}
    for kind in ("header", "footer"):
        for reference in parse_xml(package[PartName.DOCUMENT]).iter(qn(f"w:{kind}Reference")):
            root = parse_xml(package[related[reference.get(qn("r:id"), "")]])
            found[kind, reference.get(qn("w:type"), "")] = [text_of(each) for each in root.iter(qn("w:p"))]
    return found


@every_language
@every_variant
def test_each_page_has_the_identifier_the_short_title_and_its_number(variant: type[Form], language: Language) -> None:
    found = stories(rendered(variant, language).content)
    page = "Page" if language is Language.ENGLISH else "Tudalen"
    form = case(variant)
    title = translate(variant.SHORT_TITLE or variant.TITLE, language)
    start = re.escape(" · ".join(filter(None, (identifier_of(form), title))))
    for kind in ("default", "first"):
        assert re.fullmatch(rf"{start}( · [^·]+)*\s*{page} .*", found["footer", kind][0])


@every_language
def test_no_two_papers_of_a_case_have_the_same_foot(language: Language) -> None:
    feet = [stories(rendered(variant, language).content)["footer", "default"][0] for variant in FIRST_VARIANTS]
    assert len({re.sub(r"^\S+", "", foot) for foot in feet}) == len(feet)


@every_language
@pytest.mark.parametrize("purpose", list(Purpose))
def test_the_marking_is_at_head_and_foot_of_every_page(purpose: Purpose, language: Language) -> None:
    document = RENDERER.render(case(REPORT), language, purpose=purpose)
    marking = "OFFICIAL-SENSITIVE" if language is Language.ENGLISH else "SWYDDOGOL-SENSITIF"
    expected = 0 if purpose is Purpose.PUBLISHED else 1
    for paragraphs in stories(document.content).values():
        assert paragraphs.count(marking) == expected


@every_language
@every_variant
def test_the_first_page_says_the_name_of_the_board_in_its_first_row_alone(
    variant: type[Form], language: Language
) -> None:
    found = stories(rendered(variant, language).content)
    # A letter of another office has the name of that office.
    setting = getattr(variant, "SENDER", "")
    board = (getattr(Settings(), setting).name if setting else case(variant).board).text_in(language)
    assert board in found["header", "default"]
    assert board not in found["header", "first"]


@every_language
@pytest.mark.parametrize("variant", FIRST_VARIANTS, ids=lambda each: each.name())
def test_a_draft_has_no_separator_without_its_parts(variant: type[Form], language: Language) -> None:
    draft = variant.draft(identity_of(variant))
    for purpose in (Purpose.SCREEN, Purpose.PAPER):
        found = stories(RENDERER.render(draft, language, purpose=purpose).content)
        foot = found["footer", "default"][0].strip()
        assert foot.startswith(translate(variant.SHORT_TITLE or variant.TITLE, language))
        assert "·" not in foot


def test_the_header_keeps_its_distance_from_the_text() -> None:
    package = Package.read(rendered(REPORT, Language.ENGLISH).content)
    for name in (each for each in package if each.startswith("word/header")):
        last = parse_xml(package[name])[-1]
        assert [each.get(qn("w:after")) for each in last.iter(qn("w:spacing"))] == ["120"]


def test_the_additions_of_the_foot_are_read_back_as_copies() -> None:
    form = case(REPORT).replace(completed_on="2013-08-02")
    content = RENDERER.render(form, "en").content
    assert "2\u00a0August 2013" in stories(content)["footer", "default"][0]
    assert read(content) == form.in_language("en")
    without = RENDERER.render(form.replace(completed_on=None), "en").content
    assert stories(without)["footer", "default"][0].count("·") == 1


class Slip(Form):
    """A form of one's own, which has no short title, and names the board below a heading."""

    TITLE: ClassVar[str] = Both("Slip of a day", cy="Slip diwrnod")
    GUIDANCE: ClassVar[str] = ""

    form: Literal["day_slip"]
    review_type: Literal[ReviewType.CONCISE]
    slip_day: Annotated[Day, Label(Both("Day", cy="Diwrnod"), "")]


def _slip(sheet: Sheet) -> None:
    sheet.title(Slip.TITLE, Both("Slip", cy="Slip"))
    sheet.heading(1, Slip.TITLE)
    sheet.fields("slip_day", "case_identifier", "board")
    sheet.foot("{=slip_day}")


@every_language
def test_a_form_of_ones_own_has_its_title_at_the_foot_and_the_board_at_the_head(language: Language) -> None:
    found = stories(build(Slip, language, _slip))
    assert set(found) == {("header", "default"), ("footer", "default")}
    assert translate(Slip.TITLE, language) in found["footer", "default"][0]
    assert "{{ slip_day }}" in found["footer", "default"][0]
    assert found["header", "default"][-1] == "{{ board }}"


@pytest.mark.parametrize("message", ["{slip_day}", Both("On {slip_day}", cy="Ar {slip_day}")])
def test_nobody_fills_in_a_foot(message: str) -> None:
    sheet = Sheet(Slip, Language.ENGLISH)
    with pytest.raises(ValueError, match=r"slip_day: cannot be filled in at the foot of a page; write {=slip_day}"):
        sheet.foot(message)
