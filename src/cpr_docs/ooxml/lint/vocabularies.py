"""Attributes of other vocabularies than Word's own: of relationships, and of what a later Word has added."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from cpr_docs.ooxml.names import NAMESPACES

# Words and comments may look like an element too, which matters little, but for what lxml takes for no name.
_NAME = re.compile(rb"<([^\s/>{}:!?]+(?::[^\s/>{}:!?]+)?)")
# Word's own, and XML's, such as xml:space.
_NO_VOCABULARY = (f"{{{NAMESPACES['w']}}}", "{http://www.w3.org/XML/1998/namespace}")


def with_foreign_attributes(root: etree._Element, content: bytes) -> list[etree._Element]:
    """The elements of a part with such attributes; `content` are the part's bytes."""
    if content.count(b"xmlns") != len(root.nsmap):
        return [element for element in root.iter("*") if _has_foreign_attribute(element)]
    # All vocabularies are declared at the root, as Word does it: their prefixes tell which names come into question.
    names = {
        name
        for prefix, uri in root.nsmap.items()
        if prefix and uri != NAMESPACES["w"]
        for name in _names_with(f"{prefix}:".encode(), content)
    }
    # Without a name iter() would go through all.
    return [one for one in root.iter(*_qualified(root, names)) if _has_foreign_attribute(one)] if names else []


def _names_with(prefix: bytes, content: bytes) -> Iterator[str]:
    """The names of elements that may have an attribute with this prefix."""
    at = content.find(prefix)
    while at >= 0:
        if content[at - 1 : at].isspace():
            found = _NAME.match(content, content.rfind(b"<", 0, at))
            if found:
                yield found[1].decode()
        at = content.find(prefix, at + 1)


def _qualified(root: etree._Element, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        prefix, _colon, local = name.rpartition(":")
        uri = root.nsmap.get(prefix or None)
        yield f"{{{uri}}}{local}" if uri else local


def _has_foreign_attribute(element: etree._Element) -> bool:
    return any(name.startswith("{") and not name.startswith(_NO_VOCABULARY) for name in map(str, element.attrib))
