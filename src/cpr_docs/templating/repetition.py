"""What Word takes only once in a document, in a row that a loop prints many times.

Ids and names are given to each copy anew, and what refers to them from within the same row follows; from outside, it
leads to the first copy. Notes, comments and section breaks cannot be copied, and are refused.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.enclosing_blocks import LoopBlock, enclosing_blocks, qualified
from cpr_docs.templating.xml_builder import parent

REPEATED_NOTE = _("a loop repeats this note, and Word takes a note only once: write its words in the text")
REPEATED_COMMENT = _("a loop repeats this comment, and Word takes a comment only once: delete it")
REPEATED_SECTION = _("a loop repeats this section break: put it outside the loop")
RANGE_ACROSS = _("this bookmark or range begins inside a loop and ends outside it, or the other way round")

_NEXT_ID = "{{ next_id() }}"
"""An id that is another one each time."""

_REFUSED: Mapping[str, str] = {
    "w:footnoteReference": REPEATED_NOTE,
    "w:endnoteReference": REPEATED_NOTE,
    "w:commentReference": REPEATED_COMMENT,
    "w:commentRangeStart": REPEATED_COMMENT,
    "w:sectPr": REPEATED_SECTION,
}
_RANGES = (
    *("bookmark", "perm", "moveFromRange", "moveToRange"),
    *("customXmlInsRange", "customXmlDelRange", "customXmlMoveFromRange", "customXmlMoveToRange"),
)
"""The kinds of pairs of marks that share an id."""
_CHANGES = (
    *("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:cellIns", "w:cellDel", "w:cellMerge", "w:numberingChange"),
    *("w:pPrChange", "w:rPrChange", "w:sectPrChange", "w:tblPrChange", "w:tblGridChange", "w:tblPrExChange"),
    *("w:trPrChange", "w:tcPrChange"),
)
"""Tracked changes: `checking` tells each, and where a document is made all the same they are told apart."""
_SHAPES = (
    *("v:arc", "v:curve", "v:group", "v:image", "v:line", "v:oval", "v:polyline", "v:rect", "v:roundrect"),
    "v:shape",
)
_WORD_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_WORD_DRAWING = "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}"
_TEXT_BOXES = (f"{_WORD_SHAPE}txbx", f"{_WORD_SHAPE}linkedTxbx")
# They tell one editing of a paragraph or drawing from another, and Word makes them anew.
_DROPPED = (qn("w14:paraId"), qn("w14:textId"), f"{_WORD_DRAWING}anchorId", f"{_WORD_DRAWING}editId")
_LAST_EDITED = "_GoBack"
_OF_EDITING = (_LAST_EDITED, "_Hlk", "_Int_")
"""The beginnings of the names of bookmarks that Word puts where somebody edited, and shows nobody."""
_LONGEST_NAME = 28
"""The length of a bookmark's name to which a number can be added: Word takes 40 characters."""

_WORD = re.compile(r"(?<![\w.\\/:-])\w+(?![\w.\\/:-])")
_LINKED = re.compile(r"(?<=\\l )\w+|(?<=\\l \")\w+")


class RepetitionFault(NamedTuple):
    """Something that cannot be repeated, and a sentence about it."""

    element: etree._Element
    message: str


class Copies:
    """The elements that a part's loops repeat."""

    def __init__(self, root: etree._Element) -> None:
        self._loops = {
            element: tuple(block for block in around if isinstance(block, LoopBlock))
            for element, around in enclosing_blocks(root, *_LOOKED_FOR)
        }

    def __contains__(self, element: etree._Element) -> bool:
        return bool(self._loops.get(element))

    def faults(self) -> Iterator[RepetitionFault]:
        """The elements that cannot be repeated."""
        for name, message in _REFUSED.items():
            for element in self._repeated(name):
                # The last section of a document is no break.
                if parent(element).tag != qn("w:body"):
                    yield RepetitionFault(element, message)
        for kind in _RANGES:
            for start, end in self._ranges(kind):
                if self._is_across(start, end) and not _is_of_editing(start):
                    yield RepetitionFault(start, RANGE_ACROSS)

    def make_unique(self) -> None:
        """Gives each copy ids and names of its own."""
        for element, loops in self._loops.items():
            for attribute in _DROPPED if loops else ():
                if attribute in element.attrib:
                    del element.attrib[attribute]
        for drawing in self._repeated("wp:docPr"):
            drawing.set("id", _NEXT_ID)
        for change in self._repeated(*_CHANGES):
            change.set(qn("w:id"), _NEXT_ID)
        for box in self._repeated(*_TEXT_BOXES):
            # Text boxes that continue one another have one id.
            if box.get("id", "").isdecimal():
                box.set("id", self._call("copy_id", box, f"t{box.get('id')}"))
        for number, shape in enumerate(self._repeated(*_SHAPES)):
            self._number_shape(shape, f"s{number}")
        renamed: dict[str, _Renamed] = {}
        for kind in _RANGES:
            for number, (start, end) in enumerate(self._ranges(kind)):
                self._number_range(start, end, f"{kind}{number}", renamed)
        for reference in self._references() if renamed else ():
            reference.follow(renamed, self._loops[reference.elements[0]])

    def _number_shape(self, shape: etree._Element, key: str) -> None:
        number = self._call("copy_id", shape, key)
        if qn("o:spid") in shape.attrib:
            shape.set(qn("o:spid"), f"_x0000_s{number}")
        own = shape.get("id")
        if own:
            shape.set("id", f"{own}_{number}")
            for embedded in self._repeated("o:OLEObject"):
                if embedded.get("ShapeID") == own:
                    embedded.set("ShapeID", f"{own}_{number}")

    def _number_range(
        self, start: etree._Element, end: etree._Element | None, key: str, renamed: "dict[str, _Renamed]"
    ) -> None:
        marks = [start] if end is None else [start, end]
        if self._is_across(start, end) or start.get(qn("w:name")) == _LAST_EDITED:
            for mark in marks:
                parent(mark).remove(mark)
            return
        for mark in marks:
            mark.set(qn("w:id"), self._call("copy_id", start, key))
        name = start.get(qn("w:name"))
        if name:
            first = name[:_LONGEST_NAME]
            each = first + self._call("copy_name", start, key)
            start.set(qn("w:name"), each)
            renamed[name.lower()] = _Renamed(first, each, self._loops[start])

    def _is_across(self, start: etree._Element, end: etree._Element | None) -> bool:
        return end is not None and not _same(self._loops[start], self._loops[end])

    def _ranges(self, kind: str) -> Iterator[tuple[etree._Element, etree._Element | None]]:
        """The start and the end of each range of a kind of which one stands in a loop."""
        ended: dict[etree._Element, etree._Element] = {}
        begun: dict[str, etree._Element] = {}
        for mark in self._all(f"w:{kind}Start", f"w:{kind}End"):
            own = mark.get(qn("w:id"), "")
            if mark.tag == qn(f"w:{kind}Start"):
                begun[own] = mark
            elif own in begun:
                ended[begun.pop(own)] = mark
        for start in self._all(f"w:{kind}Start"):
            end = ended.get(start)
            if start in self or (end is not None and end in self):
                yield start, end

    def _references(self) -> "Iterator[_Reference]":
        for name, attribute in (("w:hyperlink", "w:anchor"), ("w:name", "w:val"), ("w:fldSimple", "w:instr")):
            for element in self._all(name):
                yield _Reference([element], qn(attribute), is_instruction=name == "w:fldSimple")
        open_fields: list[list[etree._Element]] = []
        for step in self._all("w:fldChar", "w:instrText"):
            kind = step.get(qn("w:fldCharType"))
            if kind == "begin":
                open_fields.append([])
            elif step.tag == qn("w:instrText") and open_fields:
                open_fields[-1].append(step)
            elif kind == "end" and open_fields and (texts := open_fields.pop()):
                yield _Reference(texts, "", is_instruction=True)

    def _all(self, *names: str) -> list[etree._Element]:
        wanted = {qualified(name) for name in names}
        return [element for element in self._loops if element.tag in wanted]

    def _repeated(self, *names: str) -> list[etree._Element]:
        return [element for element in self._all(*names) if element in self]

    def _call(self, function: str, element: etree._Element, key: str) -> str:
        """A tag for the number that a key has in the copy of the row that the element stands in."""
        return f"{{{{ {function}({len(self._loops[element])}, '{key}') }}}}"


_LOOKED_FOR = (
    *("w:p", "w:tr", "w:sdt", "wp:docPr", "wp:anchor", "wp:inline", "o:OLEObject", *_CHANGES, *_SHAPES, *_TEXT_BOXES),
    *_REFUSED,
    *("w:hyperlink", "w:fldSimple", "w:fldChar", "w:instrText", "w:name"),
    *(f"w:{kind}{end}" for kind in _RANGES for end in ("Start", "End")),
)


class _Renamed(NamedTuple):
    """A bookmark that is repeated."""

    first: str
    """The name of its first copy."""
    each: str
    """The name of each copy, as a template prints it."""
    loops: tuple[LoopBlock, ...]


class _Reference(NamedTuple):
    """Everything that may name a bookmark: a link, a form field, or the instruction of a field over several runs."""

    elements: list[etree._Element]
    attribute: str
    """The attribute that holds it; empty if the elements' text does."""
    is_instruction: bool

    def follow(self, renamed: Mapping[str, _Renamed], loops: tuple[LoopBlock, ...]) -> None:
        """Names the copy in the same row, or else the first one."""
        first, *others = self.elements
        said = first.get(self.attribute, "") if self.attribute else "".join(one.text or "" for one in self.elements)
        words = said.split()
        code = words[0] if self.is_instruction and len(words) > 1 else ""

        def new(match: re.Match[str]) -> str:
            mark = renamed.get(match[0].lower())
            if mark is None or said[: match.end()].strip() == code:
                return match[0]
            return mark.each if _same(loops[: len(mark.loops)], mark.loops) else mark.first

        follows = (_LINKED if code == "HYPERLINK" else _WORD).sub(new, said)
        if follows == said:
            return
        if self.attribute:
            first.set(self.attribute, follows)
            return
        first.text = follows
        for other in others:
            other.text = ""


def _is_of_editing(start: etree._Element) -> bool:
    return start.get(qn("w:name"), "").startswith(_OF_EDITING)


def _same(some: tuple[LoopBlock, ...], others: tuple[LoopBlock, ...]) -> bool:
    """True if they are the same loops, not only loops through the same list."""
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))
