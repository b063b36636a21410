"""Builders of WordprocessingML for layouts: runs, paragraphs, content controls, cells, rows and tables.

Widths and heights are in twentieths of a point.
"""

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from cpr_docs.language.line_breaks import NO_BREAK_HYPHEN, bind_prefixes
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.templating.copy_controls import LOCK, LOCK_IN_ROW
from cpr_docs.templating.xml_builder import value

FULL_WIDTH = 9070
"""The width between the margins: 160 mm, A4 less 25 mm on either side."""

LABEL_FILL = "E7EDF3"
"""The background colour of a label's cell."""

Element = etree._Element


def element(name: str, attributes: Mapping[str, str] | None = None, children: Iterable[Element] = ()) -> Element:
    """An element with attributes and children; a child that another element has already is copied."""
    made = etree.Element(qn(name), {qn(key): value for key, value in (attributes or {}).items()})
    made.extend(child if child.getparent() is None else copy.deepcopy(child) for child in children)
    return made


def run(text: str, *, bold: bool = False, style: str = "") -> Element:
    """A run of text; `style` is a character style."""
    formatting = [value("w:rStyle", style)] * bool(style) + [element("w:b")] * bold
    return element("w:r", {}, [*_properties("w:rPr", formatting), *_words(text)])


def tabbed(text: str) -> Element:
    """A run of text after a tab."""
    return element("w:r", {}, [element("w:tab"), *_words(text)])


def bound(text: str) -> str:
    """The words with no-break spaces between them."""
    return text.replace(" ", "\u00a0")


def paragraph(*content: Element, style: str = "", keep: bool = False, extra: Iterable[Element] = ()) -> Element:
    """A paragraph of runs and controls; `keep` keeps it on one page with the next, `extra` is further properties."""
    formatting = [*[value("w:pStyle", style)] * bool(style), *[element("w:keepNext")] * keep, *extra]
    return element("w:p", {}, [*_properties("w:pPr", formatting), *content])


def cell_lines_if(condition: str, *content: Element) -> list[Element]:
    """Content of a table cell that is printed under a condition of the template language alone."""
    before, after = (paragraph(run(tag), style="Cell") for tag in (f"{{%p if {condition} %}}", "{%p endif %}"))
    return [before, *content, after]


def control(tag: str, alias: str, kind: Element | None, content: Iterable[Element], *, lock: bool) -> Element:
    """A content control with a tag and a title; `kind` is the property of its kind, `lock` prevents its deletion."""
    locked = [value("w:lock", "sdtLocked")] * lock
    made = ContentControl.new(value("w:alias", alias), value("w:tag", tag), *locked, *([] if kind is None else [kind]))
    made.extend(content)
    return made.element


def copy_control(tag: str, alias: str, content: Iterable[Element], *, in_row: bool, inline: bool = True) -> Element:
    """A locked content control that prints a value again; in a row, it can be deleted with the row."""
    kind = [element("w:text")] * inline
    lock = value("w:lock", LOCK_IN_ROW if in_row else LOCK)
    made = ContentControl.new(value("w:alias", alias), value("w:tag", tag), lock, *kind)
    made.extend(content)
    return made.element


def locked_group(content: Iterable[Element]) -> Element:
    """A group content control, in which Word allows no editing."""
    made = ContentControl.new(value("w:lock", "sdtContentLocked"), element("w:group"))
    made.extend(content)
    return made.element


def cell(width: int, *content: Element, fill: str = "", span: int = 1) -> Element:
    """A table cell of elements; `fill` is a background colour, `span` the number of columns.

    The last element is a paragraph, or a content control whose content ends in one. Controls are inside cells, never
    around them, since some editors drop a control around a cell.
    """
    properties = [element("w:tcW", {"w:w": str(width), "w:type": "dxa"})]
    properties += [value("w:gridSpan", span)] if span > 1 else []
    properties += [element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill})] if fill else []
    return element("w:tc", {}, [element("w:tcPr", {}, properties), *content])


def row(*cells: Element, header: bool = False, split: bool = False, height: int = 0) -> Element:
    """A table row, which may break across pages only if `split`; `header` repeats it on each page."""
    properties = [element("w:cantSplit")] * (not split)
    properties += [value("w:trHeight", height)] if height else []
    properties += [element("w:tblHeader")] * header
    return element("w:tr", {}, [*_properties("w:trPr", properties), *cells])


def table(widths: Iterable[int], rows: Iterable[Element], *, title: str, small: bool = False) -> Element:
    """A table in the form's style, of 10 points if `small`; screen readers announce its title."""
    columns = list(widths)
    bands = {"firstRow": "0", "lastRow": "0", "firstColumn": "1", "lastColumn": "0", "noHBand": "0", "noVBand": "1"}
    properties = [
        value("w:tblStyle", "FormTableSmall" if small else "FormTable"),
        element("w:tblW", {"w:w": str(sum(columns)), "w:type": "dxa"}),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblLook", {"w:val": "0480", **{f"w:{name}": is_on for name, is_on in bands.items()}}),
        value("w:tblCaption", title),
    ]
    grid = [element("w:gridCol", {"w:w": str(width)}) for width in columns]
    return element("w:tbl", {}, [element("w:tblPr", {}, properties), element("w:tblGrid", {}, grid), *rows])


def kept(block: Element) -> Element:
    """The row, paragraph, table or block control, kept on one page with the next."""
    for each in block.iter(qn("w:p")):
        _keep_with_next(each)
    return block


def keep_together(blocks: Sequence[Element]) -> None:
    """Keeps paragraphs, tables and block controls on one page, as far as they fit on one.

    Word keeps a paragraph with the next, and a table's row with the next row by its paragraphs; LibreOffice looks at
    the first paragraph of a row.
    """
    last = max((at for at, block in enumerate(blocks) if not _is_statement(block)), default=0)
    for block in blocks[:last]:
        kept(block)
    for each in list(blocks[last].iterchildren(qn("w:tr")))[:-1] if blocks else ():
        kept(each)


def shorten_last_gap(blocks: Sequence[Element]) -> None:
    """Makes the paragraph that Word demands below a last table so low that it hardly ever needs a page of its own."""
    last = next((block for block in reversed(blocks) if not _is_statement(block)), None)
    style = None if last is None else last.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    if last is None or style is None or style.get(qn("w:val")) != "Gap" or text_of(last):
        return
    line = element("w:spacing", {"w:before": "0", "w:after": "0", "w:line": "20", "w:lineRule": "exact"})
    last[0].extend([line, element("w:rPr", {}, [value("w:sz", "2")])])


def _is_statement(block: Element) -> bool:
    """True for a paragraph that no document prints: a statement of the template language."""
    return block.tag == qn("w:p") and text_of(block).startswith("{%")


def _keep_with_next(of_paragraph: Element) -> None:
    properties = of_paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = element("w:pPr")
        of_paragraph.insert(0, properties)
    if properties.find(qn("w:keepNext")) is None:
        at = 1 if properties.find(qn("w:pStyle")) is not None else 0
        properties.insert(at, element("w:keepNext"))


def page_field(name: str) -> list[Element]:
    """The runs of a field that Word computes: ``PAGE`` or ``NUMPAGES``."""
    result = element("w:t")
    result.text = "1"
    steps = (_step("begin"), _text("w:instrText", f" {name} "), _step("separate"), result, _step("end"))
    return [element("w:r", {}, [step]) for step in steps]


def _step(kind: str) -> Element:
    return element("w:fldChar", {"w:fldCharType": kind})


def _words(text: str) -> Iterator[Element]:
    """The words of a run; Word's own no-break hyphen, since few fonts have the character."""
    before, *pieces = bind_prefixes(text).split(NO_BREAK_HYPHEN)
    yield _text("w:t", before)
    for piece in pieces:
        yield from (element("w:noBreakHyphen"), _text("w:t", piece))


def _text(name: str, text: str) -> Element:
    made = element(name, {"xml:space": "preserve"})
    made.text = text
    return made


def _properties(name: str, children: list[Element]) -> list[Element]:
    return [element(name, {}, children)] if children else []
