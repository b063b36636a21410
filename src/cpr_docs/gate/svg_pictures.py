"""SVG from elsewhere: an SVG passes only if it refers to nothing outside itself, and draws within bounds."""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from cpr_docs.errors import PackageError
from cpr_docs.gate.allowed import MAX_SVG_DRAWN, SVG_ELEMENTS
from cpr_docs.gate.pictures import PictureRefused, clean_raster
from cpr_docs.ooxml.xml import parse_xml, remove_element

_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_REFERENCE: Final = re.compile(r"url\(\s*['\"]?([^'\")]*)", re.IGNORECASE)
# A backslash or a comment can hide a keyword of CSS.
_CSS: Final = re.compile(r"@|\\|/\*|\b(?:expression|image-set|src|image)\s*\(|javascript:", re.IGNORECASE)
_DATA: Final = re.compile(r"data:image/(?:png|jpe?g|gif);base64,", re.IGNORECASE)
_OUTSIDE: Final = "an SVG that links to something outside itself"
_STYLE: Final = "an SVG with a style that is not allowed"
_INSTRUCTION: Final = "an SVG with a processing instruction"
_METADATA: Final = f"{{{_SVG}}}metadata"
_GRADIENTS: Final = (f"{{{_SVG}}}linearGradient", f"{{{_SVG}}}radialGradient")
_MAX_DEPTH: Final = 200


def clean_svg(content: bytes) -> bytes | None:
    """The SVG without metadata and foreign elements; None if the bytes are no SVG.

    Raises `PictureRefused` for an SVG that does not pass.
    """
    try:
        root = parse_xml(content)
    except PackageError as error:
        if b"<svg" not in content[:4096].replace(b"\0", b""):
            return None
        raise PictureRefused(f"an SVG that is not safe ({str(error).partition(': ')[2]})") from None
    if root.tag != f"{{{_SVG}}}svg":
        return None
    if any(isinstance(sibling, etree._ProcessingInstruction) for sibling in root.itersiblings(preceding=True)):
        raise PictureRefused(_INSTRUCTION)
    is_changed = _remove_foreign(root)
    for element in root.iter():
        is_changed |= _require_safe(element)
    _require_styles(root)
    _require_bounded(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) if is_changed else content


def _remove_foreign(root: etree._Element) -> bool:
    """Removes comments and the data of drawing programs: names of people, paths of files."""
    foreign = [
        element
        for element in root.iter(etree.Element, etree.Comment)
        if isinstance(element, etree._Comment) or element.tag == _METADATA or _namespace(element.tag) != _SVG
    ]
    for element in foreign:
        remove_element(element)
    foreign_attributes = [
        (element, name)
        for element in root.iter(etree.Element)
        for name in map(str, element.attrib)
        if _namespace(name) not in ("", _SVG, _XLINK, _XML)
    ]
    for element, name in foreign_attributes:
        del element.attrib[name]
    return bool(foreign or foreign_attributes)


def _require_safe(element: etree._Element) -> bool:
    """True if the element was changed: a picture in it had metadata."""
    if isinstance(element, etree._ProcessingInstruction):
        raise PictureRefused(_INSTRUCTION)
    name = etree.QName(element).localname
    if name not in SVG_ELEMENTS:
        raise PictureRefused("an SVG with a script, an animation or another element that is not allowed")
    changed = False
    for attribute, value in element.attrib.items():
        local = etree.QName(attribute).localname
        if local.lower().startswith("on") or local == "base":
            raise PictureRefused("an SVG with a script")
        if local == "href":
            if name == "image":
                element.set(attribute, cleaned := _picture(str(value)))
                changed |= cleaned != value
            elif not str(value).strip().startswith("#"):
                raise PictureRefused(_OUTSIDE)
        else:
            _require_own(str(value), is_style=local == "style")
    return changed


def _picture(address: str) -> str:
    """The data of a picture within the SVG, without metadata."""
    head = _DATA.match(address.strip())
    if head is None:
        raise PictureRefused(_OUTSIDE)
    data = address.strip()[head.end() :]
    try:
        content = base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        raise PictureRefused("a damaged picture") from None
    cleaned = clean_raster(content)
    if cleaned is None:
        raise PictureRefused(_OUTSIDE)
    return address if cleaned == content else head[0] + base64.b64encode(cleaned).decode()


def _require_own(text: str, *, is_style: bool) -> None:
    if is_style and _CSS.search(text):
        raise PictureRefused(_STYLE)
    if "\\" in text or any(not address.strip().startswith("#") for address in _REFERENCE.findall(text)):
        raise PictureRefused(_OUTSIDE)


def _require_styles(root: etree._Element) -> None:
    """Refuses style sheets that refer to more than gradients: the elements that their rules draw cannot be counted."""
    text = "\n".join(str(piece) for style in root.iter(f"{{{_SVG}}}style") for piece in style.itertext())
    _require_own(text, is_style=True)
    wanted = {address.strip()[1:] for address in _REFERENCE.findall(text)}
    if any(element.get("id") in wanted and element.tag not in _GRADIENTS for element in root.iter(etree.Element)):
        raise PictureRefused(_STYLE)


def _require_bounded(root: etree._Element) -> None:
    """Refuses an SVG that draws too much, or itself: a reference counts as the elements that it refers to."""
    by_id = {str(element.get("id")): element for element in root.iter(etree.Element) if element.get("id")}
    counts: dict[etree._Element, int] = {}
    open_elements: set[etree._Element] = set()
    waiting = [(root, False)]
    while waiting:
        element, is_known = waiting.pop()
        if element in counts:
            continue
        inner = [*element.iterchildren(etree.Element), *_referenced(element, by_id)]
        if is_known:
            open_elements.discard(element)
            counts[element] = 1 + sum(counts[child] for child in inner)
            if counts[element] > MAX_SVG_DRAWN:
                raise PictureRefused("an SVG that draws the same thing too many times")
            continue
        open_elements.add(element)
        if len(open_elements) > _MAX_DEPTH or not open_elements.isdisjoint(inner):
            raise PictureRefused("an SVG that draws itself, or is nested too deep")
        waiting += [(element, True), *((child, False) for child in inner)]


def _referenced(element: etree._Element, by_id: dict[str, etree._Element]) -> Iterator[etree._Element]:
    for attribute, value in element.attrib.items():
        is_address = etree.QName(attribute).localname == "href"
        addresses = [str(value)] if is_address else _REFERENCE.findall(str(value))
        for address in addresses:
            if (target := by_id.get(address.strip()[1:])) is not None:
                yield target


def _namespace(name: object) -> str:
    return etree.QName(str(name)).namespace or ""
