"""The page tree and the page labels of a merged PDF (ISO 32000-1, 7.7.3 and 12.4.2)."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from cpr_docs.pdf.merge.pdf_objects import Ref, Value, text, write
from cpr_docs.pdf.merge.writer import PdfOutput

# A4, in points.
A4: Final[Value] = [b"0", b"0", b"595.276", b"841.89"]
_NODE_ITEMS: Final = 64


class PageRange(NamedTuple):
    """The pages of one item, which have been written."""

    place: int
    """The position of the item among the items."""
    node: int
    """The object number of its page tree node."""
    pages: int
    label_prefix: str
    blank_box: "Value | None"
    """The size of the blank page to insert after it, unless it is the last item; None if it needs none."""


class PageTree:
    """The upper levels of the page tree: the root, and a node for every 64 items."""

    def __init__(self, file: PdfOutput) -> None:
        self._file = file
        self._nodes: dict[int, int] = {}
        """The object number of each intermediate node."""

    def add(self, node: int, pages: Sequence[int], place: int) -> None:
        """Writes the page tree node of an item; `pages` are the object numbers of its pages."""
        group = place // _NODE_ITEMS
        if group not in self._nodes:
            self._nodes[group] = self._file.reserve()
        children = list[Value](map(Ref, pages))
        self._file.put(node, write(_node(children, len(pages), self._nodes[group])))

    def finish(self, ranges: Sequence[PageRange]) -> tuple[Ref, int]:
        """Writes the blank pages and the upper levels; returns the root and the number of pages."""
        root, total, nodes = self._file.reserve(), 0, list[Value]()
        for group, items in groupby(_with_last(ranges), key=lambda item: item[0].place // _NODE_ITEMS):
            node, count, children = self._nodes[group], 0, list[Value]()
            for item, is_last in items:
                children.append(Ref(item.node))
                count += item.pages
                if item.blank_box is not None and not is_last:
                    children.append(self._file.add(_blank_page(item.blank_box, node)))
                    count += 1
            self._file.put(node, write(_node(children, count, root)))
            nodes.append(Ref(node))
            total += count
        self._file.put(root, write(_node(nodes, total, None)))
        return Ref(root), total


def page_labels(ranges: Sequence[PageRange]) -> Value:
    """The number tree of page labels, which restart at 1 for each item.

    It has a single node: readers such as pypdf find no label for a page between the limits of two nodes.
    """
    numbers, index = bytearray(), 0
    for item, is_last in _with_last(ranges):
        label: dict[bytes, Value] = {b"/S": b"/D"}
        if item.label_prefix:
            label[b"/P"] = text(item.label_prefix)
        numbers += b"%d %b" % (index, write(label))
        index += item.pages + (item.blank_box is not None and not is_last)
    return {b"/Nums": b"[" + bytes(numbers) + b"]"}


def _with_last(ranges: Sequence[PageRange]) -> Iterator[tuple[PageRange, bool]]:
    """Each range, with True for the last."""
    return ((item, index == len(ranges) - 1) for index, item in enumerate(ranges))


def _node(children: list[Value], count: int, parent: int | None) -> dict[bytes, Value]:
    node: dict[bytes, Value] = {b"/Type": b"/Pages", b"/Kids": children, b"/Count": b"%d" % count}
    return node if parent is None else node | {b"/Parent": Ref(parent)}


def _blank_page(box: Value, parent: int) -> dict[bytes, Value]:
    return {b"/Type": b"/Page", b"/Parent": Ref(parent), b"/Resources": {}, b"/MediaBox": box}
