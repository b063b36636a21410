"""The text that stands in a control, with its paragraphs and bullets, as the data holds it."""

from collections.abc import Callable, Iterator

from lxml import etree

from cpr_docs.language.text import BULLET
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.pieces import NOTE_STYLE

_CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "\u00ad",
}
# What a reader does not see as text of this place: deletions, field codes, drawings, notes on languages.
_PASSED_OVER = frozenset(map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:drawing", "w:pict", "w:object", "w:rPr")))


def line_of(content: etree._Element) -> str:
    """The text of a control that fits into a line; more than one paragraph becomes more than one line."""
    paragraphs = list(content.iter(qn("w:p")))
    if not paragraphs:
        return "".join(_words(content))
    return "\n".join("".join(_words(paragraph)) for paragraph in paragraphs)


def prose_of(content: etree._Element, is_bullet: Callable[[etree._Element], bool]) -> str:
    """The paragraphs of a control, a bullet as a line that begins with "- "."""
    lines = []
    for paragraph in content.iter(qn("w:p")):
        text = "".join(_words(paragraph))
        lines.append(BULLET + text if text.strip() and is_bullet(paragraph) else text)
    return "\n".join(lines)


def has_note(element: etree._Element) -> bool:
    """Whether a note says that the text is there in the other language only."""
    return any(is_note(run) for run in element.iter(qn("w:r")))


def _words(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _PASSED_OVER or (child.tag == qn("w:r") and is_note(child)):
            continue
        if child.tag == qn("w:t"):
            yield str(child.text or "")
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag != qn("w:pPr"):
            yield from _words(child)


def is_note(run: etree._Element) -> bool:
    """Whether the run is a note on the language, not text."""
    style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    return style is not None and style.get(qn("w:val")) == NOTE_STYLE
