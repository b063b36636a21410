"""A PDF from elsewhere: an encrypted or broken file is refused, and lost features are reported."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from cpr_docs.errors import PackRefused
from cpr_docs.pdf.merge.external import ExternalPdf, read_external, source_of
from cpr_docs.pdf.merge.loss import Loss
from cpr_docs.pdf.merge.merger import MergeItem, Merger
from tests.pdf.structure import bookmarks, catalogue, reader, tags
from tests.pdf.tiny import PLAIN, pdf_of, tiny_pdf


def saved(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def merged(found: ExternalPdf) -> bytes:
    target = io.BytesIO()
    merger = Merger(target)
    merger.add(found.source, [MergeItem(0, "Item", found.language, len(found.source.pages))])
    merger.finish(title="Pack", language="en-GB", date=datetime(2024, 2, 29, tzinfo=UTC), digest=b"A" * 32)
    return target.getvalue()


def writer_of(content: bytes) -> PdfWriter:
    return PdfWriter(clone_from=PdfReader(io.BytesIO(content)))


def test_a_tagged_file_keeps_its_tags_and_loses_nothing() -> None:
    found = read_external(tiny_pdf(["a", "b"], title="Canllawiau"))

    assert (found.title, found.language, found.lost) == ("Canllawiau", "en-GB", ())
    assert found.source.is_accessible
    assert len(found.source.pages) == len(found.source.struct_children) == len(found.source.parent_tree) == 2


def test_missing_tags_are_reported() -> None:
    found = read_external(tiny_pdf(["a"], tagged=False))

    assert not found.source.is_tagged
    assert found.lost == (Loss("tags", "has no tags, so that a screen reader finds no order in it"),)


@pytest.mark.parametrize("password", ["secret", ""])
def test_an_encrypted_file_is_refused_with_or_without_a_password(password: str) -> None:
    writer = writer_of(tiny_pdf(["a"]))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")

    with pytest.raises(PackRefused, match="protected by a password"):
        read_external(saved(writer))


@pytest.mark.parametrize(
    "content",
    [tiny_pdf(["a"])[:-30], tiny_pdf(["a"])[:-400], b"%PDF-1.7\nnothing", tiny_pdf(["a"]).replace(b"/Kids", b"/Kidz")],
    ids=["no end", "no table", "nothing", "no pages"],
)
def test_a_broken_file_is_refused(content: bytes) -> None:
    with pytest.raises(PackRefused, match="is broken"):
        read_external(content)


def test_a_file_that_is_no_pdf_is_refused() -> None:
    with pytest.raises(PackRefused, match="is no PDF"):
        read_external(b"PK\x03\x04")


def test_lost_fields_and_signatures_are_reported() -> None:
    writer = writer_of(tiny_pdf(["a"]))
    fields = ArrayObject([writer._add_object(DictionaryObject({NameObject("/T"): TextStringObject("name")}))])
    form = {NameObject("/Fields"): fields, NameObject("/SigFlags"): NumberObject(3)}
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(form)

    assert [(each.code, each.message) for each in read_external(saved(writer)).lost] == [
        ("form", "can no longer be filled in"),
        ("signature", "is no longer signed"),
    ]


def test_lost_attachments_are_reported() -> None:
    writer = writer_of(tiny_pdf(["a"]))
    writer.add_attachment("data.json", b"{}")

    assert read_external(saved(writer)).lost == (Loss("files", "loses the files that are attached to it"),)


def test_a_named_destination_of_a_link_is_resolved() -> None:
    link = {b"/Type": b"/Annot", b"/Subtype": b"/Link", b"/Dest": b"(chapter)", b"/Rect": [b"0", b"0", b"9", b"9"]}
    writer = writer_of(tiny_pdf(["a", "b"], annotations=[link]))  # type: ignore[list-item]
    writer.add_named_destination("chapter", 1)
    source = read_external(saved(writer)).source

    first, second = source.pages
    [annotation] = source.objects.array(source.pages[first][b"/Annots"])
    assert source.objects.dictionary(annotation)[b"/Dest"][0].number == second  # type: ignore[index,union-attr]


def test_a_parent_tree_with_several_nodes_becomes_one_node() -> None:
    writer = writer_of(tiny_pdf(["a", "b", "c"]))
    tree: Any = writer.root_object["/StructTreeRoot"].get_object()
    numbers = tree["/ParentTree"].get_object()["/Nums"]
    branches = [
        writer._add_object(DictionaryObject({NameObject("/Nums"): ArrayObject(numbers[at : at + 2])}))
        for at in (0, 2, 4)
    ]
    tree[NameObject("/ParentTree")] = DictionaryObject({NameObject("/Kids"): ArrayObject(branches)})

    assert [key for key, _value in read_external(saved(writer)).source.parent_tree] == [0, 1, 2]


def test_a_file_with_an_incremental_update_is_read() -> None:
    writer = PdfWriter(io.BytesIO(tiny_pdf(["a", "b"])), incremental=True)
    writer.add_metadata({"/Title": "Added to"})
    content = saved(writer)
    assert b"/Prev" in content

    assert len(source_of(content).pages) == 2
    assert read_external(content).title == "Added to"


def test_a_file_with_a_wrong_startxref_is_broken() -> None:
    with pytest.raises(PackRefused, match="is broken"):
        read_external(tiny_pdf(["a"]) + b"startxref\n0\n%%EOF\n")


@pytest.mark.parametrize(
    "entries",
    [
        b"/Filter/Standard/V 5/R 6/P -4/O<%b>/U<%b>/OE<%b>/UE<%b>/Perms<%b>/Length 256/StmF/StdCF/StrF/StdCF"
        b"/CF<</StdCF<</CFM/AESV3/Length 32>>>>" % tuple(b"00" * size for size in (48, 48, 32, 32, 16)),
        b"/Filter/Adobe.PubSec/V 4",
    ],
    ids=["AES-256", "public-key security"],
)
def test_a_file_that_pypdf_cannot_decrypt_is_refused_as_protected(entries: bytes) -> None:
    content = pdf_of({**PLAIN, 9: b"<<%b>>" % entries}, b"/Encrypt 9 0 R/ID[<00><00>]")

    with pytest.raises(PackRefused, match="protected by a password"):
        read_external(content)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\nstartxref\n" + b"9" * 40 + b"\n%%EOF",
        pdf_of(
            {
                **PLAIN,
                1: b"<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R/StructTreeRoot 5 0 R/MarkInfo<</Marked true>>>>",
                4: b"<</Length 1/Filter/Unheard>>\nstream\nx\nendstream",
                5: b"<</K[6 0 R]>>",
                6: b"<</S/P/P 5 0 R/Pg 3 0 R>>",
            }
        ),
        pdf_of({**PLAIN, 1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 3 0 R>>"}),
    ],
    ids=["an offset with too many digits", "an unknown filter", "a page that is the structure tree"],
)
def test_any_exception_of_pypdf_is_one_error(content: bytes) -> None:
    with pytest.raises(PackRefused, match="is broken"):
        read_external(content)


def test_the_content_of_a_damaged_file_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    content = pdf_of({**PLAIN, 3: b"<</Type/Page/Parent 2 0 R/Note 12-34-Smith>>"})
    read_external(content)

    assert caplog.text == ""
    PdfReader(io.BytesIO(content)).pages[0].get_object()
    assert "Smith" in caplog.text


def page_with(entries: bytes, **others: bytes) -> bytes:
    """A PDF whose page has these entries; the others are objects from number 4 on."""
    page = b"<</Type/Page/Parent 2 0 R%b>>" % entries
    return pdf_of({**PLAIN, 3: page, **dict(enumerate(others.values(), start=4))})


SCRIPT = b"<</S/JavaScript/JS(doit)>>"
LINK = b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://gov.wales)/Next%b>>>>" % SCRIPT
WIDGET = b"<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/A%b/Parent 5 0 R>>" % SCRIPT


def test_direct_annotations_are_copied_and_invalid_ones_are_skipped() -> None:
    pdf = merged(read_external(page_with(b"/Annots[%b null 9 0 R]" % LINK)))

    annotations: Any = reader(pdf).pages[0]["/Annots"]
    assert [each.get_object()["/A"]["/URI"] for each in annotations] == ["https://gov.wales"]


@pytest.mark.parametrize(
    "content",
    [
        page_with(b"/AA<</O%b>>" % SCRIPT),
        page_with(b"/Annots[%b]" % LINK),
        page_with(b"/Annots[4 0 R]", widget=WIDGET, field=b"<</Kids[4 0 R]/AA<</K%b>>/Parent 5 0 R>>" % SCRIPT),
    ],
    ids=["of a page", "of a link", "of a field"],
)
def test_scripts_are_removed_from_pages_links_and_fields(content: bytes) -> None:
    assert b"doit" in content
    assert b"doit" not in merged(read_external(content))


def test_attachments_and_scripts_of_the_file_are_not_in_the_bytes() -> None:
    writer = writer_of(tiny_pdf(["a"]))
    writer.add_attachment("data.json", b"attached")
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("doit")}
    )
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(script)
    content = saved(writer)
    assert b"attached" in content
    assert b"doit" in content

    pdf = merged(read_external(content))
    assert b"attached" not in pdf
    assert b"doit" not in pdf


def test_a_page_that_is_in_the_page_tree_twice_is_copied() -> None:
    two = b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2/MediaBox[0 0 595 842]>>"

    assert len(reader(merged(read_external(pdf_of({**PLAIN, 2: two})))).pages) == 2


def test_a_circular_parent_tree_ends() -> None:
    content = pdf_of(
        {
            **PLAIN,
            1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R/MarkInfo<</Marked true>>>>",
            4: b"<</K[5 0 R]/ParentTree 6 0 R>>",
            5: b"<</S/P/P 4 0 R/Pg 3 0 R>>",
            6: b"<</Kids[6 0 R 6 0 R]>>",
        }
    )

    assert read_external(content).source.parent_tree == []


def test_the_outline_is_kept_with_any_kind_of_destination() -> None:
    content = pdf_of(
        {
            **PLAIN,
            1: b"<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R/Dests<</two[3 0 R/Fit]>>>>",
            4: b"<</First 5 0 R/Last 10 0 R/Count 4>>",
            5: b"<</Title(One)/Parent 4 0 R/Next 6 0 R/A<</S/GoTo/D[3 0 R/Fit]>>>>",
            6: b"<</Title(Two)/Parent 4 0 R/Next 7 0 R/Dest/two>>",
            7: b"<</Title 8 0 R/Parent 4 0 R/Next 10 0 R/Dest[3 0 R/XYZ 0 9 0 R 0]>>",
            8: b"(Three)",
            9: b"700",
            10: b"<</Parent 4 0 R/Dest[3 0 R/Fit]>>",
        }
    )
    pdf = merged(read_external(content))

    assert bookmarks(pdf) == [(1, "Item"), (2, "One"), (2, "Two"), (2, "Three")]
    assert b"/XYZ 0 700 0" in pdf


@pytest.mark.parametrize("language", [b"en\\)>>", b"English (UK)", b""])
def test_an_invalid_language_tag_is_dropped(language: bytes) -> None:
    assert read_external(pdf_of({**PLAIN, 1: b"<</Type/Catalog/Pages 2 0 R/Lang(%b)>>" % language})).language == ""


@pytest.mark.parametrize(
    ("children", "language"),
    [(b"[5 0 R]", "cy-GB"), (b"5 0 R", "cy-GB"), (b"<</S/P/P 4 0 R/Pg 3 0 R/K 0>>", "en-GB")],
    ids=["in an array", "by reference", "direct"],
)
def test_the_structure_and_the_language_are_those_of_the_document_element(children: bytes, language: str) -> None:
    content = pdf_of(
        {
            **PLAIN,
            1: b"<</Type/Catalog/Pages 2 0 R/Lang(en-GB)/StructTreeRoot 4 0 R/MarkInfo<</Marked true>>>>",
            4: b"<</K %b>>" % children,
            5: b"<</S/Document/Lang(cy-GB)/P 4 0 R/K[6 0 R]>>",
            6: b"<</S/P/P 5 0 R/Pg 3 0 R/K 0>>",
        }
    )

    assert read_external(content).language == language
    assert [(tag.name, tag.language) for tag in tags(merged(read_external(content)))][1:] == [
        ("Part", language),
        ("P", None),
    ]


@pytest.mark.parametrize(
    "shown", [b"/OFF[5 0 R]", b"/BaseState/OFF/ON[4 0 R]"], ids=["off by itself", "off by default"]
)
def test_a_layer_that_is_hidden_stays_hidden(shown: bytes) -> None:
    layers = {number: b"<</Type/OCG/Name(%d)>>" % number for number in (4, 5)}
    catalog = b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[4 0 R 5 0 R]/D<<%b>>>>>>" % shown
    properties = catalogue(merged(read_external(pdf_of({**PLAIN, 1: catalog, **layers}))))["/OCProperties"]

    assert [layer["/Name"] for layer in properties["/OCGs"]] == ["4", "5"]
    assert [layer["/Name"] for layer in properties["/D"]["/OFF"]] == ["5"]
