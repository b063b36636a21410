"""Gives prompts their colour in a PDF: LibreOffice drops the character style of a blank control's words.

It keeps the style in an inline control that is not of plain text, and outside a control around paragraphs. So the copy
that LibreOffice gets has the one without its kind, and the paragraphs of the other without the control. Word's controls
stay as they are, since plain text is what keeps a line a line there.
"""

import zipfile
from io import BytesIO

from lxml import etree

from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.ooxml.xml import parse_xml, serialise_xml

_SHOWING = b"<w:showingPlcHdr"


def with_colour_of_prompts(document: bytes) -> bytes:
    """The document as LibreOffice prints its prompts in their colour; the same bytes if it shows none."""
    with zipfile.ZipFile(BytesIO(document)) as archive:
        if _SHOWING not in archive.read(PartName.DOCUMENT):
            return document
    package = Package.read(document)
    root = parse_xml(package[PartName.DOCUMENT], PartName.DOCUMENT)
    for control in [each for each in controls_in(root) if each.is_placeholder]:
        content, properties = control.content, control.properties
        if content is None or properties is None:
            continue
        if content.find(qn("w:p")) is not None:
            _unwrap(control.element, content)
        elif (kind := properties.find(qn("w:text"))) is not None:
            properties.remove(kind)
    return write_package({**package, PartName.DOCUMENT: serialise_xml(root)})


def _unwrap(control: etree._Element, content: etree._Element) -> None:
    for child in list(content):
        control.addprevious(child)
    above = control.getparent()
    assert above is not None, "a control is inside a body, a cell or another control"
    above.remove(control)
