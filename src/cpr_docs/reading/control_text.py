"""The text that stands in a control, with its paragraphs and bullets, as the data holds it.

Tracked changes count as accepted, as Word shows them under "Simple Markup": what was deleted is not there. What a
reader of the page does not see as words of this place (comments, field codes, hidden text) is passed over; what is
there and is no text (a picture, an equation, a footnote) makes the control unreadable, because it would be lost.
"""

import itertools
from collections.abc import Callable, Iterator

from lxml import etree

from cpr_docs.errors import Problem
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import BULLET
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.symbols import character_of
from cpr_docs.ooxml.traversal import switched_on
from cpr_docs.templating.expand_fallback import has_note_style, is_note

_NO_LIST = "0"


def bullet_test(styles: etree._Element | None) -> Callable[[etree._Element], bool]:
    """A test whether a paragraph is an item of a list, by its own properties or those of its style."""
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
    walked: set[str] = set()
    while name is not None and name not in walked:
        if name in listed:
            return listed[name]
        walked.add(name)
        name = based.get(name)
    return False


class Unreadable(Exception):
    """What stands in a control cannot be its field's value; says why, and never what."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message

    def at(self, path: str) -> Problem:
        """The problem, at the control's path."""
        return Problem(path, self.code, self.message)


_CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "\u00ad",
}
# `w:del` holds what was deleted, and stands in the properties of a paragraph mark that was.
DELETED = frozenset(map(qn, ("w:del", "w:moveFrom")))
_PASSED_OVER = DELETED | frozenset(map(qn, ("w:instrText", "w:pPr", "w:rPr", "w:sdtPr", "w:tcPr", "w:trPr", "w:tblPr")))
_NO_TEXT = frozenset(
    map(qn, ("w:drawing", "w:pict", "w:object", "w:altChunk", "w:footnoteReference", "w:endnoteReference"))
) | {"{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"}


def line_of(content: etree._Element) -> str:
    """The text of a control that fits into a line; more than one paragraph becomes more than one line."""
    return "".join(f"{text}{end}" for text, _paragraph, end in _paragraphs(content)).removesuffix("\n")


def prose_of(content: etree._Element, is_bullet: Callable[[etree._Element], bool]) -> str:
    """The paragraphs of a control, a bullet as a line that begins with "- "; those of a pasted table cell by cell."""
    lines: list[str] = []
    joined = False
    for text, paragraph, end in _paragraphs(content):
        bulleted = not joined and text.strip() and is_bullet(paragraph)
        lines.append((BULLET + text if bulleted else text) + end)
        joined = not end
    return "".join(lines).removesuffix("\n")


def has_note(element: etree._Element) -> bool:
    """True if a note says that the text is there in the other language only."""
    return any(is_note(run) for run in element.iter(qn("w:r")))


def has_changed_note(element: etree._Element) -> bool:
    """True if somebody wrote in a note, or behind it in its style."""
    return any(has_note_style(run) and not is_note(run) for run in element.iter(qn("w:r")))


def languages_of(content: etree._Element, default: str) -> frozenset[str]:
    """The languages of the runs with words, such as en and cy; a run that states none is in `default`."""
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
    """The text of each paragraph, and what ends it: nothing where the end was deleted, so that the next one joins.

    Runs that stand in no paragraph, as in a control within a line, make one of their own.
    """
    found: list[tuple[str, etree._Element, str]] = []
    for is_paragraph, blocks in itertools.groupby(_blocks(content), lambda block: block.tag == qn("w:p")):
        if is_paragraph:
            found += [("".join(_words(block)), block, "" if _end_is_deleted(block) else "\n") for block in blocks]
        else:
            first, *others = blocks
            text = "".join(word for run in (first, *others) for word in _word(run))
            found += [(text, first, "\n")] if text else []
    return found


def _blocks(content: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs, those of a table too, and whatever else holds words but stands in no paragraph."""
    for child in content.iterchildren("*"):
        if child.tag in _PASSED_OVER or is_deleted(child):
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
    """True if the element is a table's row or cell that was deleted while changes were tracked."""
    if element.tag == qn("w:tr"):
        return element.find(_ROW_DELETION) is not None
    return element.tag == qn("w:tc") and element.find(_CELL_DELETION) is not None


def _words(element: etree._Element) -> Iterator[str]:
    """The words in an element."""
    for child in element.iterchildren("*"):
        yield from _word(child)


def _word(element: etree._Element) -> Iterator[str]:
    """The words that an element is or holds."""
    tag = element.tag
    if tag == qn("w:t"):
        yield _characters(element)
    elif tag in _CHARACTERS:
        yield _CHARACTERS[tag]
    elif tag == qn("w:sym"):
        yield _symbol(element)
    elif tag in _NO_TEXT:
        raise Unreadable("no_text", _("holds a picture, a footnote or another thing that is no text"))
    elif tag not in _PASSED_OVER and not (tag == qn("w:r") and _is_passed_over(element)):
        yield from _words(element)


def _is_passed_over(run: etree._Element) -> bool:
    return is_note(run) or switched_on(run.find(f"{qn('w:rPr')}/{qn('w:vanish')}"))


def _characters(text: etree._Element) -> str:
    # A line end in the XML is a blank to Word, and blanks at the ends count only where they are said to.
    characters = str(text.text or "").replace("\r", " ").replace("\n", " ")
    stripped = characters.strip(" ")
    return characters if stripped == characters or _keeps_blanks(text) else stripped


def _keeps_blanks(text: etree._Element) -> bool:
    above = (text, *text.iterancestors())
    return next((space for element in above if (space := element.get(qn("xml:space")))), "") == "preserve"


def _symbol(symbol: etree._Element) -> str:
    character = character_of(symbol)
    if character is None:
        raise Unreadable("symbol", _("holds a symbol that is no letter of any language; please write it in words"))
    return character
