"""Content controls: a proxy over a ``w:sdt`` element, and the iteration of a tree's controls.

Structured document tags are defined in ECMA-376 part 1, 17.5.2; check boxes and repeating sections in [MS-DOCX].
"""

from collections.abc import Iterable, Iterator
from typing import Final, Self

from lxml import etree

from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import switched_on, text_of

CONTROL: Final = qn("w:sdt")
_PROPERTIES: Final = qn("w:sdtPr")
_CONTENT: Final = qn("w:sdtContent")
_VALUE: Final = qn("w:val")
_PARAGRAPH: Final = qn("w:p")
_FRAME: Final = f"{qn('w:pPr')}/{qn('w:framePr')}"
_KINDS: Final = {
    qn(name): name.partition(":")[2]
    for name in (
        *("w:equation", "w:comboBox", "w:date", "w:docPartObj", "w:docPartList", "w:dropDownList", "w:picture"),
        *("w:richText", "w:text", "w:citation", "w:group", "w:bibliography"),
        *("w14:checkbox", "w15:repeatingSection", "w15:repeatingSectionItem"),
    )
}
_LOCKS_ON_CONTENT: Final = frozenset({"contentLocked", "sdtContentLocked"})


class ContentControl:
    """A content control; the proxy has no state but its ``w:sdt`` element."""

    __slots__ = ("element",)

    def __init__(self, element: etree._Element) -> None:
        self.element = element

    @classmethod
    def new(cls, *properties: etree._Element) -> Self:
        """An empty content control with these properties."""
        element = etree.Element(CONTROL)
        etree.SubElement(element, _PROPERTIES).extend(properties)
        etree.SubElement(element, _CONTENT)
        return cls(element)

    @property
    def properties(self) -> etree._Element | None:
        """The ``w:sdtPr`` element."""
        return next(self.element.iterchildren(_PROPERTIES), None)

    @property
    def content(self) -> etree._Element | None:
        """The ``w:sdtContent`` element."""
        return next(self.element.iterchildren(_CONTENT), None)

    def setting(self, name: str) -> etree._Element | None:
        """The first of the control's properties with this name, such as ``w:date``."""
        # A third faster than next() for each of the two.
        for properties in self.element.iterchildren(_PROPERTIES):
            for found in properties.iterchildren(qn(name)):
                return found
        return None

    def has(self, name: str) -> bool:
        """True if the control has a property of this name."""
        return self.setting(name) is not None

    def value(self, name: str) -> str:
        """The ``w:val`` of one of the control's properties; empty without one."""
        found = self.setting(name)
        return "" if found is None else str(found.get(_VALUE, ""))

    @property
    def tag(self) -> str:
        """The tag, a name for programs; empty without one."""
        return self.value("w:tag")

    @property
    def alias(self) -> str:
        """The title that Word shows; empty without one."""
        return self.value("w:alias")

    @property
    def id(self) -> str:
        """The id as it is in the XML, a number of 32 bits with a sign; empty without one."""
        return self.value("w:id")

    @property
    def lock(self) -> str:
        """The lock: ``sdtLocked``, ``contentLocked``, ``sdtContentLocked``; empty without one."""
        return self.value("w:lock")

    @property
    def is_locked(self) -> bool:
        """True if nobody can edit the content."""
        return self.lock in _LOCKS_ON_CONTENT

    @property
    def kinds(self) -> list[str]:
        """The kinds that the properties name, such as ``date``; a valid control has at most one."""
        properties = self.properties
        return [] if properties is None else [_KINDS[str(each.tag)] for each in properties if each.tag in _KINDS]

    @property
    def kind(self) -> str:
        """The kind, such as ``checkbox``; ``richText`` for a control that names none."""
        return next(iter(self.kinds), "richText")

    @property
    def is_check_box(self) -> bool:
        """True for a check box of Word 2010 and newer."""
        return self.has("w14:checkbox")

    @property
    def is_of_lines(self) -> bool:
        """True for a control within a paragraph of a frame, whose text may have several lines.

        LibreOffice takes paragraphs out of their frame where a control is around them.
        """
        paragraph = next(self.element.iterancestors(_PARAGRAPH), None)
        return paragraph is not None and paragraph.find(_FRAME) is not None

    @property
    def is_repeating(self) -> bool:
        """True for a repeating section."""
        return self.has("w15:repeatingSection")

    @property
    def is_repeating_item(self) -> bool:
        """True for an item of a repeating section."""
        return self.has("w15:repeatingSectionItem")

    @property
    def is_placeholder(self) -> bool:
        """True if the control is marked as showing its placeholder instead of a value."""
        return switched_on(self.setting("w:showingPlcHdr"))

    @property
    def text(self) -> str:
        """The text of all runs in the content."""
        content = self.content
        return "" if content is None else text_of(content)

    def extend(self, elements: Iterable[etree._Element]) -> None:
        """Appends elements to the content."""
        content = self.content
        if content is None:
            content = etree.SubElement(self.element, _CONTENT)
        content.extend(elements)

    def unwrap(self) -> None:
        """Replaces the control by the elements of its content."""
        content, above = self.content, self.element.getparent()
        if above is None:
            return
        for child in () if content is None else list(content):
            self.element.addprevious(child)
        above.remove(self.element)


def controls_in(element: etree._Element) -> Iterator[ContentControl]:
    """All content controls in an element, in document order; the element itself may be the first."""
    return map(ContentControl, element.iter(CONTROL))


def controls_around(element: etree._Element) -> Iterator[ContentControl]:
    """The content controls around an element, innermost first."""
    return map(ContentControl, element.iterancestors(CONTROL))


def controls_from(element: etree._Element) -> Iterator[ContentControl]:
    """The element itself if it is a content control, then the controls around it, innermost first."""
    if element.tag == CONTROL:
        yield ContentControl(element)
    yield from controls_around(element)


def outermost_tagged(element: etree._Element) -> Iterator[ContentControl]:
    """The content controls with a tag that are in no other tagged one below the element, which may itself be one."""
    last: etree._Element | None = None
    for control in controls_in(element):
        if last is not None and any(around is last for around in control.element.iterancestors(CONTROL)):
            continue
        if control.tag:
            last = control.element
            yield control
