"""Content controls as LibreOffice 24 and newer saves them.

Observed in LibreOffice 25.2: controls are supported within a paragraph only, and a control within another is lost.
"""

from lxml import etree

from cpr_docs.ooxml.names import qn
from tests.reading.editing import Edited

_UNSUPPORTED = (
    "w15:repeatingSection",
    "w15:repeatingSectionItem",
    "w:group",
    "w:richText",
    "w15:color",
    "w15:appearance",
)


def saved_by_libreoffice(document: Edited) -> Edited:
    """The document as LibreOffice saves it."""
    for control in list(document.root.iter(qn("w:sdt"))):
        if next(control.iterancestors(qn("w:p")), None) is None:
            _move_into_paragraph(control)
    return document


def _move_into_paragraph(control: etree._Element) -> None:
    above, properties, content = control.getparent(), control[0], control[1]
    assert above is not None
    paragraph = next(content.iter(qn("w:p")), None)
    children = list(content)
    at = above.index(control)
    above[at : at + 1] = children
    if paragraph is None or next(paragraph.iter(qn("w:sdt")), None) is not None:
        return
    within = etree.Element(qn("w:sdt"))
    for name in _UNSUPPORTED:
        for kind in properties.findall(qn(name)):
            properties.remove(kind)
    etree.SubElement(properties, qn("w:text"))
    within.append(properties)
    inner = etree.SubElement(within, qn("w:sdtContent"))
    inner.extend([run for run in paragraph if run.tag != qn("w:pPr")])
    paragraph.append(within)
