"""A finished paper announces nothing that does not follow: no heading over nothing, no colon before nothing."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from lxml import etree

from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.models.purpose import Purpose
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.reading.compare import compare
from cpr_docs.templating.fixed_words import style_of
from tests.documents.cases import case, every_language, every_variant, full_and_sparse
from tests.documents.editions import PrintedFor

_FINISHED = [PrintedFor(Purpose.FINAL), PrintedFor(Purpose.PUBLISHED)]


def _blocks(above: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs with text and the tables, also those in controls."""
    for element in above.iterchildren(qn("w:p"), qn("w:tbl"), qn("w:sdt")):
        content = ContentControl(element).content if element.tag == qn("w:sdt") else None
        if content is not None:
            yield from _blocks(content)
        elif element.tag == qn("w:tbl") or text_of(element).strip():
            yield element


@full_and_sparse
@pytest.mark.parametrize("edition", _FINISHED, ids=str)
@every_language
@every_variant
def test_something_follows_each_heading_and_each_colon(
    variant: type[Form], language: Language, edition: PrintedFor, sparse: bool
) -> None:
    if not edition.fits(variant):
        pytest.skip("never published")
    package = Package.read(edition.render(case(variant, sparse), language))
    headings = Headings(etree.fromstring(package[PartName.STYLES]))
    body = etree.fromstring(package[PartName.DOCUMENT]).find(qn("w:body"))
    assert body is not None
    for block, following in pairwise([*_blocks(body), None]):
        assert block is not None
        level, text = headings.level(block), text_of(block).strip()
        below = 0 if following is None else headings.level(following)
        is_last_below = following is None or 0 < below <= level
        assert not (level and is_last_below), f"nothing is below the heading {text!r}"
        assert not (text.endswith(":") and block.tag == qn("w:p") and (below or following is None)), text
        assert not (text == "–" and block.tag == qn("w:p")), "a dash stands alone"
    for cell in body.iter(qn("w:tc")):
        lines = [text_of(line) for line in cell.iter(qn("w:p")) if style_of(line) != "CellLabel" and text_of(line)]
        assert len(lines) < 2 or "–" not in lines, "a dash stands beside a value"


@every_language
@every_variant
def test_what_a_finished_paper_says_in_place_of_a_value_is_no_value(variant: type[Form], language: Language) -> None:
    form = case(variant, sparse=True)
    content = _FINISHED[0].render(form, language)
    reading = compare(content)
    assert (reading.form, reading.strays, reading.stale) == (form.in_language(language), (), ())
