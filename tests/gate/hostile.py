"""Word documents, each with one content that does not pass the gate."""

import struct
import zlib
from collections.abc import Mapping

from cpr_docs.ooxml.names import NAMESPACES, RelationshipType
from cpr_docs.ooxml.package import Package, write_package
from tests.ooxml.documents import document, field, p, r, relationship, relationships_of

OFFICE = NAMESPACES["r"]
SECRET = "file:///home/sioned/secret.png"
AUTHOR = "Sioned Humphreys"
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'
)
_TYPES = '<Default Extension="svg" ContentType="image/svg+xml"/><Default Extension="bin" ContentType="application/x"/>'


def blip(attributes: str = 'r:embed="r9"') -> str:
    """A paragraph with a picture."""
    properties = '<wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="x" descr="x"/>'
    picture = (
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f"<a:blip {attributes}/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
        '<a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    graphic = f'<a:graphic><a:graphicData uri="{NAMESPACES["pic"]}">{picture}</a:graphicData></a:graphic>'
    return p(f"<w:r><w:drawing><wp:inline>{properties}{graphic}</wp:inline></w:drawing></w:r>")


def svg(inside: str) -> str:
    """An SVG."""
    return _SVG.format(inside)


def with_part(kind: str, name: str, content: str, body: str = "") -> Package:
    """A document with one more part."""
    return document(
        p(r("before")) + body,
        types=_TYPES,
        relationships=relationship("r9", f"{OFFICE}/{kind}" if "/" not in kind else kind, name),
        others={f"word/{name}": content},
    )


def with_svg(inside: str) -> Package:
    """A document with an SVG as its picture."""
    return with_part("image", "media/image1.svg", svg(inside), blip())


def with_link(kind: str, target: str, body: str = "") -> Package:
    """A document with a relationship that leads out of it."""
    return document(p(r("before")) + body, relationships=relationship("r9", f"{OFFICE}/{kind}", target, external=True))


def with_field(*instructions: str, result: str = "the result") -> Package:
    """A document with a field and its last result."""
    steps = field("begin", *instructions, "separate").removesuffix("</w:p>")
    return document(f"{steps}{r(result)}{field('end').removeprefix('<w:p>')}")


def with_picture(content: bytes, name: str = "image1.png") -> bytes:
    """A document with a picture, as bytes."""
    package = with_part("image", f"media/{name}", "", blip())
    return write_package({**package, f"word/media/{name}": content})


def png(*chunks: tuple[bytes, bytes], size: tuple[int, int] = (1, 1)) -> bytes:
    """A picture of one grey dot, with further chunks."""
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", *size, 8, 0, 0, 0, 0)),
        *chunks,
        (b"IDAT", zlib.compress(b"\0\x80")),
        (b"IEND", b""),
    ]
    packed = (
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    """A picture that no program can draw, with further segments."""
    size = (0xC0, struct.pack(">BHHBBBB", 8, 1, 1, 1, 1, 0x11, 0))
    head = b"".join(
        bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content for marker, content in (*segments, size)
    )
    return b"\xff\xd8" + head + b"\xff\xda\x00\x02\x12\xff\x00\x34\xff\xd9"


def gif(comment: bytes) -> bytes:
    """A picture of one dot with a comment."""
    head = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(6)
    said = b"\x21\xfe" + bytes([len(comment)]) + comment + b"\0"
    return head + said + b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\0" + b"\x3b"


def bytes_of(package: Mapping[str, bytes]) -> bytes:
    """The document packed."""
    return write_package(package)


def comments() -> Package:
    """A document with a comment, its author, and a deleted word."""
    comment = (
        f'<w:comments xmlns:w="{NAMESPACES["w"]}"><w:comment w:id="1" w:author="{AUTHOR}">'
        "<w:p><w:r><w:t>why?</w:t></w:r></w:p></w:comment></w:comments>"
    )
    marks = '<w:commentRangeStart w:id="1"/><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    deleted = f'<w:del w:id="2" w:author="{AUTHOR}"><w:r><w:delText>struck</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="3" w:author="{AUTHOR}" w:date="2012-01-01T00:00:00Z">{r("new")}</w:ins>'
    return with_part("comments", "comments.xml", comment, f"<w:p>{marks}{deleted}{inserted}</w:p>")


def custom_xml() -> Package:
    """A document with data beside its text."""
    return document(
        p(r("before")),
        relationships=relationship("r9", f"{OFFICE}/customXml", "../customXml/item1.xml"),
        others={"customXml/item1.xml": f"<x>{AUTHOR}</x>"}
        | relationships_of(
            "customXml/item1.xml", relationship("r1", RelationshipType.CUSTOM_XML_PROPERTIES, "itemProps1.xml")
        )
        | {"customXml/itemProps1.xml": "<x/>"},
    )
