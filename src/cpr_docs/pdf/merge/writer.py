"""A PDF as it is written, object by object, into a file that need not be kept in memory."""

import hashlib
import re
from array import array
from datetime import datetime
from typing import BinaryIO, Final
from xml.sax.saxutils import escape

from cpr_docs.pdf.merge.pdf_objects import Ref, Value, text, write

# The second line holds bytes above 127, so that nobody takes the file for text (ISO 32000-1, 7.5.2).
_HEADER = b"%PDF-1.7\n%\xc3\xa4\xc3\xbc\xc3\xb6\xc3\x9f\n"
_DIGITS = 32
_AT_ONCE = 2**16


class PdfOutput:
    """The file: numbers are given out, and objects put under them in any order."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._places = array("Q", [0])
        self._at = 0
        self._waiting: list[bytes] = []
        self._flushed = 0
        self._hash = hashlib.sha256()
        self._write(_HEADER)

    def reserve(self) -> int:
        """A number that nothing has yet."""
        self._places.append(0)
        return len(self._places) - 1

    def put(self, number: int, body: bytes, stream: bytes = b"") -> None:
        """Writes an object: its bytes up to its stream, and the stream with its keywords."""
        self._places[number] = self._at
        gap = b"\n" if stream else b""
        self._write(b"%d 0 obj\n%b%b%b\nendobj\n" % (number, body, gap, stream))

    def add(self, value: Value, stream: bytes = b"") -> Ref:
        """Writes an object under a number of its own, and returns the reference to it."""
        number = self.reserve()
        self.put(number, write(value), stream)
        return Ref(number)

    def finish(self, root: Ref, info: Ref, first_id: bytes) -> None:
        """Writes the table of places and the trailer.

        The first of the two identifiers, 32 hexadecimal figures, is given; the second is computed from the bytes.
        """
        table = self._at
        lines = [b"xref\n0 %d\n" % len(self._places), b"0000000000 65535 f \n"]
        lines += [
            b"%010d %05d %b \n" % (place, 0 if place else 65535, b"n" if place else b"f") for place in self._places[1:]
        ]
        self._write(b"".join(lines))
        self._flush()
        own = self._hash.hexdigest()[:_DIGITS].upper().encode()
        trailer: dict[bytes, Value] = {
            b"/Size": b"%d" % len(self._places),
            b"/Root": root,
            b"/Info": info,
            b"/ID": [b"<%b>" % first_id, b"<%b>" % own],
        }
        self._write(b"trailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (write(trailer), table))
        self._flush()

    def _write(self, content: bytes) -> None:
        self._waiting.append(content)
        self._at += len(content)
        if self._at - self._flushed >= _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        content = b"".join(self._waiting)
        self._file.write(content)
        self._hash.update(content)
        self._waiting, self._flushed = [], self._at


_PRODUCER = "cpr-docs"
# What XML has no way to write, as a title from elsewhere may hold it.
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
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
_CLAIM = """
  <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
   <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>"""


def metadata(title: str, language: str, date: datetime, *, accessible: bool) -> bytes:
    """The description in XMP; `accessible` claims that the file is PDF/UA-1."""
    return _PACKET.format(
        title=escape(_UNWRITABLE.sub("", title)),
        language=escape(language),
        claim=_CLAIM if accessible else "",
        producer=_PRODUCER,
        date=date.strftime("%Y-%m-%dT%H:%M:%SZ"),
    ).encode()


def information(title: str, date: datetime) -> Value:
    """The dictionary of information, which says the same to older readers."""
    return {
        b"/Title": text(title),
        b"/Producer": b"(%b)" % _PRODUCER.encode(),
        b"/CreationDate": b"(D:%b)" % date.strftime("%Y%m%d%H%M%SZ").encode(),
    }
