"""A child is inserted at its place in the sequence of Word's schema."""

import pytest
from lxml import etree

from cpr_docs.ooxml.names import NAMESPACES, qn
from cpr_docs.ooxml.traversal import put


def _properties(*names: str) -> etree._Element:
    root = etree.Element(qn("w:pPr"), nsmap={"w": NAMESPACES["w"]})
    root.extend(etree.Element(qn(name)) for name in names)
    return root


@pytest.mark.parametrize(
    ("there", "added", "expected"),
    [
        ([], "w:jc", ["w:jc"]),
        (["w:pStyle", "w:rPr"], "w:jc", ["w:pStyle", "w:jc", "w:rPr"]),
        (["w:jc"], "w:pStyle", ["w:pStyle", "w:jc"]),
        (["w:pStyle", "w:jc"], "w:jc", ["w:pStyle", "w:jc"]),
        (["w:pStyle", "w14:other", "w:rPr"], "w:jc", ["w:pStyle", "w:jc", "w14:other", "w:rPr"]),
    ],
)
def test_a_child_comes_after_all_that_precede_it_and_replaces_its_like(
    there: list[str], added: str, expected: list[str]
) -> None:
    properties = _properties(*there)
    put(properties, etree.Element(qn(added)))
    assert [child.tag for child in properties] == [qn(name) for name in expected]


def test_an_element_without_a_sequence_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        put(etree.Element(qn("w:p")), etree.Element(qn("w:pPr")))
