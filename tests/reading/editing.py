"""Edits of a person in Word, applied to a document's XML: typing, picking, ticking, adding rows, pasting.

Each step changes the XML as Word does, according to its documentation and to documents that Word saved.
"""

import copy
import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Self

from lxml import etree

from cpr_docs.ooxml.names import NAMESPACES, PartName, RelationshipType, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.templating.choice_boxes import BETWEEN_BOXES

_TICK = {True: "☒", False: "☐"}


def xml(text: str) -> etree._Element:
    """An element of WordprocessingML."""
    declared = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items() if prefix != "xml")
    return etree.fromstring(f"<x {declared}>{text}</x>")[0]


def packed(parts: dict[str, bytes]) -> bytes:
    """A package as Word writes it: parts in its own order, with dates."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


class Edited:
    """A document that is open in Word."""

    def __init__(self, content: bytes) -> None:
        self.parts = dict(Package.read(content))
        self.root = etree.fromstring(self.parts[PartName.DOCUMENT])

    def saved(self) -> bytes:
        """The document as it is saved."""
        body = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return packed({**self.parts, PartName.DOCUMENT: body})

    # Finding

    def controls(self, tag: str) -> list[etree._Element]:
        """All controls with a tag, in document order: a control for each row."""
        return [control for control in self.root.iter(qn("w:sdt")) if _property(control, "w:tag") == tag]

    def control(self, tag: str, row: int = 0) -> etree._Element:
        """A control by its tag, and the number of its row."""
        return self.controls(tag)[row]

    def rows(self, path: str, section: int | None = None) -> list[etree._Element]:
        """The items of the only repeating section of a list, or of that in a row of another list, by its number."""
        (found,) = self.controls(path) if section is None else [self.control(path, section)]
        return list(content_of(found))

    def is_open_box(self, tag: str) -> bool:
        """True for the tag of a check box that a person can click."""
        control = self.control(tag)
        lock = _property(control, "w:lock")
        return properties_of(control).find(qn("w14:checkbox")) is not None and not lock.endswith("ontentLocked")

    # Editing

    def type(self, tag: str, text: str, row: int = 0) -> Self:
        """Types into a control, over its text or its placeholder."""
        control = self.control(tag, row)
        _no_longer_placeholder(control)
        first, *others = [*content_of(control).iter(qn("w:p"))] or [content_of(control)]
        for paragraph in others:
            paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]
        parent = first
        for old in _runs_below(parent):
            old.getparent().remove(old)  # type: ignore[union-attr]
        parent.append(_run(text))
        return self

    def put(self, tag: str, *blocks: str, row: int = 0) -> Self:
        """Replaces the paragraphs in a control with pasted elements, given as XML."""
        control = self.control(tag, row)
        _no_longer_placeholder(control)
        content = content_of(control)
        cell = content.find(qn("w:tc"))
        parent = content if cell is None else cell
        for old in [*parent.iterchildren(qn("w:p")), *parent.iterchildren(qn("w:r"))]:
            parent.remove(old)
        parent.extend(map(xml, blocks))
        return self

    def clear(self, tag: str, placeholder: str = "Click or tap here to enter text.", row: int = 0) -> Self:
        """Deletes all text of a control, so that Word shows a placeholder."""
        self.type(tag, placeholder, row)
        properties = properties_of(self.control(tag, row))
        showing = etree.Element(qn("w:showingPlcHdr"))
        properties.insert(len(properties) - 1, showing)
        for date in properties.iterchildren(qn("w:date")):
            date.attrib.pop(qn("w:fullDate"), "")
        return self

    def pick_date(self, tag: str, iso: str, text: str, row: int = 0) -> Self:
        """Picks a date in the calendar: Word writes its words and `w:fullDate`."""
        self.type(tag, text, row)
        date = properties_of(self.control(tag, row)).find(qn("w:date"))
        assert date is not None
        date.set(qn("w:fullDate"), f"{iso}T00:00:00Z")
        return self

    def pick(self, tag: str, value: str, row: int = 0) -> Self:
        """Picks an item of a drop-down list: Word writes its words and `w:lastValue`."""
        down = properties_of(self.control(tag, row)).find(qn("w:dropDownList"))
        assert down is not None
        words = {item.get(qn("w:value")): item.get(qn("w:displayText")) for item in down}[value]
        down.set(qn("w:lastValue"), value)
        return self.type(tag, str(words), row)

    def tick(self, tag: str, on: bool = True, row: int = 0, *, glyph: str | None = None) -> Self:
        """Clicks a check box: its state and its mark change."""
        control = self.control(tag, row)
        checked = properties_of(control).find(f"{qn('w14:checkbox')}/{qn('w14:checked')}")
        text = next(content_of(control).iter(qn("w:t")))
        assert checked is not None
        checked.set(qn("w14:val"), "1" if on else "0")
        text.text = glyph or _TICK[on]
        return self

    def add_row(self, path: str, *, after: int = -1, section: int | None = None) -> Self:
        """Clicks the plus sign: Word copies the row, empties its controls, and may duplicate ids."""
        row = self.rows(path, section)[after]
        new = copy.deepcopy(row)
        row.addnext(new)
        for control in new.iter(qn("w:sdt")):
            if _property(control, "w:tag"):
                _empty(control)
        return self

    def delete_row(self, path: str, number: int) -> Self:
        """Deletes a row of a list."""
        row = self.rows(path)[number]
        row.getparent().remove(row)  # type: ignore[union-attr]
        return self

    def move_row(self, path: str, number: int, to: int) -> Self:
        """Drags a row of a list to another position."""
        rows = self.rows(path)
        above = rows[number].getparent()
        assert above is not None
        above.remove(rows[number])
        above.insert(to, rows[number])
        return self

    def write_beside(self, tag: str, words: str, row: int = 0, *, before: bool = False) -> Self:
        """Types words at the end of a control's paragraph or of its box's label, or before the control."""
        control = self.control(tag, row)
        if before:
            control.addprevious(_run(words))
            return self
        between = (run for run in control.itersiblings(qn("w:r")) if text_of(run) == BETWEEN_BOXES)
        following = next(between, None)
        if following is None:
            next(control.iterancestors(qn("w:p"))).append(_run(words))
        else:
            following.addprevious(_run(words))
        return self

    def add_part(self, name: str, relationship: str, content: str) -> Self:
        """Adds a part related to the main part, as Word adds comments, notes and glossaries."""
        declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items() if prefix != "xml")
        element = content.partition(" ")[0].partition(">")[0]
        self.parts[f"word/{name}"] = content.replace(element, f"{element} {declared}", 1).encode()
        kind = f'<Override PartName="/word/{name}" ContentType="application/xml"/></Types>'
        types = self.parts[PartName.CONTENT_TYPES].decode().replace("</Types>", kind)
        self.parts[PartName.CONTENT_TYPES] = types.encode()
        line = f'<Relationship Id="rId{name}" Type="{relationship}" Target="{name}"/></Relationships>'
        lines = self.parts[PartName.DOCUMENT_RELATIONSHIPS].decode().replace("</Relationships>", line)
        self.parts[PartName.DOCUMENT_RELATIONSHIPS] = lines.encode()
        return self

    def add_glossary(self, prompt: str) -> Self:
        """Adds a glossary with a placeholder, as Word does in the language of its interface."""
        body = f"<w:docPartBody><w:p><w:r><w:t>{prompt}</w:t></w:r></w:p></w:docPartBody>"
        parts = f"<w:docParts><w:docPart>{body}</w:docPart></w:docParts>"
        glossary = f"<w:glossaryDocument>{parts}</w:glossaryDocument>"
        return self.add_part("glossary.xml", RelationshipType.GLOSSARY, glossary)

    def each_run(self, change: Callable[[etree._Element], None]) -> Self:
        """Applies a change to every run in a tagged control."""
        for run in list(self.root.iter(qn("w:r"))):
            if any(_property(above, "w:tag") for above in run.iterancestors(qn("w:sdt"))):
                change(run)
        return self


def content_of(control: etree._Element) -> etree._Element:
    """The content of a control."""
    content = control.find(qn("w:sdtContent"))
    assert content is not None
    return content


def properties_of(control: etree._Element) -> etree._Element:
    """The properties of a control."""
    properties = control.find(qn("w:sdtPr"))
    assert properties is not None
    return properties


def _property(control: etree._Element, name: str) -> str:
    found = control.find(f"{qn('w:sdtPr')}/{qn(name)}")
    return "" if found is None else str(found.get(qn("w:val")))


def _run(text: str) -> etree._Element:
    run = etree.Element(qn("w:r"))
    words = etree.SubElement(run, qn("w:t"), {qn("xml:space"): "preserve"})
    words.text = text
    return run


def _runs_below(parent: etree._Element) -> Iterator[etree._Element]:
    yield from [child for child in parent if child.tag != qn("w:pPr")]


def _no_longer_placeholder(control: etree._Element) -> None:
    for showing in properties_of(control).findall(qn("w:showingPlcHdr")):
        properties_of(control).remove(showing)


def _empty(control: etree._Element) -> None:
    properties = properties_of(control)
    if any(properties.find(qn(kind)) is not None for kind in ("w14:checkbox", "w15:repeatingSection")):
        return
    if properties.find(qn("w:showingPlcHdr")) is None:
        properties.insert(len(properties) - 1, etree.Element(qn("w:showingPlcHdr")))
    for text in content_of(control).iter(qn("w:t")):
        text.text = "Click or tap here to enter text."
