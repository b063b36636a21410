"""Changes the body, headers and footers of a document so that it can be a section beside others.

The joined document is only printed, never filled in, so that content controls are replaced by their content. A check
box remains a control: otherwise its sign would be joined with the text that follows, and LibreOffice writes such a text
in the wrong order, because the sign is from another font. Bookmarks and drawings get unique names and numbers. "Page x
of y" counts the pages of the section: NUMPAGES becomes a PAGEREF to the last page (LibreOffice has no field for the
number of pages of a section).
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import put

_ALL_PAGES: Final = re.compile(r"\bNUMPAGES\b", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"\b((?:PAGE|NOTE)?REF\s+|HYPERLINK\s+\\l\s+\"?)([^\s\"\\]+)", re.IGNORECASE)
_OWN_IDS: Final = (qn("w14:paraId"), qn("w14:textId"))
_KINDS: Final = (("w:headerReference", "w:hdr"), ("w:footerReference", "w:ftr"))


class IdCounters:
    """Counters of the identifiers that must be unique in the joined document."""

    def __init__(self) -> None:
        self.bookmarks = itertools.count(1)
        self.controls = itertools.count(1)
        self.drawings = itertools.count(1)


def start_of(section: int) -> str:
    """The name of the bookmark at the start of a section."""
    return f"start{section}"


def end_of(section: int) -> str:
    """The name of the bookmark at the end of a section."""
    return f"end{section}"


def prepare(
    root: etree._Element, section: int, ids: IdCounters, known: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Prepares a body, a header or a footer, and returns the new names of its bookmarks by their old names.

    `section` is the document's index among the joined documents; `known` are the renamed bookmarks of the body, to
    which a header may refer.
    """
    _unwrap(root, ids)
    names = {**(known or {}), **_rename_bookmarks(root, section, ids)}
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
            element.set("id", str(next(ids.drawings)))
        else:
            for attribute in _OWN_IDS:
                element.attrib.pop(attribute, "")
    return names


def add_bookmarks(body: etree._Element, section: int, ids: IdCounters) -> None:
    """Inserts the bookmarks at the start and the end of a section."""
    first = next(body.iter(qn("w:p")))
    last = body[-2]
    at = 1 if len(first) and first[0].tag == qn("w:pPr") else 0
    for offset, element in enumerate(_bookmark(start_of(section), ids)):
        first.insert(at + offset, element)
    last.extend(_bookmark(end_of(section), ids))


def section_properties(body: etree._Element) -> list[etree._Element]:
    """The properties of all sections of the document, in their order."""
    return list(body.iter(qn("w:sectPr")))


def start_section(properties: Sequence[etree._Element], *, even: bool) -> Iterator[tuple[str, str, str]]:
    """Lets a document, with these section properties, start on a new page with the number 1.

    Yields each header and footer that its first section lacks, and that it or a later section would otherwise inherit
    from the previous document: the name of the reference, of the part's root, and the type. `even` is true if even
    pages have headers of their own.
    """
    first = properties[0]
    put(first, etree.Element(qn("w:type"), {qn("w:val"): "nextPage"}))
    numbering = first.find(qn("w:pgNumType"))
    if numbering is None:
        numbering = etree.Element(qn("w:pgNumType"))
    numbering.set(qn("w:start"), "1")
    put(first, numbering)
    title = any(section.find(qn("w:titlePg")) is not None for section in properties)
    kinds = ["default", *(["first"] if title else []), *(["even"] if even else [])]
    for reference, part in _KINDS:
        present = {element.get(qn("w:type"), "default") for element in first.iterchildren(qn(reference))}
        yield from ((reference, part, kind) for kind in kinds if kind not in present)


def end_section(body: etree._Element) -> None:
    """Moves the last section's properties into a new paragraph at the end, so that another section can follow.

    LibreOffice omits a paragraph that contains only section properties. Without a new paragraph, it would omit the
    document's own last paragraph if that is blank, which changes the page layout.
    """
    paragraph = etree.Element(qn("w:p"))
    holder = etree.SubElement(paragraph, qn("w:pPr"))
    zero = {qn("w:before"): "0", qn("w:after"): "0", qn("w:line"): "20", qn("w:lineRule"): "exact"}
    etree.SubElement(holder, qn("w:spacing"), zero)
    properties = body[-1]
    body.append(paragraph)
    holder.append(properties)


def _unwrap(root: etree._Element, ids: IdCounters) -> None:
    for control in list(controls_in(root)):
        properties = control.properties
        if properties is None or not control.is_check_box:
            control.unwrap()
            continue
        for name in properties.findall(qn("w:tag")):
            properties.remove(name)
        put(properties, etree.Element(qn("w:id"), {qn("w:val"): str(next(ids.controls))}))


def _rename_bookmarks(root: etree._Element, section: int, ids: IdCounters) -> dict[str, str]:
    names: dict[str, str] = {}
    pairs: dict[str, str] = {}
    for element in root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
        own = element.get(qn("w:id"), "")
        if element.tag == qn("w:bookmarkStart"):
            pairs[own] = str(next(ids.bookmarks))
            name = f"own{section}x{pairs[own]}"
            names[element.get(qn("w:name"), "").lower()] = name
            element.set(qn("w:name"), name)
        element.set(qn("w:id"), pairs.get(own, own))
    return names


def _instruction(instruction: str, section: int, names: dict[str, str]) -> str:
    instruction = _REFERENCE.sub(lambda found: found[1] + names.get(found[2].lower(), found[2]), instruction)
    return _ALL_PAGES.sub(f"PAGEREF {end_of(section)}", instruction)


def _bookmark(name: str, ids: IdCounters) -> list[etree._Element]:
    own = str(next(ids.bookmarks))
    return [
        etree.Element(qn("w:bookmarkStart"), {qn("w:id"): own, qn("w:name"): name}),
        etree.Element(qn("w:bookmarkEnd"), {qn("w:id"): own}),
    ]
