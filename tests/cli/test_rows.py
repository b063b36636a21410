"""``cpr-docs rows`` and ``cpr-docs table``: rows of a list as JSON from a table, and to a table again."""

import json
from pathlib import Path

import pytest

import cpr_docs
from tests.cli.command import CANARY, run

MEMBERS = [
    {"name": "Ms A", "designation": {"en": "Head teacher"}, "agency": {"cy": "Addysg", "en": "Education"}},
    {"name": "Mr B", "agency": {"cy": "Heddlu"}},
]
TABLE = (
    "Enw,Designation (English),Asiantaeth (Cymraeg),Agency (en)\nMs A,Head teacher,Addysg,Education\nMr B,,Heddlu,\n"
)
LIST = ("terms_of_reference", "panel_members")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "members.csv").write_text(TABLE, encoding="utf-8")
    terms = cpr_docs.example("terms_of_reference", "extended")
    (tmp_path / "terms.json").write_text(terms.model_dump_json(), encoding="utf-8")
    return tmp_path


def test_the_rows_are_printed_or_written_as_the_forms_json_has_them(folder: Path) -> None:
    assert json.loads(run(folder, "rows", *LIST, "members.csv").stdout) == MEMBERS
    done = run(folder, "rows", *LIST, "members.csv", "-o", "members.json")
    assert (done.exit_code, done.stderr) == (0, "wrote members.json\n")
    assert json.loads((folder / "members.json").read_text(encoding="utf-8")) == MEMBERS
    assert run(folder, "rows", *LIST, "members.csv", "-o", "members.json").exit_code == 2


def test_they_go_into_a_form_and_into_a_draft(folder: Path) -> None:
    terms = cpr_docs.Form.parse((folder / "terms.json").read_bytes())
    done = run(folder, "rows", *LIST, "members.csv", "--into", "terms.json", "-o", "whole.json")
    assert done.exit_code == 0
    whole = cpr_docs.Form.parse((folder / "whole.json").read_bytes())
    assert whole == terms.replace({"panel_members": MEMBERS})
    draft = cpr_docs.blank("terms_of_reference", "concise")
    (folder / "draft.json").write_text(draft.to_json(), encoding="utf-8")
    data = json.loads(run(folder, "rows", *LIST, "members.csv", "--into", "draft.json").stdout)
    assert data == {**draft.data, "panel_members": MEMBERS}


def test_they_go_into_no_other_form(folder: Path) -> None:
    done = run(folder, "rows", "report", "timeline", "members.csv", "--into", "terms.json")
    assert done.exit_code == 2
    assert "terms.json is another form: terms_of_reference." in done.stderr
    (folder / "nothing.json").write_text("{}", encoding="utf-8")
    done = run(folder, "rows", *LIST, "members.csv", "--into", "nothing.json")
    assert (done.exit_code, done.stderr.splitlines()[0]) == (1, "cpr-docs: nothing.json: 1 problem")


def test_all_problems_are_told_and_the_options_that_solve_them(folder: Path) -> None:
    (folder / "bad.csv").write_text(f"Naem,Parking,Agency\n{CANARY},1,2\n", encoding="utf-8")
    done = run(folder, "rows", *LIST, "bad.csv")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "cpr-docs: bad.csv: 3 problems",
        '  column "Agency": must say which language it is in: "Agency (English)" or "Agency (Welsh)"',
        '  column "Naem": names no field of the form; did you mean Name?',
        '  column "B": names no field of the form, and its cells would be lost',
        "  -l en and -l cy say the language of all such columns.",
        "  --ignore HEADING leaves a column out on purpose.",
    ]
    (folder / "good.csv").write_text("Name,Agency,Parking\nMs A,Heddlu,1\n", encoding="utf-8")
    done = run(folder, "rows", *LIST, "good.csv", "-l", "cy", "--ignore", "parking")
    assert json.loads(done.stdout) == [{"name": "Ms A", "agency": {"cy": "Heddlu"}}]


@pytest.mark.parametrize(
    "arguments",
    [
        (*LIST,),
        (*LIST, "members.csv", "--table-template", "empty.csv"),
        ("report", "timelines", "members.csv"),
        ("report", "timeline", "nobody.csv"),
        (*LIST, "members.csv", "--sheet", "A"),
        (*LIST, "members.csv", "--header-row", "9"),
        (*LIST, "members.csv", "--into", "nobody.json"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], folder: Path) -> None:
    done = run(folder, "rows", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_an_empty_table_is_filled_in_and_read(suffix: str, folder: Path) -> None:
    target = f"empty.{suffix}"
    assert run(folder, "rows", *LIST, "--table-template", target, "-l", "cy").exit_code == 0
    assert run(folder, "rows", *LIST, "--table-template", target).exit_code == 2
    done = run(folder, "rows", *LIST, target)
    assert (done.exit_code, done.stderr.splitlines()[1]) == (1, "  the table: has no row below its headings")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_rows_of_a_document_and_of_json_go_to_a_table_and_back(language: str, folder: Path) -> None:
    terms = cpr_docs.Form.parse((folder / "terms.json").read_bytes())
    cpr_docs.render(terms, "en").save(folder / "terms.docx")
    english = terms.in_language("en")
    for document, form in (("terms.json", terms), ("terms.docx", english)):
        for path in ("panel_members", "terms.amendments"):
            done = run(folder, "table", document, path, "-o", "rows.xlsx", "-l", language, "--force")
            assert (done.exit_code, done.stderr) == (0, "wrote rows.xlsx\n")
            done = run(folder, "rows", "terms_of_reference", path, "rows.xlsx", "--review-type", "extended")
            assert form.replace({path: json.loads(done.stdout)}) == form


def test_a_table_replaces_no_file_and_has_a_known_path(folder: Path) -> None:
    assert run(folder, "table", "terms.json", "panel_members", "-o", "members.csv").exit_code == 2
    assert run(folder, "table", "terms.json", "members", "-o", "rows.csv").exit_code == 2
    assert run(folder, "table", "terms.json", "panel_members", "-o", "rows.txt").exit_code == 2
