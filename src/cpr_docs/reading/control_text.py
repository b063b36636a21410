"""Reads the text of a control, with its paragraphs, bullets and symbols.

Tracked changes count as accepted, as Word shows them under "Simple Markup": deleted text is skipped. Content that the
page does not show in place (comments, field codes, hidden text) is skipped, too. Content that is not text (a picture,
an equation, a footnote) makes the control unreadable, because it would be lost.
"""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from cpr_docs.errors import Problem
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import BULLET
from cpr_docs.ooxml.document_text import character_of
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import switched_on
from cpr_docs.templating.expand_fallback import has_note_style, is_note

_NO_LIST = "0"
_CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "\u00ad",
}
# `w:del` contains deleted runs; in the properties of a paragraph mark, `w:del` marks it as deleted.
DELETED = frozenset(map(qn, ("w:del", "w:moveFrom")))
_SKIPPED = DELETED | frozenset(map(qn, ("w:instrText", "w:pPr", "w:rPr", "w:sdtPr", "w:tcPr", "w:trPr", "w:tblPr")))
_NOT_TEXT = frozenset(
    map(qn, ("w:drawing", "w:pict", "w:object", "w:altChunk", "w:footnoteReference", "w:endnoteReference"))
) | {"{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"}


class InvalidValue(Exception):
    """The content of a control cannot be its field's value; the message never contains the content."""

    def __init__(self, code: str, message: str, in_words: Any = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.in_words = in_words
        """The value that the words alone would be, where something else contradicts them."""

    def at(self, path: str) -> Problem:
        """The problem, at the control's path."""
        return Problem(path, self.code, self.message)


def bullet_test(styles: etree._Element | None) -> Callable[[etree._Element], bool]:
    """A predicate: True if a paragraph is a list item, by its own properties or by its style."""
    listed = frozenset[str]() if styles is None else _listed_styles(styles)

    def is_bullet(paragraph: etree._Element) -> bool:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return False
        numbering = properties.find(f"{qn('w:numPr')}/{qn('w:numId')}")
        if numbering is not None:
            return numbering.get(qn("w:val")) != _NO_LIST
        style = properties.find(qn("w:pStyle"))
        return style is not None and style.get(qn("w:val")) in listed

    return is_bullet


def _listed_styles(styles: etree._Element) -> frozenset[str]:
    based: dict[str, str | None] = {}
    listed: dict[str, bool] = {}
    for style in styles.iter(qn("w:style")):
        name = str(style.get(qn("w:styleId")))
        base = style.find(qn("w:basedOn"))
        based[name] = None if base is None else str(base.get(qn("w:val")))
        numbering = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if numbering is not None:
            number = numbering.find(qn("w:numId"))
            listed[name] = number is None or number.get(qn("w:val")) != _NO_LIST
    return frozenset(name for name in based if _is_listed(name, based, listed))


def _is_listed(name: str | None, based: dict[str, str | None], listed: dict[str, bool]) -> bool:
    visited: set[str] = set()
    while name is not None and name not in visited:
        if name in listed:
            return listed[name]
        visited.add(name)
        name = based.get(name)
    return False


def line_of(content: etree._Element) -> str:
    """The text of a control of one line; further paragraphs become further lines."""
    return "".join(f"{text}{end}" for text, _paragraph, end in _paragraphs(content)).removesuffix("\n")


def prose_of(content: etree._Element, is_bullet: Callable[[etree._Element], bool]) -> str:
    """The paragraphs of a control, list items as lines that begin with "- "; a pasted table is read cell by cell."""
    lines: list[str] = []
    joined = False
    for text, paragraph, end in _paragraphs(content):
        bulleted = not joined and text.strip() and is_bullet(paragraph)
        lines.append((BULLET + text if bulleted else text) + end)
        joined = not end
    return "".join(lines).removesuffix("\n")


def has_note(element: etree._Element) -> bool:
    """True if a language note says that the text exists in the other language only."""
    return any(is_note(run) for run in element.iter(qn("w:r")))


def has_changed_note(element: etree._Element) -> bool:
    """True if somebody wrote in a language note, or after it in its style."""
    return any(has_note_style(run) and not is_note(run) for run in element.iter(qn("w:r")))


def languages_of(content: etree._Element, default: str) -> frozenset[str]:
    """The languages of the runs with words, such as en and cy; a run without a language is in `default`."""
    found = set()
    for run in content.iter(qn("w:r")):
        words = "".join(str(text.text or "") for text in run.iterchildren(qn("w:t")))
        if words.strip() and not is_note(run):
            stated = run.find(f"{qn('w:rPr')}/{qn('w:lang')}")
            language = default if stated is None else str(stated.get(qn("w:val"), default))
            found.add(language.partition("-")[0].lower())
    return frozenset(found)


def has_style(content: etree._Element, style: str) -> bool:
    """True if every run with words has the character style."""
    runs = [run for run in content.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    styles = [run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}") for run in runs]
    return bool(runs) and all(found is not None and found.get(qn("w:val")) == style for found in styles)


def _paragraphs(content: etree._Element) -> list[tuple[str, etree._Element, str]]:
    """The text of each paragraph, its element and its end: empty if the paragraph mark was deleted.

    Runs outside a paragraph, as in an inline control, are read as a paragraph.
    """
    found: list[tuple[str, etree._Element, str]] = []
    for is_paragraph, blocks in itertools.groupby(_blocks(content), lambda block: block.tag == qn("w:p")):
        if is_paragraph:
            found += [("".join(_texts_in(block)), block, "" if _end_is_deleted(block) else "\n") for block in blocks]
        else:
            first, *others = blocks
            text = "".join(word for run in (first, *others) for word in _texts_of(run))
            found += [(text, first, "\n")] if text else []
    return found


def _blocks(content: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs, also in tables, and all other elements outside paragraphs."""
    for child in content.iterchildren("*"):
        if child.tag in _SKIPPED or is_deleted(child):
            continue
        if child.tag == qn("w:p") or child.find(f".//{qn('w:p')}") is None:
            yield child
        else:
            yield from _blocks(child)


def _end_is_deleted(paragraph: etree._Element) -> bool:
    mark = f"{qn('w:pPr')}/{qn('w:rPr')}"
    return any(paragraph.find(f"{mark}/{name}") is not None for name in DELETED)


_ROW_DELETION, _CELL_DELETION = f"{qn('w:trPr')}/{qn('w:del')}", f"{qn('w:tcPr')}/{qn('w:cellDel')}"


def is_deleted(element: etree._Element) -> bool:
    """True if the element is a table row or cell that was deleted with tracked changes."""
    if element.tag == qn("w:tr"):
        return element.find(_ROW_DELETION) is not None
    return element.tag == qn("w:tc") and element.find(_CELL_DELETION) is not None


def _texts_in(element: etree._Element) -> Iterator[str]:
    """The texts of the child elements."""
    for child in element.iterchildren("*"):
        yield from _texts_of(child)


def _texts_of(element: etree._Element) -> Iterator[str]:
    """The texts of an element itself, or of its child elements."""
    tag = element.tag
    if tag == qn("w:t"):
        yield _characters(element)
    elif tag in _CHARACTERS:
        yield _CHARACTERS[tag]
    elif tag == qn("w:sym"):
        yield _symbol(element)
    elif tag in _NOT_TEXT:
        raise InvalidValue("no_text", _("holds a picture, a footnote or another thing that is no text"))
    elif tag not in _SKIPPED and not (tag == qn("w:r") and _is_skipped(element)):
        yield from _texts_in(element)


def _is_skipped(run: etree._Element) -> bool:
    return is_note(run) or switched_on(run.find(f"{qn('w:rPr')}/{qn('w:vanish')}"))


def _characters(text: etree._Element) -> str:
    # Word reads a line end in the XML as a space, and drops spaces at the ends without xml:space="preserve".
    characters = str(text.text or "").replace("\r", " ").replace("\n", " ")
    stripped = characters.strip(" ")
    return characters if stripped == characters or _preserves_spaces(text) else stripped


def _preserves_spaces(text: etree._Element) -> bool:
    above = (text, *text.iterancestors())
    return next((space for element in above if (space := element.get(qn("xml:space")))), "") == "preserve"


def _symbol(symbol: etree._Element) -> str:
    character = character_of(symbol)
    if character is None:
        raise InvalidValue("symbol", _("holds a symbol that is no letter of any language; please write it in words"))
    return character
