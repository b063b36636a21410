"""The fields of a part of a Word file: those that pass, and the text that remains of the others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, cast

from lxml import etree

from cpr_docs.gate.allowed import FIELDS, KNOWN_FIELDS, KNOWN_RELATIONSHIPS, LINK_SCHEMES, PATH_FIELDS
from cpr_docs.ooxml.names import NAMESPACES
from cpr_docs.ooxml.xml import remove_element

_WORD: Final = (NAMESPACES["w"], "http://purl.oclc.org/ooxml/wordprocessingml/main")
_STEPS: Final = etree.XPath(
    " | ".join(
        f"//{p}:{name}" for p in ("w", "s") for name in ("fldChar", "instrText", "delInstrText", "fldSimple", "t")
    ),
    namespaces={"w": _WORD[0], "s": _WORD[1]},
)
_TEXT: Final = etree.XPath("string()")
# The elements between a part and a run that every program descends into.
_FLOW: Final = frozenset(
    f"{{{space}}}{name}"
    for space in _WORD
    for name in (
        *(
            "r",
            "p",
            "hyperlink",
            "ins",
            "moveTo",
            "smartTag",
            "sdt",
            "sdtContent",
            "customXml",
            "fldSimple",
            "dir",
            "bdo",
        ),
        *("tc", "tr", "tbl", "body", "document", "hdr", "ftr", "footnote", "footnotes", "endnote", "endnotes"),
        *("txbxContent", "docPart", "docParts", "docPartBody", "glossaryDocument", "comment", "comments"),
    )
)
_NESTED: Final = "\0"
_CODE: Final = re.compile(r"\s*(=|[A-Za-z]+(?=[\s\\\"]|$))")
_TOKEN: Final = re.compile(r'"[^"]*"|[^\s"]+')
_WITH_ARGUMENT: Final = frozenset({"\\l", "\\o", "\\t"})


@dataclass(slots=True)
class WordField:
    """A field with its elements."""

    start: etree._Element
    code: str = ""
    """The field's name in upper case; empty without one, and if a nested field computes the name."""
    pieces: list[str] = field(default_factory=list)
    """The instruction, which may be split over runs."""
    steps: list[etree._Element] = field(default_factory=list)
    result: list[etree._Element] = field(default_factory=list)
    is_result: bool = False

    @property
    def passes(self) -> bool:
        """True if the field is on the list, and its address, if any, is one that a link may have."""
        text = self.text
        if not text.strip():
            return True
        # Another program may skip some of the steps, and read another field from the rest.
        if len({_nearest_barrier(step) for step in (self.start, *self.steps)}) > 1:
            return False
        if any(len(step) for step in self.steps):
            return False
        return self.code in FIELDS and (self.code != "HYPERLINK" or _has_allowed_address(text))

    @property
    def text(self) -> str:
        """The instruction."""
        return "".join(self.pieces)

    @property
    def shows_path(self) -> bool:
        """True if the field prints the path of a file."""
        return self.code in PATH_FIELDS

    @property
    def is_unknown(self) -> bool:
        """True if Word has no field of this name."""
        return self.code not in FIELDS | PATH_FIELDS | KNOWN_FIELDS

    @property
    def name(self) -> str:
        """The phrase for the field in a message."""
        if self.code == "HYPERLINK":
            return KNOWN_RELATIONSHIPS["hyperlink"]
        return "a field that is not allowed" if self.is_unknown else f"the field {self.code}"

    def dissolve(self) -> None:
        """Removes the field; its last result stays as text, except a path."""
        for step in (*self.steps, *(self.result if self.shows_path else ())):
            remove_element(step)
        if _local(self.start) != "fldSimple":
            remove_element(self.start)
            return
        for text in list(self.start):
            self.start.addprevious(text)
        remove_element(self.start)


def fields_of(root: etree._Element) -> Iterator[WordField]:
    """The fields of a part, each when it ends."""
    open_fields: list[WordField] = []
    for step in cast("list[etree._Element]", _STEPS(root)):
        name = _local(step)
        if name == "t":
            if open_fields:
                open_fields[-1].result.append(step)
        elif name == "fldSimple":
            _nest(open_fields)
            text = _attribute(step, "instr")
            # A simple field contains its result.
            inner = list(step.iter("{*}t")) if _code(text) in PATH_FIELDS else []
            yield WordField(step, _code(text), [text], result=inner)
        elif name == "fldChar":
            kind = _attribute(step, "fldCharType")
            if kind == "begin":
                _nest(open_fields)
                open_fields.append(WordField(step))
            elif open_fields:
                open_fields[-1].steps.append(step)
                open_fields[-1].is_result = True
                if kind != "separate":
                    yield _ended(open_fields.pop())
        elif open_fields and not open_fields[-1].is_result:
            open_fields[-1].pieces.append(str(_TEXT(step)))
            open_fields[-1].steps.append(step)
        else:
            # An instruction outside any field, or in a result: another program may see a field around it.
            text = str(_TEXT(step))
            yield WordField(step, _code(text), [text])
    while open_fields:
        yield _ended(open_fields.pop())


def may_lead_to(address: str) -> bool:
    """True if a link may lead to the address: the web, an e-mail address, or a place in the document itself."""
    return not address.strip() or address.strip().lower().startswith((*LINK_SCHEMES, "#"))


def _nest(open_fields: list[WordField]) -> None:
    if open_fields and not open_fields[-1].is_result:
        open_fields[-1].pieces.append(_NESTED)


def _ended(found: WordField) -> WordField:
    found.code = _code(found.text)
    return found


def _code(text: str) -> str:
    found = _CODE.match(text)
    return found[1].upper() if found else ""


def _has_allowed_address(text: str) -> bool:
    tokens = iter(_TOKEN.findall(text)[1:])
    for token in tokens:
        if token.lower() in _WITH_ARGUMENT:
            next(tokens, None)
        elif not token.startswith("\\"):
            return _NESTED not in token and may_lead_to(token.strip('"'))
    return True


def _nearest_barrier(element: etree._Element) -> etree._Element | None:
    """The nearest ancestor that not every program descends into: a text box, a branch, a deletion."""
    return next((above for above in element.iterancestors() if above.tag not in _FLOW), None)


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2]


def _attribute(element: etree._Element, name: str) -> str:
    return next((value for space in _WORD if (value := element.get(f"{{{space}}}{name}")) is not None), "")
