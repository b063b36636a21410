"""A document as lines of text, as a reader sees it, so that a change of a template is a readable difference.

Headings have ``#`` for their level, bullets a dash, other paragraphs their style in angle brackets. A table's rows are
ruled off, each cell begins with ``|``. A control is ``[tag: value]``, with ``?`` if it shows its placeholder and ``!``
if it is locked; a check box is ``☒[tag]`` or ``☐[tag]``; a copy is its words. ``{cy-GB: …}`` is in another language
than the document. ``°`` is a no-break space, and ``‑`` a no-break hyphen.
"""

from collections.abc import Iterable, Iterator

from lxml import etree

from cpr_docs.language.line_breaks import NO_BREAK_SPACE
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from tests.documents.controls import content_of, kind_of, language_of, property_of, run_text, style_of, tag_of
from tests.documents.heading_numbers import style_of_paragraph, write_numbers

_BULLETS = {"ListBullet": "-", "CellBullet": "-", "LetterBullet": "-", "ListNumber": "1."}
_PLAIN = {"Cell", "CellNext", "CellLabel", ""}
_CHANGES_WITH_EVERY_TEMPLATE = {"CprDocsTemplate"}


def read_text(content: bytes) -> str:
    """The whole document as text."""
    package = Package.read(content)
    lines = ["PROPERTIES", *_properties(package)]
    for title, part in (("HEADER", "word/header1.xml"), ("FOOTER", "word/footer1.xml")):
        lines += ["", title, *_blocks(etree.fromstring(package[part]))]
    body = etree.fromstring(package[PartName.DOCUMENT]).find(qn("w:body"))
    assert body is not None
    write_numbers(body, package)
    lines += ["", "DOCUMENT", *_blocks(body)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def custom_properties(package: Package) -> dict[str, str]:
    """The custom properties of a document."""
    root = etree.fromstring(package[PartName.CUSTOM_PROPERTIES])
    return {str(line.get("name")): "".join(map(str, line.itertext())) for line in root}


def _properties(package: Package) -> Iterator[str]:
    styles = etree.fromstring(package[PartName.STYLES])
    default = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    yield f"language of the styles: {default.get(qn('w:val')) if default is not None else ''}"
    for part in (PartName.CORE_PROPERTIES, PartName.EXTENDED_PROPERTIES):
        for line in etree.fromstring(package[part]):
            yield f"{etree.QName(line).localname}: {line.text or ''}"
    for name, value in custom_properties(package).items():
        # Hashes of control tags and of marked texts, which the document's own lines show.
        if not name.startswith(("CprDocsControls", "CprDocsMarked")):
            yield f"{name}: {'(a hash)' if name in _CHANGES_WITH_EVERY_TEMPLATE else value}"


def _blocks(above: etree._Element) -> Iterator[str]:
    """The lines of paragraphs, tables and block-level controls."""
    for element in above.iterchildren("*"):
        if element.tag == qn("w:p"):
            yield _paragraph(element)
        elif element.tag == qn("w:tbl"):
            yield from _table(element)
        elif element.tag == qn("w:sdt"):
            yield from _block_control(element, _blocks(content_of(element)))


def _block_control(control: etree._Element, lines: Iterable[str]) -> Iterator[str]:
    """A control around paragraphs, rows or cells."""
    kind = kind_of(control)
    if kind == "w15:repeatingSectionItem" or tag_of(control).startswith("copy:"):
        yield from lines
    elif kind == "w15:repeatingSection":
        yield f"(each of {tag_of(control)}:"
        yield from lines
        yield ")"
    else:
        first, *others = [*lines] or [""]
        yield f"[{_state(control)}{tag_of(control)}: {first}"
        yield from (f"    {line}" for line in others)
        yield "]"


def _table(table: etree._Element) -> Iterator[str]:
    caption = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")
    yield f"TABLE {caption.get(qn('w:val')) if caption is not None else ''}"
    yield from (f"  {line}" for line in _rows(table))


def _rows(above: etree._Element) -> Iterator[str]:
    for element in above.iterchildren("*"):
        if element.tag == qn("w:sdt"):
            yield from _block_control(element, _rows(content_of(element)))
        elif element.tag == qn("w:tr"):
            is_head = element.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
            yield "==== head" if is_head else "----"
            yield from _cells(element)


def _cells(above: etree._Element) -> Iterator[str]:
    for element in above.iterchildren("*"):
        if element.tag == qn("w:sdt"):
            cell = content_of(element).find(qn("w:tc"))
            assert cell is not None
            lines = _block_control(element, _blocks(cell))
        elif element.tag == qn("w:tc"):
            lines = _blocks(element)
        else:
            continue
        yield from (f"{'  ' if number else '| '}{line}" for number, line in enumerate(lines))


def _paragraph(paragraph: etree._Element) -> str:
    name = style_of_paragraph(paragraph)
    text = "".join(_inline(paragraph))
    if paragraph.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None:
        text = f"(new page) {text}"
    if name == "Gap":
        return text
    if name.startswith("Heading"):
        return f"{'#' * int(name[-1])} {text}"
    if name in _BULLETS:
        return f"{_BULLETS[name]} {text}"
    return text if name in _PLAIN else f"<{name}> {text}"


def _inline(above: etree._Element) -> Iterator[str]:
    for element in above.iterchildren("*"):
        if element.tag == qn("w:sdt"):
            yield _inline_control(element)
        elif element.tag == qn("w:r"):
            yield _run(element)


def _inline_control(control: etree._Element) -> str:
    words = "".join(_inline(content_of(control)))
    if tag_of(control).startswith("copy:"):
        return words
    if kind_of(control) == "w14:checkbox":
        return f"{words}[{_state(control)}{tag_of(control)}]"
    return f"[{_state(control)}{tag_of(control)}: {words}]"


def _state(control: etree._Element) -> str:
    locked = property_of(control, "w:lock") in ("sdtContentLocked", "contentLocked")
    blank = control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None
    return f"{'!' if locked else ''}{'?' if blank else ''}"


def _run(run: etree._Element) -> str:
    field = run.find(qn("w:instrText"))
    if field is not None:
        return f"<{(field.text or '').strip()}>"
    words = run_text(run).replace("\n", "⏎").replace("\t", "⇥").replace(NO_BREAK_SPACE, "°")
    if not words:
        return ""
    if style_of(run) == "LanguageNote":
        words = f"«{words}»"
    return f"{{{language_of(run)}: {words}}}" if language_of(run) else words
