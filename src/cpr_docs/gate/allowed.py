"""Everything that a file from elsewhere may contain, and every bound, for a security officer to read.

Contents that are on no list are removed and named, or the file is refused. There is one section for each kind of
file; the bounds of a Word file's package are in `cpr_docs.ooxml.package`, those of its XML in `cpr_docs.ooxml.xml`.
"""

from typing import Final, Literal


def _keys(names: str) -> frozenset[str]:
    return frozenset(names.split())


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
"""The relationships of a Word file that pass, and the kind of their targets; that of a link is an address."""

OUTSIDE_A_RETURN: Final = frozenset({WORD_BASES[0] + "hyperlink", WORD_BASES[0] + "attachedTemplate"})
"""The relationships that may lead out of a document that is read, which is neither drawn nor converted.

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
"""Relationships, by the last word of their type, that no reader sees: removed from documents and from templates."""

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
"""Further relationships, by the last word of their type, with the phrase for a message."""

ACTIVE_PARTS: Final = ("vbaproject", "vbadata", "macroenabled", "activex")
"""A file is refused if the name or the content type of a part contains one of these words: the part is a program."""

LINK_SCHEMES: Final = ("http://", "https://", "mailto:")
"""The beginnings of the addresses that a link may have."""

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
"""The fields that pass. Any other field is dissolved: its last result stays as text."""

PATH_FIELDS: Final = frozenset({"FILENAME", "TEMPLATE"})
"""Fields that print the path of a file: they are removed with their result."""

KNOWN_FIELDS: Final = frozenset(
    {
        *("ADDIN", "ASK", "AUTHOR", "AUTOTEXT", "AUTOTEXTLIST", "COMMENTS", "CONTROL", "DATABASE", "DDE", "DDEAUTO"),
        *("DOCVARIABLE", "EMBED", "FILESIZE", "FILLIN", "GOTOBUTTON", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INFO"),
        *("INCLUDETEXT", "LASTSAVEDBY", "LINK", "MACROBUTTON", "PRINT", "RD", "SET", "USERADDRESS", "USERINITIALS"),
        "USERNAME",
    }
)
"""Further names of Word's fields, which a message may show."""

MAX_PIXELS: Final = 64 * 10**6
"""Pixels of a picture; a sheet of A4 at 600 dots an inch has 35 million."""

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
"""Elements that an SVG draws, each counted as often as `use`, patterns and the like repeat it."""

# --------------------------------------------------------------------------------------------- end of Word files ----

# --- Workbooks ---------------------------------------------------------------------------------------------------
# openpyxl opens five kinds of parts: the content types, the workbook, its shared strings, its styles, its worksheets.
# Macros, external links, embedded objects, pictures, charts, comments and properties are never opened.

WORKBOOK_ROWS: Final = 1_048_576
"""Rows of a worksheet: as many as Excel has."""
WORKBOOK_COLUMNS: Final = 16_384
"""Columns of a worksheet: as many as Excel has."""
WORKBOOK_CELLS: Final = 5_000_000
"""Cells of all worksheets, with the blank cells before and between them, which openpyxl creates too."""
WORKBOOK_STRINGS: Final = 1_000_000
"""Shared strings."""
WORKBOOK_TEXT: Final = 100_000
"""Characters of a cell or a shared string: Excel has 32,767, and escapes a character as up to seven."""
WORKBOOK_SHEETS: Final = 255
"""Worksheets."""
WORKBOOK_OTHER_BYTES: Final = 8 * 2**20
"""Bytes of a part that is neither a worksheet nor the shared strings: styles, content types, relationships."""
WORKBOOK_LARGE_PARTS: Final = frozenset({"worksheet", "sst", "pivotCacheRecords"})
"""The root elements of the parts that only the bounds of `ooxml.package` limit."""

# --- PDFs that are bound into a pack (ISO 32000-1) -----------------------------------------------------------------
# A key that is on no list of its object is removed, with the objects that only that key refers to.

PDF_BYTES: Final = 256 * 2**20
"""Bytes of a PDF."""
PDF_LINKS: Final = ("http:", "https:", "mailto:")
"""The schemes of the addresses that a link may lead to; it may also lead to a page of its own PDF."""
PDF_ANNOTATIONS: Final = _keys(
    "/Link /Widget /FreeText /Stamp /Ink /Line /Square /Circle /Polygon /PolyLine "
    "/Highlight /Underline /Squiggly /StrikeOut"
)
"""The annotations that stay, without author, pop-up and comment. Hidden annotations are removed."""
PDF_ANNOTATION_KEYS: Final = _keys(
    "/Type /Subtype /Rect /F /AP /AS /Border /BS /BE /C /IC /CA /H /QuadPoints /InkList /L /LE /Vertices "
    "/StructParent /OC /Lang /FT"
)
PDF_ANNOTATION_MORE: Final = {
    "/Link": _keys("/A /Dest /Contents"),
    "/Widget": _keys("/TU"),
    "/FreeText": _keys("/Contents /DA /Q"),
}
"""The further keys of one kind of annotation: a screen reader reads the `Contents` of a link."""
PDF_PAGE_KEYS: Final = _keys(
    "/Type /Parent /Kids /Count /Resources /MediaBox /CropBox /BleedBox /TrimBox /ArtBox /Rotate /Contents /Group "
    "/Annots /StructParents /Tabs /UserUnit"
)
PDF_LAYER_KEYS: Final = _keys("/Type /Name /Intent /OCGs /P /VE")
PDF_TAG_KEYS: Final = _keys("/Type /S /ID /P /Pg /K /A /C /R /T /Lang /Alt /E /ActualText /MCID /Stm /StmOwn /Obj")
"""The keys of a structure element and of the objects that it refers to."""
PDF_TAG_ATTRIBUTES: Final = _keys("/Layout /List /Table /PrintField")
"""The owners of attributes of structure elements; `UserProperties` and other programs' own are removed."""
PDF_DRAWING_KEYS: Final = _keys(
    # streams and their filters
    "/Length /Length1 /Length2 /Length3 /Filter /DecodeParms /DL /Predictor /Colors /Columns /EarlyChange /Rows "
    "/EndOfLine /EncodedByteAlign /EndOfBlock /BlackIs1 /DamagedRowsBeforeError /ColorTransform /JBIG2Globals "
    # resources
    "/ExtGState /ColorSpace /Pattern /Shading /XObject /Font /ProcSet /Properties /Resources "
    # forms, images, groups, marked content
    "/Type /Subtype /FormType /BBox /Matrix /Group /StructParent /StructParents /OC /Name /Width /Height /Intent "
    "/BitsPerComponent /ImageMask /Mask /Decode /Interpolate /SMask /SMaskInData /Matte /S /CS /I /K /MCID /Lang "
    "/ActualText /Alt /E /Attached "
    # fonts
    "/BaseFont /FirstChar /LastChar /Widths /FontDescriptor /Encoding /ToUnicode /FontBBox /FontMatrix /CharProcs "
    "/DescendantFonts /CIDSystemInfo /DW /W /DW2 /W2 /CIDToGIDMap /BaseEncoding /Differences /Registry /Ordering "
    "/Supplement /CMapName /WMode /UseCMap /FontName /FontFamily /FontStretch /FontWeight /Flags /ItalicAngle "
    "/Ascent /Descent /Leading /CapHeight /XHeight /StemV /StemH /AvgWidth /MaxWidth /MissingWidth /FontFile "
    "/FontFile2 /FontFile3 /CharSet /Style /Panose /FD /CIDSet "
    # functions, shadings, patterns, colour spaces
    "/FunctionType /Domain /Range /Size /BitsPerSample /Order /Encode /C0 /C1 /N /Functions /Bounds /ShadingType "
    "/Background /AntiAlias /Function /Coords /Extend /BitsPerCoordinate /BitsPerFlag /VerticesPerRow /PatternType "
    "/PaintType /TilingType /XStep /YStep /Alternate /WhitePoint /BlackPoint /Gamma /Colorants /Process "
    "/MixingHints /Components /Solidities /PrintingOrder /DotGain "
    # states of graphics, masks, halftones
    "/LW /LC /LJ /ML /D /RI /OP /op /OPM /BG /BG2 /UCR /UCR2 /TR /TR2 /HT /FL /SM /SA /BM /CA /ca /AIS /TK /G /BC "
    "/HalftoneType /HalftoneName /Frequency /Angle /SpotFunction /AccurateScreens /TransferFunction /Xsquare "
    "/Ysquare /Width2 /Height2 /Default"
)
"""The keys of all objects that draw a page: contents, fonts, pictures, colours."""

# --- LibreOffice ---------------------------------------------------------------------------------------------------

OFFICE_MEMORY: Final = 2 * 2**30
"""Bytes of memory of a LibreOffice process; a chunk of letters needs a quarter of them."""
OFFICE_FILE: Final = 2**29
"""Bytes of a file that LibreOffice writes, such as a PDF."""
OFFICE_FOLDERS: Final = (
    *("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/opt", "/etc/fonts", "/etc/libreoffice"),
    *("/etc/alternatives", "/etc/ld.so.cache", "/etc/localtime", "/var/cache/fontconfig", "/var/lib/libreoffice"),
    *("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom"),
)
"""The paths that LibreOffice can read besides its own folder and that of its documents: programs and fonts."""
OFFICE_VARIABLES: Final = ("PATH", "LANG", "LANGUAGE", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
"""The environment variables that LibreOffice inherits, beside those of the locale, `LC_`."""
