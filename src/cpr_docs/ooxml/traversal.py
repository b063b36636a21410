"""Iterates over Word's XML as Word does: through the wrappers that mean nothing to the parent around them."""

import functools
from collections.abc import Iterator

from lxml import etree

from cpr_docs.ooxml.names import qn

_FALLBACK, _TEXT = qn("mc:Fallback"), qn("w:t")
_OFF = frozenset({"0", "false", "off"})
WRAPPERS = frozenset(
    map(
        qn,
        (
            *("w:sdt", "w:sdtContent", "w:customXml", "w:smartTag"),
            *("w:ins", "w:del", "w:moveFrom", "w:moveTo"),
            *("mc:AlternateContent", "mc:Choice", "mc:Fallback"),
        ),
    )
)
RANGE_MARKUP = frozenset(
    map(
        qn,
        (
            *("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:proofErr"),
            *("w:permStart", "w:permEnd", "w:moveFromRangeStart", "w:moveFromRangeEnd"),
            *("w:moveToRangeStart", "w:moveToRangeEnd"),
        ),
    )
)
"""The markers that are allowed between any two elements, and print nothing."""

STORIES = frozenset(map(qn, ("w:document", "w:hdr", "w:ftr", "w:footnotes", "w:endnotes", "w:comments")))
"""The root elements of the stories, the parts with a reader's text."""
BLOCK_CONTAINERS = frozenset(
    map(
        qn,
        (
            *("w:body", "w:hdr", "w:ftr", "w:tc", "w:txbxContent"),
            *("w:footnote", "w:endnote", "w:comment", "w:docPartBody"),
        ),
    )
)
"""The elements that contain paragraphs and tables."""


def elements(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """All elements of these names (``w:p``), or of any, in document order.

    The content of ``mc:Fallback``, which repeats that of its ``mc:Choice``, is left out.
    """
    has_fallback = False
    if not names and next(root.iter(_FALLBACK), None) is None:
        yield from root.iter("*")
        return
    for element in root.iter(*_iterated(names)):
        if element.tag == _FALLBACK:
            has_fallback = True
        elif not has_fallback or not any(True for _ in element.iterancestors(_FALLBACK)):
            yield element


@functools.cache
def _iterated(names: tuple[str, ...]) -> tuple[str, ...]:
    return (*map(qn, names), _FALLBACK) if names else ("*",)


def parent(element: etree._Element) -> etree._Element | None:
    """The nearest ancestor that is not a wrapper, such as a content control."""
    above = element.getparent()
    while above is not None and above.tag in WRAPPERS:
        above = above.getparent()
    return above


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of this name, and those in wrappers below the element."""
    for child in element.iterchildren("*"):
        if child.tag == qn(name):
            yield child
        elif child.tag in WRAPPERS and child.tag != _FALLBACK:
            yield from children(child, name)


def value(element: etree._Element | None, path: str = "", attribute: str = "w:val") -> str | None:
    """An attribute of the element, or of the one at the path below it (``w:tcPr/w:gridSpan``)."""
    if element is not None and path:
        element = _below(element, _steps(path))
    return None if element is None else element.get(qn(attribute))


def _below(element: etree._Element, steps: tuple[str, ...]) -> etree._Element | None:
    # A quarter of the time of find().
    for child in element.iterchildren(steps[0]):
        found = child if len(steps) == 1 else _below(child, steps[1:])
        if found is not None:
            return found
    return None


@functools.cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(map(qn, path.split("/")))


def number(element: etree._Element | None, path: str = "", attribute: str = "w:val", default: int = 0) -> int:
    """The attribute that `value` returns, as an integer; the default where there is none."""
    try:
        return int(value(element, path, attribute) or default)
    except ValueError:
        return default


def switched_on(element: etree._Element | None) -> bool:
    """True if an on/off element such as ``w:vanish`` is present and not switched off."""
    return element is not None and element.get(qn("w:val"), "true") not in _OFF


def text_of(element: etree._Element) -> str:
    """The text of all runs in the element, without deletions and field codes."""
    return "".join(str(text.text or "") for text in element.iter(_TEXT))
