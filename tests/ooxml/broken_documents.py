"""A document for each fault that the lint finds, and sound documents that resemble one with a fault."""

from collections.abc import Mapping
from typing import NamedTuple

from cpr_docs.ooxml.names import NAMESPACES, ContentType, PartName, RelationshipType
from cpr_docs.ooxml.package import Package
from tests.ooxml.documents import (
    COLUMN,
    CORE,
    NUMBERING,
    SECTION,
    STYLES,
    bookmark,
    changed,
    check_box,
    core_properties,
    document,
    drawing,
    field,
    heading,
    override,
    p,
    part,
    r,
    relationship,
    relationships_of,
    sdt,
    tbl,
    tc,
    tr,
)


class Broken(NamedTuple):
    """A document with one fault."""

    code: str
    how: str
    package: Package
    along: tuple[str, ...] = ()
    """The findings that the fault cannot occur without."""


_HEADER_REFERENCE = '<w:headerReference w:type="default" r:id="rHeader"/>'
_PERSON = "Sioned"
_REPEATING = "<w15:repeatingSectionItem/>"
_MERGED = "<w:vMerge/>"
_MERGE_START = '<w:vMerge w:val="restart"/>'
_HEADER_ROW = "<w:tblHeader/>"
_DROP_DOWN = "<w:dropDownList>{}</w:dropDownList>"
_DRAWING = drawing().removeprefix("<w:p><w:r>").removesuffix("</w:r></w:p>")
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_STRANGE = 'xmlns:s="urn:strange"'


def _section(content: str) -> Package:
    return document(section=f"<w:sectPr>{content}</w:sectPr>")


def _style(inner: str, own_id: str = "Own", kind: str = "paragraph") -> str:
    return f'{STYLES}<w:style w:type="{kind}" w:styleId="{own_id}"><w:name w:val="{own_id}"/>{inner}</w:style>'


def _with_part(name: str, content_type: str, relationship_type: str, content: str = "<x/>") -> Package:
    return document(
        types=override(f"word/{name}", content_type),
        relationships=relationship("rOther", relationship_type, name),
        others={f"word/{name}": content},
    )


def _without(part_name: str) -> Package:
    return changed(document(), **{part_name: None})


def _main_type(content_type: str) -> Package:
    package = document()
    types = package[PartName.CONTENT_TYPES].replace(ContentType.DOCUMENT.encode(), content_type.encode())
    return changed(package, **{PartName.CONTENT_TYPES: types})


def _items(*items: str) -> str:
    lines = "".join(f"<w:listItem {item}/>" for item in items)
    return p(sdt(r(), _DROP_DOWN.format(lines)))


def _dated(moment: str) -> str:
    return p(sdt(r(), f'<w:date w:fullDate="{moment}"><w:lid w:val="cy-GB"/></w:date>'))


def _core(old: str, new: str) -> Package:
    assert old in CORE
    return document(core=CORE.replace(old, new))


def _extended(content: str) -> Package:
    line = relationship("r9", RelationshipType.EXTENDED_PROPERTIES, "docProps/app.xml")
    return document(
        types=override("docProps/app.xml", ContentType.EXTENDED_PROPERTIES),
        package_relationships=line,
        others={"docProps/app.xml": f'<Properties xmlns="{NAMESPACES["ep"]}">{content}</Properties>'},
    )


SOUND: Mapping[str, Package] = {
    "the smallest": document(),
    "headings that go one deeper, and back by two": document("".join(map(heading, (1, 2, 3, 1)))),
    "a merged cell, a span, and rows that begin and end late": document(
        tbl(
            3,
            tr(tc(properties=_MERGE_START), tc(properties='<w:gridSpan w:val="2"/>')),
            tr(tc(properties=_MERGED), tc(), tc()),
            tr(tc(), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        )
    ),
    "rows and cells in controls": document(tbl(2, sdt(tr(sdt(tc(), own_id=2), tc())))),
    "a cell that ends in a bookmark": document(tbl(1, tr(tc(f"<w:p/>{bookmark()}")))),
    "header rows at the top": document(tbl(1, *[tr(tc(), properties=_HEADER_ROW)] * 2, tr(tc()))),
    "items of a repeating section": document(
        sdt(p(sdt(r(), own_id=2, tag="x")), _REPEATING) + sdt(p(sdt(r(), own_id=4, tag="x")), _REPEATING, own_id=3)
    ),
    "a locked control that repeats a value": document(
        p(sdt(r(), tag="x") + sdt(r(), '<w:lock w:val="contentLocked"/>', own_id=2, tag="x"))
    ),
    "an empty control in a paragraph": document(p(sdt(""))),
    "boxes of both states": document(check_box(r("☐")) + check_box(r("☒"), checked=True).replace('"1"', '"2"', 1)),
    "a box with a glyph of its own": document(
        p(
            sdt(
                '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
                '<w14:checkbox><w14:checked w14:val="1"/><w14:checkedState w14:val="F0FE"/></w14:checkbox>',
            )
        )
    ),
    "a date, and choices": document(
        _dated("2011-12-05T00:00:00Z") + _items('w:value="a"', 'w:value="b"').replace('"1"', '"2"')
    ),
    "a field in a field": document(field("begin", "IF", "begin", "PAGE", "end", "separate", "end")),
    "a field without a result": document(field("begin", "PAGE", "end")),
    "a link to a bookmark": document(p(f'{bookmark()}<w:hyperlink w:anchor="Place">{r()}</w:hyperlink>')),
    "a list, and a paragraph taken out of one": document(
        p(properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + p(properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    ),
    "blanks that are kept": document(p('<w:r><w:t xml:space="preserve"> x </w:t></w:r>')),
    "hidden text that is shown again": document(
        p(r(properties='<w:rStyle w:val="Own"/><w:vanish w:val="0"/>')),
        styles=_style("<w:rPr><w:vanish/></w:rPr>", kind="character"),
    ),
    "a drawing told twice, for an older Word": document(
        p(
            f'<w:r><mc:AlternateContent><mc:Choice Requires="w14">{_DRAWING}</mc:Choice>'
            f"<mc:Fallback>{_DRAWING}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    ),
    "a header": _section(_HEADER_REFERENCE),
    "a footnote": document(p('<w:r><w:footnoteReference w:id="1"/></w:r>')),
    "a border of none": document(p(properties='<w:pBdr><w:top w:val="nil"/></w:pBdr>')),
    "a date of a day": _core("2011-12-05T09:30:00Z", "2011-12-05"),
    "a date of a month": _core("2011-12-05T09:30:00Z", "2011-12"),
    "a picture that says nothing on purpose": document(
        drawing(description="").replace(
            "/></wp:inline>",
            f'><decorative xmlns="{_DECORATIVE}" val="1"/></wp:docPr></wp:inline>',
        )
    ),
    "no company": _extended("<Company></Company>"),
}

BROKEN: tuple[Broken, ...] = (
    Broken("malformed-xml", "an open element", changed(document(), **{PartName.SETTINGS: b"<w:settings>"})),
    Broken("malformed-xml", "a DOCTYPE", changed(document(), **{PartName.SETTINGS: b"<!DOCTYPE x><x/>"})),
    Broken(
        "no-document",
        "another root",
        changed(document(), **{PartName.DOCUMENT: b"<x/>"}),
    ),
    Broken(
        "content-type-missing",
        "a part of an unknown extension",
        document(relationships=relationship("r9", RelationshipType.IMAGE, "x.jpeg"), others={"word/x.jpeg": "x"}),
    ),
    Broken("content-type-unused", "no such part", document(types=override("word/none.xml", ContentType.XML))),
    Broken(
        "content-type-twice",
        "an extension in two cases",
        document(types=f'<Default Extension="PNG" ContentType="{ContentType.PNG}"/>'),
    ),
    Broken(
        "content-type-twice",
        "a part in two lines",
        document(types=override(PartName.SETTINGS, ContentType.SETTINGS)),
    ),
    Broken("not-a-document", "a template's type", _main_type(ContentType.TEMPLATE)),
    Broken("not-a-document", "macros", _main_type(ContentType.MACRO_DOCUMENT)),
    Broken(
        "relationship-dangling",
        "a link",
        document(p(f'<w:hyperlink r:id="rNone">{r()}</w:hyperlink>')),
    ),
    Broken(
        "relationship-dangling",
        "a link, on two lines",
        document(p(f'<!-- <{{ r:id -->\n<w:hyperlink\n\tr:id="rNone">{r()}</w:hyperlink>')),
    ),
    Broken(
        "relationship-dangling",
        "a link with a prefix of its own",
        document(p(f'<w:hyperlink xmlns:own="{NAMESPACES["r"]}" own:id="rNone">{r()}</w:hyperlink>')),
    ),
    Broken(
        "relationship-dangling",
        "a picture in a header, known to the body alone",
        document(header=p('<w:r><w:drawing><a:blip r:embed="rStyles"/></w:drawing></w:r>')),
    ),
    Broken(
        "relationship-target-missing",
        "an image",
        document(relationships=relationship("r9", RelationshipType.IMAGE, "none.png")),
    ),
    Broken(
        "relationship-source-missing",
        "relationships of a footer",
        document(others=relationships_of("word/footer1.xml", "") | relationships_of("word/footer2.xml", "")),
        along=("part-unreached",),
    ),
    Broken(
        "relationship-id-twice",
        "an image",
        document(relationships=relationship("rStyles", RelationshipType.STYLES, "styles.xml")),
    ),
    Broken(
        "external-link",
        "a website",
        document(relationships=relationship("r9", RelationshipType.HYPERLINK, f"https://{_PERSON}", external=True)),
    ),
    Broken(
        "external-content",
        "an image",
        document(relationships=relationship("r9", RelationshipType.IMAGE, f"https://{_PERSON}", external=True)),
    ),
    Broken("part-unreached", "an image", document(others={"word/x.png": "x"})),
    Broken("misplaced", "a paragraph in a paragraph", document(p("<w:p/>"))),
    Broken("misplaced", "a table in a paragraph", document(p(tbl(1, tr(tc())).removesuffix("<w:p/>")))),
    Broken("misplaced", "a run in the body", document(r())),
    Broken("misplaced", "a cell in a table", document(tbl(1, tr(tc()), tc()))),
    Broken("misplaced", "text without a run", document(p("<w:t>x</w:t>"))),
    Broken("control-content", "a paragraph in a paragraph's control", document(p(sdt(p())))),
    Broken("control-content", "a run in the body's control", document(sdt(r()))),
    Broken("control-content", "a cell in a table's control", document(tbl(1, tr(tc()), sdt(tc())))),
    Broken("control-content", "a paragraph in a row's control", document(tbl(1, tr(tc(), sdt(p()))))),
    Broken("empty-story", "a header", document(header="")),
    Broken("empty-story", "a footnote", document(footnotes='<w:footnote w:id="1"/>')),
    Broken("last-section", "none", document(section="")),
    Broken("last-section", "not the last", document(SECTION, section="<w:p/>")),
    Broken("section-reference-twice", "a header", _section(_HEADER_REFERENCE * 2)),
    Broken(
        "section-reference",
        "a footer that is a header",
        _section(_HEADER_REFERENCE.replace("header", "footer")),
    ),
    Broken("note-missing", "a footnote", document(p('<w:r><w:footnoteReference w:id="7"/></w:r>'))),
    Broken(
        "prefix-undeclared",
        "ignorable",
        document(settings=f'<w:x {_STRANGE} mc:Ignorable="s t"/>'),
    ),
    Broken(
        "prefix-undeclared",
        "content to be processed",
        document(settings=f'<w:x {_STRANGE} mc:ProcessContent="s:x t:x"/>'),
    ),
    Broken("prefix-undeclared", "required", document(settings='<mc:Choice Requires="w99"/>')),
    Broken(
        "not-ignorable",
        "an attribute",
        changed(
            document(),
            **{
                PartName.NUMBERING: part(
                    "w:numbering",
                    NUMBERING.replace("<w:lvl ", '<w:lvl w15:tentative="1" '),
                    f'xmlns:w="{NAMESPACES["w"]}" xmlns:w15="{NAMESPACES["w15"]}"',
                )
            },
        ),
    ),
    Broken("order", "a control's properties", document(sdt("<w:p/>", '<w:text/><w:alias w:val="x"/>'))),
    Broken(
        "order",
        "a control's content",
        document("<w:sdt><w:sdtContent><w:p/></w:sdtContent><w:sdtPr><w:id w:val='1'/></w:sdtPr></w:sdt>"),
    ),
    Broken("order", "a paragraph's properties", document(p(properties="<w:jc/><w:keepNext/>"))),
    Broken("order", "a run's properties", document(p(r(properties="<w:i/><w:b/>")))),
    Broken(
        "order",
        "a table's properties",
        document(tbl(1, tr(tc())).replace("<w:tblPr/>", "<w:tblPr><w:tblLook/><w:tblW/></w:tblPr>")),
    ),
    Broken("order", "a cell's properties", document(tbl(1, tr(tc(properties="<w:vAlign/><w:tcW/>"))))),
    Broken("order", "a section's properties", _section("<w:pgMar/><w:pgSz/>")),
    Broken("order", "a section's header", _section(f"<w:pgSz/>{_HEADER_REFERENCE}")),
    Broken("order", "a style's properties", document(styles=_style("<w:rPr/><w:pPr/>"))),
    Broken(
        "order",
        "lists before their levels",
        document(
            numbering='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:abstractNum w:abstractNumId="0"/>'
        ),
    ),
    Broken("twice", "a paragraph's alignment", document(p(properties="<w:jc/><w:jc/>"))),
    Broken("twice", "a run's language", document(p(r(properties='<w:lang w:val="en-GB"/><w:lang w:val="cy-GB"/>')))),
    Broken("properties-late", "a paragraph's", document("<w:p><w:r/><w:pPr/></w:p>")),
    Broken(
        "properties-late",
        "a table's",
        document(tbl(1, tr(tc())).replace("<w:tblPr/>", "").replace("</w:tblGrid>", "</w:tblGrid><w:tblPr/>")),
    ),
    Broken("cell-end", "nothing in it", document(tbl(1, tr(tc(""))))),
    Broken("cell-end", "a table", document(tbl(1, tr(tc(tbl(1, tr(tc())).removesuffix("<w:p/>")))))),
    Broken("cell-end", "an empty control", document(tbl(1, tr(tc(sdt(""))))), along=("control-empty",)),
    Broken("cell-end", "a table in a control", document(tbl(1, tr(tc(sdt(tbl(1, tr(tc())).removesuffix("<w:p/>"))))))),
    Broken("cell-end", "nothing in it, in a control", document(tbl(1, tr(sdt(tc("")))))),
    Broken("cell-end", "a text box", document(p("<w:r><w:pict><w:txbxContent/></w:pict></w:r>"))),
    Broken("table-without-rows", "no row", document(tbl(1))),
    Broken("row-without-cells", "no cell", document(tbl(0, tr()))),
    Broken("row-span", "a cell too few", document(tbl(2, tr(tc())))),
    Broken("row-span", "a cell too many, in a control", document(tbl(1, tr(tc(), sdt(tc()))))),
    Broken("row-span", "a span too wide", document(tbl(2, tr(tc(), tc(properties='<w:gridSpan w:val="2"/>'))))),
    Broken("row-span", "a row that ends late", document(tbl(1, tr(tc(), properties='<w:gridAfter w:val="1"/>')))),
    Broken("row-span", "no grid", document(tbl(1, tr(tc())).replace(COLUMN, ""))),
    Broken("column-width-missing", "no width", document(tbl(1, tr(tc())).replace(COLUMN, "<w:gridCol/>"))),
    Broken("too-many-columns", "64", document(tbl(64, tr(tc(properties='<w:gridSpan w:val="64"/>'))))),
    Broken("merge-without-start", "in the first row", document(tbl(1, tr(tc(properties=_MERGED))))),
    Broken(
        "merge-without-start",
        "below a row without",
        document(tbl(1, tr(tc(properties=_MERGE_START)), tr(tc()), tr(tc(properties=_MERGED)))),
    ),
    Broken(
        "merge-without-start",
        "in another column",
        document(tbl(2, tr(tc(properties=_MERGE_START), tc()), tr(tc(), tc(properties=_MERGED)))),
    ),
    Broken("late-header-row", "the second", document(tbl(1, tr(tc()), tr(tc(), properties=_HEADER_ROW)))),
    Broken("tables-touch", "no paragraph", document(tbl(1, tr(tc())).removesuffix("<w:p/>") + tbl(1, tr(tc())))),
    Broken("control-id-missing", "no id", document(sdt("<w:p/>", own_id=None))),
    Broken("control-id-range", "33 bits", document(sdt("<w:p/>", own_id=2**31))),
    Broken("control-id-range", "no number", document(sdt("<w:p/>", own_id="1.0"))),
    Broken("control-id-twice", "in one part", document(sdt("<w:p/>") * 2)),
    Broken("control-id-twice", "in two parts", document(sdt("<w:p/>"), header=sdt("<w:p/>"))),
    Broken("control-name-long", "a tag", document(sdt("<w:p/>", tag="x" * 65))),
    Broken(
        "control-name-long",
        "an alias",
        document(sdt("<w:p/>", own_id=None, properties=f'<w:alias w:val="{"ŵ" * 65}"/><w:id w:val="1"/>')),
    ),
    Broken("control-tag-twice", "in one part", document(sdt("<w:p/>", tag="x") + sdt("<w:p/>", own_id=2, tag="x"))),
    Broken(
        "control-tag-twice",
        "in one item of a repeating section",
        document(sdt(p(sdt(r(), own_id=2, tag="x") + sdt(r(), own_id=3, tag="x")), _REPEATING)),
    ),
    Broken(
        "control-kinds", "text and a date", document(sdt("<w:p/>", "<w:text/><w14:checkbox/>")), ("check-box-runs",)
    ),
    Broken("control-empty", "in the body", document(sdt(""))),
    Broken("control-empty", "round a row that is gone", document(tbl(1, tr(tc()), sdt("")))),
    Broken("control-empty", "round a cell that is gone", document(tbl(1, tr(tc(), sdt(""))))),
    Broken("control-empty", "a bookmark alone", document(sdt(bookmark()))),
    Broken("control-empty", "no content", document(p('<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr></w:sdt>'))),
    Broken("check-box-runs", "none", document(check_box(""))),
    Broken("check-box-runs", "two", document(check_box(r("☐") * 2))),
    Broken("check-box-glyph", "unchecked, with a cross", document(check_box(r("☒")))),
    Broken("check-box-glyph", "checked, without", document(check_box(r("☐"), checked=True))),
    Broken("check-box-glyph", "two glyphs", document(check_box(r("☐☐")))),
    Broken(
        "choice-twice", "a value", document(_items('w:value="a" w:displayText="A"', 'w:value="a" w:displayText="B"'))
    ),
    Broken(
        "choice-twice", "a text", document(_items('w:value="a" w:displayText="A"', 'w:value="b" w:displayText="A"'))
    ),
    Broken("control-date", "words", document(_dated(_PERSON))),
    Broken("control-date", "a day alone", document(_dated("2011-12-05"))),
    Broken("control-date", "the 31st of November", document(_dated("2011-11-31T00:00:00Z"))),
    Broken("style-undefined", "a paragraph's", document(p(properties='<w:pStyle w:val="None"/>'))),
    Broken("style-undefined", "a run's in a header", document(header=p(r(properties='<w:rStyle w:val="None"/>')))),
    Broken(
        "style-undefined",
        "a table's",
        document(tbl(1, tr(tc())).replace("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="None"/></w:tblPr>')),
    ),
    *(
        Broken("style-undefined", f"another style's {name}", document(styles=_style(f'<w:{name} w:val="None"/>')))
        for name in ("basedOn", "next", "link")
    ),
    Broken("style-type", "a run's for a paragraph", document(p(properties='<w:pStyle w:val="Letters"/>'))),
    Broken("style-type", "based on one of a table", document(styles=_style('<w:basedOn w:val="Plain"/>'))),
    Broken(
        "style-twice",
        "an id",
        document(styles=_style("") + _style("", kind="character").removeprefix(STYLES).replace('"Own"/>', '"Other"/>')),
    ),
    Broken("style-twice", "a name", document(styles=_style("").replace('name w:val="Own"', 'name w:val="Heading 1"'))),
    Broken("style-circle", "itself", document(styles=_style('<w:basedOn w:val="Own"/>'))),
    Broken(
        "numbering-undefined",
        "a paragraph's",
        document(p(properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>')),
    ),
    Broken(
        "numbering-undefined",
        "a style's",
        document(styles=_style('<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>')),
    ),
    Broken(
        "numbering-abstract",
        "none",
        document(numbering=f'{NUMBERING}<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'),
    ),
    Broken(
        "numbering-twice",
        "a list",
        document(numbering=f'{NUMBERING}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'),
    ),
    Broken(
        "numbering-level",
        "the tenth",
        document(p(properties='<w:numPr><w:ilvl w:val="9"/><w:numId w:val="1"/></w:numPr>')),
    ),
    Broken("bookmark-unpaired", "no end", document(p(bookmark(end=False)))),
    Broken("bookmark-unpaired", "no start", document(p('<w:bookmarkEnd w:id="1"/>'))),
    Broken("bookmark-unpaired", "the end first", document(p('<w:bookmarkEnd w:id="1"/>' + bookmark(end=False)))),
    Broken(
        "bookmark-unpaired",
        "the end elsewhere",
        document(p(bookmark(end=False)), header=p('<w:bookmarkEnd w:id="1"/>')),
    ),
    Broken("bookmark-id-twice", "an id", document(p(bookmark() + bookmark(name="other")))),
    Broken("bookmark-name-twice", "a name in two cases", document(p(bookmark() + bookmark(2, "Place")))),
    Broken("bookmark-name", "too long", document(p(bookmark(name="x" * 41)))),
    Broken("bookmark-name", "a blank", document(p(bookmark(name=f"{_PERSON} x")))),
    Broken("anchor-missing", "a link", document(p(f'<w:hyperlink w:anchor="{_PERSON}">{r()}</w:hyperlink>'))),
    Broken("field-unpaired", "no end", document(field("begin", "PAGE", "separate"))),
    Broken("field-unpaired", "no beginning", document(field("end"))),
    Broken("field-unpaired", "two results", document(field("begin", "PAGE", "separate", "separate", "end"))),
    Broken("field-unpaired", "an instruction outside", document(field("PAGE"))),
    Broken("field-unpaired", "an instruction in the result", document(field("begin", "separate", "PAGE", "end"))),
    Broken("drawing-id-twice", "an id", document(drawing() * 2)),
    Broken("tag-left", "in a text", document(p(r("{{ x }}")))),
    Broken("tag-left", "spread over runs", document(p(r("{") + r("% if x %") + r("}")))),
    Broken("tag-left", "a remark in a header", document(header=p(r("{# x #}")))),
    Broken("tag-left", "in a picture's words", document(drawing(description="{{ x }}"))),
    Broken("tag-left", "in the title", _core("Adolygiad", "{{ x }}")),
    Broken("tag-left", "half of one", document(p(r("x }}")))),
    Broken("blank-lost", "before", document(p(r(f" {_PERSON}")))),
    Broken("blank-lost", "after, in a footnote", document(footnotes=f'<w:footnote w:id="1">{p(r("x "))}</w:footnote>')),
    Broken("newline", "in a text", document(p(r(f"{_PERSON}\nx")))),
    Broken("property-date", "words", _core("2011-12-05T09:30:00Z", _PERSON)),
    Broken("property-date", "no time zone", _core("2011-12-05T09:30:00Z", "2011-12-05T09:30:00")),
    Broken("property-date", "the 31st of November", _core("2011-12-05", "2011-11-31")),
    Broken("property-date", "no type", _core(' xsi:type="dcterms:W3CDTF"', "")),
    Broken("property-twice", "the title", document(core=f"{CORE}<dc:title>x</dc:title>")),
    Broken("title-missing", "blank", _core("Adolygiad", " ")),
    Broken(
        "title-missing",
        "no properties",
        changed(
            document(),
            **{PartName.CORE_PROPERTIES: core_properties("<dc:language>cy</dc:language>")},
        ),
    ),
    Broken("language-missing", "none", _core("<dc:language>cy-GB</dc:language>", "")),
    Broken("default-language-missing", "none", document(styles=STYLES.replace('<w:lang w:val="cy-GB"/>', ""))),
    Broken("languages-differ", "English and Welsh", _core("cy-GB", "en-GB")),
    Broken("person-in-properties", "the author", _core("<dc:creator>", f"<dc:creator>{_PERSON}")),
    Broken(
        "person-in-properties",
        "who saved it",
        document(core=f"{CORE}<cp:lastModifiedBy>{_PERSON}</cp:lastModifiedBy>"),
    ),
    Broken("person-in-properties", "the company", _extended(f"<Company>{_PERSON}</Company>")),
    Broken("heading-skips", "from 1 to 3", document(heading(1) + heading(3))),
    Broken("heading-skips", "the first", document(heading(2))),
    Broken("heading-skips", "by the level of the paragraph", document(p(properties='<w:outlineLvl w:val="1"/>'))),
    Broken("paragraph-border", "a paragraph's", document(p(properties='<w:pBdr><w:top w:val="single"/></w:pBdr>'))),
    Broken(
        "paragraph-border",
        "a style's",
        document(styles=_style('<w:pPr><w:pBdr><w:top w:val="single"/></w:pBdr></w:pPr>')),
    ),
    Broken("alternative-text", "none", document(drawing(description=" "))),
    Broken("tracked-change", "an insertion", document(p(f'<w:ins w:id="1" w:author="{_PERSON}">{r()}</w:ins>'))),
    Broken(
        "tracked-change",
        "a deletion",
        document(p(f'<w:del w:id="1"><w:r><w:delText>{_PERSON}</w:delText></w:r></w:del>')),
    ),
    Broken("tracked-change", "formatting", document(p(r(properties='<w:b/><w:rPrChange w:id="1"/>')))),
    Broken("comment", "a range", document(p('<w:commentRangeStart w:id="1"/>'))),
    Broken("hidden-text", "a run", document(p(r(_PERSON, "<w:vanish/>")))),
    Broken(
        "hidden-text",
        "by a style that another is based on",
        document(
            p(r(), '<w:pStyle w:val="Child"/>'),
            styles=_style("<w:rPr><w:vanish/></w:rPr>")
            + _style('<w:basedOn w:val="Own"/>', "Child").removeprefix(STYLES),
        ),
    ),
    Broken(
        "hidden-part",
        "comments",
        _with_part(
            "comments.xml",
            ContentType.COMMENTS,
            RelationshipType.COMMENTS,
            part("w:comments", f'<w:comment w:id="1">{p(r(_PERSON))}</w:comment>').decode(),
        ),
    ),
    Broken("hidden-part", "data of its own", _with_part("item1.xml", ContentType.XML, RelationshipType.CUSTOM_XML)),
    Broken(
        "document-variable",
        "a variable",
        document(settings=f'<w:docVars><w:docVar w:name="x" w:val="{_PERSON}"/></w:docVars>'),
    ),
    Broken("editing-session", "a paragraph", document('<w:p w:rsidR="00A1"/>')),
    Broken("editing-session", "the settings", document(settings='<w:rsids><w:rsid w:val="00A1"/></w:rsids>')),
)
