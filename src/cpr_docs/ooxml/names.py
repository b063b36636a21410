"""The names of Office Open XML: namespaces, content types, relationship types, well-known parts.

Taken from ECMA-376 (parts 1 and 2, transitional) and from Microsoft's [MS-DOCX] for what Word added later.
"""

import functools
from collections.abc import Mapping
from types import MappingProxyType

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_WORD_ML = "application/vnd.openxmlformats-officedocument.wordprocessingml"

NAMESPACES: Mapping[str, str] = MappingProxyType(
    {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "r": f"{_OFFICE}/relationships",
        "rel": f"{_PACKAGE}/relationships",
        "ct": f"{_PACKAGE}/content-types",
        "cp": f"{_PACKAGE}/metadata/core-properties",
        "ep": f"{_OFFICE}/extended-properties",
        "op": f"{_OFFICE}/custom-properties",
        "vt": f"{_OFFICE}/docPropsVTypes",
        "ds": f"{_OFFICE}/customXml",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xml": "http://www.w3.org/XML/1998/namespace",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": f"{_DRAWING}/wordprocessingDrawing",
        "a": f"{_DRAWING}/main",
        "pic": f"{_DRAWING}/picture",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }
)
"""Each namespace by its usual prefix."""


@functools.cache
def qn(name: str) -> str:
    """The name in lxml's notation: ``w:p`` becomes ``{http://…/main}p``; raises `KeyError` for an unknown prefix."""
    prefix, _colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


class PartName:
    """The names of the parts that every document has, as Word writes them."""

    CONTENT_TYPES = "[Content_Types].xml"
    PACKAGE_RELATIONSHIPS = "_rels/.rels"
    DOCUMENT = "word/document.xml"
    DOCUMENT_RELATIONSHIPS = "word/_rels/document.xml.rels"
    STYLES = "word/styles.xml"
    NUMBERING = "word/numbering.xml"
    SETTINGS = "word/settings.xml"
    FONT_TABLE = "word/fontTable.xml"
    THEME = "word/theme/theme1.xml"
    CORE_PROPERTIES = "docProps/core.xml"
    EXTENDED_PROPERTIES = "docProps/app.xml"
    CUSTOM_PROPERTIES = "docProps/custom.xml"


class ContentType:
    """The content types of ``[Content_Types].xml``."""

    DOCUMENT = f"{_WORD_ML}.document.main+xml"
    TEMPLATE = f"{_WORD_ML}.template.main+xml"
    MACRO_DOCUMENT = "application/vnd.ms-word.document.macroEnabled.main+xml"
    MACRO_TEMPLATE = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
    STYLES = f"{_WORD_ML}.styles+xml"
    NUMBERING = f"{_WORD_ML}.numbering+xml"
    SETTINGS = f"{_WORD_ML}.settings+xml"
    FONT_TABLE = f"{_WORD_ML}.fontTable+xml"
    HEADER = f"{_WORD_ML}.header+xml"
    FOOTER = f"{_WORD_ML}.footer+xml"
    FOOTNOTES = f"{_WORD_ML}.footnotes+xml"
    ENDNOTES = f"{_WORD_ML}.endnotes+xml"
    COMMENTS = f"{_WORD_ML}.comments+xml"
    GLOSSARY = f"{_WORD_ML}.document.glossary+xml"
    THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
    CORE_PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml"
    EXTENDED_PROPERTIES = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    CUSTOM_PROPERTIES = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    CUSTOM_XML_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
    XML = "application/xml"
    PNG = "image/png"


class RelationshipType:
    """The relationship types of ``.rels`` parts."""

    DOCUMENT = f"{_OFFICE}/relationships/officeDocument"
    STYLES = f"{_OFFICE}/relationships/styles"
    NUMBERING = f"{_OFFICE}/relationships/numbering"
    SETTINGS = f"{_OFFICE}/relationships/settings"
    FONT_TABLE = f"{_OFFICE}/relationships/fontTable"
    THEME = f"{_OFFICE}/relationships/theme"
    HEADER = f"{_OFFICE}/relationships/header"
    FOOTER = f"{_OFFICE}/relationships/footer"
    FOOTNOTES = f"{_OFFICE}/relationships/footnotes"
    ENDNOTES = f"{_OFFICE}/relationships/endnotes"
    COMMENTS = f"{_OFFICE}/relationships/comments"
    GLOSSARY = f"{_OFFICE}/relationships/glossaryDocument"
    IMAGE = f"{_OFFICE}/relationships/image"
    HYPERLINK = f"{_OFFICE}/relationships/hyperlink"
    ATTACHED_TEMPLATE = f"{_OFFICE}/relationships/attachedTemplate"
    CUSTOM_XML = f"{_OFFICE}/relationships/customXml"
    CUSTOM_XML_PROPERTIES = f"{_OFFICE}/relationships/customXmlProps"
    EXTENDED_PROPERTIES = f"{_OFFICE}/relationships/extended-properties"
    CUSTOM_PROPERTIES = f"{_OFFICE}/relationships/custom-properties"
    CORE_PROPERTIES = f"{_PACKAGE}/relationships/metadata/core-properties"
