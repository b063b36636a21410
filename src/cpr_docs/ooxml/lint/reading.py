"""Checks of what somebody who reads with a screen reader, or reads the PDF, depends on."""

from collections.abc import Iterator
from typing import Final

from cpr_docs.ooxml.lint.findings import Check, Spot
from cpr_docs.ooxml.lint.headings import headings
from cpr_docs.ooxml.lint.opened import Opened
from cpr_docs.ooxml.lint.tree import elements, value
from cpr_docs.ooxml.names import qn

_NO_BORDER: Final = frozenset({"none", "nil"})
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def _skipped_level(opened: Opened) -> Iterator[Spot]:
    before = 0
    root = opened.roots.get(opened.main)
    for paragraph, level in () if root is None else headings(opened, root):
        if level > before + 1:
            yield Spot(
                opened.main, paragraph, f"level {level} after {before}" if before else f"the first is of level {level}"
            )
        before = level


def _paragraph_border(opened: Opened) -> Iterator[Spot]:
    for part, root in opened.styled.items():
        for borders in elements(root, "w:pBdr"):
            if any(value(border) not in _NO_BORDER for border in borders.iterchildren("*")):
                style = next(borders.iterancestors(qn("w:style")), None)
                yield Spot(part, borders, value(style, attribute="w:styleId") or "")


def _no_alternative_text(opened: Opened) -> Iterator[Spot]:
    for part, root in opened.stories.items():
        for properties in elements(root, "wp:docPr"):
            decorative = next(properties.iter(_DECORATIVE), None)
            said = properties.get("descr", "").strip()
            if not said and (decorative is None or decorative.get("val") not in {"1", "true"}):
                yield Spot(part, properties)


CHECKS: Final = (
    Check("heading-skips", "a heading skips a level", _skipped_level),
    Check(
        "paragraph-border",
        "a paragraph has a border, which some converters turn into an inaccessible PDF",
        _paragraph_border,
    ),
    Check("alternative-text", "a picture has no words for those who do not see it", _no_alternative_text),
)
