"""What Word leaves in a template of those who edited it, and no document made from it may carry on.

Its marks of editing sessions (rsid), and the names of persons and organisations in the properties.
"""

import re

from cpr_docs.ooxml.names import PartName

_SESSION = re.compile(rb'\s+w:rsid[A-Za-z]*="[0-9A-Fa-f]*"')
_SESSIONS = re.compile(rb"<w:rsids>.*?</w:rsids>|<w:rsids/>", re.DOTALL)
_PERSON = re.compile(rb"<((?:dc:creator|cp:lastModifiedBy|Manager|Company))(?:\s[^>]*)?(?:/>|>.*?</\1>)", re.DOTALL)
_PROPERTIES = (PartName.CORE_PROPERTIES, PartName.EXTENDED_PROPERTIES)


def without_traces(name: str, content: bytes) -> bytes:
    """A part without them."""
    if name in _PROPERTIES:
        return _PERSON.sub(b"", content)
    if name.startswith("word/") and name.endswith(".xml") and b"rsid" in content:
        return _SESSIONS.sub(b"", _SESSION.sub(b"", content))
    return content
