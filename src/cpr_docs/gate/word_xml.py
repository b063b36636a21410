"""The elements of a Word file's XML that do not pass: fields, links, inserted files, and marks that no reader sees."""

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
# Of these, the reference alone goes: the words of a link and the frame of a picture stay.
_KEPT: Final = frozenset({"hyperlink", "blip", "imagedata", "fill", "stroke", "background"})


def related(root: etree._Element) -> dict[str, list[tuple[etree._Element, str]]]:
    """The elements that use a relationship, with the attribute, by the relationship's id."""
    found: dict[str, list[tuple[etree._Element, str]]] = defaultdict(list)
    for element in cast("list[etree._Element]", _WITH_REFERENCE(root)):
        for name, value in element.attrib.items():
            if etree.QName(name).namespace in _REFERENCES or name == qn("o:relid"):
                found[str(value)].append((element, str(name)))
    return found


def cut(element: etree._Element, attribute: str) -> None:
    """Takes out an element that used a relationship, or its reference where it is more than that."""
    if etree.QName(element).localname in _KEPT:
        _without(element, attribute)
        return
    # An extension of a drawing holds nothing else.
    remove_element(next(element.iterancestors(qn("a:ext")), element))


def xml_findings(part: str, root: etree._Element, changed: Callable[[], object]) -> Iterator[GateFinding]:
    """All that does not pass in a part; `changed` is called when something of it is taken out."""

    def found(what: str, effect: Effect, element: etree._Element, mend: Callable[[], object]) -> GateFinding:
        return GateFinding(part, what, effect, lambda: (mend(), changed()), element)

    for element in list(root.iter(_INSERTED)):
        yield found(KNOWN_RELATIONSHIPS["aFChunk"], Effect.BARRED, element, _nothing)
    for element in list(root.iter(*(f"{{*}}{name}" for name in _UNSEEN))):
        what = _UNSEEN[etree.QName(element).localname]
        yield found(what, Effect.UNSEEN, element, functools.partial(remove_element, element))
    for element in list(root.iter(*_DELETED)):
        # Without content it is the mark of a paragraph or a row.
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
    for seen in fields_of(root):
        if not seen.passes:
            if bookmarks is None:
                bookmarks = _bookmarks(root)
            if seen.text.strip() in bookmarks and seen.is_unknown:
                continue
            effect = Effect.UNSEEN if seen.shows_path else Effect.SEEN
            yield found(seen.name, effect, seen.start, seen.dissolve)


def _bookmarks(root: etree._Element) -> set[str]:
    """The names of bookmarks: such a name is a field by itself, which prints the words that it marks."""
    return {str(mark.get(qn("w:name"))) for mark in root.iter(qn("w:bookmarkStart"))}


def _without(element: etree._Element, attribute: str) -> None:
    if attribute in element.attrib:
        del element.attrib[attribute]


def _nothing() -> None:
    """Nothing is to be done: the file does not pass."""


def _without_author(element: etree._Element) -> None:
    for name in list(element.attrib):
        local = etree.QName(name).localname
        if local == _AUTHOR:
            element.set(name, "")
        elif local in _DATES:
            del element.attrib[name]


def _outward(element: etree._Element) -> list[str]:
    """The attributes that hold an address which may not be there."""
    is_picture = etree.QName(element).localname in _PICTURES
    return [
        str(name)
        for name, value in element.attrib.items()
        if etree.QName(name).localname in _ADDRESSES
        and etree.QName(name).namespace not in _REFERENCES
        and str(value).strip()
        and (is_picture or not may_lead_to(str(value)))
    ]
