"""The smallest Word document without a finding, and builders for the contents that tests add."""

from collections.abc import Mapping

from cpr_docs.ooxml.names import NAMESPACES, ContentType, PartName, RelationshipType
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.relationships import relationships_name

_PREFIXES = ("w", "w14", "w15", "r", "mc", "wp", "a", "pic")
_DECLARED = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in _PREFIXES)
ROOT = f'{_DECLARED} mc:Ignorable="w14 w15"'
"""The namespace declarations of a part's root."""

SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
COLUMN = '<w:gridCol w:w="900"/>'
STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:lang w:val="cy-GB"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="Letters"><w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="Plain"><w:name w:val="Normal Table"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/>'
    '<w:basedOn w:val="Heading1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
CORE = (
    "<dc:title>Adolygiad</dc:title><dc:creator></dc:creator><dc:language>cy-GB</dc:language>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2011-12-05T09:30:00Z</dcterms:created>'
)
CONTENT_TYPES = {
    PartName.DOCUMENT: ContentType.DOCUMENT,
    PartName.STYLES: ContentType.STYLES,
    PartName.NUMBERING: ContentType.NUMBERING,
    PartName.SETTINGS: ContentType.SETTINGS,
    PartName.CORE_PROPERTIES: ContentType.CORE_PROPERTIES,
    "word/header1.xml": ContentType.HEADER,
    "word/footnotes.xml": ContentType.FOOTNOTES,
}
RELATIONSHIPS = {
    "rStyles": (RelationshipType.STYLES, "styles.xml"),
    "rNumbering": (RelationshipType.NUMBERING, "numbering.xml"),
    "rSettings": (RelationshipType.SETTINGS, "settings.xml"),
    "rHeader": (RelationshipType.HEADER, "header1.xml"),
    "rNotes": (RelationshipType.FOOTNOTES, "/word/footnotes.xml"),
}


def document(
    body: str = "",
    *,
    section: str = SECTION,
    styles: str = STYLES,
    numbering: str = NUMBERING,
    settings: str = "",
    header: str = "<w:p/>",
    footnotes: str = '<w:footnote w:id="1"><w:p/></w:footnote>',
    core: str = CORE,
    types: str = "",
    relationships: str = "",
    package_relationships: str = "",
    others: Mapping[str, str] | None = None,
) -> Package:
    """A whole document; each argument is the inside of a part, `types` and the relationships are lines to add."""
    return Package(
        {
            PartName.CONTENT_TYPES: _content_types(types),
            PartName.PACKAGE_RELATIONSHIPS: _listed(
                {
                    "r1": (RelationshipType.DOCUMENT, PartName.DOCUMENT),
                    "r2": (RelationshipType.CORE_PROPERTIES, PartName.CORE_PROPERTIES),
                },
                package_relationships,
            ),
            PartName.DOCUMENT: part("w:document", f"<w:body>{body}{section}</w:body>"),
            PartName.DOCUMENT_RELATIONSHIPS: _listed(RELATIONSHIPS, relationships),
            PartName.STYLES: part("w:styles", styles),
            PartName.NUMBERING: part("w:numbering", numbering),
            PartName.SETTINGS: part("w:settings", settings),
            "word/header1.xml": part("w:hdr", header),
            "word/footnotes.xml": part("w:footnotes", footnotes),
            PartName.CORE_PROPERTIES: core_properties(core),
            **{name: content.encode() for name, content in (others or {}).items()},
        }
    )


def changed(package: Package, **parts: bytes | None) -> Package:
    """The package with other content for some parts; `None` takes one out."""
    replaced = {**package, **parts}
    return Package({name: content for name, content in replaced.items() if content is not None})


def part(root: str, content: str, attributes: str = ROOT) -> bytes:
    """One of Word's XML parts."""
    return f"<{root} {attributes}>{content}</{root}>".encode()


def core_properties(content: str) -> bytes:
    """The part with the document's properties."""
    declared = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("cp", "dc", "dcterms", "xsi"))
    return f"<cp:coreProperties {declared}>{content}</cp:coreProperties>".encode()


def relationships_of(name: str, lines: str) -> dict[str, str]:
    """The relationships of a part, as an entry of `others`."""
    return {relationships_name(name): _listed({}, lines).decode()}


def relationship(own_id: str, relationship_type: str, target: str, *, external: bool = False) -> str:
    """One line of a relationships part."""
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{own_id}" Type="{relationship_type}" Target="{target}"{mode}/>'


def override(name: str, content_type: str) -> str:
    """One line of the content types, for one part."""
    return f'<Override PartName="/{name}" ContentType="{content_type}"/>'


def p(content: str = "", properties: str = "") -> str:
    """A paragraph of runs."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inner}{content}</w:p>"


def r(text: str = "x", properties: str = "") -> str:
    """A run of text."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{inner}<w:t>{text}</w:t></w:r>"


def heading(level: int, text: str = "x") -> str:
    """A heading."""
    return p(r(text), f'<w:pStyle w:val="Heading{level}"/>')


def tbl(columns: int, *rows: str) -> str:
    """A table of rows, with a paragraph after it."""
    return f"<w:tbl><w:tblPr/><w:tblGrid>{COLUMN * columns}</w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tc(content: str = "<w:p/>", properties: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def sdt(content: str, properties: str = "", *, own_id: object = 1, tag: str = "") -> str:
    """A content control round what is given; without an id if that is `None`."""
    name = f'<w:tag w:val="{tag}"/>' if tag else ""
    number = "" if own_id is None else f'<w:id w:val="{own_id}"/>'
    return f"<w:sdt><w:sdtPr>{name}{number}{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def check_box(content: str, *, checked: bool = False) -> str:
    """A check box in a paragraph."""
    return p(sdt(content, f'<w14:checkbox><w14:checked w14:val="{int(checked)}"/></w14:checkbox>'))


def field(*steps: str) -> str:
    """A paragraph with the steps of a field: begin, separate, end, or an instruction."""
    kinds = {step: f'<w:fldChar w:fldCharType="{step}"/>' for step in ("begin", "separate", "end")}
    return p("".join(f"<w:r>{kinds.get(step, f'<w:instrText>{step}</w:instrText>')}</w:r>" for step in steps))


def bookmark(own_id: int = 1, name: str = "place", *, end: bool = True) -> str:
    """A bookmark that marks nothing."""
    closing = f'<w:bookmarkEnd w:id="{own_id}"/>' if end else ""
    return f'<w:bookmarkStart w:id="{own_id}" w:name="{name}"/>{closing}'


def drawing(own_id: int = 1, description: str = "The board's crest") -> str:
    """A paragraph with a drawing."""
    properties = f'<wp:docPr id="{own_id}" name="x" descr="{description}"/>'
    return p(f"<w:r><w:drawing><wp:inline>{properties}</wp:inline></w:drawing></w:r>")


def _content_types(lines: str) -> bytes:
    defaults = (
        f'<Default Extension="rels" ContentType="{ContentType.RELATIONSHIPS}"/>'
        f'<Default Extension="png" ContentType="{ContentType.PNG}"/>'
    )
    known = "".join(override(name, content_type) for name, content_type in CONTENT_TYPES.items())
    return f'<Types xmlns="{NAMESPACES["ct"]}">{defaults}{known}{lines}</Types>'.encode()


def _listed(known: Mapping[str, tuple[str, str]], lines: str = "") -> bytes:
    all_lines = "".join(relationship(own_id, *line) for own_id, line in known.items()) + lines
    return f'<Relationships xmlns="{NAMESPACES["rel"]}">{all_lines}</Relationships>'.encode()
