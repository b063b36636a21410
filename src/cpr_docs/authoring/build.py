"""Builds Word templates from layouts: one template, or the masters of every form, review type and language."""

import importlib
from collections.abc import Callable, Iterable, Iterator
from xml.sax.saxutils import escape

from lxml import etree

from cpr_docs.authoring import styles
from cpr_docs.authoring.markup import Element, element, page_field, paragraph, run
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.models.registry import form_class, form_names
from cpr_docs.ooxml.custom_properties import properties_xml
from cpr_docs.ooxml.names import NAMESPACES, ContentType, PartName, RelationshipType, qn
from cpr_docs.ooxml.package import write_package
from cpr_docs.ooxml.relationships import Relationship, relationships_xml
from cpr_docs.ooxml.xml import parse_xml, serialise_xml
from cpr_docs.templating.checking.welsh_review import english_hash
from cpr_docs.templating.document_properties import PropertyName, form_properties
from cpr_docs.templating.loader import template_name

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_HEADER, _FOOTER = "word/header1.xml", "word/footer1.xml"
_PREFIXES = {prefix: NAMESPACES[prefix] for prefix in ("w", "r", "mc", "w14", "w15")}
# In twentieths of a point: 25 mm and 12.5 mm.
_MARGIN, _MARGIN_TO_HEADER = 1418, 709

Layout = Callable[[Sheet], None]
"""A function that writes a form on a sheet, in the sheet's language."""

_CONTENT_TYPES = {
    PartName.DOCUMENT: ContentType.DOCUMENT,
    PartName.STYLES: ContentType.STYLES,
    PartName.NUMBERING: ContentType.NUMBERING,
    PartName.SETTINGS: ContentType.SETTINGS,
    _HEADER: ContentType.HEADER,
    _FOOTER: ContentType.FOOTER,
    PartName.CORE_PROPERTIES: ContentType.CORE_PROPERTIES,
    PartName.EXTENDED_PROPERTIES: ContentType.EXTENDED_PROPERTIES,
    PartName.CUSTOM_PROPERTIES: ContentType.CUSTOM_PROPERTIES,
}
_PACKAGE_RELATIONSHIPS = {
    PartName.DOCUMENT: RelationshipType.DOCUMENT,
    PartName.CORE_PROPERTIES: RelationshipType.CORE_PROPERTIES,
    PartName.EXTENDED_PROPERTIES: RelationshipType.EXTENDED_PROPERTIES,
    PartName.CUSTOM_PROPERTIES: RelationshipType.CUSTOM_PROPERTIES,
}
_DOCUMENT_RELATIONSHIPS = {
    PartName.STYLES: RelationshipType.STYLES,
    PartName.NUMBERING: RelationshipType.NUMBERING,
    PartName.SETTINGS: RelationshipType.SETTINGS,
    _HEADER: RelationshipType.HEADER,
    _FOOTER: RelationshipType.FOOTER,
}


def master_templates() -> Iterator[tuple[Language, str, bytes]]:
    """Builds every master template: language, file name and bytes of each."""
    for name in form_names():
        for form in form_class(name).variants():
            for language in Language:
                yield language, template_name(form), build(form, language)


def build(form: type[Form], language: Language, layout: Layout | None = None) -> bytes:
    """Builds the template of a form type in a language and returns the bytes of the DOCX file.

    `layout` is a function that writes the form on a `Sheet`; a form of the guidance has its own, which is the default.
    Raises `ValueError` for a mistake in the layout, such as a path that the form does not have, or a required field
    that is not printed.
    """
    layout = layout or _layout_of(form)
    sheet = Sheet(form, language)
    layout(sheet)
    sheet.finish()
    return write_package(
        {
            PartName.CONTENT_TYPES: _content_types(),
            PartName.PACKAGE_RELATIONSHIPS: _relationships("", _PACKAGE_RELATIONSHIPS),
            PartName.DOCUMENT: _document(sheet),
            PartName.DOCUMENT_RELATIONSHIPS: _relationships(PartName.DOCUMENT, _DOCUMENT_RELATIONSHIPS),
            PartName.STYLES: styles.styles(language),
            PartName.NUMBERING: styles.numbering(sheet.lists),
            PartName.SETTINGS: styles.settings(language),
            _HEADER: _header(sheet),
            _FOOTER: _footer(sheet),
            PartName.CORE_PROPERTIES: _core_properties(sheet),
            PartName.EXTENDED_PROPERTIES: _extended_properties(),
            PartName.CUSTOM_PROPERTIES: _custom_properties(form, language, _english_hash_of(form, layout)),
        }
    )


def _english_hash_of(form: type[Form], layout: Layout) -> str:
    """The hash of the English text, which the templates of both languages record."""
    sheet = Sheet(form, Language.ENGLISH)
    layout(sheet)
    return english_hash(parse_xml(_document(sheet)))


def _layout_of(form: type[Form]) -> Layout:
    if form.name() not in form_names():
        raise ValueError(f"{form.__name__}: has no layout; give build a function that writes it on a Sheet")
    layout: Layout = importlib.import_module(f"cpr_docs.guidance.{form.name()}.layout").layout
    return layout


def _document(sheet: Sheet) -> bytes:
    margins = {name: str(_MARGIN) for name in ("w:top", "w:right", "w:bottom", "w:left")}
    margins |= {"w:header": str(_MARGIN_TO_HEADER), "w:footer": str(_MARGIN_TO_HEADER), "w:gutter": "0"}
    section = [
        element("w:headerReference", {"w:type": "default", "r:id": "rId4"}),
        element("w:footerReference", {"w:type": "default", "r:id": "rId5"}),
        element("w:pgSz", {"w:w": "11906", "w:h": "16838"}),
        element("w:pgMar", margins),
    ]
    return _part("w:document", [element("w:body", {}, [*sheet.body, element("w:sectPr", {}, section)])])


def _header(sheet: Sheet) -> bytes:
    marking = [
        paragraph(run("{%p if settings.protective_marking %}")),
        paragraph(run("{{ settings.protective_marking }}"), style="Marking"),
        paragraph(run("{%p endif %}")),
    ]
    board = paragraph(sheet.copy("board"), style="Header")
    return _part("w:hdr", [*marking, board])


def _footer(sheet: Sheet) -> bytes:
    before, _page, rest = sheet.translate(_("Page {page} of {pages}")).partition("{page}")
    between, _pages, after = rest.partition("{pages}")
    line = paragraph(
        sheet.copy("case_identifier"),
        element("w:r", {}, [element("w:tab")]),
        run(before),
        *page_field("PAGE"),
        run(between),
        *page_field("NUMPAGES"),
        *([run(after)] if after else []),
        style="Footer",
    )
    return _part("w:ftr", [line])


def _part(name: str, children: Iterable[Element]) -> bytes:
    root = etree.Element(qn(name), {qn("mc:Ignorable"): "w14 w15"}, nsmap=_PREFIXES)
    root.extend(children)
    return serialise_xml(root)


def _content_types() -> bytes:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{content_type}"/>' for name, content_type in _CONTENT_TYPES.items()
    )
    return (
        f'{_DECLARATION}<Types xmlns="{NAMESPACES["ct"]}">'
        f'<Default Extension="rels" ContentType="{ContentType.RELATIONSHIPS}"/>'
        f'<Default Extension="xml" ContentType="{ContentType.XML}"/>{overrides}</Types>'
    ).encode()


def _relationships(source: str, targets: dict[str, str]) -> bytes:
    return relationships_xml(
        Relationship(source, f"rId{number}", of_type, target)
        for number, (target, of_type) in enumerate(targets.items(), start=1)
    )


def _core_properties(sheet: Sheet) -> bytes:
    title = escape(sheet.translate(sheet.form.TITLE))
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{NAMESPACES["cp"]}" xmlns:dc="{NAMESPACES["dc"]}">'
        f"<dc:title>{title}</dc:title><dc:language>{sheet.language.tag}</dc:language></cp:coreProperties>"
    ).encode()


def _extended_properties() -> bytes:
    application = "<Application>cpr-docs</Application>"
    return f'{_DECLARATION}<Properties xmlns="{NAMESPACES["ep"]}">{application}</Properties>'.encode()


def _custom_properties(form: type[Form], language: Language, hash_of_english: str) -> bytes:
    return properties_xml(form_properties(form, language) | {PropertyName.ENGLISH: hash_of_english})
