"""Replaces the style of each table by direct borders and margins, if the style defines nothing else.

LibreOffice spends a seventh of its time for a letter on looking them up for each cell. A table whose style defines
anything else, such as conditional formatting of rows, is not changed.
"""

import functools
from collections.abc import Iterator
from typing import Final

from lxml import etree

from cpr_docs.ooxml.names import NAMESPACES, qn
from cpr_docs.ooxml.traversal import put
from cpr_docs.ooxml.xml import parse_xml

_NO_FORMATTING: Final = frozenset(
    map(
        qn,
        (
            *("w:name", "w:aliases", "w:basedOn", "w:uiPriority", "w:semiHidden", "w:hidden", "w:unhideWhenUsed"),
            *("w:qFormat", "w:locked", "w:rsid"),
        ),
    )
)
_INLINED: Final = (qn("w:tblBorders"), qn("w:tblCellMar"))
_INDENT: Final = qn("w:tblInd")
_MARGINS: Final = 4


def inline_table_styles(body: etree._Element, styles: bytes) -> None:
    """Replaces each table's style by its borders and margins; `styles` is the styles part."""
    simple = _simple_styles(styles)
    for properties in list(body.iter(qn("w:tblPr"))):
        style = properties.find(qn("w:tblStyle"))
        formatting = None if style is None else simple.get(style.get(qn("w:val"), ""))
        if style is None or formatting is None or any(properties.find(name) is not None for name in _INLINED):
            continue
        properties.remove(style)
        for element in formatting:
            put(properties, etree.fromstring(element))


@functools.lru_cache(maxsize=16)  # the letters of a run share it
def _simple_styles(styles: bytes) -> dict[str, tuple[bytes, ...]]:
    """The elements to insert into tables, for each style that defines borders and margins alone."""
    named = {
        style.get(qn("w:styleId"), ""): style
        for style in parse_xml(styles).iterchildren(qn("w:style"))
        if style.get(qn("w:type")) == "table"
    }
    return {name: elements for name in named if (elements := _formatting(list(_chain(named, name)))) is not None}


def _chain(named: dict[str, etree._Element], name: str) -> Iterator[etree._Element]:
    """The style and the styles that it is based on, nearest first."""
    seen: set[str] = set()
    while name in named and name not in seen:
        seen.add(name)
        yield named[name]
        based_on = named[name].find(qn("w:basedOn"))
        name = "" if based_on is None else based_on.get(qn("w:val"), "")


def _formatting(chain: list[etree._Element]) -> tuple[bytes, ...] | None:
    """The borders and margins that result from the styles; None if these define anything else."""
    edges: dict[str, dict[str, etree._Element]] = {name: {} for name in _INLINED}
    for style in reversed(chain):
        for child in style.iterchildren("*"):
            if child.tag == qn("w:tblPr"):
                for element in child.iterchildren("*"):
                    if element.tag in edges:
                        edges[str(element.tag)].update((str(edge.tag), edge) for edge in element.iterchildren("*"))
                    elif element.tag != _INDENT or element.get(qn("w:w")) != "0" or not _is_default(style):
                        return None
            elif child.tag not in _NO_FORMATTING:
                return None
    # Without a style, missing margins would come from the default style: all four are needed.
    if len(edges[qn("w:tblCellMar")]) < _MARGINS:
        return None
    return tuple(_serialised(name, own) for name, own in edges.items() if own)


def _is_default(style: etree._Element) -> bool:
    return style.get(qn("w:default")) in {"1", "true", "on"}


def _serialised(name: str, edges: dict[str, etree._Element]) -> bytes:
    element = etree.Element(name, nsmap={"w": NAMESPACES["w"]})
    for edge in edges.values():
        put(element, etree.Element(edge.tag, {str(key): str(value) for key, value in edge.attrib.items()}))
    return etree.tostring(element)
