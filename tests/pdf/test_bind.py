"""Binding: pages, outline and tags of several PDFs in one, each item in its language and its place."""

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from cpr_docs.errors import PdfError
from cpr_docs.pdf.merge.merger import MergeItem, Merger
from cpr_docs.pdf.merge.pdf_objects import Value, text
from cpr_docs.pdf.merge.source_pdf import Source
from tests.pdf.structure import bookmarks, catalogue, reader, tags
from tests.pdf.tiny import PLAIN, pdf_of, tiny_pdf

LINK: Value = {b"/Type": b"/Annot", b"/Subtype": b"/Link", b"/Rect": [b"0", b"0", b"9", b"9"], b"/Border": b"null"}


def bound(
    *files: tuple[bytes, Sequence[MergeItem]],
    right_hand: bool = False,
    stray: bool = True,
    title: str = "Pecyn & <Pack>",
) -> bytes:
    target = io.BytesIO()
    binder = Merger(target, right_hand=right_hand)
    for content, leaves in files:
        binder.add(Source(content), leaves, without_stray_links=not stray)
    binder.finish(title=title, language="cy-GB", date=datetime(2024, 2, 29, tzinfo=UTC), digest=b"A" * 32)
    return target.getvalue()


def leaf(place: int, pages: int, language: str = "en-GB") -> MergeItem:
    return MergeItem(place, f"Item {place}", language, pages, f"{place}-")


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in reader(pdf).pages]


def test_the_items_stand_in_their_places_whichever_file_they_come_from() -> None:
    pdf = bound(
        (tiny_pdf(["first, 1", "first, 2", "third"]), [leaf(0, 2), leaf(2, 1)]),
        (tiny_pdf(["second", "fourth"]), [leaf(1, 1), leaf(3, 1)]),
    )

    assert texts(pdf) == ["first, 1", "first, 2", "second", "third", "fourth"]
    assert reader(pdf).page_labels == ["0-1", "0-2", "1-1", "2-1", "3-1"]


def test_each_item_has_an_entry_in_the_outline_with_its_own_headings_below() -> None:
    pdf = bound((tiny_pdf(["a", "b", "c"]), [leaf(0, 2), leaf(1, 1)]), (tiny_pdf(["d"]), [leaf(2, 1)]))

    assert bookmarks(pdf) == [(1, "Item 0"), (1, "Item 1"), (2, "A heading"), (1, "Item 2"), (2, "A heading")]
    entries: list[Any] = reader(pdf).outline
    assert [reader(pdf).get_destination_page_number(entry) for entry in entries if not isinstance(entry, list)] == [
        *(0, 2, 3)
    ]


def test_the_tags_of_all_items_are_one_tree_in_which_each_item_has_its_language() -> None:
    pdf = bound(
        (tiny_pdf(["a", "b"]), [leaf(1, 1, "en-GB"), leaf(2, 1, "en-GB")]), (tiny_pdf(["c"]), [leaf(0, 1, "cy-GB")])
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


def test_the_content_of_every_page_leads_to_its_element_and_that_back_to_the_page() -> None:
    pdf = bound((tiny_pdf(["a", "b"]), [leaf(1, 1), leaf(2, 1)]), (tiny_pdf(["c", "d"]), [leaf(0, 2)]))
    numbers = catalogue(pdf)["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    lookup = dict(zip(numbers[::2], numbers[1::2], strict=True))

    page: Any
    for page in reader(pdf).pages:
        [element] = lookup[page["/StructParents"]].get_object()
        assert element.get_object()["/Pg"].get_object()["/Contents"] == page["/Contents"]
        part = element.get_object()["/P"].get_object()
        assert part["/S"] == "/Part"
        assert element in part["/K"]


def test_a_page_whose_tags_are_gone_does_not_lead_to_those_of_another_item() -> None:
    untagged = {**PLAIN, 3: b"<</Type/Page/Parent 2 0 R/StructParents 0>>"}
    pdf = bound((pdf_of(untagged), [leaf(0, 1)]), (tiny_pdf(["a"]), [leaf(1, 1)]))

    assert [page.get("/StructParents") for page in reader(pdf).pages] == [None, 0]


def test_a_name_of_elements_that_means_something_else_elsewhere_keeps_its_meaning() -> None:
    pdf = bound((tiny_pdf(["a"], role="P"), [leaf(0, 1)]), (tiny_pdf(["b"], role="H1"), [leaf(1, 1)]))

    assert [tag.name for tag in tags(pdf)] == ["Document", "Part", "P", "Part", "H1"]


def test_on_right_hand_pages_a_blank_one_follows_an_odd_number_but_not_the_last() -> None:
    files = ((tiny_pdf(["a", "b", "c"]), [leaf(0, 1), leaf(1, 2)]), (tiny_pdf(["d"]), [leaf(2, 1)]))

    assert texts(bound(*files, right_hand=True)) == ["a", "", "b", "c", "d"]
    assert texts(bound(*files)) == ["a", "b", "c", "d"]


def test_the_blank_page_is_as_large_as_those_before_it_however_they_say_that() -> None:
    small = {2: b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox 4 0 R>>", 4: b"[0 0 5 0 R 200]", 5: b"100"}
    item = pdf_of({**PLAIN, **small})
    pdf = bound((item, [leaf(0, 1)]), (item, [leaf(1, 1)]), right_hand=True)

    assert [tuple(page.mediabox) for page in reader(pdf).pages] == [(0, 0, 100, 200)] * 3


def test_with_an_item_without_tags_the_whole_claims_none_and_the_others_keep_theirs() -> None:
    pdf = bound((tiny_pdf(["a"]), [leaf(0, 1)]), (tiny_pdf(["b"], tagged=False), [leaf(1, 1)]))

    assert "/MarkInfo" not in catalogue(pdf)
    assert [tag.name for tag in tags(pdf)] == ["Document", "Part", "P"]
    assert b"pdfuaid" not in pdf


@pytest.mark.parametrize("claims", [True, False])
def test_the_whole_claims_to_be_accessible_if_every_item_does(claims: bool) -> None:
    pdf = bound((tiny_pdf(["a"]), [leaf(0, 1)]), (tiny_pdf(["b"], claims=claims), [leaf(1, 1)]))

    assert (b"pdfuaid:part>1" in pdf) is claims


def test_stray_links_go_where_that_is_said_and_with_them_what_is_said_of_them() -> None:
    content = tiny_pdf(["a"], annotations=[LINK])

    pages: list[Any] = [reader(bound((content, [leaf(0, 1)]), stray=stray)).pages[0] for stray in (True, False)]
    kept, gone = pages
    assert len(kept["/Annots"]) == 1
    assert kept["/Tabs"] == "/S"
    assert "/Annots" not in gone


def test_what_looks_like_a_reference_in_a_string_stays() -> None:
    pdf = bound((tiny_pdf(["a"]), [leaf(0, 1)]), (tiny_pdf(["b"]), [leaf(1, 1)]))

    assert [str(page["/Note"]) for page in reader(pdf).pages] == ["(see 1 0 R) and (2 0 R)"] * 2


def test_nothing_is_referred_to_that_is_not_there_and_no_outline_is_left_over() -> None:
    pdf = bound((tiny_pdf(["a"], annotations=[LINK]), [leaf(0, 1)]), (tiny_pdf(["b"]), [leaf(1, 1)]), stray=False)
    objects = Source(pdf).objects
    numbers = set(objects)

    referred = {int(number) for held in numbers for number in re.findall(rb"(\d+) 0 R", objects.source(held)[0])}
    assert referred <= numbers
    assert pdf.count(text("A heading")) == 2


def test_the_title_the_date_and_nobody_stand_in_the_properties() -> None:
    read = reader(bound((tiny_pdf(["a"]), [leaf(0, 1)])))
    said: Any = read.metadata

    assert dict(said) == {
        "/Title": "Pecyn & <Pack>",
        "/Producer": "cpr-docs",
        "/CreationDate": "D:20240229000000Z",
    }
    assert read.xmp_metadata is not None
    assert read.xmp_metadata.dc_title == {"x-default": "Pecyn & <Pack>"}


@pytest.mark.parametrize("title", ["A\x00B\x0b", "A\udcffB"], ids=["signs that steer", "half a letter"])
def test_a_title_may_hold_what_cannot_be_written(title: str) -> None:
    read = reader(bound((tiny_pdf(["a"]), [MergeItem(0, title, "en-GB", 1)]), title=title))

    assert read.xmp_metadata is not None
    assert read.xmp_metadata.dc_title == {"x-default": "AB"}


def test_the_same_bound_again_is_the_same_bytes_numbered_by_its_content() -> None:
    one, again, other = (bound((tiny_pdf([words]), [leaf(0, 1)])) for words in ("a", "a", "b"))

    assert one == again
    assert b"/ID [<%b> <" % (b"A" * 32) in one
    assert one.rsplit(b"<", 1)[1] != other.rsplit(b"<", 1)[1]


def test_pages_that_no_item_has_are_an_error() -> None:
    with pytest.raises(PdfError, match="as many pages"):
        bound((tiny_pdf(["a", "b"]), [leaf(0, 1)]))


@pytest.mark.parametrize("cut", [10, 200, 2000])
def test_a_file_that_is_cut_off_is_an_error(cut: int) -> None:
    with pytest.raises(PdfError):
        Source(tiny_pdf(["a"] * 10)[:-cut])
