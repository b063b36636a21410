"""Cleans the headers and footers of a reference document, so that they fit into any template."""

from collections.abc import Iterable
from typing import Final, cast

from lxml import etree

from cpr_docs.authoring.border_tables import borders_to_tables
from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.names import NAMESPACES, qn
from cpr_docs.ooxml.traversal import number, put, text_of
from cpr_docs.ooxml.xml import remove_element, serialise_xml

_DECORATIVE: Final = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_DECORATIVE_EXTENSION: Final = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
# Word's own marks, and ranges whose other end may be in another part.
_REMOVED: Final = tuple(
    map(
        qn,
        (
            *("w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:permStart", "w:permEnd"),
            *("w:lastRenderedPageBreak", "w:sectPr", "a:hlinkClick", "a:hlinkHover"),
        ),
    )
)
_OWN_IDS: Final = (qn("w14:paraId"), qn("w14:textId"))
# The address that a click on a shape leads to.
_LINK: Final = ("href",)
_LONGEST_DESCRIPTION: Final = 250
_DISTANCE: Final = 120


def cleaned_story(root: etree._Element) -> bytes:
    """The header or footer without controls, links, bookmarks and ids, and with its lines as borders of a table.

    A control in a header is never read back, and a link would lead out of every document: their words stay.
    """
    for control in list(controls_in(root)):
        control.unwrap()
    for element in list(root.iter(*_REMOVED)):
        remove_element(element)
    for link in list(root.iter(qn("w:hyperlink"))):
        for child in list(link):
            link.addprevious(child)
        remove_element(link)
    for element in root.iter("*"):
        for name in (*_OWN_IDS, *(_LINK if element.tag != qn("v:imagedata") else ())):
            element.attrib.pop(name, "")
    borders_to_tables(root)
    last = root[-1] if len(root) else None
    if last is None or last.tag != qn("w:p"):
        # Word refuses a header or a footer that does not end in a paragraph.
        etree.SubElement(root, qn("w:p"))
    return serialise_xml(root)


def keep_distance(root: etree._Element) -> None:
    """Keeps the last line of a header 6 points above the text."""
    last = root[-1]
    properties = last.find(qn("w:pPr"))
    if properties is None:
        properties = etree.Element(qn("w:pPr"))
        last.insert(0, properties)
    spacing = properties.find(qn("w:spacing"))
    if spacing is None:
        spacing = etree.Element(qn("w:spacing"))
        put(properties, spacing)
    spacing.set(qn("w:after"), str(max(number(spacing, attribute="w:after"), _DISTANCE)))


def describe_drawings(root: etree._Element, decoration: str) -> None:
    """Describes the drawings without alternative text: a text box by its words, any other as decorative.

    `decoration` is the word for a line or a shape, because a converter to PDF may not know that it is decorative. A
    picture needs no such word.
    """
    for properties in root.iter(qn("wp:docPr")):
        if properties.get("descr", "").strip():
            continue
        drawing = properties.getparent()
        inside = [] if drawing is None else list(drawing.iter(qn("w:txbxContent")))
        words = " ".join(" ".join(text_of(paragraph) for box in inside for paragraph in box).split())
        if words and "{" not in words:
            properties.set("descr", words[:_LONGEST_DESCRIPTION])
            continue
        is_picture = drawing is not None and next(drawing.iter(qn("pic:pic")), None) is not None
        properties.set("descr", "" if is_picture else decoration)
        _mark_decorative(properties)


def is_blank(root: etree._Element) -> bool:
    """True if a story prints nothing: it has neither text nor pictures nor fields."""
    printed = root.iter(*map(qn, ("w:drawing", "w:pict", "w:object", "w:fldSimple", "w:instrText", "w:sym", "w:tbl")))
    return next(printed, None) is None and not "".join(text.text or "" for text in root.iter(qn("w:t"))).strip()


def renumber_drawings(roots: Iterable[etree._Element]) -> None:
    """Numbers the drawings of all stories of a document: each id may be in it only once."""
    drawings = (properties for root in roots for properties in root.iter(qn("wp:docPr")))
    for own, properties in enumerate(drawings, start=1):
        properties.set("id", str(own))


def _mark_decorative(properties: etree._Element) -> None:
    extensions = properties.find(qn("a:extLst"))
    if extensions is None:
        extensions = etree.SubElement(properties, qn("a:extLst"), nsmap={"a": NAMESPACES["a"]})
    for old in extensions.findall(qn("a:ext")):
        if old.get("uri") == _DECORATIVE_EXTENSION:
            extensions.remove(old)
    extension = etree.SubElement(extensions, qn("a:ext"), {"uri": _DECORATIVE_EXTENSION})
    prefixes = cast("dict[str | None, str]", {"adec": _DECORATIVE})
    etree.SubElement(extension, f"{{{_DECORATIVE}}}decorative", {"val": "1"}, nsmap=prefixes)  # type: ignore[arg-type]
