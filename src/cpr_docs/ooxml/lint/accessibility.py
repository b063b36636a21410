"""Checks for barriers: to readers of a screen reader or of the PDF, and left-over tags and lost blanks."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from cpr_docs.ooxml.lint.findings import LintCheck, Location
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.parsed import ParsedPackage
from cpr_docs.ooxml.traversal import elements, value

_NO_BORDER: Final = frozenset({"none", "nil"})
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def _skipped_level(parsed: ParsedPackage) -> Iterator[Location]:
    before = 0
    root = parsed.roots.get(parsed.main)
    for paragraph, level in () if root is None else parsed.headings_in(root):
        if level > before + 1:
            yield Location(
                parsed.main, paragraph, f"level {level} after {before}" if before else f"the first is of level {level}"
            )
        before = level


def _paragraph_border(parsed: ParsedPackage) -> Iterator[Location]:
    for part, root in parsed.styled.items():
        for borders in elements(root, "w:pBdr"):
            if any(value(border) not in _NO_BORDER for border in borders.iterchildren("*")):
                style = next(borders.iterancestors(qn("w:style")), None)
                yield Location(part, borders, value(style, attribute="w:styleId") or "")


def _no_alternative_text(parsed: ParsedPackage) -> Iterator[Location]:
    for part, root in parsed.stories.items():
        for properties in elements(root, "wp:docPr"):
            decorative = next(properties.iter(_DECORATIVE), None)
            text = properties.get("descr", "").strip()
            if not text and (decorative is None or decorative.get("val") not in {"1", "true"}):
                yield Location(part, properties)


_DOCUMENT_CHECKS: Final = (
    LintCheck("heading-skips", "a heading skips a level", _skipped_level),
    LintCheck(
        "paragraph-border",
        "a paragraph has a border, which some converters turn into an inaccessible PDF",
        _paragraph_border,
    ),
    LintCheck("alternative-text", "a picture has no words for those who do not see it", _no_alternative_text),
)


_DELIMITER: Final = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_XML_BLANK: Final = " \t\r\n"
_TEXTS: Final = (qn("w:t"), qn("w:delText"))


def _tag_left(parsed: ParsedPackage) -> Iterator[Location]:
    for part, root in parsed.roots.items():
        for element in root.iter("*"):
            # A tag may be split over the runs of its paragraph. Text of a text box belongs to its own paragraph alone.
            if element.tag == qn("w:p"):
                words = "".join(text.text or "" for text in element.iter(*_TEXTS) if _paragraph_of(text) is element)
            else:
                words = "" if element.tag in _TEXTS else (element.text or "")
            texts = [words, element.tail or "", *map(str, element.attrib.values())]
            found = next(filter(None, map(_DELIMITER.search, texts)), None)
            if found:
                yield Location(part, element, found[0])


def _paragraph_of(text: etree._Element) -> etree._Element | None:
    return next(text.iterancestors(qn("w:p")), None)


def _lost_blank(parsed: ParsedPackage) -> Iterator[Location]:
    for part, root in parsed.stories.items():
        for text in elements(root, "w:t", "w:delText"):
            content = text.text or ""
            if content != content.strip(_XML_BLANK) and not _keeps_blanks(text):
                yield Location(part, text)


def _keeps_blanks(text: etree._Element) -> bool:
    settings = (element.get(qn("xml:space")) for element in (text, *text.iterancestors()))
    return next(filter(None, settings), "default") == "preserve"


def _newline(parsed: ParsedPackage) -> Iterator[Location]:
    for part, root in parsed.stories.items():
        for text in elements(root, "w:t"):
            if re.search("[\r\n]", (text.text or "").strip(_XML_BLANK)):
                yield Location(part, text)


_TEXT_CHECKS: Final = (
    LintCheck("tag-left", "a template tag has not been filled in", _tag_left, of_templates=False),
    LintCheck("blank-lost", "Word drops the blanks at the ends of a text that is not marked to keep them", _lost_blank),
    LintCheck("newline", "a new line in a text shows as a blank", _newline, of_templates=False),
)


CHECKS: Final = (
    *_DOCUMENT_CHECKS,
    *_TEXT_CHECKS,
)
