"""The words of a paragraph that stand outside the content controls, in a template and in a document alike.

The words between two controls are one piece, so that a mark beside a box keeps its side. Words that no person can have
written are left out: notes on the language, hidden text, deletions, and the results that Word works out for a field.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from lxml import etree

from cpr_docs.ooxml.content_control import CONTROL, ContentControl
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.symbols import character_of
from cpr_docs.ooxml.traversal import switched_on
from cpr_docs.templating.expand_fallback import is_note

# Words in an equation are words, too.
_TEXTS = frozenset({qn("w:t"), "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"})
_RUN = qn("w:r")
_FIELD_CHAR, _FIELD_CODE, _SIMPLE_FIELD = qn("w:fldChar"), qn("w:instrText"), qn("w:fldSimple")
_CHECK_BOX, _CHECKED = f"{qn('w:ffData')}/{qn('w:checkBox')}", "☒"
_SYMBOL = qn("w:sym")
_BLANKS = frozenset(map(qn, ("w:tab", "w:ptab", "w:br", "w:cr")))
_HYPHEN = qn("w:noBreakHyphen")
_PASSED_OVER = frozenset(
    map(qn, ("w:pPr", "w:rPr", "w:sdtPr", "w:del", "w:moveFrom", "w:drawing", "w:pict", "w:object", "mc:Fallback"))
)
DRAWN = frozenset(map(qn, ("w:drawing", "w:pict", "w:object")))
"""The elements in which a text box stands."""
_PARAGRAPH, _FALLBACK, _BOX = qn("w:p"), qn("mc:Fallback"), qn("w:txbxContent")
# The result of any other field may be words that a person typed: of HYPERLINK, FORMTEXT, FILLIN, QUOTE, MERGEFIELD.
_WORKED_OUT = frozenset((
    "=", "AUTHOR", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "BIDIOUTLINE", "CREATEDATE", "DATE", "DOCPROPERTY",
    "EDITTIME", "FILENAME", "FILESIZE", "INDEX", "INFO", "KEYWORDS", "LASTSAVEDBY", "LISTNUM", "NOTEREF",
    "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE", "RD", "REF", "REVNUM", "SAVEDATE",
    "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF", "SUBJECT", "TA", "TC", "TEMPLATE", "TIME", "TITLE", "TOA",
    "TOC", "USERADDRESS", "USERINITIALS", "USERNAME", "XE",
))  # fmt: skip
_UNKNOWN_SYMBOL = "\ufffd"


class OutsideWords(NamedTuple):
    """The words of a paragraph before, between and after its controls, with single spaces."""

    pieces: tuple[str, ...]
    """One more than there are controls."""
    tags: tuple[str, ...] = ()
    """The controls' tags."""

    @property
    def text(self) -> str:
        """All words, as if there were no controls."""
        return " ".join(filter(None, self.pieces))


@dataclass(slots=True)
class FieldState:
    """The fields that are open where a part has been read so far; a field may end paragraphs below its beginning."""

    codes: list[list[str]] = field(default_factory=list)
    """The pieces of each instruction, from the outermost."""
    unclosed: frozenset[etree._Element] = frozenset()
    """The beginnings without an end, which open no field: all that follows would be part of it."""
    _hides: list[bool] = field(default_factory=list)
    """True for each whose words are its instruction so far, or a result that nobody types."""
    _hiding: int = 0

    @classmethod
    def of(cls, part: etree._Element) -> Self:
        """The state at the beginning of a part."""
        opened: list[etree._Element] = []
        for mark in part.iter(_FIELD_CHAR):
            kind = mark.get(qn("w:fldCharType"))
            if kind not in ("begin", "end") or next(mark.iterancestors(*_PASSED_OVER), None) is not None:
                continue
            if kind == "begin":
                opened.append(mark)
            elif opened:
                opened.pop()
        return cls(unclosed=frozenset(opened))

    @property
    def is_worked_out(self) -> bool:
        """True where the words are a field's code, or a result that nobody types."""
        return self._hiding > 0

    def take(self, character: etree._Element) -> None:
        """Takes up a field character: begin, separate or end."""
        mark = character.get(qn("w:fldCharType"))
        if character in self.unclosed:
            return
        if mark == "begin":
            self.codes.append([])
            self._hides.append(True)
            self._hiding += 1
        elif mark == "separate" and self._hides:
            self._hiding -= self._hides[-1]
            self._hides[-1] = not is_typed("".join(self.codes[-1]))
            self._hiding += self._hides[-1]
        elif mark == "end" and self.codes:
            self.codes.pop()
            self._hiding -= self._hides.pop()


def is_typed(code: str) -> bool:
    """True if the result of a field with this instruction may be words that a person typed."""
    return next(iter(code.split()), "").upper() not in _WORKED_OUT


def outside_words(
    paragraph: etree._Element, fields: FieldState, controls: Container[str] | None = None
) -> OutsideWords:
    """The words of a paragraph outside the controls with a tag, or with one of these tags; `fields` is carried on."""
    pieces: list[list[str]] = [[]]
    tags: list[str] = []
    _collect(paragraph, fields, controls, pieces, tags)
    return OutsideWords(tuple(" ".join("".join(piece).split()) for piece in pieces), tuple(tags))


def words_outside(paragraph: etree._Element) -> str:
    """The words of one paragraph outside the controls with a tag."""
    return outside_words(paragraph, FieldState()).text


def boxed_paragraphs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of the text boxes in a paragraph, or in a drawing; the copies for older programs are left out."""
    for child in paragraph.iterchildren("*"):
        if child.tag in DRAWN:
            yield from (inner for inner in child.iter(_PARAGRAPH) if next(inner.iterancestors(_FALLBACK), None) is None)
        elif child.tag != _FALLBACK:
            yield from boxed_paragraphs(child)


def drawn_in(element: etree._Element) -> Iterator[etree._Element]:
    """The pictures and other objects in an element that hold no text box, without copies for older programs."""
    for drawn in element.iter(*DRAWN):
        if next(drawn.iter(_BOX), None) is None and next(drawn.iterancestors(_FALLBACK), None) is None:
            yield drawn


def style_of(paragraph: etree._Element) -> str:
    """The id of the paragraph's style; empty for the default style."""
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else str(style.get(qn("w:val"), ""))


def control_path(control: etree._Element) -> str:
    """The tag of a control that holds a value; empty for one without a tag, and for a repeating section."""
    proxy = ContentControl(control)
    return "" if proxy.is_repeating else proxy.tag


def _collect(
    element: etree._Element,
    fields: FieldState,
    controls: Container[str] | None,
    pieces: list[list[str]],
    tags: list[str],
) -> None:
    for child in element.iterchildren("*"):
        name = child.tag
        if name in _TEXTS:
            if not fields.codes or not fields.is_worked_out:
                pieces[-1].append(str(child.text or ""))
        elif name == _RUN:
            if not _is_unseen(child):
                _collect(child, fields, controls, pieces, tags)
        elif name in _PASSED_OVER:
            continue
        elif name in _BLANKS:
            pieces[-1].append(" ")
        elif name == _HYPHEN:
            pieces[-1].append("\u2011")
        elif name == _SYMBOL:
            pieces[-1].append(character_of(child) or _UNKNOWN_SYMBOL)
        elif name == _FIELD_CHAR:
            fields.take(child)
            pieces[-1].append(_CHECKED if _is_checked(child) else "")
        elif name == _FIELD_CODE:
            if fields.codes:
                fields.codes[-1].append(str(child.text or ""))
        elif name == CONTROL:
            tag = control_path(child)
            if tag and (controls is None or tag.partition("=")[0] in controls):
                tags.append(tag)
                pieces.append([])
            else:
                _collect(child, fields, controls, pieces, tags)
        elif name != _SIMPLE_FIELD or is_typed(str(child.get(qn("w:instr"), ""))):
            _collect(child, fields, controls, pieces, tags)


def _is_checked(character: etree._Element) -> bool:
    """True for the beginning of a check box of Word 97 that is ticked."""
    box = character.find(_CHECK_BOX)
    if box is None:
        return False
    states = (box.find(qn(name)) for name in ("w:checked", "w:default"))
    state = next((found for found in states if found is not None), None)
    return switched_on(state)


def _is_unseen(run: etree._Element) -> bool:
    properties = run.find(qn("w:rPr"))
    if properties is None:
        return False
    return switched_on(properties.find(qn("w:vanish"))) or is_note(run)
