"""The numbers of a document's headings, counted as Word counts them (ECMA-376 part 1, 17.9)."""

from collections.abc import Iterator

from lxml import etree

from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package


def numbers_of(body: etree._Element, package: Package) -> Iterator[tuple[etree._Element, str]]:
    """Each numbered heading with its number, such as ``Learning point 2:``."""
    numbering = etree.fromstring(package[PartName.NUMBERING])
    counts: dict[str, list[int]] = {}
    for numbered in body.iter(qn("w:numPr")):
        paragraph = next(numbered.iterancestors(qn("w:p")))
        if not style_of_paragraph(paragraph).startswith("Heading"):
            continue
        number, level = _value(numbered, "w:numId"), int(_value(numbered, "w:ilvl"))
        abstract = _value(_numbered(numbering, "w:num", "w:numId", number), "w:abstractNumId")
        levels = _numbered(numbering, "w:abstractNum", "w:abstractNumId", abstract).findall(qn("w:lvl"))
        count = counts.setdefault(number, [0] * len(levels))
        count[level] += 1
        count[level + 1 :] = [0] * (len(levels) - level - 1)
        text = _value(levels[level], "w:lvlText")
        for at, reached in enumerate(count, start=1):
            text = text.replace(f"%{at}", str(reached))
        yield paragraph, text


def write_numbers(body: etree._Element, package: Package) -> None:
    """Writes each number as text at the beginning of its heading."""
    for paragraph, text in numbers_of(body, package):
        run = etree.Element(qn("w:r"))
        etree.SubElement(run, qn("w:t")).text = f"{text} "
        paragraph.insert(1, run)


def style_of_paragraph(paragraph: etree._Element) -> str:
    """The id of a paragraph's style."""
    return _value(paragraph, f"{qn('w:pPr')}/{qn('w:pStyle')}")


def _value(above: etree._Element, name: str) -> str:
    found = above.find(name if name.startswith("{") else qn(name))
    return "" if found is None else found.get(qn("w:val")) or ""


def _numbered(numbering: etree._Element, name: str, attribute: str, number: str) -> etree._Element:
    return next(each for each in numbering.iter(qn(name)) if each.get(qn(attribute)) == number)
