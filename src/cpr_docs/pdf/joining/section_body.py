"""What has to be changed in a document's text so that it can be a section beside others.

The joined document is for the printer alone: content controls, which only a person in Word can use, are left out, and
what they hold stays. A check box stays one: by itself its sign would be one text with the words behind it, and
LibreOffice writes such a text in the wrong order, as the sign is from another font. Bookmarks and drawings get names
and numbers that nothing else has. "Page x of y" counts the document's own pages: where it counted all, it looks up
the number of its last page (LibreOffice knows no field that counts the pages of a section).
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.schema_order import put

_ALL_PAGES: Final = re.compile(r"\bNUMPAGES\b", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"\b((?:PAGE|NOTE)?REF\s+|HYPERLINK\s+\\l\s+\"?)([^\s\"\\]+)", re.IGNORECASE)
_OWN_IDS: Final = (qn("w14:paraId"), qn("w14:textId"))
_KINDS: Final = (("w:headerReference", "w:hdr"), ("w:footerReference", "w:ftr"))


class Numbers:
    """The numbers that nothing else in the joined document may have."""

    def __init__(self) -> None:
        self.bookmarks = itertools.count(1)
        self.controls = itertools.count(1)
        self.drawings = itertools.count(1)


def start_of(section: int) -> str:
    """The bookmark where a document begins."""
    return f"start{section}"


def end_of(section: int) -> str:
    """The bookmark where a document ends."""
    return f"end{section}"


def prepare(
    root: etree._Element, section: int, numbers: Numbers, known: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Makes the text, a header or a footer ready, and returns the new names of its bookmarks by their old ones.

    `section` is the document's number among those that are joined; `known` are the names in the text, to which a
    header may refer.
    """
    _unwrap(root, numbers)
    names = {**(known or {}), **_rename_bookmarks(root, section, numbers)}
    for element in root.iter(qn("w:instrText"), qn("w:fldSimple"), qn("w:hyperlink"), qn("wp:docPr"), qn("w:p")):
        if element.tag == qn("w:instrText"):
            element.text = _instruction(element.text or "", section, names)
        elif element.tag == qn("w:fldSimple"):
            element.set(qn("w:instr"), _instruction(element.get(qn("w:instr"), ""), section, names))
        elif element.tag == qn("w:hyperlink"):
            anchor = element.get(qn("w:anchor"))
            if anchor is not None:
                element.set(qn("w:anchor"), names.get(anchor.lower(), anchor))
        elif element.tag == qn("wp:docPr"):
            element.set("id", str(next(numbers.drawings)))
        else:
            for attribute in _OWN_IDS:
                element.attrib.pop(attribute, "")
    return names


def mark(body: etree._Element, section: int, numbers: Numbers) -> None:
    """Sets the bookmarks where the document begins and ends."""
    first = next(body.iter(qn("w:p")))
    last = body[-2]
    at = 1 if len(first) and first[0].tag == qn("w:pPr") else 0
    for offset, element in enumerate(_bookmark(start_of(section), numbers)):
        first.insert(at + offset, element)
    last.extend(_bookmark(end_of(section), numbers))


def sections(body: etree._Element) -> list[etree._Element]:
    """The properties of all sections of the document, in their order."""
    return list(body.iter(qn("w:sectPr")))


def begin(own: Sequence[etree._Element], *, even: bool) -> Iterator[tuple[str, str, str]]:
    """Lets a document's first section, of all its `own`, begin on a page of its own, with the number 1.

    Gives the headers and footers that it lacks, which it, or one of its sections behind it, would otherwise take from
    the document before it: the name of the reference, of the part's root, and the type. `even` says whether even pages
    have headers of their own.
    """
    first = own[0]
    put(first, etree.Element(qn("w:type"), {qn("w:val"): "nextPage"}))
    numbering = first.find(qn("w:pgNumType"))
    if numbering is None:
        numbering = etree.Element(qn("w:pgNumType"))
    numbering.set(qn("w:start"), "1")
    put(first, numbering)
    title = any(section.find(qn("w:titlePg")) is not None for section in own)
    kinds = ["default", *(["first"] if title else []), *(["even"] if even else [])]
    for reference, part in _KINDS:
        there = {held.get(qn("w:type"), "default") for held in first.iterchildren(qn(reference))}
        yield from ((reference, part, kind) for kind in kinds if kind not in there)


def close(body: etree._Element) -> None:
    """Moves the properties of the document's last section into a paragraph behind its last, as another follows.

    LibreOffice leaves out a paragraph that holds nothing but the properties of a section. So it would leave out the
    last one of the document, if that is blank, and what stands before it would have more room than it should.
    """
    paragraph = etree.Element(qn("w:p"))
    holder = etree.SubElement(paragraph, qn("w:pPr"))
    zero = {qn("w:before"): "0", qn("w:after"): "0", qn("w:line"): "20", qn("w:lineRule"): "exact"}
    etree.SubElement(holder, qn("w:spacing"), zero)
    properties = body[-1]
    body.append(paragraph)
    holder.append(properties)


def _unwrap(root: etree._Element, numbers: Numbers) -> None:
    for control in list(controls_in(root)):
        properties = control.properties
        if properties is None or not control.is_check_box:
            control.unwrap()
            continue
        for name in properties.findall(qn("w:tag")):
            properties.remove(name)
        put(properties, etree.Element(qn("w:id"), {qn("w:val"): str(next(numbers.controls))}))


def _rename_bookmarks(root: etree._Element, section: int, numbers: Numbers) -> dict[str, str]:
    names: dict[str, str] = {}
    pairs: dict[str, str] = {}
    for element in root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
        own = element.get(qn("w:id"), "")
        if element.tag == qn("w:bookmarkStart"):
            pairs[own] = str(next(numbers.bookmarks))
            name = f"own{section}x{pairs[own]}"
            names[element.get(qn("w:name"), "").lower()] = name
            element.set(qn("w:name"), name)
        element.set(qn("w:id"), pairs.get(own, own))
    return names


def _instruction(instruction: str, section: int, names: dict[str, str]) -> str:
    instruction = _REFERENCE.sub(lambda found: found[1] + names.get(found[2].lower(), found[2]), instruction)
    return _ALL_PAGES.sub(f"PAGEREF {end_of(section)}", instruction)


def _bookmark(name: str, numbers: Numbers) -> list[etree._Element]:
    own = str(next(numbers.bookmarks))
    return [
        etree.Element(qn("w:bookmarkStart"), {qn("w:id"): own, qn("w:name"): name}),
        etree.Element(qn("w:bookmarkEnd"), {qn("w:id"): own}),
    ]
