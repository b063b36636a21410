"""A pack takes from a PDF only the contents on the lists of the gate; all others are removed, and named."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest

from cpr_docs.gate.pdf_files import FILES, HIDDEN, LINKS, MEDIA, NOTES, SCRIPTS
from cpr_docs.pdf.merge.external import read_external
from cpr_docs.pdf.merge.merger import MergeItem, Merger
from tests.pdf.structure import reader
from tests.pdf.tiny import PLAIN, pdf_of

STREAM = b"<<%b/Length 6>>\nstream\nSECRET\nendstream"
FILE = b"<</Type/Filespec/F(SECRET.exe)/EF<</F 8 0 R>>>>"
SCRIPT = b"<</S/JavaScript/JS(SECRET)>>"
CATALOGUE = b"/Type/Catalog/Pages 2 0 R"
NO_TAGS = "has no tags, so that a screen reader finds no order in it"


def note(kind: bytes, entries: bytes = b"") -> dict[int, bytes]:
    annotation = b"<</Type/Annot/Subtype/%b/Rect[0 0 9 9]%b>>" % (kind, entries)
    return {3: b"<</Type/Page/Parent 2 0 R/Annots[4 0 R]>>", 4: annotation, 8: STREAM % b""}


def page(entries: bytes) -> dict[int, bytes]:
    return {3: b"<</Type/Page/Parent 2 0 R%b>>" % entries, 8: STREAM % b"", 9: FILE}


def link(action: bytes) -> dict[int, bytes]:
    return note(b"Link", b"/A<<%b>>" % action)


def drawing(kind: bytes, entries: bytes) -> dict[int, bytes]:
    held = b"<</Type/XObject/Subtype/%b/BBox[0 0 9 9]%b/Length 0>>\nstream\n\nendstream" % (kind, entries)
    return page(b"/Resources<</XObject<</X 4 0 R>>>>") | {4: held}


def tags(element: bytes) -> dict[int, bytes]:
    root = b"<</Type/StructTreeRoot/K[6 0 R]/ParentTree<</Nums[0[6 0 R]]>>>>"
    catalogue = b"<<%b/StructTreeRoot 5 0 R/MarkInfo<</Marked true>>>>" % CATALOGUE
    return page(b"/StructParents 0") | {1: catalogue, 5: root, 6: b"<</S/P/P 5 0 R/Pg 3 0 R%b>>" % element}


LEFT_OUT: dict[str, tuple[dict[int, bytes], str]] = {
    "an attached file": (note(b"FileAttachment", b"/FS%b" % FILE), FILES),
    "a file that belongs to a page": (page(b"/AF[9 0 R]"), FILES),
    "a file that belongs to a picture": (drawing(b"Form", b"/AF[9 0 R]"), FILES),
    "a file that belongs to a tag": (tags(b"/K 0/AF[9 0 R]"), FILES),
    "a file that belongs to the whole": (page(b"") | {1: b"<<%b/AF[9 0 R]>>" % CATALOGUE}, FILES),
    "a stream that lies in another file": (drawing(b"Image", b"/F(SECRET)"), FILES),
    "a page of another file": (drawing(b"Form", b"/Ref<</F(SECRET)/Page 0>>"), FILES),
    "a sticky note": (note(b"Text", b"/Contents(SECRET)/T(SECRET Author)"), NOTES),
    "a comment beside a mark": (note(b"Highlight", b"/Contents(SECRET)/T(SECRET)/Popup 8 0 R"), NOTES),
    "a hidden text": (note(b"FreeText", b"/F 2/Contents(SECRET)"), NOTES),
    "a kind that is not known": (note(b"Unheard", b"/Contents(SECRET)"), NOTES),
    "a film": (note(b"RichMedia", b"/RichMediaContent<</Assets<</Names[(SECRET) 8 0 R]>>>>"), MEDIA),
    "a script in 3D": (note(b"3D", b"/3DD<</OnInstantiate 8 0 R>>"), MEDIA),
    "a sound": (note(b"Sound", b"/Sound 8 0 R"), MEDIA),
    "a script of a page": (page(b"/AA<</O%b>>" % SCRIPT), SCRIPTS),
    "a script of a button": (note(b"Widget", b"/A%b/AA<</D%b>>" % (SCRIPT, SCRIPT)), SCRIPTS),
    "a script of the whole": (page(b"") | {1: b"<<%b/OpenAction%b>>" % (CATALOGUE, SCRIPT)}, SCRIPTS),
    "what a link does next": (link(b"/S/URI/URI(https://gov.wales)/Next%b" % SCRIPT), SCRIPTS),
    "a link to a script": (link(b"/S/URI/URI(JavaScript:SECRET)"), LINKS),
    "a link to a script behind a blank": (link(b"/S/URI/URI( javascript:SECRET)"), LINKS),
    "a link to a file": (link(b"/S/URI/URI(file:///SECRET)"), LINKS),
    "a link relative to nothing": (link(b"/S/URI/URI(SECRET.html)"), LINKS),
    "a link to another PDF": (link(b"/S/GoToR/F(SECRET.pdf)/D[0/Fit]"), LINKS),
    "a link that starts a program": (link(b"/S/Launch/F(SECRET.exe)"), LINKS),
    "a form that is sent": (note(b"Widget", b"/A<</S/SubmitForm/F(SECRET)>>"), SCRIPTS),
    "a thumbnail": (page(b"/Thumb 8 0 R"), HIDDEN),
    "metadata of a page": (page(b"/Metadata 8 0 R"), HIDDEN),
    "metadata of a picture": (drawing(b"Image", b"/Metadata 8 0 R"), HIDDEN),
    "private data": (page(b"/PieceInfo<</X<</Private(SECRET)>>>>"), HIDDEN),
    "private attributes of a tag": (tags(b"/K 0/A<</O/UserProperties/P[<</N(SECRET)>>]>>"), HIDDEN),
    "who made a layer": (
        page(b"/Resources<</Properties<</L 4 0 R>>>>") | {4: b"<</Type/OCG/Name(L)/Usage<</User<</Name(SECRET)>>>>>>"},
        HIDDEN,
    ),
}


def bound(content: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The PDF merged alone, and its losses."""
    found, target = read_external(content), io.BytesIO()
    merger = Merger(target)
    merger.add(found.source, [MergeItem(0, "Item", found.language, len(found.source.pages))])
    merger.finish(title="Pack", language="en-GB", date=datetime(2024, 2, 29, tzinfo=UTC), digest=b"A" * 32)
    return target.getvalue(), tuple(each.message for each in found.lost if each.message != NO_TAGS)


@pytest.mark.parametrize("kind", LEFT_OUT)
def test_contents_on_no_list_are_left_out_and_named(kind: str) -> None:
    objects, sentence = LEFT_OUT[kind]
    content = pdf_of({**PLAIN, **objects})
    assert b"SECRET" in content or b"javascript" in content

    pdf, lost = bound(content)
    assert b"secret" not in pdf.lower()
    assert lost == (sentence,)


def test_authors_and_keywords_are_left_out_and_named() -> None:
    content = pdf_of({**PLAIN, 4: b"<</Title(Guidance)/Author(SECRET)/Keywords(SECRET)>>"}, b"/Info 4 0 R")
    pdf, lost = bound(content)
    assert b"SECRET" not in pdf
    assert lost == (HIDDEN,)


@pytest.mark.parametrize(
    "objects",
    [
        link(b"/S/URI/URI(https://gov.wales/a)"),
        link(b"/S/URI/URI(HTTP://gov.wales)"),
        link(b"/S/URI/URI(mailto:a@gov.wales)"),
        link(b"/S/GoTo/D[3 0 R/Fit]"),
        note(b"Link", b"/Dest[3 0 R/Fit]"),
        note(b"Highlight", b"/QuadPoints[0 0 9 0 0 9 9 9]"),
        note(b"FreeText", b"/Contents(typed on the page)/DA(/F 9 Tf)"),
    ],
)
def test_links_to_the_web_and_what_is_drawn_on_a_page_stay(objects: dict[int, bytes]) -> None:
    pdf, lost = bound(pdf_of({**PLAIN, **objects}))
    assert lost == ()
    annotations: Any = reader(pdf).pages[0]["/Annots"]
    [kept] = annotations
    given = objects[4]
    assert all(key.encode() in given for key in kept.get_object())


def test_a_tag_does_not_keep_the_note_that_it_contained() -> None:
    objects = tags(b"/K[0<</Type/OBJR/Obj 4 0 R/Pg 3 0 R>>]") | {
        3: b"<</Type/Page/Parent 2 0 R/StructParents 0/Annots[4 0 R]>>",
        4: b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(SECRET)/StructParent 1>>",
    }
    pdf, lost = bound(pdf_of({**PLAIN, **objects}))
    assert b"SECRET" not in pdf
    assert lost == (NOTES,)
