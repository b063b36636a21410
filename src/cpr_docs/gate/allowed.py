"""The contents that a file from elsewhere may have. Anything that these lists do not name does not pass.

A security officer can read this file alone. It has one section for each kind of file; the bounds of a package's size
are in `cpr_docs.ooxml.package`, those of its XML in `cpr_docs.ooxml.xml`.
"""

from typing import Final, Literal

# ---------------------------------------------------------------------------------------------------- Word files ----

Kind = Literal["xml", "picture", "link"]

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
_MICROSOFT: Final = "http://schemas.microsoft.com/office"

WORD_BASES: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
)
"""The beginning of a relationship's type: transitional, and strict."""

_XML_PARTS: Final = (
    # The document and its text.
    *("officeDocument", "header", "footer", "footnotes", "endnotes", "glossaryDocument"),
    # Its look.
    *("styles", "numbering", "settings", "webSettings", "fontTable", "theme", "themeOverride"),
    # Its properties.
    *("extended-properties", "extendedProperties", "custom-properties", "customProperties"),
    # Charts and diagrams, drawn from numbers in the file.
    *("chart", "chartUserShapes", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors"),
)

WORD_RELATIONSHIPS: Final[dict[str, Kind]] = {
    **{base + name: "xml" for base in WORD_BASES for name in _XML_PARTS},
    **{base + "image": "picture" for base in WORD_BASES},
    **{base + "hyperlink": "link" for base in WORD_BASES},
    f"{_PACKAGE}/core-properties": "xml",
    f"{_MICROSOFT}/2007/relationships/stylesWithEffects": "xml",
    f"{_MICROSOFT}/2007/relationships/diagramDrawing": "xml",
    f"{_MICROSOFT}/2011/relationships/chartStyle": "xml",
    f"{_MICROSOFT}/2011/relationships/chartColorStyle": "xml",
}
"""The relationships of a Word file that pass, and the kind of their targets. The target of a link alone is outside."""

OUTSIDE_A_RETURN: Final = frozenset({WORD_BASES[0] + "hyperlink", WORD_BASES[0] + "attachedTemplate"})
"""The relationships that may lead out of a document that is read back, which is neither drawn nor converted.

Word attaches a template for its styles and macros; the document contains none of them, and reading needs none.
"""

UNSEEN_RELATIONSHIPS: Final = {
    "attachedTemplate": "the attached template",
    "classificationlabels": "the classification label",
    "comments": "comments",
    "commentsExtended": "comments",
    "commentsExtensible": "comments",
    "commentsIds": "comments",
    "customXml": "custom XML",
    "customXmlProps": "custom XML",
    "documenttasks": "tasks",
    "font": "embedded fonts",
    "origin": "a digital signature",
    "hdphoto": "the original of a picture",
    "keyMapCustomizations": "keyboard settings",
    "package": "an embedded file",
    "people": "the names of people",
    "printerSettings": "printer settings",
    "recipientData": "mail merge data",
    "mailMergeSource": "mail merge data",
    "mailMergeHeaderSource": "mail merge data",
    "thumbnail": "the thumbnail",
}
"""Relationships, by the last word of their type, that no reader sees: left out of documents and of templates alike."""

KNOWN_RELATIONSHIPS: Final = {
    "aFChunk": "text of another file (altChunk)",
    "audio": "a sound",
    "control": "an ActiveX control",
    "extensibility": "a toolbar",
    "frame": "a frame of another file",
    "hyperlink": "a link to another address than http, https or mailto",
    "image": "a linked picture",
    "oleObject": "an embedded or linked object (OLE)",
    "subDocument": "a subdocument",
    "transform": "a transformation (XSLT)",
    "video": "a film",
    "webextensiontaskpanes": "an add-in",
}
"""Further relationships, by the last word of their type, with the words that a message has for them."""

ACTIVE_PARTS: Final = ("vbaproject", "vbadata", "macroenabled", "activex")
"""A file passes only if no name and no content type of a part contains one of these: they are programs."""

LINK_SCHEMES: Final = ("http://", "https://", "mailto:")
"""The beginnings of an address that a link may lead to."""

FIELDS: Final = frozenset(
    {
        # Pages, sections, headings and bookmarks of this document.
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ", "HYPERLINK"),
        *("TOC", "TC", "XE", "INDEX", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "BIBLIOGRAPHY", "CITATION"),
        # Dates and counts.
        *("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "NUMWORDS", "NUMCHARS", "REVNUM"),
        # Properties that the document itself has.
        *("TITLE", "SUBJECT", "KEYWORDS", "DOCPROPERTY"),
        # Text and sums within the field.
        *("QUOTE", "SYMBOL", "EQ", "ADVANCE", "IF", "COMPARE", "=", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"),
        "MERGEFIELD",
    }
)
"""The fields that pass. Another one is dissolved: its last result stays as text."""

PATH_FIELDS: Final = frozenset({"FILENAME", "TEMPLATE"})
"""Fields that print where a file lies: they are left out with their result."""

KNOWN_FIELDS: Final = frozenset(
    {
        *("ADDIN", "ASK", "AUTHOR", "AUTOTEXT", "AUTOTEXTLIST", "COMMENTS", "CONTROL", "DATABASE", "DDE", "DDEAUTO"),
        *("DOCVARIABLE", "EMBED", "FILESIZE", "FILLIN", "GOTOBUTTON", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INFO"),
        *("INCLUDETEXT", "LASTSAVEDBY", "LINK", "MACROBUTTON", "PRINT", "RD", "SET", "USERADDRESS", "USERINITIALS"),
        "USERNAME",
    }
)
"""Names of other fields, which a message may show."""

PICTURE_KINDS: Final = ("PNG", "JPEG", "GIF", "BMP", "SVG")
"""The kinds of picture that pass, told by their first bytes; their metadata (EXIF, XMP, IPTC, comments) is left out."""

MAX_PIXELS: Final = 64 * 10**6
"""How many pixels a picture may have; a sheet of A4 at 600 dots an inch has 35 million."""

SVG_ELEMENTS: Final = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "style", "title", "desc", "switch", "image"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath"),
        *("linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker"),
        *("filter", "feGaussianBlur", "feOffset", "feBlend", "feFlood", "feComposite", "feMerge", "feMergeNode"),
        *("feColorMatrix", "feComponentTransfer", "feFuncR", "feFuncG", "feFuncB", "feFuncA"),
    }
)
"""The elements of an SVG that pass: it has no script, no animation, no foreign object and no link outside itself."""

MAX_SVG_DRAWN: Final = 100_000
"""How many elements an SVG may draw, each counted as often as `use`, patterns and the like repeat it."""

# --------------------------------------------------------------------------------------------- end of Word files ----
