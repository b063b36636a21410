"""Every text in a package, visible or not, each piece with its element.

The text of runs comes in the order of reading. After it come the texts that a reader does not see: field codes, deleted
text, attributes (names of controls, alternative text, items of a drop-down list), XML comments, and names of parts.

Symbols (``w:sym``) count as their Unicode characters, above all those that Word's AutoCorrect inserts.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import parse_xml

LINE = "\n"
"""The separator between lines, paragraphs and cells: the texts on either side may be one phrase."""
APART = "\0"
"""The separator between unrelated texts."""

_XML = (".xml", ".rels", ".vml")
_TEXT = "t"
_HIDDEN = frozenset({"instrText", "delText", "delInstrText"})
_REPLACEMENTS = {"br": LINE, "cr": LINE, "tab": " ", "ptab": " ", "noBreakHyphen": "-"}
# The values of these attributes are the format's own words, except in elements whose value a person wrote.
_SETTINGS = frozenset({"val", "type"})
_SETTING = re.compile("[a-z][A-Za-z]*")
_NAMING = frozenset({"alias", "tag", "name", "docPart"})


class Piece(NamedTuple):
    """A text at one place."""

    text: str
    element: etree._Element | None = None
    """The element of the text; None for the name of a part and for a separator."""
    attribute: str = ""
    """The local name of the attribute, if the text is an attribute's value."""


class PartText(NamedTuple):
    """Consecutive texts of a part."""

    part: str
    pieces: list[Piece]


def texts_of(package: Package) -> Iterator[PartText]:
    """All texts of a package; raises `PackageError` for a malformed XML part."""
    for name, content in package.items():
        yield PartText(name, [Piece(name)])
        if name.lower().endswith(_XML):
            root = parse_xml(content, name)
            yield PartText(name, list(_run_text(root)))
            yield PartText(name, list(_hidden_text(root)))
            yield PartText(name, list(_other_text(root)))


def _run_text(root: etree._Element) -> Iterator[Piece]:
    """The text of runs, in the order of reading."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = _local_name(element)
        if name == "p":
            yield Piece(LINE)
        elif event == "start" and name == _TEXT:
            yield Piece(str(element.text or ""), element)
        elif event == "start" and name in _REPLACEMENTS:
            yield Piece(_REPLACEMENTS[name], element)


def _hidden_text(root: etree._Element) -> Iterator[Piece]:
    """Field codes and deleted text."""
    for element in root.iter("*"):
        name = _local_name(element)
        if name == "p":
            yield Piece(LINE)
        elif name in _HIDDEN:
            yield Piece(str(element.text or ""), element)


def _other_text(root: etree._Element) -> Iterator[Piece]:
    """Attributes, comments, and text outside runs, such as that of the properties."""
    for element in (*root.itersiblings(preceding=True), *root.iter(), *root.itersiblings()):
        is_element = not is_comment(element)
        for text in (None if is_element and _local_name(element) in (_TEXT, *_HIDDEN) else element.text, element.tail):
            if text and not text.isspace():
                yield Piece(str(text), element)
                yield Piece(APART)
        for attribute, value in element.attrib.items() if is_element else ():
            local_name = str(attribute).rpartition("}")[2]
            if not _is_setting(_local_name(element), local_name, str(value)):
                # An address may contain a name in percent-encoding.
                yield Piece(unquote(str(value)), element, local_name)
                yield Piece(APART)


def _is_setting(element: str, attribute: str, value: str) -> bool:
    """True if the value is the format's own word, such as "left" or "default", which may also be a person's name."""
    return attribute in _SETTINGS and element not in _NAMING and bool(_SETTING.fullmatch(value))


def is_comment(element: etree._Element) -> bool:
    """True for an XML comment or a processing instruction."""
    return isinstance(element, etree._Comment | etree._ProcessingInstruction)


def _local_name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


# Word maps the characters of a symbol font to the private use area of Unicode (ECMA-376 part 1, 17.3.3.30).
_PRIVATE = range(0xE000, 0xF900)
_FIRST_OF_FONT = 0xF000

# AutoCorrect inserts some for ":)", "-->" and "==>"; the others are bullets and ticks that people insert.
_WINGDINGS = {
    0x4A: "\u263a", 0x4B: "\U0001f610", 0x4C: "\u2639", 0x6C: "\u25cf", 0x6E: "\u25a0", 0x71: "\u2751",
    0x76: "\u2756", 0x9F: "\u2022", 0xA7: "\u25aa", 0xA8: "\u25fb", 0xD8: "\u27a2", 0xDF: "\u2190", 0xE0: "\u2192",
    0xE7: "\u21e6", 0xE8: "\u21e8", 0xF3: "\u21d4", 0xFB: "\u2717", 0xFC: "\u2713", 0xFD: "\u2612", 0xFE: "\u2611",
}  # fmt: skip
_SYMBOL = {
    0xB7: "\u2022",
    0xAE: "\u2192",
    0xAC: "\u2190",
    0xB1: "\u00b1",
    0xB4: "\u00d7",
    0xA3: "\u2264",
    0xB3: "\u2265",
}
_FONTS = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}


def character_of(symbol: etree._Element) -> str | None:
    """The Unicode character of a ``w:sym``; None if none is known."""
    try:
        number = int(symbol.get(qn("w:char"), ""), 16)
    except ValueError:
        return None
    meanings = _FONTS.get(symbol.get(qn("w:font"), "").lower())
    if meanings is not None:
        return meanings.get(number - _FIRST_OF_FONT if number >= _FIRST_OF_FONT else number)
    return (
        chr(number) if 0x20 <= number <= 0xFFFD and number not in _PRIVATE and not 0xD800 <= number < 0xE000 else None
    )
