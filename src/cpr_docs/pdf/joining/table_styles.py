"""Tables that have the borders and margins of their style written into them.

LibreOffice takes a seventh of its time over a letter to look them up for each cell. A style that gives anything else,
such as a look of its own for some rows, is let alone.
"""

import functools
from collections.abc import Iterator
from typing import Final

from lxml import etree

from cpr_docs.ooxml.names import NAMESPACES, qn
from cpr_docs.ooxml.schema_order import put
from cpr_docs.ooxml.xml import parse_xml

_SAYS_NOTHING: Final = frozenset(
    map(
        qn,
        (
            *("w:name", "w:aliases", "w:basedOn", "w:uiPriority", "w:semiHidden", "w:hidden", "w:unhideWhenUsed"),
            *("w:qFormat", "w:locked", "w:rsid"),
        ),
    )
)
_WRITTEN_OUT: Final = (qn("w:tblBorders"), qn("w:tblCellMar"))
_INDENT: Final = qn("w:tblInd")
_MARGINS: Final = 4


def write_out(body: etree._Element, styles: bytes) -> None:
    """Gives each table what its style says, instead of the style; `styles` is the part that defines them."""
    plain = _plain(styles)
    for properties in list(body.iter(qn("w:tblPr"))):
        style = properties.find(qn("w:tblStyle"))
        said = None if style is None else plain.get(style.get(qn("w:val"), ""))
        if style is None or said is None or any(properties.find(name) is not None for name in _WRITTEN_OUT):
            continue
        properties.remove(style)
        for element in said:
            put(properties, etree.fromstring(element))


@functools.lru_cache(maxsize=16)  # a run's letters have the same
def _plain(styles: bytes) -> dict[str, tuple[bytes, ...]]:
    """What is to be written into the tables of each style that gives borders and margins alone."""
    named = {
        style.get(qn("w:styleId"), ""): style
        for style in parse_xml(styles).iterchildren(qn("w:style"))
        if style.get(qn("w:type")) == "table"
    }
    return {name: said for name in named if (said := _said(list(_chain(named, name)))) is not None}


def _chain(named: dict[str, etree._Element], name: str) -> Iterator[etree._Element]:
    """The style and those that it is based on, nearest first."""
    seen: set[str] = set()
    while name in named and name not in seen:
        seen.add(name)
        yield named[name]
        based_on = named[name].find(qn("w:basedOn"))
        name = "" if based_on is None else based_on.get(qn("w:val"), "")


def _said(chain: list[etree._Element]) -> tuple[bytes, ...] | None:
    """The borders and margins that the styles give together; None where they give anything else."""
    edges: dict[str, dict[str, etree._Element]] = {name: {} for name in _WRITTEN_OUT}
    for style in reversed(chain):
        for child in style.iterchildren("*"):
            if child.tag == qn("w:tblPr"):
                for given in child.iterchildren("*"):
                    if given.tag in edges:
                        edges[str(given.tag)].update((str(edge.tag), edge) for edge in given.iterchildren("*"))
                    elif given.tag != _INDENT or given.get(qn("w:w")) != "0" or not _is_default(style):
                        return None
            elif child.tag not in _SAYS_NOTHING:
                return None
    # A table without a style has the margins of the default one: all of them have to be said.
    if len(edges[qn("w:tblCellMar")]) < _MARGINS:
        return None
    return tuple(_written(name, held) for name, held in edges.items() if held)


def _is_default(style: etree._Element) -> bool:
    return style.get(qn("w:default")) in {"1", "true", "on"}


def _written(name: str, edges: dict[str, etree._Element]) -> bytes:
    element = etree.Element(name, nsmap={"w": NAMESPACES["w"]})
    for edge in edges.values():
        put(element, etree.Element(edge.tag, {str(key): str(said) for key, said in edge.attrib.items()}))
    return etree.tostring(element)
