"""The page set-up of a template: paper, margins, and the width of tables, which follows from them.

Lengths are in twentieths of a point.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final, Self

from lxml import etree

from cpr_docs.authoring.markup import FULL_WIDTH, Element, element
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import number, switched_on

_MARGINS: Final = ("top", "right", "bottom", "left", "header", "footer", "gutter")


@dataclass(frozen=True, slots=True)
class PageSetup:
    """The paper, its margins, and the distances of header and footer from the edge."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int
    gutter: int = 0
    title_page: bool = False
    """True if the first page has a header and a footer of its own."""

    @classmethod
    def of(cls, section: etree._Element) -> Self:
        """The page set-up of a ``w:sectPr`` element."""
        size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
        lengths = {name: number(margins, attribute=f"w:{name}") for name in _MARGINS}
        return cls(
            number(size, attribute="w:w"),
            number(size, attribute="w:h"),
            title_page=switched_on(section.find(qn("w:titlePg"))),
            **lengths,
        )

    @property
    def text_width(self) -> int:
        """The width between the margins."""
        return self.width - self.left - self.right - self.gutter

    @property
    def text_height(self) -> int:
        """The height between the margins; Word writes an exact margin, which no header enlarges, as negative."""
        return self.height - abs(self.top) - abs(self.bottom)

    def on_paper_of(self, other: "PageSetup") -> "PageSetup":
        """The same margins and distances on the paper of another page set-up."""
        return replace(self, width=other.width, height=other.height)

    def properties(self) -> list[Element]:
        """The elements of a ``w:sectPr`` that say this, in the order of the schema."""
        margins = {f"w:{name}": str(getattr(self, name)) for name in _MARGINS}
        orientation = {"w:orient": "landscape"} if self.width > self.height else {}
        size = element("w:pgSz", {"w:w": str(self.width), "w:h": str(self.height), **orientation})
        return [size, element("w:pgMar", margins), *([element("w:titlePg")] * self.title_page)]


# 22 mm above, 20 mm below and 25 mm beside the text; 10 mm to header and footer, which have room for two lines each.
A4: Final = PageSetup(11906, 16838, top=1247, right=1418, bottom=1134, left=1418, header=567, footer=567)
"""The page set-up of the masters."""


class Page(Enum):
    """The paper of a layout: the constant ``PAGE`` of its module, upright A4 if there is none."""

    A4 = A4
    # 20 mm beside the text: a wide table is the reason for a wide page.
    A4_LANDSCAPE = replace(A4, width=A4.height, height=A4.width, right=1134, left=1134)
    A3_LANDSCAPE = replace(A4, width=23811, height=A4.height, right=1134, left=1134)

    @property
    def setup(self) -> PageSetup:
        """Its page set-up."""
        setup: PageSetup = self.value
        return setup


def fit_tables(blocks: Iterable[Element], text_width: int, laid_out: int = FULL_WIDTH) -> None:
    """Scales tables that are laid out for a width between the margins to another width."""
    if text_width == laid_out:
        return
    for block in blocks:
        for table in block.iter(qn("w:tbl")):
            _fit(table, text_width, laid_out)


def _fit(table: Element, text_width: int, laid_out: int) -> None:
    """Scales the sums of widths and not the single widths, so that no rounding error adds up along a row."""
    width, at = qn("w:w"), 0
    columns = list(table.iter(qn("w:gridCol")))
    edges = [0]
    for column in columns:
        at += int(column.get(width, "0"))
        edges.append(round(at * text_width / laid_out))
    for index, column in enumerate(columns):
        column.set(width, str(edges[index + 1] - edges[index]))
    for total in table.iterchildren(qn("w:tblPr")):
        for own in total.iterchildren(qn("w:tblW")):
            own.set(width, str(edges[-1]))
    for row in table.iter(qn("w:tr")):
        first = 0
        for properties in row.iter(qn("w:tcPr")):
            last = min(first + number(properties, "w:gridSpan", default=1), len(columns))
            for own in properties.iterchildren(qn("w:tcW")):
                own.set(width, str(edges[last] - edges[first]))
            first = last
