"""The text of a paragraph outside its content controls, in a template or a document.

The text between two controls is one piece, so that a mark beside a check box stays on its side. Spaces and hyphens are
common ones, also where a line must not end. Text that no person typed is left out: language notes, hidden text,
deletions, and field results that Word computes.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from lxml import etree

from cpr_docs.language.line_breaks import NO_BREAK_HYPHEN, breakable
from cpr_docs.ooxml.content_control import CONTROL, ContentControl
from cpr_docs.ooxml.document_text import character_of
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import switched_on
from cpr_docs.templating.copy_controls import is_copy
from cpr_docs.templating.expand_fallback import is_note

# The second is text in an equation.
_TEXTS = frozenset({qn("w:t"), "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"})
_RUN = qn("w:r")
_FIELD_CHAR, _FIELD_CODE, _SIMPLE_FIELD = qn("w:fldChar"), qn("w:instrText"), qn("w:fldSimple")
_CHECK_BOX, _CHECKED = f"{qn('w:ffData')}/{qn('w:checkBox')}", "☒"
_SYMBOL = qn("w:sym")
_BLANKS = frozenset(map(qn, ("w:tab", "w:ptab", "w:br", "w:cr")))
_HYPHEN = qn("w:noBreakHyphen")
_SKIPPED = frozenset(
    map(qn, ("w:pPr", "w:rPr", "w:sdtPr", "w:del", "w:moveFrom", "w:drawing", "w:pict", "w:object", "mc:Fallback"))
)
DRAWN = frozenset(map(qn, ("w:drawing", "w:pict", "w:object")))
"""The elements that can contain a text box."""
_PARAGRAPH, _FALLBACK, _BOX = qn("w:p"), qn("mc:Fallback"), qn("w:txbxContent")
# A person may have typed the result of any other field: HYPERLINK, FORMTEXT, FILLIN, QUOTE, MERGEFIELD.
_COMPUTED = frozenset((
    "=", "AUTHOR", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "BIDIOUTLINE", "CREATEDATE", "DATE", "DOCPROPERTY",
    "EDITTIME", "FILENAME", "FILESIZE", "INDEX", "INFO", "KEYWORDS", "LASTSAVEDBY", "LISTNUM", "NOTEREF",
    "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE", "RD", "REF", "REVNUM", "SAVEDATE",
    "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF", "SUBJECT", "TA", "TC", "TEMPLATE", "TIME", "TITLE", "TOA",
    "TOC", "USERADDRESS", "USERINITIALS", "USERNAME", "XE",
))  # fmt: skip
_UNKNOWN_SYMBOL = "\ufffd"


class OutsideWords(NamedTuple):
    """The text of a paragraph before, between and after its controls, with single spaces."""

    pieces: tuple[str, ...]
    """One more than the number of controls."""
    tags: tuple[str, ...] = ()
    """The controls' tags."""

    @property
    def text(self) -> str:
        """The whole text without the controls."""
        return " ".join(filter(None, self.pieces))


@dataclass(slots=True)
class FieldState:
    """The complex fields that are open at a position in a part; a field can end in a later paragraph."""

    codes: list[list[str]] = field(default_factory=list)
    """The pieces of each open field's instruction, outermost first."""
    unclosed: frozenset[etree._Element] = frozenset()
    """The `begin` characters without an `end`; they are ignored, or the rest of the part would be a field."""
    _hides: list[bool] = field(default_factory=list)
    """For each open field, True while it is in its instruction or in a computed result."""
    _hiding: int = 0

    @classmethod
    def of(cls, part: etree._Element) -> Self:
        """The state at the beginning of a part."""
        open_fields: list[etree._Element] = []
        for character in part.iter(_FIELD_CHAR):
            kind = character.get(qn("w:fldCharType"))
            if kind not in ("begin", "end") or next(character.iterancestors(*_SKIPPED), None) is not None:
                continue
            if kind == "begin":
                open_fields.append(character)
            elif open_fields:
                open_fields.pop()
        return cls(unclosed=frozenset(open_fields))

    @property
    def is_computed(self) -> bool:
        """True if the current text is a field's instruction or a computed result."""
        return self._hiding > 0

    def advance(self, character: etree._Element) -> None:
        """Advances past a field character: begin, separate or end."""
        kind = character.get(qn("w:fldCharType"))
        if character in self.unclosed:
            return
        if kind == "begin":
            self.codes.append([])
            self._hides.append(True)
            self._hiding += 1
        elif kind == "separate" and self._hides:
            self._hiding -= self._hides[-1]
            self._hides[-1] = not is_typed("".join(self.codes[-1]))
            self._hiding += self._hides[-1]
        elif kind == "end" and self.codes:
            self.codes.pop()
            self._hiding -= self._hides.pop()


def is_typed(code: str) -> bool:
    """True if a person may have typed the result of a field with this instruction."""
    return next(iter(code.split()), "").upper() not in _COMPUTED


def outside_words(
    paragraph: etree._Element, fields: FieldState, controls: Container[str] | None = None
) -> OutsideWords:
    """The text of a paragraph outside copies and controls with a tag, or with one of these paths; advances `fields`."""
    pieces: list[list[str]] = [[]]
    tags: list[str] = []
    _collect(paragraph, fields, controls, pieces, tags)
    return OutsideWords(tuple(breakable(" ".join("".join(piece).split())) for piece in pieces), tuple(tags))


def outside_text(paragraph: etree._Element) -> str:
    """The text of one paragraph outside the controls with a tag."""
    return outside_words(paragraph, FieldState()).text


def boxed_paragraphs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of the text boxes in a paragraph or drawing, without their `mc:Fallback` copies."""
    for child in paragraph.iterchildren("*"):
        if child.tag in DRAWN:
            yield from (inner for inner in child.iter(_PARAGRAPH) if next(inner.iterancestors(_FALLBACK), None) is None)
        elif child.tag != _FALLBACK:
            yield from boxed_paragraphs(child)


def drawn_in(element: etree._Element) -> Iterator[etree._Element]:
    """The pictures and other objects without a text box in an element, without `mc:Fallback` copies."""
    for drawn in element.iter(*DRAWN):
        if next(drawn.iter(_BOX), None) is None and next(drawn.iterancestors(_FALLBACK), None) is None:
            yield drawn


def style_of(paragraph: etree._Element) -> str:
    """The id of the paragraph's style; empty for the default style."""
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else str(style.get(qn("w:val"), ""))


def control_path(control: etree._Element) -> str:
    """The tag of a control with a value; empty for a control without a tag and for a repeating section."""
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
            if not fields.codes or not fields.is_computed:
                pieces[-1].append(str(child.text or ""))
        elif name == _RUN:
            if not _is_hidden(child):
                _collect(child, fields, controls, pieces, tags)
        elif name in _SKIPPED:
            continue
        elif name in _BLANKS:
            pieces[-1].append(" ")
        elif name == _HYPHEN:
            pieces[-1].append(NO_BREAK_HYPHEN)
        elif name == _SYMBOL:
            pieces[-1].append(character_of(child) or _UNKNOWN_SYMBOL)
        elif name == _FIELD_CHAR:
            fields.advance(child)
            pieces[-1].append(_CHECKED if _is_checked(child) else "")
        elif name == _FIELD_CODE:
            if fields.codes:
                fields.codes[-1].append(str(child.text or ""))
        elif name == CONTROL:
            tag = control_path(child)
            if tag and (controls is None or is_copy(tag) or tag.partition("=")[0] in controls):
                tags.append(tag)
                pieces.append([])
            else:
                _collect(child, fields, controls, pieces, tags)
        elif name != _SIMPLE_FIELD or is_typed(str(child.get(qn("w:instr"), ""))):
            _collect(child, fields, controls, pieces, tags)


def _is_checked(character: etree._Element) -> bool:
    """True for the `begin` character of a ticked check box of Word 97."""
    box = character.find(_CHECK_BOX)
    if box is None:
        return False
    states = (box.find(qn(name)) for name in ("w:checked", "w:default"))
    state = next((found for found in states if found is not None), None)
    return switched_on(state)


def _is_hidden(run: etree._Element) -> bool:
    properties = run.find(qn("w:rPr"))
    if properties is None:
        return False
    return switched_on(properties.find(qn("w:vanish"))) or is_note(run)
