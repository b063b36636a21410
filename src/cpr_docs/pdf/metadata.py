"""What a bound PDF says of itself: its title, its language, when it was made, and nothing of who made it."""

import re
from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape

from cpr_docs.pdf.syntax import Value, text

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
