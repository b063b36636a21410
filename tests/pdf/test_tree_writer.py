"""Number trees and name trees: nodes of bounded size, with limits, and every entry in order."""

import io
from typing import Any

import pytest

from cpr_docs.pdf.merge.pdf_objects import Ref
from cpr_docs.pdf.merge.tree_writer import NODE_ENTRIES, TreeWriter
from cpr_docs.pdf.merge.writer import PdfOutput
from tests.pdf.structure import catalogue


def written(count: int) -> Any:
    """The tree of so many entries, as pypdf reads it; each number leads to itself."""
    target = io.BytesIO()
    file = PdfOutput(target)
    tree = TreeWriter(file, b"/Nums")
    for number in range(count):
        tree.add(b"%d" % number, b"%d" % number)
    root = file.add({b"/Tree": tree.root() or {}})
    file.finish(root, file.add({}), b"0" * 32)
    return catalogue(target.getvalue())["/Tree"]


def entries(node: Any, *, is_root: bool = True) -> list[int]:
    """All keys below a node, whose limits and sizes are checked."""
    node = node.get_object()
    children = node.get("/Kids", [])
    keys = [key for child in children for key in entries(child, is_root=False)] or [int(n) for n in node["/Nums"][::2]]
    assert len(children) <= NODE_ENTRIES
    assert len(node.get("/Nums", [])) <= 2 * NODE_ENTRIES
    assert is_root or [keys[0], keys[-1]] == list(node["/Limits"])
    return keys


@pytest.mark.parametrize("count", [1, NODE_ENTRIES, NODE_ENTRIES + 1, NODE_ENTRIES**2, NODE_ENTRIES**2 + 1])
def test_every_entry_is_in_the_tree_in_order(count: int) -> None:
    assert entries(written(count)) == list(range(count))


def test_a_tree_without_entries_has_no_root() -> None:
    assert TreeWriter(PdfOutput(io.BytesIO()), b"/Names").root() is None


def test_a_node_is_written_as_soon_as_it_is_full() -> None:
    target = io.BytesIO()
    file = PdfOutput(target)
    tree = TreeWriter(file, b"/Nums")
    for number in range(10 * NODE_ENTRIES):
        tree.add(b"%d" % number, Ref(1))

    assert file.reserve() == 10
