"""A print run: all letters in one tagged PDF, in order, with the same pages as each letter by itself."""

import io
import itertools
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import cpr_docs
from cpr_docs.documents.document import Document
from cpr_docs.documents.render import Renderer
from cpr_docs.envelopes.chunks import Chunk, Chunks, letters_per_chunk
from cpr_docs.envelopes.print_run import write_print_run
from cpr_docs.envelopes.run_item import RunItem
from cpr_docs.errors import ConversionFailed, OfficeFailed, OutputError, OutputExists
from cpr_docs.models.examples import example
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.pdf.convert.converter import Converter
from cpr_docs.pdf.convert.office import Office
from tests.batch.cases import ROWS, csv_text, letter
from tests.cli.command import files, run
from tests.documents.cases import VARIANTS
from tests.documents.other_shapes import CASES, EventList, write_templates
from tests.examples import example_stems
from tests.pdf.soffice import StandIn
from tests.pdf.structure import bookmarks, catalogue, reader, tags
from tests.witnesses import page_validation

RENDERER = Renderer()
EVENTS = next(each for each in CASES if each["form"] == "event_list")


def rendered(form: str, language: str, review_type: str = "concise") -> Document:
    return RENDERER.render(example(form, review_type), language)


def printed(
    documents: list[Document], office: Office, *, most: int = 50, right_hand: bool = False, join_letters: bool = True
) -> bytes:
    target = io.BytesIO()
    items = [RunItem(f"{row}: letter", document.content, f"{row}-") for row, document in enumerate(documents, start=2)]
    with Converter(office) as converter:
        write_print_run(target, items, converter, most=most, right_hand=right_hand, join_letters=join_letters)
    return target.getvalue()


def spoken_types(pdf: bytes) -> list[str]:
    """The structure types without Span, which a placeholder has for its style if it is no control."""
    return [tag.name for tag in tags(pdf) if tag.name != "Span"]


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in reader(pdf).pages]


@pytest.mark.parametrize("join_letters", [True, False])
def test_every_page_keeps_its_paper(office: Office, join_letters: bool, tmp_path: Path) -> None:
    wide = Renderer(write_templates(tmp_path)).render(EventList.parse(EVENTS), "cy", purpose="final")
    upright = rendered("evaluation_form", "cy")
    run = reader(printed([upright, wide, wide, upright], office, join_letters=join_letters))
    sizes = [(round(page.mediabox.width), round(page.mediabox.height), page.rotation) for page in run.pages]
    a4, turned = (595, 842, 0), (842, 595, 0)
    runs = [size for size, _same in itertools.groupby(sizes)]
    assert runs == [a4, turned, a4]
    assert sizes.count(turned) == 2


def test_every_form_counts_its_own_pages_and_the_run_is_accessible(office: Office, tmp_path: Path) -> None:
    documents = [
        rendered(variant.name(), language, example_stems(variant)[0])
        for variant in VARIANTS
        for language in ("cy", "en", "cy")
    ]
    pdf = printed(documents, office)
    labels = [label.split("-") for label in reader(pdf).page_labels]
    counts = Counter(row for row, _page in labels)

    # The last line of the footer; LibreOffice 7.4 draws the footer last, 25.2 first.
    page_numbers = [re.findall(r"(?:Page|Tudalen) (\d+) (?:of|o) (\d+)$", text, re.MULTILINE) for text in texts(pdf)]
    assert page_numbers == [[(page, str(counts[row]))] for row, page in labels]
    assert list(counts) == [str(row) for row, _document in enumerate(documents, start=2)]
    assert page_validation.faults(pdf, tmp_path) == []


@pytest.mark.parametrize("review_type", ["concise", "extended"])
def test_the_pages_of_a_letter_are_the_same_as_by_itself(review_type: str, office: Office) -> None:
    documents = [rendered("invitation_letter", language, review_type) for language in ("cy", "en", "cy", "en")]
    pdf = printed(documents, office)
    with Converter(office) as converter:
        alone = [conversion.pdf or b"" for conversion in converter.convert_all(each.content for each in documents)]

    assert texts(pdf) == [text for one in alone for text in texts(one)]


def test_numbered_lists_restart_in_each_letter(office: Office) -> None:
    pdf = printed([rendered("terms_of_reference", "en")] * 2, office)
    numbers = re.findall(r"^(\d+)\. ", "\n".join(texts(pdf)), re.MULTILINE)

    assert numbers == [str(number) for number in range(1, len(numbers) // 2 + 1)] * 2


def test_each_letter_has_its_own_language(office: Office) -> None:
    pdf = printed([rendered("invitation_letter", language) for language in ("cy", "en", "en", "cy")], office)

    assert [tag.language for tag in tags(pdf) if tag.name == "Part"] == ["cy-GB", "en-GB", "en-GB", "cy-GB"]
    assert catalogue(pdf)["/Lang"] == "cy-GB"
    assert catalogue(pdf)["/ViewerPreferences"]["/DisplayDocTitle"]
    case = example("invitation_letter", "concise").model_dump()["case_identifier"]
    title = f"Gwahoddiad i’r Digwyddiad Dysgu – {case} / Invitation to the Learning Event – {case}"
    assert str(reader(pdf).metadata.title) == title  # type: ignore[union-attr]


@pytest.mark.parametrize("form", ["invitation_letter", "evaluation_form", "terms_of_reference"])
def test_a_letter_has_the_same_structure_as_by_itself(form: str, office: Office) -> None:
    documents = [rendered(form, "en"), rendered(form, "en")]
    names = spoken_types(printed(documents, office))
    with Converter(office) as converter:
        alone = spoken_types(converter.convert(documents[0].content))

    assert names == ["Document", *(["Part", *alone[1:]] * 2)]


def test_each_letter_has_an_outline_entry_with_its_headings_below(office: Office) -> None:
    pdf = printed([rendered("invitation_letter", "en")] * 2, office)
    entries: list[Any] = [entry for entry in reader(pdf).outline if not isinstance(entry, list)]

    assert [title for level, title in bookmarks(pdf) if level == 1] == ["2: letter", "3: letter"]
    assert [reader(pdf).get_destination_page_number(entry) for entry in entries] == [0, 3]
    assert sum(level == 2 for level, _title in bookmarks(pdf)) == 2 * 2


def test_with_right_hand_every_letter_begins_on_an_odd_page(office: Office, tmp_path: Path) -> None:
    pdf = printed([rendered("invitation_letter", "en")] * 3, office, right_hand=True)

    assert reader(pdf).page_labels == [f"{row}-{page}" for row in (2, 3, 4) for page in range(1, 5)][:-1]
    assert texts(pdf)[3] == texts(pdf)[7] == ""
    assert page_validation.faults(pdf, tmp_path) == []


def test_the_size_of_chunks_does_not_change_the_run(office: Office) -> None:
    documents = [rendered("invitation_letter", language) for language in ("cy", "en", "cy", "cy", "en")]

    assert texts(printed(documents, office, most=2)) == texts(printed(documents, office))


def test_a_letter_that_cannot_be_joined_is_in_its_place(office: Office, tmp_path: Path) -> None:
    package = dict(Package.read(rendered("invitation_letter", "en").content))
    body = package["word/document.xml"]
    package["word/document.xml"] = re.sub(
        rb"(<w:sectPr>.*</w:sectPr>)",
        rb"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>\1",
        body,
    )
    odd = write_package(package)
    target = io.BytesIO()
    contents = [rendered("invitation_letter", "en").content, odd, rendered("invitation_letter", "cy").content]
    with Converter(office) as converter:
        write_print_run(target, [RunItem(f"{n}", each) for n, each in enumerate(contents)], converter)

    assert [tag.language for tag in tags(target.getvalue()) if tag.name == "Part"] == ["en-GB", "en-GB", "cy-GB"]
    assert page_validation.faults(target.getvalue(), tmp_path) == []


def test_a_letter_that_cannot_be_converted_is_named_and_no_file_is_written(soffice: StandIn, tmp_path: Path) -> None:
    package = dict(Package.read(rendered("invitation_letter", "en").content))
    package["word/settings.xml"] += b"<!-- soffice-skips -->"
    items = [RunItem("2: good", rendered("invitation_letter", "en").content), RunItem("3: bad", write_package(package))]

    with pytest.raises(ConversionFailed, match="3: bad: LibreOffice cannot open it"):
        cpr_docs.print_run(items, tmp_path / "run.pdf", office=soffice)
    assert not any(tmp_path.glob("*.p*"))


def test_the_letter_of_a_pdf_that_cannot_be_merged_is_named(soffice: StandIn, tmp_path: Path) -> None:
    sample = soffice.home / "sample.pdf"
    sample.write_bytes(sample.read_bytes().replace(b"/Kids[3 0 R]", b"/Kids[     ]"))
    letter = rendered("invitation_letter", "en")

    with pytest.raises(ConversionFailed, match=r"^2: odd: "):
        cpr_docs.print_run([RunItem("2: odd", letter.content)], tmp_path / "run.pdf", office=soffice)
    with pytest.raises(ConversionFailed, match=f"^{letter.filename}: "):
        cpr_docs.pack([letter], tmp_path / "pack.pdf", office=soffice)


def test_a_libreoffice_that_does_not_work_leaves_no_file(soffice: StandIn, tmp_path: Path) -> None:
    soffice.is_broken("skips")

    with pytest.raises((OfficeFailed, ConversionFailed)):
        cpr_docs.print_run([rendered("invitation_letter", "en")], tmp_path / "run.pdf", office=soffice)
    assert not any(tmp_path.glob("*.p*"))


@pytest.mark.parametrize("content", [b"no document", None], ids=["no document", "not there"])
def test_a_file_that_is_no_document_is_named(content: bytes | None, soffice: StandIn, tmp_path: Path) -> None:
    path = tmp_path / "one.docx"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(ConversionFailed, match=r"^one: "):
        cpr_docs.print_run([path], tmp_path / "run.pdf", office=soffice)


def test_a_run_is_replaced_only_with_overwrite(soffice: StandIn, tmp_path: Path) -> None:
    (tmp_path / "run.pdf").write_text("another file")

    with pytest.raises(OutputExists):
        cpr_docs.print_run([rendered("invitation_letter", "en")], tmp_path / "run.pdf", office=soffice)
    cpr_docs.print_run([rendered("invitation_letter", "en")], tmp_path / "run.pdf", overwrite=True, office=soffice)
    assert (tmp_path / "run.pdf").read_bytes().startswith(b"%PDF-")


def test_progress_counts_every_letter(soffice: StandIn, tmp_path: Path) -> None:
    seen: list[cpr_docs.Progress] = []
    letters = [rendered("invitation_letter", "en"), rendered("report", "en")]
    cpr_docs.print_run(letters, tmp_path / "run.pdf", office=soffice, progress=seen.append)

    assert seen == [cpr_docs.Progress(1, 2), cpr_docs.Progress(2, 2)]


def test_the_result_has_the_pages_and_says_if_the_run_is_not_accessible(soffice: StandIn, tmp_path: Path) -> None:
    bound = cpr_docs.print_run([rendered("invitation_letter", "en")], tmp_path / "run.pdf", office=soffice)

    assert (bound.pages, [loss.code for loss in bound.lost]) == (1, ["not_accessible"])
    assert str(bound.lost[0]) == "the print run is not PDF/UA, because not all that is in it is"


def test_a_stream_is_written_and_stays_open(soffice: StandIn) -> None:
    letters = [rendered("invitation_letter", "en")]
    run, pack = io.BytesIO(), io.BytesIO()

    assert cpr_docs.print_run(letters, run, office=soffice).pages == 1
    assert cpr_docs.pack(letters, pack, office=soffice).pages == 1
    assert len(reader(run.getvalue()).pages) == len(reader(pack.getvalue()).pages) == 1


@pytest.fixture
def without_joining(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes every import of the joining folder fail."""
    for name in [name for name in sys.modules if name.startswith("cpr_docs.pdf.joining")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cpr_docs.pdf.joining", None)


@pytest.mark.usefixtures("without_joining")
def test_a_run_without_joined_letters_does_not_need_the_joining_folder(office: Office, tmp_path: Path) -> None:
    documents = [rendered("invitation_letter", language) for language in ("cy", "en", "cy")]
    bound = cpr_docs.print_run(documents, tmp_path / "run.pdf", join_letters=False, office=office)

    assert bound == cpr_docs.Bound(pages=9)
    assert page_validation.faults((tmp_path / "run.pdf").read_bytes(), tmp_path) == []
    with pytest.raises(ImportError):
        cpr_docs.print_run(documents, tmp_path / "joined.pdf", office=office)


def test_joined_letters_give_the_same_pages_and_tags_as_letters_converted_one_by_one(office: Office) -> None:
    documents = [rendered("invitation_letter", language) for language in ("cy", "en", "cy")]
    joined, separate = (printed(documents, office, join_letters=joined) for joined in (True, False))

    assert texts(joined) == texts(separate)
    assert spoken_types(joined) == spoken_types(separate)
    assert bookmarks(joined) == bookmarks(separate)
    assert reader(joined).page_labels == reader(separate).page_labels


def test_only_one_module_imports_the_joining_folder() -> None:
    source = Path(cpr_docs.__file__).parent
    importers = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if "cpr_docs.pdf.joining" in path.read_text(encoding="utf-8") and path.parent.name != "joining"
    }

    assert importers == {"envelopes/chunks.py"}


@pytest.mark.parametrize(
    ("letters", "workers", "most"), [(1, 2, 8), (40, 2, 10), (70, 2, 18), (10_000, 2, 20), (30, 1, 15)]
)
def test_every_worker_has_chunks(letters: int, workers: int, most: int) -> None:
    assert letters_per_chunk(letters, workers) == most


def chunks(contents: Iterable[bytes]) -> Iterator[Chunk]:
    return iter(Chunks((RunItem(f"{number}", content) for number, content in enumerate(contents)), most=50))


def with_part(content: bytes, name: str, before: bytes, after: bytes) -> bytes:
    package = dict(Package.read(content))
    package[name] = re.sub(before, after, package[name])
    return write_package(package)


def test_a_bounded_number_of_layout_keys_is_in_memory() -> None:
    content = rendered("invitation_letter", "en").content
    seen: list[int] = []

    def letters() -> Iterator[bytes]:
        for number in range(60):
            seen.append(number)
            yield with_part(content, PartName.STYLES, b"</w:styles>", b"<!-- %d --></w:styles>" % number)

    waiting = [len(seen) - finished for finished, _chunk in enumerate(chunks(letters()))]
    assert max(waiting) < 20
    assert len(waiting) == 60


def test_letters_whose_properties_name_another_language_are_not_joined() -> None:
    plain = with_part(rendered("invitation_letter", "en").content, PartName.STYLES, rb"<w:lang [^>]*/>", b"")
    core = PartName.CORE_PROPERTIES
    found = chunks(
        with_part(plain, core, b"<dc:language>[^<]*<", b"<dc:language>%b<" % tag) for tag in (b"cy-GB", b"en-GB")
    )

    assert [chunk.language for chunk in found] == ["cy-GB", "en-GB"]


def test_the_title_does_not_become_a_list_of_the_letters(soffice: StandIn, tmp_path: Path) -> None:
    core = PartName.CORE_PROPERTIES
    content = rendered("invitation_letter", "en").content
    letters = [with_part(content, core, b"<dc:title>[^<]*<", b"<dc:title>Letter %d<" % number) for number in range(20)]
    cpr_docs.print_run([RunItem("x", each) for each in letters], tmp_path / "run.pdf", office=soffice)

    title = str(reader((tmp_path / "run.pdf").read_bytes()).metadata.title)  # type: ignore[union-attr]
    assert title == "Letter 0 / Letter 1 / Letter 2 / Letter 3"


def test_with_a_fixed_date_the_same_letters_give_the_same_bytes(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    one, again = (printed([rendered("invitation_letter", "cy")] * 2, office) for _time in range(2))

    assert one == again
    assert b"D:20231114221320Z" in one


def table(folder: Path) -> None:
    (folder / "letter.json").write_text(json.dumps(letter()), encoding="utf-8")
    (folder / "people.csv").write_text(csv_text(ROWS), encoding="utf-8")


def test_the_batch_command_makes_the_run_in_the_order_of_the_rows(office: Office, tmp_path: Path) -> None:
    table(tmp_path)
    result = run(tmp_path, "batch", "letter.json", "people.csv", "-o", "out", "--print-run", "run.pdf", "--right-hand")

    assert result.exit_code == 0, result.output
    assert result.stderr.endswith("wrote run.pdf\nwrote 4 documents in out\n")
    pdf = (tmp_path / "run.pdf").read_bytes()
    names = [title for level, title in bookmarks(pdf) if level == 1]
    assert [re.sub(r"[A-Z0-9-]+-\d{4}-", "", name) for name in names] == ["2: cy", "3: en", "4: cy", "4: en"]
    assert not any(person in " ".join(names) for row in ROWS for person in row[0].split()[1:])
    assert files(tmp_path / "out")[-1] == "manifest.csv"
    assert page_validation.faults(pdf, tmp_path) == []


def test_the_batch_command_refuses_an_existing_run_before_it_begins(tmp_path: Path) -> None:
    table(tmp_path)
    (tmp_path / "run.pdf").touch()
    result = run(tmp_path, "batch", "letter.json", "people.csv", "-o", "out", "--print-run", "run.pdf")

    assert (result.exit_code, result.stderr) == (2, "cpr-docs: run.pdf: there is a file already; --force replaces it\n")
    assert not (tmp_path / "out").exists()


def test_a_letter_that_was_changed_is_refused(soffice: StandIn, tmp_path: Path) -> None:
    table(tmp_path)
    assert run(tmp_path, "batch", "letter.json", "people.csv", "-o", "out").exit_code == 0
    first = next((tmp_path / "out").glob("*0002-cy.docx"))
    first.write_bytes(rendered("invitation_letter", "cy").content)

    with pytest.raises(ConversionFailed, match=r"2: .*-0002-cy: has changed since it was written"):
        cpr_docs.print_batch(tmp_path / "out", tmp_path / "run.pdf", office=soffice)


@pytest.mark.parametrize(
    "manifest",
    [
        None,
        "a,b\n1,2\n",
        f"row,file,language,sha256\nx,y.docx,cy,{'0' * 64}\n",
        "row,file,language,sha256\n2,y.docx,cy,\n",
        "row,file,language,sha256\n2,y.docx,cy,unknown\n",
    ],
)
def test_a_folder_without_a_valid_manifest_is_refused(manifest: str | None, soffice: StandIn, tmp_path: Path) -> None:
    if manifest is not None:
        (tmp_path / "manifest.csv").write_text(manifest)

    with pytest.raises(OutputError, match=r"manifest\.csv"):
        cpr_docs.print_batch(tmp_path, tmp_path / "run.pdf", office=soffice)
