"""The copy of a document that LibreOffice converts, without the controls that would change its PDF.

LibreOffice drops the character style of a blank control's words, so that prompts would be black, or moves the words
before it to the head of the page. It gives a screen reader no language for words in an inline control, so that a line
of the other language would be read aloud in the wrong one. The Word document keeps its controls.
"""

import zipfile
from io import BytesIO

from lxml import etree

from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.ooxml.xml import parse_xml, serialise_xml

_UNWRAPPED = (b"<w:showingPlcHdr", b"<w:lang ")
_LANGUAGE = f"{qn('w:r')}/{qn('w:rPr')}/{qn('w:lang')}"


def copy_to_convert(document: bytes) -> bytes:
    """The document with prompts in their colour and languages of lines; the same bytes if it has neither."""
    with zipfile.ZipFile(BytesIO(document)) as archive:
        xml = archive.read(PartName.DOCUMENT)
    if not any(name in xml for name in _UNWRAPPED):
        return document
    package = Package.read(document)
    root = parse_xml(package[PartName.DOCUMENT], PartName.DOCUMENT)
    for control in list(controls_in(root)):
        content = control.content
        if content is not None and (control.is_placeholder or content.find(_LANGUAGE) is not None):
            _unwrap(control.element, content)
    return write_package({**package, PartName.DOCUMENT: serialise_xml(root)})


def _unwrap(control: etree._Element, content: etree._Element) -> None:
    for child in list(content):
        control.addprevious(child)
    above = control.getparent()
    assert above is not None, "a control is inside a body, a cell, a paragraph or another control"
    above.remove(control)
