"""The pages on templates: their lists are generated from the code, and their examples are run."""

import importlib
import multiprocessing
import re
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import cpr_docs
from cpr_docs.documents.settings import Settings
from cpr_docs.language.languages import Language
from cpr_docs.language.line_breaks import breakable
from cpr_docs.models.purpose import Purpose
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.checking.reference_tables import codes, reference
from cpr_docs.templating.compile import compile_source
from cpr_docs.templating.compiled import compile_template
from cpr_docs.templating.edition import Edition
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.filter_reference import FILTERS, TESTS
from cpr_docs.templating.filters import BRIEF, ROWS_FOR, UNKNOWN
from tests.authoring.letterhead import letterhead
from tests.checking.edits import LETTER, added, edited, findings, paragraph
from tests.documents.cases import case

_DOCS = Path(__file__).parents[2] / "docs"
_LANGUAGE = (_DOCS / "template-language.md").read_text(encoding="utf-8")
_EXAMPLE = re.compile(r"```jinja\n(.*?)\n```\n\n```(text|welsh|finding)\n(.*?)\n```", re.DOTALL)
_EXAMPLES = [match.groups() for match in _EXAMPLE.finditer(_LANGUAGE)]


def test_the_lists_are_generated_from_the_code() -> None:
    assert reference() in _LANGUAGE
    assert codes() in (_DOCS / "house-templates.md").read_text(encoding="utf-8")


def test_the_list_has_every_filter_and_test_of_the_environment_and_no_other() -> None:
    environment = FormEnvironment(Language.WELSH)
    # A compiled list with a row for each row of another list takes these; no template of a board does.
    assert {*FILTERS, ROWS_FOR} == set(environment.filters)
    # A compiled template asks for brief texts, and a draft for unknown values; no template of a board does.
    assert {*TESTS, UNKNOWN, BRIEF} == set(environment.tests)


def test_every_filter_test_and_tag_has_an_example_that_is_run() -> None:
    written = "\n".join(example for example, _kind, _expected in _EXAMPLES)
    assert _LANGUAGE.count("```jinja") == len(_EXAMPLES)
    assert [name for name in FILTERS if f"|{name}" not in written] == []
    assert [name for name in TESTS if f" is {name}" not in written] == []
    for word in ("{{ ", "{% if", "{% elif", "{% else", "{% for", "{%p", "{#", " not ", " and ", " or ", "=="):
        assert word in written


@pytest.mark.parametrize(("example", "kind", "expected"), _EXAMPLES)
def test_an_example_does_what_the_page_says(example: str, kind: str, expected: str) -> None:
    lines = example.split("\n")
    escaped = (line.replace("&", "&amp;").replace("<", "&lt;") for line in lines)
    package = edited(added("".join(map(paragraph, escaped)) + paragraph("end")), LETTER)
    found = findings(package, LETTER)
    if kind == "finding":
        assert [finding.code for finding in found] == [expected]
        return
    assert found == []
    assert breakable(_printed(package, Language.WELSH if kind == "welsh" else Language.ENGLISH)) == expected


def _printed(package: Package, language: Language) -> str:
    # A finished paper, in which a tick is said in words.
    edition = Edition(Purpose.FINAL)
    source = compile_source(package, LETTER, language, edition=edition)
    values = {**case(LETTER).printed_values(), "settings": Settings().as_printed(Purpose.FINAL)}
    content = compile_template(source, FormEnvironment(language, edition=edition)).render(values)
    body = parse_xml(Package.read(content)[PartName.DOCUMENT])
    master = parse_xml(Package.read(cpr_docs.render(case(LETTER), "en", purpose="final").content)[PartName.DOCUMENT])
    before = len(list(master.iter(qn("w:p"))))
    *printed, last = [text_of(element) for element in body.iter(qn("w:p"))][before:]
    assert last == "end"
    return "\n".join(printed)


def _batched_elsewhere(making: Any) -> dict[str, bytes]:
    """The documents of the page's batch, rendered by a spawned process, which imports the form by its name."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        outcomes = list(making.plan.render(executor=pool))
    for outcome in outcomes:
        assert outcome.problem is None
        read = cpr_docs.read(outcome.content, templates=making.folder, forms=[making.VisitNote])
        assert isinstance(read, making.VisitNote)
        assert read.visited_on.isoformat() == ("2012-03-01" if outcome.row == 1 else "2012-03-15")
    return {outcome.filename: outcome.content for outcome in outcomes}


_NOT_RUN = re.compile(r"<!-- not run: [^>]*-->\n```python\n.*?```", re.DOTALL)


def test_a_custom_form_is_built_checked_rendered_read_back_and_batched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letterhead.docx").write_bytes(letterhead())
    page = (_DOCS / "forms-of-your-own.md").read_text(encoding="utf-8")
    found = re.findall(r"(?:<!-- file: (\S+) -->\n)?```python\n(.*?)```", _NOT_RUN.sub("", page), re.DOTALL)
    for name, model in found:
        if name:
            (tmp_path / name).write_text(model, encoding="utf-8")
    program = "\n".join(code for name, code in found if not name)
    (tmp_path / "making.py").write_text(program, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    making = importlib.import_module("making")
    note, folder = making.VisitNote, making.folder
    assert _batched_elsewhere(making) == {path.name: path.read_bytes() for path in (tmp_path / "notes").glob("*.docx")}
    (folder / "cy" / "visit_note.concise.docx").unlink()
    (missing,) = cpr_docs.check(folder, forms=[note])
    assert missing.code == "missing"
    assert missing.template == "cy/visit_note.concise.docx"
    assert note.json_schema()["properties"]["visited_on"]["title"] == "Date of the visit"
