"""Content controls as LibreOffice 24 and newer saves them.

Observed in LibreOffice 25.2: controls are supported within a paragraph only. A control around others keeps the text
before the first of them, and is lost without such text; but a control without a tag, such as a row, keeps the tag
around it. An empty paragraph stays inside its control.
"""

import itertools

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
_TAG = f"{qn('w:sdtPr')}/{qn('w:tag')}"


def saved_by_libreoffice(document: Edited) -> Edited:
    """The document as LibreOffice saves it."""
    for control in list(document.root.iter(qn("w:sdt"))):
        if next(control.iterancestors(qn("w:p")), None) is None:
            _move_into_paragraph(control)
    return document


def _move_into_paragraph(control: etree._Element) -> None:
    above, properties, content = control.getparent(), control[0], control[1]
    assert above is not None
    paragraph = next(content.iter(qn("w:p")))
    inside = itertools.takewhile(lambda element: element is not content, paragraph.iterancestors())
    is_replaced = any(element.find(_TAG) is not None for element in inside)
    at = above.index(control)
    above[at : at + 1] = list(content)
    first = next(paragraph.iter(qn("w:r"), qn("w:sdt")), None)
    if is_replaced or (first is not None and first.tag == qn("w:sdt")):
        return
    within = etree.Element(qn("w:sdt"))
    for name in _UNSUPPORTED:
        for kind in properties.findall(qn(name)):
            properties.remove(kind)
    etree.SubElement(properties, qn("w:text"))
    within.append(properties)
    inner = etree.SubElement(within, qn("w:sdtContent"))
    if first is None:
        paragraph.addprevious(within)
        inner.append(paragraph)
        return
    runs = list(itertools.takewhile(lambda child: child.tag != qn("w:sdt"), paragraph.iterchildren("*")))
    runs = [run for run in runs if run.tag != qn("w:pPr")]
    runs[0].addprevious(within)
    inner.extend(runs)
