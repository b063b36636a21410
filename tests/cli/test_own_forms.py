"""The commands know forms outside the guidance: named with ``--forms``, or installed as entry points."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import cpr_docs
from cpr_docs.cli.own_forms import GROUP
from tests.cli.command import files, run

MODEL = """
from typing import Annotated, ClassVar, Literal

from cpr_docs.modelling import Both, Form, Label, Line, ReviewType


class VisitNote(Form):
    TITLE: ClassVar[str] = Both("Note of a Visit", cy="Nodyn o Ymweliad")
    GUIDANCE: ClassVar[str] = ""
    form: Literal["visit_note"]
    review_type: Literal[ReviewType.CONCISE]
    visitor: Annotated[Line | None, Label(Both("Visitor", cy="Ymwelydd"), "")] = None


class NoForm:
    pass
"""
TEMPLATES = """
from pathlib import Path

from cpr_docs.authoring import Sheet, build
from cpr_docs.modelling import Both, Language
from {module} import VisitNote


def layout(sheet: Sheet) -> None:
    sheet.title(VisitNote.TITLE, Both("Review", cy="Adolygiad"))
    sheet.fields("board", "case_identifier", "visitor")


for language in Language:
    path = Path({folder!r}) / language.value / "visit_note.concise.docx"
    path.parent.mkdir(parents=True)
    path.write_bytes(build(VisitNote, language, layout))
"""
CASE = {
    "form": "visit_note",
    "review_type": "concise",
    "schema_version": 1,
    "board": {"en": "Arian Board", "cy": "Bwrdd Arian"},
    "case_identifier": "DA-2012-07",
    "visitor": "Siân",
}
WARNING = "warning: the form broken (no_such_module:Form) is left out: No module named 'no_such_module'\n"


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a module with a form, its templates in ``house/``, and its data in ``note.json``."""
    (tmp_path / "own_visits.py").write_text(MODEL, encoding="utf-8")
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    code = TEMPLATES.format(module="own_visits", folder=str(tmp_path / "house"))
    exec(compile(code, "templates", "exec"), {"__name__": "templates"})
    (tmp_path / "note.json").write_text(json.dumps(CASE), encoding="utf-8")
    yield "own_visits"
    sys.modules.pop("own_visits", None)


@pytest.fixture(params=["option", "installed"])
def known(request: pytest.FixtureRequest, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The arguments with which a command knows the form; none if it is installed."""
    if request.param == "option":
        return ["--forms", f"{module}:VisitNote"]
    _install(tmp_path, f"visit_note = {module}:VisitNote")
    return []


def _install(folder: Path, *entries: str) -> None:
    information = folder / "dummy_forms-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: dummy-forms\nVersion: 1.0\n", encoding="utf-8")
    lines = "\n".join([f"[{GROUP}]", *entries, ""])
    (information / "entry_points.txt").write_text(lines, encoding="utf-8")


def test_forms_lists_the_form_after_those_of_the_guidance(known: list[str], tmp_path: Path) -> None:
    result = run(tmp_path, "forms", *known)
    assert (result.exit_code, result.stderr) == (0, "")
    listed = "visit_note\n    Nodyn o Ymweliad\n    Note of a Visit\n    Class: own_visits:VisitNote\n"
    assert result.stdout == run(tmp_path, "forms").stdout.removesuffix(listed) + listed


def test_schema_prints_its_schema(known: list[str], tmp_path: Path) -> None:
    result = run(tmp_path, "schema", *known, "visit_note")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "visitor" in json.loads(result.stdout)["properties"]
    assert run(tmp_path, "schema", "visit_note", *known).stdout == result.stdout


def test_an_example_is_of_the_guidance_alone(known: list[str], tmp_path: Path) -> None:
    result = run(tmp_path, "example", "visit_note", *known)
    assert result.exit_code == 2
    assert "visit_note has no example: only the forms of the guidance have invented cases." in result.stderr


def test_render_and_read_return_the_data(known: list[str], tmp_path: Path) -> None:
    house = ["--templates", "house", *known]
    assert run(tmp_path, "render", "note.json", "-l", "en", "-o", "note.docx", *house).exit_code == 0
    expected = {**CASE, "board": {"en": "Arian Board", "cy": None}}
    for more in ([], ["--form", "visit_note"]):
        result = run(tmp_path, "read", "note.docx", *house, *more)
        assert (result.exit_code, result.stderr) == (0, "")
        assert json.loads(result.stdout) == expected
    result = run(tmp_path, "read", "note.docx", "--original", "note.json", *house)
    assert (result.exit_code, result.stderr) == (0, "nothing changed\n")
    assert json.loads(result.stdout) == CASE


def test_batch_makes_a_document_for_each_row(known: list[str], tmp_path: Path) -> None:
    (tmp_path / "visits.csv").write_text("Visitor,Language\nSiân,cy\nTom,en\n", encoding="utf-8")
    result = run(tmp_path, "batch", "note.json", "visits.csv", "-o", "notes", "--templates", "house", *known)
    assert result.exit_code == 0, result.stderr
    assert len([name for name in files(tmp_path / "notes") if name.endswith(".docx")]) == 2


def test_check_checks_its_templates(known: list[str], tmp_path: Path) -> None:
    result = run(tmp_path, "templates", "check", "house", *known)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing found\n")
    assert run(tmp_path, "templates", "check", "house", "--welsh-is-current", *known).exit_code == 0


def test_a_pack_parses_its_data(known: list[str], tmp_path: Path) -> None:
    from cpr_docs.cli.own_forms import own_items
    from tests.cli.command import inside

    (tmp_path / "report.json").write_text(cpr_docs.example("report").model_dump_json(), encoding="utf-8")
    explicit = [_form_class()] if known else []
    with inside(tmp_path):
        note, *others = own_items([Path("note.json"), Path("report.json"), Path("a.pdf")], explicit)
    assert note == _form_class().parse(CASE)
    assert others == [Path("report.json"), Path("a.pdf")]


def _form_class() -> type[cpr_docs.Form]:
    import importlib

    form: type[cpr_docs.Form] = importlib.import_module("own_visits").VisitNote
    return form


def test_an_entry_point_that_is_broken_is_reported_and_left_out(module: str, tmp_path: Path) -> None:
    _install(tmp_path, f"visit_note = {module}:VisitNote", "broken = no_such_module:Form")
    result = run(tmp_path, "forms")
    assert (result.exit_code, result.stderr) == (0, WARNING)
    assert "visit_note" in result.stdout
    assert run(tmp_path, "render", "note.json", "-l", "cy", "-o", "a.docx", "--templates", "house").exit_code == 0


def test_an_entry_point_is_not_loaded_for_a_form_of_the_guidance(module: str, tmp_path: Path) -> None:
    _install(tmp_path, "broken = no_such_module:Form")
    (tmp_path / "case.json").write_text(cpr_docs.example("report").model_dump_json(), encoding="utf-8")
    for arguments in (["schema", "report"], ["render", "case.json", "-l", "en", "-o", "a.docx"], ["read", "a.docx"]):
        result = run(tmp_path, *arguments)
        assert result.exit_code == 0
        assert "warning" not in result.stderr


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("own_visits", "own_visits: write module:Class, such as visits:VisitNote."),
        ("own_visit:VisitNote", "own_visit:VisitNote: No module named 'own_visit'"),
        ("own_visits:VisitNot", "own_visits:VisitNot: the module has no VisitNot"),
        ("own_visits:NoForm", "own_visits:NoForm: is no class of a form; derive it from cpr_docs.Form"),
        ("own_broken:Note", "own_broken:Note: Note.TITLE: is missing; write TITLE: ClassVar[str] ="),
    ],
)
def test_a_class_that_cannot_be_loaded_is_wrong_use(value: str, sentence: str, module: str, tmp_path: Path) -> None:
    broken = MODEL.replace("VisitNote", "Note").replace(
        '    TITLE: ClassVar[str] = Both("Note of a Visit"', '    X: ClassVar[str] = Both("Note"'
    )
    (tmp_path / "own_broken.py").write_text(broken, encoding="utf-8")
    result = run(tmp_path, "forms", "--forms", value)
    assert result.exit_code == 2
    assert f"Error: Invalid value for '--forms': {sentence}" in result.stderr


def test_a_name_that_no_form_has_is_wrong_use_and_the_closest_is_named(known: list[str], tmp_path: Path) -> None:
    result = run(tmp_path, "schema", "visit", *known)
    assert result.exit_code == 2
    assert "'visit' is no form; did you mean visit_note? cpr-docs forms lists all names." in result.stderr
