"""Builds a Word document that is no form: blocks in the look of the masters, with page numbers and a marking."""

from collections.abc import Iterable, Mapping
from typing import Final
from xml.sax.saxutils import escape

from cpr_docs.authoring import styles
from cpr_docs.authoring.markup import Element, element, paragraph, run
from cpr_docs.authoring.page_setup import Page
from cpr_docs.authoring.running_lines import PAGE_OF_PAGES, page_numbers, story_root
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.content_types import add_content_type
from cpr_docs.ooxml.custom_properties import put_properties
from cpr_docs.ooxml.names import NAMESPACES, ContentType, PartName, RelationshipType
from cpr_docs.ooxml.package import write_package
from cpr_docs.ooxml.relationships import add_relationship
from cpr_docs.ooxml.xml import XML_DECLARATION, serialise_xml

_HEADER, _FOOTER = "word/header1.xml", "word/footer1.xml"
_TYPES: Final = (
    f'<Types xmlns="{NAMESPACES["ct"]}"><Default Extension="rels" ContentType="{ContentType.RELATIONSHIPS}"/>'
    f'<Default Extension="xml" ContentType="{ContentType.XML}"/></Types>'
)
_KINDS: Final = {
    PartName.STYLES: (ContentType.STYLES, RelationshipType.STYLES),
    PartName.NUMBERING: (ContentType.NUMBERING, RelationshipType.NUMBERING),
    PartName.SETTINGS: (ContentType.SETTINGS, RelationshipType.SETTINGS),
    _HEADER: (ContentType.HEADER, RelationshipType.HEADER),
    _FOOTER: (ContentType.FOOTER, RelationshipType.FOOTER),
    PartName.DOCUMENT: (ContentType.DOCUMENT, RelationshipType.DOCUMENT),
    PartName.CORE_PROPERTIES: (ContentType.CORE_PROPERTIES, RelationshipType.CORE_PROPERTIES),
    PartName.EXTENDED_PROPERTIES: (ContentType.EXTENDED_PROPERTIES, RelationshipType.EXTENDED_PROPERTIES),
}
_OF_PACKAGE: Final = (PartName.DOCUMENT, PartName.CORE_PROPERTIES, PartName.EXTENDED_PROPERTIES)


def plain_document(
    blocks: Iterable[Element],
    language: Language,
    *,
    title: str,
    page: Page = Page.A4,
    marking: str = "",
    properties: Mapping[str, str] | None = None,
) -> bytes:
    """The bytes of a document with these blocks; the same blocks result in the same bytes.

    `title` is in its properties, and beside the number of each page; `marking` is at the head and the foot of each.
    """
    parts = {PartName.CONTENT_TYPES: XML_DECLARATION + _TYPES.encode()}
    marked = [paragraph(run(marking), style="Marking")] if marking else []
    numbers = page_numbers(translate(PAGE_OF_PAGES, language))
    foot = paragraph(run(title), element("w:r", {}, [element("w:tab")]), *numbers, style="Footer")
    contents = {
        PartName.STYLES: styles.styles(language, page.setup.text_width),
        PartName.NUMBERING: styles.numbering(0),
        PartName.SETTINGS: styles.settings(language),
        _HEADER: serialise_xml(story_root("w:hdr", marked or [paragraph(style="Header")])),
        _FOOTER: serialise_xml(story_root("w:ftr", [foot, *marked])),
    }
    ids = {name: _add(parts, PartName.DOCUMENT, name, content) for name, content in contents.items()}
    running = [
        element(f"w:{kind}Reference", {"w:type": "default", "r:id": ids[name]})
        for kind, name in (("header", _HEADER), ("footer", _FOOTER))
    ]
    section = element("w:sectPr", {}, [*running, *page.setup.properties()])
    body = serialise_xml(story_root("w:document", [element("w:body", {}, [*blocks, section])]))
    of_package = (body, _core_properties(title, language), _extended_properties())
    for name, content in zip(_OF_PACKAGE, of_package, strict=True):
        _add(parts, "", name, content)
    put_properties(parts, properties or {})
    return write_package(parts)


def _add(parts: dict[str, bytes], source: str, name: str, content: bytes) -> str:
    """Adds a part, and returns the id of the relationship that leads to it."""
    content_type, relationship_type = _KINDS[name]
    parts[name] = content
    add_content_type(parts, name, content_type)
    return add_relationship(parts, source, relationship_type, name)


def _core_properties(title: str, language: Language) -> bytes:
    return (
        XML_DECLARATION
        + (
            f'<cp:coreProperties xmlns:cp="{NAMESPACES["cp"]}" xmlns:dc="{NAMESPACES["dc"]}">'
            f"<dc:title>{escape(title)}</dc:title><dc:language>{language.tag}</dc:language></cp:coreProperties>"
        ).encode()
    )


def _extended_properties() -> bytes:
    application = "<Application>cpr-docs</Application>"
    return XML_DECLARATION + f'<Properties xmlns="{NAMESPACES["ep"]}">{application}</Properties>'.encode()
