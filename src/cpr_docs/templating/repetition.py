"""Makes ids and names unique in rows that a loop repeats, because Word accepts each only once in a document.

Each copy of a row gets ids and names of its own. References inside a row lead to the copy in that row, references from
outside to the first copy. Notes, comments and section breaks cannot be copied and are refused.
"""

import operator
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.enclosing_blocks import LoopBlock, enclosing_blocks, qualified_name
from cpr_docs.templating.xml_builder import parent

REPEATED_NOTE = _("a loop repeats this note, and Word takes a note only once: write its words in the text")
REPEATED_COMMENT = _("a loop repeats this comment, and Word takes a comment only once: delete it")
REPEATED_SECTION = _("a loop repeats this section break: put it outside the loop")
RANGE_ACROSS = _("this bookmark or range begins inside a loop and ends outside it, or the other way round")

_NEXT_ID = "{{ next_id() }}"
"""A new id for each copy."""

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
"""The names of ranges, whose start and end elements share an id."""
_TRACKED_CHANGES = (
    *("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:cellIns", "w:cellDel", "w:cellMerge", "w:numberingChange"),
    *("w:pPrChange", "w:rPrChange", "w:sectPrChange", "w:tblPrChange", "w:tblGridChange", "w:tblPrExChange"),
    *("w:trPrChange", "w:tcPrChange"),
)
"""Tracked changes: `checking` reports each; in a rendered document they have unique ids all the same."""
_SHAPES = (
    *("v:arc", "v:curve", "v:group", "v:image", "v:line", "v:oval", "v:polyline", "v:rect", "v:roundrect"),
    "v:shape",
)
_WORD_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_WORD_DRAWING = "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}"
_TEXT_BOXES = (f"{_WORD_SHAPE}txbx", f"{_WORD_SHAPE}linkedTxbx")
# Ids of editing, which Word recreates.
_EDITING_IDS = (qn("w14:paraId"), qn("w14:textId"), f"{_WORD_DRAWING}anchorId", f"{_WORD_DRAWING}editId")
_LAST_EDITED = "_GoBack"
_EDITING_BOOKMARKS = (_LAST_EDITED, "_Hlk", "_Int_")
"""The prefixes of the hidden bookmarks that Word creates during editing."""
_MAX_NAME = 28
"""The length to which a bookmark's name is cut before a number is appended; Word allows 40 characters."""

_WORD = re.compile(r"(?<![\w.\\/:-])\w+(?![\w.\\/:-])")
_LINKED = re.compile(r"(?<=\\l )\w+|(?<=\\l \")\w+")


class RepetitionFault(NamedTuple):
    """An element that cannot be repeated, and a message."""

    element: etree._Element
    message: str


class Copies:
    """The elements that a part's loops repeat."""

    def __init__(self, root: etree._Element) -> None:
        self._loops = {
            element: tuple(block for block in around if isinstance(block, LoopBlock))
            for element, around in enclosing_blocks(root, *_RELEVANT)
        }

    def __contains__(self, element: etree._Element) -> bool:
        return bool(self._loops.get(element))

    def faults(self) -> Iterator[RepetitionFault]:
        """The elements that cannot be repeated."""
        for name, message in _REFUSED.items():
            for element in self._repeated(name):
                # The body's own `w:sectPr` is no section break.
                if parent(element).tag != qn("w:body"):
                    yield RepetitionFault(element, message)
        for kind in _RANGES:
            for start, end in self._ranges(kind):
                if self._is_across(start, end) and not _is_editing_bookmark(start):
                    yield RepetitionFault(start, RANGE_ACROSS)

    def make_unique(self) -> None:
        """Replaces ids and names by tags, so that each copy has its own."""
        for element, loops in self._loops.items():
            for attribute in _EDITING_IDS if loops else ():
                if attribute in element.attrib:
                    del element.attrib[attribute]
        for drawing in self._repeated("wp:docPr"):
            drawing.set("id", _NEXT_ID)
        for change in self._repeated(*_TRACKED_CHANGES):
            change.set(qn("w:id"), _NEXT_ID)
        for box in self._repeated(*_TEXT_BOXES):
            # Linked text boxes share an id.
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
        markers = [start] if end is None else [start, end]
        if self._is_across(start, end) or start.get(qn("w:name")) == _LAST_EDITED:
            for marker in markers:
                parent(marker).remove(marker)
            return
        for marker in markers:
            marker.set(qn("w:id"), self._call("copy_id", start, key))
        name = start.get(qn("w:name"))
        if name:
            first = name[:_MAX_NAME]
            each = first + self._call("copy_name", start, key)
            start.set(qn("w:name"), each)
            renamed[name.lower()] = _Renamed(first, each, self._loops[start])

    def _is_across(self, start: etree._Element, end: etree._Element | None) -> bool:
        return end is not None and not _are_same_loops(self._loops[start], self._loops[end])

    def _ranges(self, kind: str) -> Iterator[tuple[etree._Element, etree._Element | None]]:
        """The start and end elements of each range with at least one of them in a loop."""
        ended: dict[etree._Element, etree._Element] = {}
        begun: dict[str, etree._Element] = {}
        for marker in self._all(f"w:{kind}Start", f"w:{kind}End"):
            own = marker.get(qn("w:id"), "")
            if marker.tag == qn(f"w:{kind}Start"):
                begun[own] = marker
            elif own in begun:
                ended[begun.pop(own)] = marker
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
        wanted = {qualified_name(name) for name in names}
        return [element for element in self._loops if element.tag in wanted]

    def _repeated(self, *names: str) -> list[etree._Element]:
        return [element for element in self._all(*names) if element in self]

    def _call(self, function: str, element: etree._Element, key: str) -> str:
        """A tag that prints the key's number in the current copy of the element's row."""
        return f"{{{{ {function}({len(self._loops[element])}, '{key}') }}}}"


_RELEVANT = (
    *(
        "w:p",
        "w:tr",
        "w:sdt",
        "wp:docPr",
        "wp:anchor",
        "wp:inline",
        "o:OLEObject",
        *_TRACKED_CHANGES,
        *_SHAPES,
        *_TEXT_BOXES,
    ),
    *_REFUSED,
    *("w:hyperlink", "w:fldSimple", "w:fldChar", "w:instrText", "w:name"),
    *(f"w:{kind}{end}" for kind in _RANGES for end in ("Start", "End")),
)


class _Renamed(NamedTuple):
    """A repeated bookmark."""

    first: str
    """The name of the first copy."""
    each: str
    """The name of each copy, with a tag for its number."""
    loops: tuple[LoopBlock, ...]


class _Reference(NamedTuple):
    """A reference that may name a bookmark: a link, a form field, or a field's instruction over several runs."""

    elements: list[etree._Element]
    attribute: str
    """The attribute with the reference; empty if it is the elements' text."""
    is_instruction: bool

    def follow(self, renamed: Mapping[str, _Renamed], loops: tuple[LoopBlock, ...]) -> None:
        """Replaces the name by that of the copy in the same row, or else of the first copy."""
        first, *others = self.elements
        text = (
            first.get(self.attribute, "")
            if self.attribute
            else "".join(element.text or "" for element in self.elements)
        )
        words = text.split()
        code = words[0] if self.is_instruction and len(words) > 1 else ""

        def new(match: re.Match[str]) -> str:
            bookmark = renamed.get(match[0].lower())
            if bookmark is None or text[: match.end()].strip() == code:
                return match[0]
            return bookmark.each if _are_same_loops(loops[: len(bookmark.loops)], bookmark.loops) else bookmark.first

        replaced = (_LINKED if code == "HYPERLINK" else _WORD).sub(new, text)
        if replaced == text:
            return
        if self.attribute:
            first.set(self.attribute, replaced)
            return
        first.text = replaced
        for other in others:
            other.text = ""


def _is_editing_bookmark(start: etree._Element) -> bool:
    return start.get(qn("w:name"), "").startswith(_EDITING_BOOKMARKS)


def _are_same_loops(loops: tuple[LoopBlock, ...], others: tuple[LoopBlock, ...]) -> bool:
    """True if they are the same loops, not only loops over the same lists."""
    return len(loops) == len(others) and all(map(operator.is_, loops, others))
