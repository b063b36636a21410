"""The syntax of PDF: parsed and serialised values are the same, and only references are renumbered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.errors import PdfError
from cpr_docs.pdf.merge.pdf_objects import Ref, Value, parse, renumbered, stream_at, text, write

names = st.from_regex(rb"/[A-Za-z0-9#+.-]{1,12}", fullmatch=True)
strings = st.one_of(
    st.text(max_size=12).map(text),
    st.from_regex(rb"\((?:[A-Za-z0-9 /<>\[\]]|\\[()\\]|\([A-Z0-9 ]*\)){0,12}\)", fullmatch=True),
)
leaves = st.one_of(
    names,
    strings,
    st.integers(-(10**6), 10**6).map(lambda number: b"%d" % number),
    st.sampled_from([b"true", b"false", b"null", b"0.5"]),
    st.integers(1, 10**6).map(Ref),
)
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4))


@given(values)
def test_a_value_serialised_and_parsed_is_the_same(value: Value) -> None:
    assert parse(write(value)) == value


@given(values)
def test_with_the_same_numbers_a_value_is_not_changed(value: Value) -> None:
    assert renumbered(write(value), range(10**6 + 1), {}) == write(value)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (b"<</A 1 0 R/B(1 0 R)>>", b"<</A 7 0 R/B(1 0 R)>>"),
        (b"[1 0 R 2 0 R]", b"[7 0 R 8 0 R]"),
        (b"(a \\) 1 0 R) 1 0 R", b"(a \\) 1 0 R) 7 0 R"),
        (b"(a (b) 1 0 R) 1 0 R", b"(a (b) 1 0 R) 7 0 R"),
        (b"<</StructParents 0/StructParent 2>>", b"<</StructParents 5/StructParent 7>>"),
        (b"<</StructParents 1/A 3 0 R>>", b"<</A null>>"),
        (b"<</K 1/Rotate 0/RG 1>>", b"<</K 1/Rotate 0/RG 1>>"),
    ],
)
def test_only_references_and_parent_tree_keys_are_renumbered(source: bytes, expected: bytes) -> None:
    assert renumbered(source, [0, 7, 8], {0: 5, 2: 7}) == expected


def test_a_stream_starts_at_its_keyword_and_not_in_a_string() -> None:
    source = b"<</Title(a stream\n)>>\nstream\nwords\nendstream"

    assert source[stream_at(source) :] == b"stream\nwords\nendstream"
    assert stream_at(b"<</Title(a stream\n)>>") == 21


@pytest.mark.parametrize("source", [b"", b">>", b"[1 0 R", b"<</A", b"(open"])
def test_an_invalid_value_is_refused(source: bytes) -> None:
    with pytest.raises(PdfError):
        parse(source)
