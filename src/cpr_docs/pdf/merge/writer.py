"""Writes a PDF object by object into a file, so that no object stays in memory."""

import hashlib
import re
from array import array
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, Final
from xml.sax.saxutils import escape

from cpr_docs.pdf.merge.pdf_objects import Ref, Value, text, write

# The bytes above 127 in the second line mark the file as binary (ISO 32000-1, 7.5.2).
_HEADER: Final = b"%PDF-1.7\n%\xc3\xa4\xc3\xbc\xc3\xb6\xc3\x9f\n"
_DIGITS: Final = 32
_BUFFER_BYTES: Final = 2**16
_XREF_LINES: Final = 2**10


class PdfOutput:
    """The file: object numbers are reserved, and objects written under them in any order.

    Memory grows by eight bytes for each object, its offset.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._offsets = array("Q", [0])
        self._position = 0
        self._buffer: list[bytes] = []
        self._flushed = 0
        self._hash = hashlib.sha256()
        self._write(_HEADER)

    def reserve(self) -> int:
        """Returns a new object number."""
        self._offsets.append(0)
        return len(self._offsets) - 1

    def put(self, number: int, body: bytes, stream: bytes = b"") -> None:
        """Writes an object: its bytes up to its stream, and the stream with its keywords."""
        self._offsets[number] = self._position
        gap = b"\n" if stream else b""
        self._write(b"%d 0 obj\n%b%b%b\nendobj\n" % (number, body, gap, stream))

    def add(self, value: Value, stream: bytes = b"") -> Ref:
        """Writes an object under a new number, and returns the reference to it."""
        number = self.reserve()
        self.put(number, write(value), stream)
        return Ref(number)

    def finish(self, root: Ref, info: Ref, first_id: bytes) -> None:
        """Writes the cross-reference table and the trailer.

        The first of the two identifiers, 32 hexadecimal figures, is passed; the second is computed from the bytes.
        """
        xref = self._position
        for lines in self._xref_lines():
            self._write(lines)
        self._flush()
        own_id = self._hash.hexdigest()[:_DIGITS].upper().encode()
        trailer: dict[bytes, Value] = {
            b"/Size": b"%d" % len(self._offsets),
            b"/Root": root,
            b"/Info": info,
            b"/ID": [b"<%b>" % first_id, b"<%b>" % own_id],
        }
        self._write(b"trailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (write(trailer), xref))
        self._flush()

    def _xref_lines(self) -> Iterator[bytes]:
        """The cross-reference table, some lines at a time (ISO 32000-1, 7.5.4)."""
        yield b"xref\n0 %d\n0000000000 65535 f \n" % len(self._offsets)
        for start in range(1, len(self._offsets), _XREF_LINES):
            yield b"".join(
                b"%010d %05d %b \n" % (offset, 0 if offset else 65535, b"n" if offset else b"f")
                for offset in self._offsets[start : start + _XREF_LINES]
            )

    def _write(self, content: bytes) -> None:
        self._buffer.append(content)
        self._position += len(content)
        if self._position - self._flushed >= _BUFFER_BYTES:
            self._flush()

    def _flush(self) -> None:
        content = b"".join(self._buffer)
        self._file.write(content)
        self._hash.update(content)
        self._buffer, self._flushed = [], self._position


_PRODUCER: Final = "cpr-docs"
# Characters that XML forbids: the title of a PDF from elsewhere may contain them.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PACKET: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
  </rdf:Description>{claim}
  <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
   <pdf:Producer>{producer}</pdf:Producer>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
   <xmp:CreateDate>{date}</xmp:CreateDate>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_PDF_UA_CLAIM: Final = """
  <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
   <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>"""


def metadata(title: str, language: str, date: datetime, *, accessible: bool) -> bytes:
    """The XMP metadata; with `accessible`, it claims that the file is PDF/UA-1."""
    return _PACKET.format(
        title=escape(_FORBIDDEN.sub("", title)),
        language=escape(language),
        claim=_PDF_UA_CLAIM if accessible else "",
        producer=_PRODUCER,
        date=date.strftime("%Y-%m-%dT%H:%M:%SZ"),
    ).encode()


def information(title: str, date: datetime) -> Value:
    """The information dictionary: the same metadata for older readers."""
    return {
        b"/Title": text(title),
        b"/Producer": b"(%b)" % _PRODUCER.encode(),
        b"/CreationDate": b"(D:%b)" % date.strftime("%Y%m%d%H%M%SZ").encode(),
    }
