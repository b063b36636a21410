"""Controls are inside table cells, where every editor keeps them, and a document with controls around cells is read."""

import pytest
from lxml import etree

from cpr_docs.documents.render import Renderer
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.content_control import ContentControl, controls_around, controls_in
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.reading.read import read
from cpr_docs.templating.loader import find_template, template_name
from tests.documents.cases import VARIANTS, case, every_language, every_variant, full_and_sparse, rendered


def _body(content: bytes) -> etree._Element:
    return etree.fromstring(Package.read(content)[PartName.DOCUMENT])


_WITHOUT_CELLS = ("working_principles", "event_programme", "reference_sheet", "family_feedback")


def _around_cells(content: bytes) -> list[str]:
    """The tags of the controls around table cells."""
    cells = _body(content).iterfind(f".//{qn('w:sdtContent')}/{qn('w:tc')}")
    return [next(controls_around(cell)).tag for cell in cells]


@full_and_sparse
@every_language
@every_variant
def test_no_control_is_around_a_cell(variant: type[Form], language: Language, sparse: bool) -> None:
    assert _around_cells(rendered(variant, language, sparse).content) == []


@full_and_sparse
@every_language
@every_variant
def test_a_cell_has_no_blank_paragraph_beside_a_control(variant: type[Form], language: Language, sparse: bool) -> None:
    body = _body(rendered(variant, language, sparse).content)
    for cell in body.iter(qn("w:tc")):
        if next(controls_in(cell), None) is not None:
            beside = [paragraph for paragraph in cell.iterchildren(qn("w:p")) if not next(controls_in(paragraph), None)]
            assert all(map(text_of, beside))


@pytest.fixture(scope="module")
def around_cells(tmp_path_factory: pytest.TempPathFactory) -> Renderer:
    """A renderer of the masters with each control of paragraphs around its cell, as earlier versions had them."""
    folder = tmp_path_factory.mktemp("around")
    for variant in VARIANTS:
        for language in Language:
            package = find_template(variant, language)
            body = etree.fromstring(package[PartName.DOCUMENT])
            for cell in list(body.iter(qn("w:tc"))):
                _wrap(cell)
            path = folder / language.value / template_name(variant)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(write_package({**package, PartName.DOCUMENT: etree.tostring(body)}))
    return Renderer(folder)


def _has_only_a_control(cell: etree._Element) -> bool:
    return cell[-1].tag == qn("w:sdt") and bool(ContentControl(cell[-1]).tag) and len(cell) <= 2


def _wrap(cell: etree._Element) -> None:
    if not _has_only_a_control(cell):
        return
    element = cell[-1]
    last = ContentControl(element)
    cell.addprevious(element)
    cell.extend(list(last.content))  # type: ignore[arg-type]
    last.extend([cell])


@every_language
@every_variant
def test_a_document_with_controls_around_cells_is_read_the_same(
    around_cells: Renderer, variant: type[Form], language: Language
) -> None:
    content = around_cells.render(case(variant), language).content
    # A form whose paragraphs stand outside its tables has no such cell.
    template = etree.fromstring(find_template(variant, language)[PartName.DOCUMENT])
    assert bool(_around_cells(content)) is any(map(_has_only_a_control, template.iter(qn("w:tc"))))
    assert read(content, strays="allow") == case(variant).in_language(language)
