"""A master as Word saves it after an edit: with a logo, a changed sentence, and rsids and proofing marks."""

import re
import struct
import zlib

from cpr_docs.ooxml.names import ContentType, PartName, RelationshipType
from cpr_docs.ooxml.package import Package

_HEADER = "word/header1.xml"
_DRAWING = (
    '<w:p w:rsidR="00C0FFEE" w:rsidRDefault="00C0FFEE"><w:r><w:rPr><w:noProof/></w:rPr><w:drawing>'
    '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="360000" cy="360000"/>'
    '<wp:docPr id="1" name="Picture 1" descr="The crest of the Board"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
    '<pic:cNvPr id="1" name="crest.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/>'
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="360000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def saved_by_word(master: Package, sentence: str, changed: str) -> Package:
    """The master with a logo in its header, a changed sentence, and the runs and marks that Word adds when saving."""
    document = master[PartName.DOCUMENT].decode()
    assert document.count(sentence) == 1
    parts = dict(master)
    parts[PartName.DOCUMENT] = _edited(document.replace(sentence, changed)).encode()
    parts[_HEADER] = master[_HEADER].decode().replace("<w:p>", f"{_DRAWING}<w:p>", 1).encode()
    parts["word/_rels/header1.xml.rels"] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
        'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{RelationshipType.IMAGE}" Target="media/image1.png"/></Relationships>'
    ).encode()
    parts["word/media/image1.png"] = _png()
    types = master[PartName.CONTENT_TYPES].decode()
    default = f'<Default Extension="png" ContentType="{ContentType.PNG}"/>'
    parts[PartName.CONTENT_TYPES] = types.replace("<Override", f"{default}<Override", 1).encode()
    core = master[PartName.CORE_PROPERTIES].decode()
    persons = "<dc:creator>Sioned Humphreys</dc:creator><cp:lastModifiedBy>Sioned Humphreys</cp:lastModifiedBy>"
    parts[PartName.CORE_PROPERTIES] = core.replace("</cp:coreProperties>", f"{persons}</cp:coreProperties>").encode()
    settings = master[PartName.SETTINGS].decode()
    rsids = '<w:rsids><w:rsidRoot w:val="00C0FFEE"/><w:rsid w:val="00C0FFEE"/></w:rsids>'
    parts[PartName.SETTINGS] = settings.replace("<w:compat>", f"{rsids}<w:compat>", 1).encode()
    return Package(parts)


def _edited(document: str) -> str:
    # Rsids on every paragraph and row.
    document = document.replace("<w:p>", '<w:p w:rsidR="00C0FFEE" w:rsidRDefault="00C0FFEE" w:rsidP="00C0FFEE">')
    document = document.replace("<w:tr>", '<w:tr w:rsidR="00C0FFEE" w:rsidTr="00C0FFEE">')
    # A proofing mark in the middle of the names that Word does not know.
    document = re.sub(
        r'<w:t xml:space="preserve">(\{\{ \w+)(\.\w+ \}\})</w:t></w:r>',
        r'<w:t>\1</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidRPr="00C0FFEE"><w:t>\2</w:t></w:r>'
        r'<w:proofErr w:type="spellEnd"/>',
        document,
    )
    # Braces in separate runs.
    document = document.replace(
        '<w:t xml:space="preserve">{{ case_identifier }}</w:t></w:r>',
        '<w:t>{</w:t></w:r><w:r><w:t xml:space="preserve">{ case_</w:t></w:r><w:bookmarkStart w:id="0" '
        'w:name="_GoBack"/><w:bookmarkEnd w:id="0"/><w:r><w:t>identifier }}</w:t></w:r>',
        1,
    )
    return document.replace('|ticked("', "|ticked(“").replace('") }}', "”) }}")


def _png() -> bytes:
    """A PNG image of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")
    )
