"""Parses XML from elsewhere with every dangerous feature off: no DTD, no entities, no network, no huge trees.

The module imports lxml, which rendering does not need.
"""

import codecs
from typing import cast

from lxml import etree

from cpr_docs.errors import PackageError
from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.names import NAMESPACES, qn

MAX_XML_BYTES = 24 * 2**20
"""Bytes of an XML part; the XML of a merged timeline of 1,600 entries has two thirds of them."""
MAX_TAGS = 1_250_000
"""Tags of an XML part: a tree takes many times the memory of its text."""
MAX_ATTRIBUTES = 1_000_000
"""Attributes of an XML part: each takes as much memory as an element; a merged timeline has one for three tags."""
XML_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
UTF16 = (b"\xff\xfe", b"\xfe\xff")
"""The byte order marks of UTF-16: a part in it begins with one."""
_DOCTYPE = b"<!DOCTYPE"


def parse_xml(content: bytes, part: str = "") -> etree._Element:
    """The root element of an XML part.

    Raises `PackageError`, naming the part, if it is malformed, has a DOCTYPE, or is larger than any that Word writes.
    The encoding must be one of the two that the packaging standard allows (ECMA-376 part 2): UTF-8 or UTF-16.
    """
    place = part or "a part"
    if len(content) > MAX_XML_BYTES:
        raise PackageError(_("{part}: larger than {limit} bytes"), part=place, limit=MAX_XML_BYTES)
    utf8 = _as_utf8(content, place)
    # The bytes are searched, not the tree, so that no declaration of a DTD is ever expanded.
    if _DOCTYPE in utf8:
        raise PackageError(_("{part}: a document type declaration is not allowed"), part=place)
    if utf8.count(b"<") > MAX_TAGS or utf8.count(b"=") > MAX_ATTRIBUTES:
        raise PackageError(_("{part}: more than {limit} tags"), part=place, limit=MAX_TAGS)
    try:
        return etree.fromstring(utf8, _parser())
    except etree.XMLSyntaxError as error:
        line, column = error.position
        # libxml2's own message may quote the text.
        raise PackageError(
            _("{part}: not well-formed XML (line {line}, column {column})"), part=place, line=line, column=column
        ) from None


def serialise_xml(root: etree._Element) -> bytes:
    """The bytes of an XML part, with the declaration that Word writes."""
    return XML_DECLARATION + etree.tostring(root, encoding="utf-8")


def new_root(name: str, *prefixes: str) -> etree._Element:
    """The root of a new part, in its own namespace without a prefix, with the declarations of further prefixes."""
    declared: dict[str | None, str] = {None: NAMESPACES[name.partition(":")[0]]}
    declared.update((prefix, NAMESPACES[prefix]) for prefix in prefixes)
    # lxml's types do not know that a namespace may have no prefix.
    return etree.Element(qn(name), nsmap=cast("dict[str, str]", declared))


def remove_element(element: etree._Element) -> None:
    """Removes an element from its tree; its tail, the text after the element, stays."""
    above = element.getparent()
    if above is None:
        return
    before, tail = element.getprevious(), element.tail
    above.remove(element)
    if tail and before is None:
        above.text = (above.text or "") + tail
    elif tail and before is not None:
        before.tail = (before.tail or "") + tail


def _as_utf8(content: bytes, place: str) -> bytes:
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return content.decode(encoding).encode()
    except UnicodeError:
        raise PackageError(_("{part}: neither UTF-8 nor UTF-16"), part=place) from None


def _parser() -> etree.XMLParser:
    # A parser must not be shared between threads that parse at the same time.
    return etree.XMLParser(
        # Overrides the declaration: no DOCTYPE can hide in an encoding that was not searched.
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        remove_blank_text=False,
        remove_comments=False,
        remove_pis=False,
        strip_cdata=True,
    )
