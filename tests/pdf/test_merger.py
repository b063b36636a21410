"""The merger: pages, outline and tags of several PDFs in one, each item in its language and at its place."""

import io
import os
import re
import tracemalloc
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cpr_docs.errors import PdfError
from cpr_docs.pdf.merge.merger import MergeItem, Merger
from cpr_docs.pdf.merge.pdf_objects import Value, text
from cpr_docs.pdf.merge.source_pdf import Source
from tests.pdf.structure import bookmarks, catalogue, reader, tags
from tests.pdf.tiny import PLAIN, pdf_of, tagged_letter, tiny_pdf

LINK: Value = {b"/Type": b"/Annot", b"/Subtype": b"/Link", b"/Rect": [b"0", b"0", b"9", b"9"], b"/Border": b"null"}


def merged(
    *files: tuple[bytes, Sequence[MergeItem]],
    right_hand: bool = False,
    stray: bool = True,
    title: str = "Pecyn & <Pack>",
) -> bytes:
    target = io.BytesIO()
    merger = Merger(target, right_hand=right_hand)
    for content, items in files:
        merger.add(Source(content), items, without_stray_links=not stray)
    merger.finish(title=title, language="cy-GB", date=datetime(2024, 2, 29, tzinfo=UTC), digest=b"A" * 32)
    return target.getvalue()


def item(place: int, pages: int, language: str = "en-GB") -> MergeItem:
    return MergeItem(place, f"Item {place}", language, pages, f"{place}-")


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in reader(pdf).pages]


def test_items_of_several_files_are_in_the_order_of_their_places() -> None:
    pdf = merged(
        (tiny_pdf(["first, 1", "first, 2", "third"]), [item(0, 2), item(2, 1)]),
        (tiny_pdf(["second", "fourth"]), [item(1, 1), item(3, 1)]),
    )

    assert texts(pdf) == ["first, 1", "first, 2", "second", "third", "fourth"]
    assert reader(pdf).page_labels == ["0-1", "0-2", "1-1", "2-1", "3-1"]


def test_each_item_has_an_outline_entry_with_its_own_headings_below() -> None:
    pdf = merged((tiny_pdf(["a", "b", "c"]), [item(0, 2), item(1, 1)]), (tiny_pdf(["d"]), [item(2, 1)]))

    assert bookmarks(pdf) == [(1, "Item 0"), (1, "Item 1"), (2, "A heading"), (1, "Item 2"), (2, "A heading")]
    entries: list[Any] = reader(pdf).outline
    assert [reader(pdf).get_destination_page_number(entry) for entry in entries if not isinstance(entry, list)] == [
        *(0, 2, 3)
    ]


def test_the_structure_trees_become_one_in_which_each_item_has_its_language() -> None:
    pdf = merged(
        (tiny_pdf(["a", "b"]), [item(1, 1, "en-GB"), item(2, 1, "en-GB")]), (tiny_pdf(["c"]), [item(0, 1, "cy-GB")])
    )

    assert [(tag.name, tag.language) for tag in tags(pdf)] == [
        ("Document", None),
        ("Part", "cy-GB"),
        ("P", None),
        ("Part", "en-GB"),
        ("P", None),
        ("Part", "en-GB"),
        ("P", None),
    ]
    assert catalogue(pdf)["/MarkInfo"]["/Marked"]
    assert catalogue(pdf)["/Lang"] == "cy-GB"


def test_the_parent_tree_leads_from_every_page_to_its_element() -> None:
    pdf = merged((tiny_pdf(["a", "b"]), [item(1, 1), item(2, 1)]), (tiny_pdf(["c", "d"]), [item(0, 2)]))
    numbers = catalogue(pdf)["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    lookup = dict(zip(numbers[::2], numbers[1::2], strict=True))

    page: Any
    for page in reader(pdf).pages:
        [element] = lookup[page["/StructParents"]].get_object()
        assert element.get_object()["/Pg"].get_object()["/Contents"] == page["/Contents"]
        part = element.get_object()["/P"].get_object()
        assert part["/S"] == "/Part"
        assert element in part["/K"]


def test_a_page_without_elements_gets_no_key_of_another_item() -> None:
    untagged = {**PLAIN, 3: b"<</Type/Page/Parent 2 0 R/StructParents 0>>"}
    pdf = merged((pdf_of(untagged), [item(0, 1)]), (tiny_pdf(["a"]), [item(1, 1)]))

    assert [page.get("/StructParents") for page in reader(pdf).pages] == [None, 0]


def test_a_role_keeps_its_meaning_if_another_file_maps_it_otherwise() -> None:
    pdf = merged((tiny_pdf(["a"], role="P"), [item(0, 1)]), (tiny_pdf(["b"], role="H1"), [item(1, 1)]))

    assert [tag.name for tag in tags(pdf)] == ["Document", "Part", "P", "Part", "H1"]


def test_with_right_hand_a_blank_page_follows_an_odd_number_of_pages_but_not_the_last_item() -> None:
    files = ((tiny_pdf(["a", "b", "c"]), [item(0, 1), item(1, 2)]), (tiny_pdf(["d"]), [item(2, 1)]))

    assert texts(merged(*files, right_hand=True)) == ["a", "", "b", "c", "d"]
    assert texts(merged(*files)) == ["a", "b", "c", "d"]


def test_the_blank_page_has_the_inherited_or_indirect_size_of_the_pages_before_it() -> None:
    small = {2: b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox 4 0 R>>", 4: b"[0 0 5 0 R 200]", 5: b"100"}
    content = pdf_of({**PLAIN, **small})
    pdf = merged((content, [item(0, 1)]), (content, [item(1, 1)]), right_hand=True)

    assert [tuple(page.mediabox) for page in reader(pdf).pages] == [(0, 0, 100, 200)] * 3


def test_with_an_untagged_item_the_file_is_not_marked_and_the_others_keep_their_tags() -> None:
    pdf = merged((tiny_pdf(["a"]), [item(0, 1)]), (tiny_pdf(["b"], tagged=False), [item(1, 1)]))

    assert "/MarkInfo" not in catalogue(pdf)
    assert [tag.name for tag in tags(pdf)] == ["Document", "Part", "P"]
    assert b"pdfuaid" not in pdf


@pytest.mark.parametrize("claims", [True, False])
def test_the_file_claims_pdf_ua_if_every_item_does(claims: bool) -> None:
    pdf = merged((tiny_pdf(["a"]), [item(0, 1)]), (tiny_pdf(["b"], claims=claims), [item(1, 1)]))

    assert (b"pdfuaid:part>1" in pdf) is claims


def test_stray_links_are_removed_only_on_request() -> None:
    content = tiny_pdf(["a"], annotations=[LINK])

    pages: list[Any] = [reader(merged((content, [item(0, 1)]), stray=stray)).pages[0] for stray in (True, False)]
    kept, gone = pages
    assert len(kept["/Annots"]) == 1
    assert kept["/Tabs"] == "/S"
    assert "/Annots" not in gone


def test_a_string_that_looks_like_a_reference_is_not_changed() -> None:
    pdf = merged((tiny_pdf(["a"]), [item(0, 1)]), (tiny_pdf(["b"]), [item(1, 1)]))

    assert [str(page["/Note"]) for page in reader(pdf).pages] == ["(see 1 0 R) and (2 0 R)"] * 2


def test_no_reference_is_broken_and_no_old_outline_is_left_over() -> None:
    pdf = merged((tiny_pdf(["a"], annotations=[LINK]), [item(0, 1)]), (tiny_pdf(["b"]), [item(1, 1)]), stray=False)
    objects = Source(pdf).objects
    numbers = set(objects)

    referred = {int(number) for each in numbers for number in re.findall(rb"(\d+) 0 R", objects.raw(each)[0])}
    assert referred <= numbers
    assert pdf.count(text("A heading")) == 2


def test_the_properties_have_a_title_and_a_date_and_no_author() -> None:
    read = reader(merged((tiny_pdf(["a"]), [item(0, 1)])))
    information: Any = read.metadata

    assert dict(information) == {
        "/Title": "Pecyn & <Pack>",
        "/Producer": "cpr-docs",
        "/CreationDate": "D:20240229000000Z",
    }
    assert read.xmp_metadata is not None
    assert read.xmp_metadata.dc_title == {"x-default": "Pecyn & <Pack>"}


@pytest.mark.parametrize("title", ["A\x00B\x0b", "A\udcffB"], ids=["control characters", "a lone surrogate"])
def test_characters_that_xml_forbids_are_removed_from_the_title(title: str) -> None:
    read = reader(merged((tiny_pdf(["a"]), [MergeItem(0, title, "en-GB", 1)]), title=title))

    assert read.xmp_metadata is not None
    assert read.xmp_metadata.dc_title == {"x-default": "AB"}


def test_the_same_items_give_the_same_bytes_with_identifiers_of_their_content() -> None:
    one, again, other = (merged((tiny_pdf([page]), [item(0, 1)])) for page in ("a", "a", "b"))

    assert one == again
    assert b"/ID [<%b> <" % (b"A" * 32) in one
    assert one.rsplit(b"<", 1)[1] != other.rsplit(b"<", 1)[1]


def test_pages_without_an_item_are_an_error() -> None:
    with pytest.raises(PdfError, match="as many pages"):
        merged((tiny_pdf(["a", "b"]), [item(0, 1)]))


@pytest.mark.parametrize("cut", [10, 200, 2000])
def test_a_truncated_file_is_an_error(cut: int) -> None:
    with pytest.raises(PdfError):
        Source(tiny_pdf(["a"] * 10)[:-cut])


def many(count: int) -> bytes:
    return merged(*((tagged_letter(pages=1, elements=3), [item(place, 1)]) for place in range(count)), right_hand=True)


def test_with_many_items_every_page_is_in_order_and_every_element_is_found() -> None:
    count = 150
    pdf = many(count)
    read = reader(pdf)

    assert read.page_labels[::2] == [f"{place}-1" for place in range(count)]
    assert len(read.pages) == 2 * count - 1
    assert catalogue(pdf)["/StructTreeRoot"]["/ParentTree"].keys() == {"/Kids"}
    keys = number_tree(catalogue(pdf)["/StructTreeRoot"]["/ParentTree"], "/Nums")
    page: Any
    for page in read.pages[::2]:
        elements = keys[page["/StructParents"]].get_object()
        assert {element.get_object().raw_get("/Pg").idnum for element in elements} == {page.indirect_reference.idnum}
    names = number_tree(catalogue(pdf)["/StructTreeRoot"]["/IDTree"], "/Names")
    assert len(names) == count
    assert list(names) == sorted(names)
    assert all(element.get_object()["/ID"] == name for name, element in names.items())


def number_tree(node: Any, leaf_key: str) -> dict[Any, Any]:
    """The entries of a number tree or name tree."""
    node = node.get_object()
    pairs = node.get(leaf_key, [])
    entries = dict(zip(pairs[::2], pairs[1::2], strict=True))
    for child in node.get("/Kids", []):
        entries |= number_tree(child, leaf_key)
    return entries


def peak(content: bytes, count: int) -> int:
    """The peak of Python's allocations while so many letters are merged."""
    with Path(os.devnull).open("wb") as file:
        tracemalloc.start()
        try:
            merger = Merger(file)
            for place in range(count):
                merger.add(Source(content), [item(place, 1)])
            merger.finish(title="Letters", language="cy-GB", date=datetime(2024, 2, 29, tzinfo=UTC), digest=b"A" * 32)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


def test_memory_grows_by_little_more_than_an_offset_for_each_object() -> None:
    content = tagged_letter(pages=1, elements=10)
    growth = peak(content, 800) - peak(content, 200)

    assert growth < 600 * 1_200
