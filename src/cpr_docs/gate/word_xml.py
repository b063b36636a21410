"""Finds the elements of a Word file that do not pass: fields, links, inserted files, and markers no reader sees."""

import functools
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final, cast

from lxml import etree

from cpr_docs.gate.admission import AUTHORS, DELETED, VARIABLES, Effect, GateFinding
from cpr_docs.gate.allowed import KNOWN_RELATIONSHIPS
from cpr_docs.gate.word_fields import fields_of, may_lead_to
from cpr_docs.ooxml.names import NAMESPACES, qn
from cpr_docs.ooxml.xml import remove_element

_REFERENCES: Final = (NAMESPACES["r"], "http://purl.oclc.org/ooxml/officeDocument/relationships")
_WITH_REFERENCE: Final = etree.XPath(
    "//*[@r:* or @s:* or @o:relid]",
    namespaces={"r": _REFERENCES[0], "s": _REFERENCES[1], "o": NAMESPACES["o"]},
)
_UNSEEN: Final = {
    "commentRangeStart": "comments",
    "commentRangeEnd": "comments",
    "commentReference": "comments",
    "docVars": VARIABLES,
    "mailMerge": "mail merge data",
}
_INSERTED: Final = "{*}altChunk"
_DELETED: Final = ("{*}del", "{*}moveFrom")
_NAMED: Final = etree.XPath("//*[@*[local-name()='author']]")
_WITH_ADDRESS: Final = etree.XPath("//*[@*[local-name()='href' or local-name()='src' or local-name()='althref']]")
_AUTHOR, _DATES = "author", ("date", "dateUtc", "initials")
_ADDRESSES: Final = frozenset({"href", "src", "althref"})
_PICTURES: Final = frozenset({"imagedata", "fill", "stroke", "image", "background"})
# Only the reference of these elements is removed: the text of a link and the frame of a picture stay.
_KEPT: Final = frozenset({"hyperlink", "blip", "imagedata", "fill", "stroke", "background"})


def related(root: etree._Element) -> dict[str, list[tuple[etree._Element, str]]]:
    """The elements and attributes that use a relationship, by its id."""
    found: dict[str, list[tuple[etree._Element, str]]] = defaultdict(list)
    for element in cast("list[etree._Element]", _WITH_REFERENCE(root)):
        for name, value in element.attrib.items():
            if etree.QName(name).namespace in _REFERENCES or name == qn("o:relid"):
                found[str(value)].append((element, str(name)))
    return found


def cut(element: etree._Element, attribute: str) -> None:
    """Removes an element that used a relationship, or only its reference if the element has other content."""
    if etree.QName(element).localname in _KEPT:
        _without(element, attribute)
        return
    # An extension of a drawing has no other content.
    remove_element(next(element.iterancestors(qn("a:ext")), element))


def xml_findings(part: str, root: etree._Element, changed: Callable[[], object]) -> Iterator[GateFinding]:
    """The contents of a part that do not pass; `changed` is called when one of them is removed."""

    def found(what: str, effect: Effect, element: etree._Element, mend: Callable[[], object]) -> GateFinding:
        return GateFinding(part, what, effect, lambda: (mend(), changed()), element)

    for element in list(root.iter(_INSERTED)):
        yield found(KNOWN_RELATIONSHIPS["aFChunk"], Effect.BARRED, element, _nothing)
    for element in list(root.iter(*(f"{{*}}{name}" for name in _UNSEEN))):
        what = _UNSEEN[etree.QName(element).localname]
        yield found(what, Effect.UNSEEN, element, functools.partial(remove_element, element))
    for element in list(root.iter(*_DELETED)):
        # Without children it marks the end of a paragraph or a row as deleted.
        if len(element):
            yield found(DELETED, Effect.UNSEEN, element, functools.partial(remove_element, element))
    for element in cast("list[etree._Element]", _NAMED(root)):
        if any(value for name, value in element.attrib.items() if etree.QName(name).localname == _AUTHOR):
            yield found(AUTHORS, Effect.UNSEEN, element, functools.partial(_without_author, element))
    for element in cast("list[etree._Element]", _WITH_ADDRESS(root)):
        for attribute in _outward(element):
            yield found(
                KNOWN_RELATIONSHIPS["hyperlink"], Effect.SEEN, element, functools.partial(_without, element, attribute)
            )
    bookmarks: set[str] | None = None
    for found_field in fields_of(root):
        if not found_field.passes:
            if bookmarks is None:
                bookmarks = _bookmarks(root)
            if found_field.text.strip() in bookmarks and found_field.is_unknown:
                continue
            effect = Effect.UNSEEN if found_field.shows_path else Effect.SEEN
            yield found(found_field.name, effect, found_field.start, found_field.dissolve)


def _bookmarks(root: etree._Element) -> set[str]:
    """The names of bookmarks: a field may consist of such a name alone, and prints the bookmarked text."""
    return {str(bookmark.get(qn("w:name"))) for bookmark in root.iter(qn("w:bookmarkStart"))}


def _without(element: etree._Element, attribute: str) -> None:
    if attribute in element.attrib:
        del element.attrib[attribute]


def _nothing() -> None:
    """Does nothing: the file is refused."""


def _without_author(element: etree._Element) -> None:
    for name in list(element.attrib):
        local = etree.QName(name).localname
        if local == _AUTHOR:
            element.set(name, "")
        elif local in _DATES:
            del element.attrib[name]


def _outward(element: etree._Element) -> list[str]:
    """The attributes with an address that is not allowed."""
    is_picture = etree.QName(element).localname in _PICTURES
    return [
        str(name)
        for name, value in element.attrib.items()
        if etree.QName(name).localname in _ADDRESSES
        and etree.QName(name).namespace not in _REFERENCES
        and str(value).strip()
        and (is_picture or not may_lead_to(str(value)))
    ]
