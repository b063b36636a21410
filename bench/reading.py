"""Extracts the text of a DOCX file line by line, so that the documents of different engines can be compared."""

import difflib
import zipfile
from pathlib import Path

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = ("word/header1.xml", "word/document.xml", "word/footer1.xml")


def lines(path: Path) -> list[str]:
    """The lines of all parts without blank lines, since an engine may leave the paragraph of a tag behind."""
    with zipfile.ZipFile(path) as archive:
        return [line for part in _PARTS for line in _lines(etree.fromstring(archive.read(part))) if line]


def difference(expected: list[str], found: list[str]) -> str:
    """The first lines that differ."""
    changes = [line for line in difflib.unified_diff(expected, found, lineterm="", n=0) if line[0] in "+-"][2:]
    return "\n".join(changes[:6])


def _lines(root: etree._Element) -> list[str]:
    found = []
    for paragraph in root.iter(f"{_W}p"):
        found += [line.strip() for line in "".join(_pieces(paragraph)).split("\n")]
    return found


def _pieces(paragraph: etree._Element):
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag == f"{_W}tab":
            yield "\t"
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
            if element.getparent().tag == f"{_W}t":
                yield element.tail or ""
