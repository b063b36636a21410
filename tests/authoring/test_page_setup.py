"""The paper of a layout: landscape and A3, columns as shares of its width, and a letterhead fitted to it."""

import dataclasses
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cpr_docs.authoring.build import build
from cpr_docs.authoring.page_setup import Page, PageSetup
from cpr_docs.authoring.reference import LetterheadStory, Reference
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.authoring.wide_letterhead import on_paper
from cpr_docs.documents.check_templates import check
from cpr_docs.documents.render import Renderer
from cpr_docs.gate.word_files import Inspection
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.lint import lint
from cpr_docs.ooxml.names import NAMESPACES, PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.reading.read import read
from tests.authoring.letterhead import TEXT_WIDTH, letterhead
from tests.documents.other_shapes import CASES, LAYOUTS, EventList

LAYOUT = LAYOUTS[EventList]
CASE = next(each for each in CASES if each["form"] == "event_list")
every_page = pytest.mark.parametrize("page", list(Page), ids=lambda page: page.name)
with_and_without_letterhead = pytest.mark.parametrize("reference", [None, letterhead()], ids=["own", "letterhead"])


def _document(template: bytes) -> etree._Element:
    return etree.fromstring(Package.read(template)[PartName.DOCUMENT])


def _setup(template: bytes) -> PageSetup:
    (section,) = _document(template).iter(qn("w:sectPr"))
    return PageSetup.of(section)


def _paper(template: bytes) -> Page:
    setup = dataclasses.replace(_setup(template), title_page=False)
    return next(page for page in Page if page.setup == setup)


def _widths(template: bytes) -> list[list[int]]:
    """The widths of the columns of each table."""
    tables = _document(template).iter(qn("w:tbl"))
    return [[int(each.get(qn("w:w"), "")) for each in table.iter(qn("w:gridCol"))] for table in tables]


@every_page
@with_and_without_letterhead
def test_tables_fill_the_paper_and_documents_are_read_back(page: Page, reference: bytes | None, tmp_path: Path) -> None:
    for language in Language:
        template = build(EventList, language, LAYOUT, page=page, reference=reference)
        setup = _setup(template)
        assert (setup.width, setup.height) == (page.setup.width, page.setup.height)
        assert {sum(widths) for widths in _widths(template)} == {setup.text_width}
        path = tmp_path / language.value / "event_list.docx"
        path.parent.mkdir()
        path.write_bytes(template)
    assert check(tmp_path, forms=[EventList]) == []
    form = EventList.parse(CASE)
    for language in Language:
        for purpose in ("screen", "paper", "final"):
            document = Renderer(tmp_path).render(form, language, purpose=purpose)
            assert lint(document.content) == []
            assert not Inspection(Package.read(document.content)).findings
            assert read(document.content, templates=tmp_path, forms=[EventList]) == form.in_language(language)


@every_page
@with_and_without_letterhead
def test_the_line_at_the_foot_ends_at_the_margin(page: Page, reference: bytes | None) -> None:
    template = build(EventList, "en", LAYOUT, page=page, reference=reference)
    styles = etree.fromstring(Package.read(template)[PartName.STYLES])
    name = "Header" if reference is None else "RunningLine"
    (style,) = (each for each in styles.iter(qn("w:style")) if each.get(qn("w:styleId")) == name)
    stops = [tab.get(qn("w:pos")) for tab in style.iter(qn("w:tab")) if tab.get(qn("w:val")) == "right"]
    assert stops == [str(_setup(template).text_width)]


def test_word_is_told_that_the_paper_is_turned() -> None:
    for page in Page:
        (size,) = _document(build(EventList, "en", LAYOUT, page=page)).iter(qn("w:pgSz"))
        assert (size.get(qn("w:orient")) == "landscape") is (page is not Page.A4)


@given(st.lists(st.integers(1, 500), min_size=2, max_size=6), st.sampled_from(list(Page)))
def test_columns_share_the_width_of_the_page(shares: list[int], page: Page) -> None:
    fields = list(EventList.model_fields["events"].annotation.__args__[0].model_fields)[:5]  # type: ignore[union-attr]
    shares = shares[: len(fields)]
    sheet = Sheet(EventList, Language.ENGLISH, page=page)
    sheet.columns("events", fields[: len(shares)], shares=shares)
    widths = [int(column.get(qn("w:w"), "")) for column in sheet.body[0].iter(qn("w:gridCol"))]
    assert sum(widths) == sheet.width == page.setup.text_width
    for width, share in zip(widths, shares, strict=True):
        assert abs(width - sheet.width * share / sum(shares)) <= len(shares)


def test_the_constant_of_the_layouts_module_is_its_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("wide_layout")
    # The board stands below a heading: no page has a header of its own.
    code = "def layout(sheet):\n    sheet.heading(1, sheet.form.TITLE)\n    sheet.fields('board', 'case_identifier')\n"
    exec(code, module.__dict__)
    monkeypatch.setitem(sys.modules, "wide_layout", module)
    assert _paper(build(EventList, "en", module.layout)) is Page.A4
    module.__dict__["PAGE"] = Page.A3_LANDSCAPE
    assert _paper(build(EventList, "en", module.layout)) is Page.A3_LANDSCAPE
    assert _paper(build(EventList, "en", module.layout, page=Page.A4)) is Page.A4
    module.__dict__["PAGE"] = "A3"
    with pytest.raises(TypeError, match=r"\APAGE must be a Page, such as Page\.A4_LANDSCAPE, not str\Z"):
        build(EventList, "en", module.layout)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"shares": (1,)}, "events: has 2 fields and 1 share; write a share for each field"),
        ({"shares": (1, 0)}, "events: 0 is no share; write whole numbers above 0"),
        ({"shares": (1, 0.5)}, "events: 0.5 is no share; write whole numbers above 0"),
        ({"widths": (1, 2), "shares": (1, 2)}, "events: has widths and shares; write either"),
        ({}, "events: has 2 fields and 0 widths; write a width for each field"),
        (
            {"widths": (9000, 9000)},
            "events: the widths are 18000 twentieths of a point together, the page has 14570 (257 mm); write smaller "
            "ones, or shares=(1, 1)",
        ),
    ],
)
def test_a_mistake_in_the_widths_is_named(arguments: dict[str, Any], sentence: str) -> None:
    sheet = Sheet(EventList, Language.ENGLISH, page=Page.A4_LANDSCAPE)
    with pytest.raises(ValueError, match=rf"\AEventList, {re.escape(sentence)}\Z"):
        sheet.columns("events", ["when", "what"], **arguments)


@pytest.mark.parametrize("page", [Page.A4_LANDSCAPE, Page.A3_LANDSCAPE])
def test_a_letterhead_keeps_its_margins_on_wider_paper(page: Page) -> None:
    upright = Reference.read(letterhead())
    wide = on_paper(upright, page.setup)
    assert on_paper(upright, Page.A4.setup) is upright
    growth = page.setup.width - upright.page.width
    assert wide.page.text_width == upright.page.text_width + growth == TEXT_WIDTH + growth
    assert wide.page.on_paper_of(upright.page) == upright.page
    for key, story in upright.stories.items():
        for before, after in zip(story.root.iter("*"), wide.stories[key].root.iter("*"), strict=True):
            assert (before.tag, before.text if before.tag == qn("w:t") else "") == (
                after.tag,
                after.text if after.tag == qn("w:t") else "",
            )


_STORY = """<w:hdr xmlns:w="{w}" xmlns:wp="{wp}"><w:p><w:pPr><w:tabs>
<w:tab w:val="left" w:pos="500"/><w:tab w:val="center" w:pos="4819"/><w:tab w:val="right" w:pos="9638"/>
</w:tabs></w:pPr><w:r><w:tab/><wp:anchor><wp:positionH relativeFrom="margin"><wp:posOffset>{left}</wp:posOffset>
</wp:positionH></wp:anchor><wp:anchor><wp:positionH relativeFrom="margin"><wp:posOffset>{right}</wp:posOffset>
</wp:positionH></wp:anchor></w:r></w:p></w:hdr>"""


def test_what_stands_at_the_right_of_a_letterhead_stays_there() -> None:
    upright = Reference.read(letterhead())
    xml = _STORY.format(w=NAMESPACES["w"], wp=NAMESPACES["wp"], left=1000, right=5_000_000)
    story = LetterheadStory(xml.encode(), ())
    wide = on_paper(_with_story(upright, story), Page.A4_LANDSCAPE.setup).stories["header", "default"].root
    growth = Page.A4_LANDSCAPE.setup.width - upright.page.width
    stops = [int(tab.get(qn("w:pos"), "")) for tabs in wide.iter(qn("w:tabs")) for tab in tabs]
    assert stops == [500, 4819 + growth // 2, 9638 + growth]
    offsets = [int(each.text or "") for each in wide.iter(qn("wp:posOffset"))]
    assert offsets == [1000, 5_000_000 + growth * 635]


def _with_story(reference: Reference, story: LetterheadStory) -> Reference:
    return dataclasses.replace(reference, stories={("header", "default"): story})
