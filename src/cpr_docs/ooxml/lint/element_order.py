"""Checks of the order of elements: Word refuses or drops an element that is out of its schema's sequence."""

import functools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

from cpr_docs.ooxml.lint.findings import LintCheck, Location
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.parsed import ParsedPackage, Shape
from cpr_docs.ooxml.traversal import SLOTS

_PROPERTIES_FIRST: Final[Mapping[str, str]] = MappingProxyType(
    {"w:p": "pPr", "w:r": "rPr", "w:tc": "tcPr", "w:tr": "tblPrEx trPr", "w:tbl": "tblPr tblGrid"}
)
_FIRST: Final = MappingProxyType(
    {qn(name): [qn(f"w:{one}") for one in first.split()] for name, first in _PROPERTIES_FIRST.items()}
)


def _faults(parsed: ParsedPackage, faults: Callable[[Shape], tuple[str, ...]]) -> Iterator[Location]:
    for part, element, shape in parsed.shaped(lambda shape: shape.name in SLOTS and faults(shape)):
        for fault in faults(shape):
            yield Location(part, element, fault)


def _out_of_order(parsed: ParsedPackage) -> Iterator[Location]:
    return _faults(parsed, _strayed)


def _twice(parsed: ParsedPackage) -> Iterator[Location]:
    return _faults(parsed, _repeated)


@functools.lru_cache(maxsize=4096)
def _strayed(shape: Shape) -> tuple[str, ...]:
    """The children that follow a sibling that the schema puts after them."""
    found = []
    reached = -1
    for child in shape.children:
        slot = SLOTS[shape.name].get(child)
        if slot is not None:
            if slot.place < reached:
                found.append(f"{_word(child)} in {_word(shape.name)}")
            reached = max(reached, slot.place)
    return tuple(found)


@functools.lru_cache(maxsize=4096)
def _repeated(shape: Shape) -> tuple[str, ...]:
    """The children that occur more than once and must not."""
    slots = SLOTS[shape.name]
    counts = Counter(child for child in shape.children if child in slots and not slots[child].repeats)
    return tuple(f"{_word(child)} in {_word(shape.name)}" for child, count in counts.items() if count > 1)


def _properties_late(parsed: ParsedPackage) -> Iterator[Location]:
    for part, element, shape in parsed.shaped(lambda shape: shape.name in _FIRST and not _lead(shape)):
        if part in parsed.stories:
            yield Location(part, element, _word(shape.name))


def _lead(shape: Shape) -> bool:
    """True if the properties come first, in their order, each once."""
    first = _FIRST[shape.name]
    found = [first.index(child) if child in first else None for child in shape.children]
    there = [place for place in found if place is not None]
    return found[: len(there)] == sorted(set(there))


def _word(name: str) -> str:
    return f"w:{etree.QName(name).localname}"


CHECKS: Final = (
    LintCheck("order", "an element stands out of the order that Word expects", _out_of_order),
    LintCheck("twice", "an element stands twice where Word expects it once", _twice),
    LintCheck("properties-late", "the properties do not come first, in their order", _properties_late),
)
