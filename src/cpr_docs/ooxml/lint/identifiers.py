"""Checks of identifiers that must be paired or unique: bookmarks, fields, drawings."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from cpr_docs.ooxml.lint.findings import LintCheck, Location
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.parsed import ParsedPackage
from cpr_docs.ooxml.traversal import elements, value

_LONGEST_BOOKMARK: Final = 40
_FIELD_STEPS: Final = ("w:fldChar", "w:instrText")


def _bookmark_unpaired(parsed: ParsedPackage) -> Iterator[Location]:
    for part, root in parsed.stories.items():
        open_bookmarks: dict[str, etree._Element] = {}
        for bookmark in elements(root, "w:bookmarkStart", "w:bookmarkEnd"):
            own = value(bookmark, attribute="w:id") or ""
            if bookmark.tag == qn("w:bookmarkStart"):
                open_bookmarks[own] = bookmark
            elif open_bookmarks.pop(own, None) is None:
                yield Location(part, bookmark, own)
        for own, bookmark in open_bookmarks.items():
            yield Location(part, bookmark, own)


def _bookmarks(parsed: ParsedPackage) -> Iterator[tuple[str, etree._Element]]:
    for part, root in parsed.stories.items():
        for bookmark in elements(root, "w:bookmarkStart"):
            yield part, bookmark


def _bookmark_id_twice(parsed: ParsedPackage) -> Iterator[Location]:
    seen: set[str] = set()
    for part, bookmark in _bookmarks(parsed):
        own = value(bookmark, attribute="w:id") or ""
        if own in seen:
            yield Location(part, bookmark, own)
        seen.add(own)


def _bookmark_name_twice(parsed: ParsedPackage) -> Iterator[Location]:
    seen: set[str] = set()
    for part, bookmark in _bookmarks(parsed):
        # Word compares the names of bookmarks without regard to case.
        name = (value(bookmark, attribute="w:name") or "").lower()
        if name in seen:
            yield Location(part, bookmark)
        seen.add(name)


def _bookmark_name(parsed: ParsedPackage) -> Iterator[Location]:
    for part, bookmark in _bookmarks(parsed):
        name = value(bookmark, attribute="w:name") or ""
        if not 0 < len(name) <= _LONGEST_BOOKMARK or any(character.isspace() for character in name):
            yield Location(part, bookmark)


def _no_anchor(parsed: ParsedPackage) -> Iterator[Location]:
    names = {(value(bookmark, attribute="w:name") or "").lower() for _part, bookmark in _bookmarks(parsed)} | {"_top"}
    for part, root in parsed.stories.items():
        for link in elements(root, "w:hyperlink"):
            anchor = value(link, attribute="w:anchor")
            if anchor and anchor.lower() not in names:
                yield Location(part, link)


def _field_unpaired(parsed: ParsedPackage) -> Iterator[Location]:
    for part, root in parsed.stories.items():
        open_fields: list[tuple[etree._Element, str]] = []
        for step in elements(root, *_FIELD_STEPS):
            kind = value(step, attribute="w:fldCharType") or "instruction"
            state = open_fields[-1][1] if open_fields else ""
            if kind == "begin":
                open_fields.append((step, "begin"))
            elif kind == "separate" and state == "begin":
                open_fields[-1] = (open_fields[-1][0], "separate")
            elif kind == "end" and state:
                open_fields.pop()
            elif not (kind == "instruction" and state == "begin"):
                yield Location(part, step)
        for step, _state in open_fields:
            yield Location(part, step)


def _drawings(parsed: ParsedPackage) -> Iterator[tuple[str, etree._Element]]:
    for part, root in parsed.stories.items():
        for properties in elements(root, "wp:docPr"):
            yield part, properties


def _drawing_id_twice(parsed: ParsedPackage) -> Iterator[Location]:
    seen: set[str] = set()
    for part, properties in _drawings(parsed):
        own = properties.get("id", "")
        if own in seen:
            yield Location(part, properties, own)
        seen.add(own)


CHECKS: Final = (
    LintCheck("bookmark-unpaired", "a bookmark has no start or no end", _bookmark_unpaired),
    LintCheck("bookmark-id-twice", "two bookmarks have the same id", _bookmark_id_twice),
    LintCheck("bookmark-name-twice", "two bookmarks have the same name", _bookmark_name_twice),
    LintCheck(
        "bookmark-name",
        f"a bookmark's name is empty, has blanks or more than {_LONGEST_BOOKMARK} characters",
        _bookmark_name,
    ),
    LintCheck("anchor-missing", "a link leads to a bookmark that is not there", _no_anchor),
    LintCheck("field-unpaired", "a field has no beginning or no end, or its parts are out of order", _field_unpaired),
    LintCheck("drawing-id-twice", "two drawings have the same id", _drawing_id_twice),
)
