"""A pack: the documents of one envelope, in their order, Welsh first, accessible if all are."""

import codecs
import io
import json
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader, PdfWriter

import cpr_docs
from cpr_docs.errors import OutputError, OutputExists, PackRefused
from cpr_docs.language.languages import Language
from cpr_docs.models.examples import example
from cpr_docs.pdf.convert.office import Office
from tests.batch.cases import ROWS, csv_text, letter
from tests.cli.command import files, run
from tests.pdf.soffice import StandIn
from tests.pdf.structure import bookmarks, catalogue, reader, tags
from tests.pdf.tiny import tiny_pdf
from tests.witnesses import page_validation

CASE = str(example("invitation_letter", "concise").model_dump()["case_identifier"])


@pytest.fixture
def items(tmp_path: Path) -> Path:
    """A folder with one of each kind of item."""
    folder = tmp_path / "items"
    folder.mkdir()
    cpr_docs.render(example("invitation_letter", "concise"), "en").save(folder / "letter.docx")
    (folder / "terms.json").write_text(example("terms_of_reference", "concise").model_dump_json(), encoding="utf-8")
    (folder / "guidance.pdf").write_bytes(tiny_pdf(["Guidance"], title="The guidance"))
    (folder / "untagged.pdf").write_bytes(tiny_pdf(["Map"], tagged=False, title=""))
    return folder


def entries(pdf: bytes) -> list[str]:
    return [title for level, title in bookmarks(pdf) if level == 1]


def test_a_pack_has_its_items_in_order_and_a_form_in_welsh_first(items: Path, office: Office, tmp_path: Path) -> None:
    result = run(items, "pack", "letter.docx", "terms.json", "guidance.pdf", "-o", "pack.pdf")

    assert (result.exit_code, result.stderr) == (0, "wrote pack.pdf\n")
    pdf = (items / "pack.pdf").read_bytes()
    assert entries(pdf) == [
        f"Invitation to the Learning Event – {CASE}",
        f"Cylch Gorchwyl yr Adolygiad – {CASE}",
        f"Terms of Reference of the Review – {CASE}",
        "The guidance",
    ]
    assert [tag.language for tag in tags(pdf) if tag.name == "Part"] == ["en-GB", "cy-GB", "en-GB", "en-GB"]
    assert reader(pdf).page_labels == [str(page) for pages in (3, 3, 3, 1) for page in range(1, pages + 1)]
    assert str(reader(pdf).metadata.title) == f"Invitation to the Learning Event – {CASE}"  # type: ignore[union-attr]


def test_a_pack_of_word_and_json_alone_is_accessible(items: Path, office: Office, tmp_path: Path) -> None:
    bound = cpr_docs.pack([items / "terms.json", items / "letter.docx"], tmp_path / "pack.pdf")

    assert bound == cpr_docs.Bound(pages=9)

    assert page_validation.faults((tmp_path / "pack.pdf").read_bytes(), tmp_path) == []


def test_a_form_is_rendered_in_the_chosen_language(items: Path, office: Office, tmp_path: Path) -> None:
    cpr_docs.pack([items / "terms.json"], tmp_path / "pack.pdf", languages=["en"], title="For the panel")
    pdf = (tmp_path / "pack.pdf").read_bytes()

    assert entries(pdf) == [f"Terms of Reference of the Review – {CASE}"]
    assert str(reader(pdf).metadata.title) == "For the panel"  # type: ignore[union-attr]


def test_a_pdf_without_tags_is_accepted_and_reported(items: Path, soffice: StandIn) -> None:
    result = run(items, "pack", "guidance.pdf", "untagged.pdf", "-o", "pack.pdf", "--soffice", soffice.program)

    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "note: untagged.pdf has no tags, so that a screen reader finds no order in it",
        "note: the pack is not PDF/UA, because not all that is in it is",
        "wrote pack.pdf",
    ]
    pdf = (items / "pack.pdf").read_bytes()
    assert entries(pdf) == ["The guidance", "untagged"]
    assert "/MarkInfo" not in catalogue(pdf)


def test_with_right_hand_items_begin_on_odd_pages(items: Path, soffice: StandIn, tmp_path: Path) -> None:
    cpr_docs.pack([items / "guidance.pdf"] * 2, tmp_path / "pack.pdf", right_hand=True, office=soffice)

    assert reader((tmp_path / "pack.pdf").read_bytes()).page_labels == ["1", "2", "1"]


def workbook() -> bytes:
    content = io.BytesIO()
    openpyxl.Workbook().save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (workbook(), "bad.pdf: is no Word document, PDF or form in JSON"),
        (b"nothing of the kind", "bad.pdf: is no Word document, PDF or form in JSON"),
        (tiny_pdf(["a"])[:-50], "bad.pdf: is broken: it cannot be read as a PDF"),
        (
            b"PK\x03\x04 and no more",
            "bad.pdf: the file is not a Word document, or it is damaged: it cannot be unpacked",
        ),
        (b'{"form": "nothing"}', "bad.pdf: "),
        ('{"form": "nothing"}'.encode("utf-16"), "bad.pdf: form: 1 problem"),
        (None, "bad.pdf: cannot be read (No such file or directory)"),
    ],
    ids=["workbook", "something else", "broken", "broken Word", "no form", "no form, UTF-16", "not there"],
)
def test_any_other_item_is_refused_with_its_name(
    content: bytes | None, message: str, items: Path, soffice: StandIn
) -> None:
    if content is not None:
        (items / "bad.pdf").write_bytes(content)
    result = run(items, "pack", "guidance.pdf", "bad.pdf", "-o", "pack.pdf", "--soffice", soffice.program)

    assert result.exit_code == 1
    assert result.stderr.startswith(f"cpr-docs: {message}")
    assert not (items / "pack.pdf").exists()


def test_a_batch_with_a_refused_item_writes_nothing(items: Path, soffice: StandIn) -> None:
    (items / "letter.json").write_text(json.dumps(letter()), encoding="utf-8")
    (items / "people.csv").write_text(csv_text(ROWS), encoding="utf-8")
    result = run(
        items, "batch", "letter.json", "people.csv", "-o", "out", "--pack", "people.csv", "--soffice", soffice.program
    )

    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "cpr-docs: people.csv: is no Word document, PDF or form in JSON"
    assert not (items / "out").exists()


def test_an_encrypted_pdf_is_refused_with_its_name(items: Path, soffice: StandIn, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(items / "guidance.pdf"))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(items / "locked.pdf")

    with pytest.raises(PackRefused, match=r"locked\.pdf: is protected by a password"):
        cpr_docs.pack([items / "locked.pdf"], tmp_path / "pack.pdf", office=soffice)


def test_a_pack_is_replaced_only_with_overwrite(items: Path, soffice: StandIn) -> None:
    arguments = ("pack", "guidance.pdf", "-o", "pack.pdf", "--soffice", soffice.program)
    assert run(items, *arguments).exit_code == 0
    again = run(items, *arguments)

    assert (again.exit_code, again.stderr) == (2, "cpr-docs: pack.pdf: there is a file already; --force replaces it\n")
    assert run(items, *arguments, "--force").exit_code == 0


def test_an_invalid_file_name_is_one_error(items: Path, soffice: StandIn) -> None:
    for make in (cpr_docs.pack, cpr_docs.print_run):
        with pytest.raises(OutputError, match="cannot be written"):
            make([items / "guidance.pdf"], items / f"{'x' * 300}.pdf", office=soffice)


def test_a_form_may_begin_with_a_byte_order_mark(items: Path, soffice: StandIn) -> None:
    (items / "form.json").write_bytes(codecs.BOM_UTF8 + (items / "terms.json").read_bytes())

    cpr_docs.pack([items / "form.json"], items / "pack.pdf", office=soffice)

    assert len(entries((items / "pack.pdf").read_bytes())) == len(Language)


def batch(folder: Path, *arguments: str) -> list[str]:
    (folder / "letter.json").write_text(json.dumps(letter()), encoding="utf-8")
    (folder / "people.csv").write_text(csv_text(ROWS), encoding="utf-8")
    result = run(folder, "batch", "letter.json", "people.csv", "-o", "out", *arguments)
    assert result.exit_code == 0, result.output
    return result.stderr.splitlines()


def test_each_row_of_a_batch_has_a_pack_in_the_languages_of_its_letters(items: Path, office: Office) -> None:
    batch(items, "--pack", "terms.json", "--pack", "guidance.pdf")
    packs = {path.name: entries(path.read_bytes()) for path in (items / "out").glob("*.pdf")}

    welsh = [f"Gwahoddiad i’r Digwyddiad Dysgu – {CASE}", f"Cylch Gorchwyl yr Adolygiad – {CASE}"]
    english = [f"Invitation to the Learning Event – {CASE}", f"Terms of Reference of the Review – {CASE}"]
    assert packs == {
        "pack-0002.pdf": [*welsh, "The guidance"],
        "pack-0003.pdf": [*english, "The guidance"],
        "pack-0004.pdf": [welsh[0], english[0], welsh[1], english[1], "The guidance"],
    }


def test_a_batch_that_was_stopped_continues_with_the_missing_packs(items: Path, soffice: StandIn) -> None:
    arguments = ("--pack", "guidance.pdf", "--soffice", soffice.program)
    batch(items, *arguments)
    before = {path: path.stat().st_mtime_ns for path in (items / "out").glob("*.pdf")}
    (items / "out" / "pack-0003.pdf").unlink()
    batch(items, *arguments)
    after = {path: path.stat().st_mtime_ns for path in (items / "out").glob("*.pdf")}

    assert {path.name for path in before if before[path] != after[path]} == {"pack-0003.pdf"}
    assert len(soffice.runs[-1]["documents"]) == 1


def test_a_pack_of_other_items_is_not_replaced(items: Path, soffice: StandIn) -> None:
    batch(items, "--pack", "guidance.pdf", "--soffice", soffice.program)

    with pytest.raises(OutputExists, match=r"pack-0002\.pdf: there is another file of that name"):
        cpr_docs.pack_batch(items / "out", [items / "untagged.pdf"], office=soffice)


def test_a_pack_with_other_options_is_not_replaced(items: Path, soffice: StandIn) -> None:
    batch(items, "--pack", "guidance.pdf", "--for", "screen", "--soffice", soffice.program)

    cpr_docs.pack_batch(items / "out", [items / "guidance.pdf"], office=soffice)
    with pytest.raises(OutputExists, match=r"pack-0002\.pdf: there is another file of that name"):
        cpr_docs.pack_batch(items / "out", [items / "guidance.pdf"], right_hand=True, office=soffice)


def test_a_batch_reports_the_losses_of_its_packs(items: Path, soffice: StandIn) -> None:
    notes = batch(items, "--pack", "untagged.pdf", "--soffice", soffice.program, "--quiet")

    assert notes[0] == "note: untagged.pdf has no tags, so that a screen reader finds no order in it"
    assert [name for name in files(items / "out") if name.endswith(".part")] == []


def test_the_result_of_all_packs_has_their_pages_and_progress_counts_them(items: Path, soffice: StandIn) -> None:
    batch(items)
    seen: list[cpr_docs.Progress] = []
    first = cpr_docs.pack_batch(items / "out", [items / "guidance.pdf"], office=soffice, progress=seen.append)
    again = cpr_docs.pack_batch(items / "out", [items / "guidance.pdf"], office=soffice, progress=seen.append)

    packs = [reader(path.read_bytes()) for path in (items / "out").glob("pack-*.pdf")]
    assert first == again
    assert first.pages == sum(len(pack.pages) for pack in packs)
    assert seen == [*(cpr_docs.Progress(done, 3) for done in (1, 2, 3)), cpr_docs.Progress(3, 3)]


def test_each_loss_has_a_code_and_the_name_of_its_item(items: Path, soffice: StandIn) -> None:
    seen: list[cpr_docs.Progress] = []
    bound = cpr_docs.pack(
        [items / "guidance.pdf", items / "untagged.pdf"], io.BytesIO(), office=soffice, progress=seen.append
    )

    assert [(loss.code, loss.item) for loss in bound.lost] == [("tags", "untagged.pdf"), ("not_accessible", "")]
    assert seen == [cpr_docs.Progress(1, 2), cpr_docs.Progress(2, 2)]
