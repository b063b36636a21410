"""Every word that a package holds, wherever it stands: for its reader, for the curious, and for programs.

Text comes as it reads, however many runs it is split into; then what a reader does not see: field codes, deleted
text, attributes (names of controls, alternative text, what a drop-down offers), comments in the XML, names of parts.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import parse_xml

LINE = "\n"
"""Stands where a line, a paragraph or a cell ends: words on either side may belong together."""
APART = "\0"
"""Stands between words that have nothing to do with each other."""

_XML = (".xml", ".rels", ".vml")
_TEXT = "t"
_UNSEEN = frozenset({"instrText", "delText", "delInstrText"})
_INSTEAD = {"br": LINE, "cr": LINE, "tab": " ", "ptab": " ", "noBreakHyphen": "-"}


# What the format has to say it writes so, in these attributes; in these elements the words are somebody's.
_SETTINGS = frozenset({"val", "type"})
_SETTING = re.compile("[a-z][A-Za-z]*")
_NAMING = frozenset({"alias", "tag", "name", "docPart"})


class Piece(NamedTuple):
    """Some words in a row, at one place."""

    words: str
    element: etree._Element | None = None
    """Where they stand; none for the name of a part, and between places."""
    attribute: str = ""
    """The attribute that holds them, without its namespace."""


class Stretch(NamedTuple):
    """Words that follow each other in a part."""

    part: str
    pieces: list[Piece]


def stretches(package: Package) -> Iterator[Stretch]:
    """All words of a package; raises `PackageError` for a part that is no XML and says that it is."""
    for name, content in package.items():
        yield Stretch(name, [Piece(name)])
        if name.lower().endswith(_XML):
            root = parse_xml(content, name)
            yield Stretch(name, list(_seen(root)))
            yield Stretch(name, list(_unseen(root)))
            yield Stretch(name, list(_beside(root)))


def _seen(root: etree._Element) -> Iterator[Piece]:
    """The text of runs, in the order of reading."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = _name(element)
        if name == "p":
            yield Piece(LINE)
        elif event == "start" and name == _TEXT:
            yield Piece(str(element.text or ""), element)
        elif event == "start" and name in _INSTEAD:
            yield Piece(_INSTEAD[name], element)


def _unseen(root: etree._Element) -> Iterator[Piece]:
    """Field codes and deleted text."""
    for element in root.iter("*"):
        name = _name(element)
        if name == "p":
            yield Piece(LINE)
        elif name in _UNSEEN:
            yield Piece(str(element.text or ""), element)


def _beside(root: etree._Element) -> Iterator[Piece]:
    """Attributes, comments, and text that stands in no run, as in the properties."""
    for element in (*root.itersiblings(preceding=True), *root.iter(), *root.itersiblings()):
        is_element = not is_comment(element)
        for words in (None if is_element and _name(element) in (_TEXT, *_UNSEEN) else element.text, element.tail):
            if words and not words.isspace():
                yield Piece(str(words), element)
                yield Piece(APART)
        for attribute, value in element.attrib.items() if is_element else ():
            named = str(attribute).rpartition("}")[2]
            if not _is_setting(_name(element), named, str(value)):
                # An address may hold a name in its own spelling.
                yield Piece(unquote(str(value)), element, named)
                yield Piece(APART)


def _is_setting(element: str, attribute: str, value: str) -> bool:
    """Whether the format itself has the value, such as "left" or "default": somebody may be called that."""
    return attribute in _SETTINGS and element not in _NAMING and bool(_SETTING.fullmatch(value))


def is_comment(element: etree._Element) -> bool:
    """Whether it is a comment or an instruction to programs, and no element."""
    return isinstance(element, etree._Comment | etree._ProcessingInstruction)


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
