"""The words of the forms: nothing is said twice, and a hint stands below its question."""

from collections.abc import Iterator

import pytest
from lxml import etree

from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.models.purpose import Purpose
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.templating.locations import strip_tags
from tests.documents.cases import RENDERER, VARIANTS, case, every_language, every_variant, template
from tests.documents.heading_numbers import style_of_paragraph

HINT = "CellHint"


def _plain(paragraph: etree._Element) -> str:
    return " ".join(strip_tags(text_of(paragraph)).split()).rstrip(" :").casefold()


def labels_below_headings(package: Package) -> Iterator[tuple[str, str]]:
    """Each label of a table with the heading above, both in plain words."""
    headings = Headings(etree.fromstring(package[PartName.STYLES]))
    heading = ""
    for paragraph in etree.fromstring(package[PartName.DOCUMENT]).iter(qn("w:p")):
        if headings.level(paragraph):
            heading = _plain(paragraph)
        elif style_of_paragraph(paragraph) == "CellLabel":
            yield heading, _plain(paragraph)


@every_language
@every_variant
def test_no_label_says_its_heading_again(variant: type[Form], language: Language) -> None:
    package = template(variant, language)
    found = [*labels_below_headings(package)]
    assert found or b"<w:tbl>" not in package[PartName.DOCUMENT]
    assert [label for heading, label in found if label == heading] == []


@every_language
@every_variant
def test_a_hint_stands_below_the_label_of_its_question(variant: type[Form], language: Language) -> None:
    for hint in etree.fromstring(template(variant, language)[PartName.DOCUMENT]).iter(qn("w:p")):
        if style_of_paragraph(hint) == HINT:
            cell = next(hint.iterancestors(qn("w:tc")))
            assert style_of_paragraph(next(cell.iter(qn("w:p")))) == "CellLabel"


@every_language
@pytest.mark.parametrize("purpose", [*Purpose], ids=str)
def test_only_a_paper_to_fill_in_prints_hints(purpose: Purpose, language: Language) -> None:
    variant = next(variant for variant in VARIANTS if variant.name() == "recommendation")
    if purpose is Purpose.PUBLISHED:
        pytest.skip("a recommendation is never published")
    content = RENDERER.render(case(variant), language, purpose=purpose).content
    paragraphs = etree.fromstring(Package.read(content)[PartName.DOCUMENT]).iter(qn("w:p"))
    hints = [paragraph for paragraph in paragraphs if style_of_paragraph(paragraph) == HINT]
    assert bool(hints) is (purpose in (Purpose.SCREEN, Purpose.PAPER))
