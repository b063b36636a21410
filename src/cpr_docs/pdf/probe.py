"""A document that any LibreOffice can convert: by it LibreOffice's own faults are told from those of documents."""

import functools

from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import write_package

_SCHEMAS = "http://schemas.openxmlformats.org"
_TYPES = "application/vnd.openxmlformats-"
_MAIN = f"{_TYPES}officedocument.wordprocessingml.document.main+xml"
_PARTS = {
    PartName.CONTENT_TYPES: (
        f'<Types xmlns="{_SCHEMAS}/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{_TYPES}package.relationships+xml"/>'
        f'<Override PartName="/{PartName.DOCUMENT}" ContentType="{_MAIN}"/></Types>'
    ),
    PartName.PACKAGE_RELATIONSHIPS: (
        f'<Relationships xmlns="{_SCHEMAS}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_SCHEMAS}/officeDocument/2006/relationships/officeDocument" Target="{PartName.DOCUMENT}"/>'
        "</Relationships>"
    ),
    PartName.DOCUMENT: (
        f'<w:document xmlns:w="{_SCHEMAS}/wordprocessingml/2006/main"><w:body><w:p/></w:body></w:document>'
    ),
}


@functools.cache
def blank_page() -> bytes:
    """A Word document of one blank page."""
    return write_package({name: text.encode() for name, text in _PARTS.items()})
