"""A folder of house templates, as `check` and the command see it."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import cpr_docs
from cpr_docs import resources
from cpr_docs.cli import main
from cpr_docs.errors import OutputError, TemplateNotFound, TemplateProblem
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.templating import compile as compiling
from tests.checking.edits import TERMS, edited, house, replaced, run, with_paragraph
from tests.documents.cases import case, template
from tests.examples import VARIANTS
from tests.growth.traced import lines_run

_NAME = "terms_of_reference.concise.docx"
_BAD = edited(with_paragraph("{{ bord }}"))


def _run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_nothing_is_found_in_the_masters() -> None:
    assert cpr_docs.check() == []


def test_all_masters_are_checked_in_few_steps() -> None:
    cpr_docs.check()  # Imports all modules.
    # Some hundredths of a second for each; lines of Python do not depend on the load.
    assert lines_run(cpr_docs.check) < 200_000 * 2 * len(VARIANTS)


def test_an_exported_folder_is_the_masters_and_nothing_is_found_in_it(tmp_path: Path) -> None:
    assert _run("templates", "export", tmp_path) == (0, "", f"wrote {2 * len(VARIANTS)} templates to {tmp_path}\n")
    masters = resources.folder("templates")
    for path in masters.glob("*/*.docx"):
        assert (tmp_path / path.relative_to(masters)).read_bytes() == path.read_bytes()
    assert _run("templates", "check", tmp_path) == (0, "", "nothing found\n")


def test_an_export_replaces_nothing_without_force(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / _NAME).write_bytes(b"mine")
    status, _out, err = _run("templates", "export", tmp_path)
    assert status == 2
    assert _NAME in err
    assert (tmp_path / "en" / _NAME).read_bytes() == b"mine"
    assert not (tmp_path / "cy").exists()
    assert _run("templates", "export", tmp_path, "--force")[0] == 0


def test_a_template_alone_is_compared_with_the_master_of_the_other_language(tmp_path: Path) -> None:
    house(tmp_path, (TERMS, Language.ENGLISH, edited(replaced("may be amended at any point", "may change"))))
    (older,) = cpr_docs.check(tmp_path)
    assert older.code == "welsh-older"
    assert older.template == f"cy/{_NAME} (master)"


def test_welsh_is_current_once_it_is_recorded(tmp_path: Path) -> None:
    english = edited(replaced("may be amended at any point", "may change"))
    house(tmp_path, (TERMS, Language.ENGLISH, english), (TERMS, Language.WELSH, template(TERMS, Language.WELSH)))
    assert [finding.code for finding in cpr_docs.check(tmp_path)] == ["welsh-older"]
    status, _out, err = _run("templates", "check", tmp_path, "--welsh-is-current")
    assert (status, err) == (0, f"recorded cy/{_NAME}\nnothing found\n")
    assert cpr_docs.check(tmp_path) == []
    assert cpr_docs.Renderer(tmp_path).render(case(TERMS), "cy").content


def test_english_is_older_once_the_welsh_says_something_else(tmp_path: Path) -> None:
    welsh = edited(replaced("ddogfen fyw", "ddogfen agored"), language=Language.WELSH)
    house(tmp_path, (TERMS, Language.WELSH, welsh), (TERMS, Language.ENGLISH, template(TERMS, Language.ENGLISH)))
    (older,) = cpr_docs.check(tmp_path)
    assert (older.code, older.template, older.severity) == ("english-older", f"en/{_NAME}", "warning")
    status, _out, err = _run("templates", "check", tmp_path, "--welsh-is-current")
    assert (status, err) == (0, f"recorded en/{_NAME}\nnothing found\n")
    assert cpr_docs.check(tmp_path) == []


def test_english_without_a_record_of_the_welsh_is_not_older(tmp_path: Path) -> None:
    english = dict(template(TERMS, Language.ENGLISH))
    name = PartName.CUSTOM_PROPERTIES
    english[name] = english[name].replace(b"CprDocsWelsh", b"Other")
    welsh = edited(replaced("ddogfen fyw", "ddogfen agored"), language=Language.WELSH)
    house(tmp_path, (TERMS, Language.WELSH, welsh), (TERMS, Language.ENGLISH, Package(english)))
    assert cpr_docs.check(tmp_path) == []


def test_an_unreadable_file_is_a_finding_and_the_others_are_checked(tmp_path: Path) -> None:
    house(tmp_path, (TERMS, Language.WELSH, template(TERMS, Language.WELSH)))
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / _NAME).write_bytes(b"no document")
    (unreadable,) = cpr_docs.check(tmp_path)
    assert unreadable.code == "unreadable"
    with pytest.raises(TemplateProblem, match=_NAME):
        cpr_docs.Renderer(tmp_path).render(case(TERMS), "en")


def test_a_fault_that_no_check_covers_is_found_by_compiling_the_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "MAX_TAGS", 10)
    house(tmp_path, (TERMS, Language.ENGLISH, template(TERMS, Language.ENGLISH)))
    (finding,) = cpr_docs.check(tmp_path)
    assert (finding.code, finding.template) == ("not-compiled", f"en/{_NAME}")
    assert "more than 10 tags" in finding.sentence


def test_a_file_that_no_form_uses_is_a_finding_with_the_closest_name(tmp_path: Path) -> None:
    house(tmp_path, (TERMS, Language.ENGLISH, template(TERMS, Language.ENGLISH)))
    path = tmp_path / "en" / _NAME
    path.rename(path.with_name("terms_of_referance.concise.docx"))
    (path.parent / "~$rms_of_reference.concise.docx").write_bytes(b"Word has it open")
    (unknown,) = cpr_docs.check(tmp_path)
    assert unknown.code == "unknown-name"
    assert f"did you mean en/{_NAME}?" in unknown.sentence


def test_a_folder_without_templates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateNotFound):
        cpr_docs.check(tmp_path)
    assert _run("templates", "check", tmp_path)[0] == 1
    assert _run("templates", "check", tmp_path / "nowhere")[0] == 2
    assert _run("templates", "check", "--welsh-is-current")[0] == 2


def test_the_command_lists_the_findings_and_ends_with_1(tmp_path: Path) -> None:
    house(tmp_path, (TERMS, Language.ENGLISH, _BAD))
    status, out, err = _run("templates", "check", tmp_path)
    assert status == 1
    assert out == (
        f"en/{_NAME}, heading “Amendments”, {{{{ bord }}}}: the form has no field bord; did you mean board? "
        "[unknown-path]\n"
        f"en/{_NAME}, heading “Amendments”, {{{{ bord }}}}: the template in the other language does not print this, or "
        "not as often: bord [pair-path]\n"
    )
    assert err == "2 findings\n"


def test_the_command_prints_the_findings_as_json(tmp_path: Path) -> None:
    house(tmp_path, (TERMS, Language.ENGLISH, _BAD))
    status, out, _err = _run("templates", "check", tmp_path, "--json")
    first, _second = json.loads(out)
    assert status == 1
    assert first == {
        "code": "unknown-path",
        "message": "the form has no field bord; did you mean board?",
        "template": f"en/{_NAME}",
        "part": "word/document.xml",
        "heading": "Amendments",
        "table": 0,
        "row": 0,
        "cell": 0,
        "tag": "{{ bord }}",
        "parameters": {"path": "bord", "suggestion": "board"},
        "severity": "error",
    }


def _under_a_condition(language: Language) -> Package:
    control = r'(<w:sdt><w:sdtPr>(?:(?!<w:sdt>).)*"terms.version".*?</w:sdt>)'
    tags = rf"{run('{% if terms.dated %}')}\1{run('{% endif %}')}"
    return edited(lambda xml: re.sub(control, tags, xml), language=language)


def test_a_warning_is_printed_and_is_no_failure(tmp_path: Path) -> None:
    house(tmp_path, *((TERMS, language, _under_a_condition(language)) for language in Language))
    status, out, err = _run("templates", "check", tmp_path)
    assert (status, err) == (0, "2 findings\n")
    assert out.splitlines()[0] == (
        f"en/{_NAME}, table 1, row 3, cell 2, terms.version: warning: a document has this "
        "control only under a condition (terms.dated): others do not say what its field holds [control-conditional]"
    )
    assert {finding.severity for finding in cpr_docs.check(tmp_path)} == {"warning"}


def test_a_template_with_only_warnings_is_compiled_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MAX_TAGS", 10)
    house(tmp_path, *((TERMS, language, _under_a_condition(language)) for language in Language))
    assert {finding.code for finding in cpr_docs.check(tmp_path)} == {"control-conditional", "not-compiled"}


def test_a_finding_has_a_welsh_message_too() -> None:
    finding = cpr_docs.TemplateFinding("x", "the form has no field {path}", "en/x.docx", parameters={"path": "bord"})
    assert "bord" in finding.text_in(Language.WELSH)
    assert finding.text_in(Language.WELSH) != finding.sentence


def test_house_templates_render_and_missing_ones_come_from_the_masters(tmp_path: Path) -> None:
    house(tmp_path, (TERMS, Language.ENGLISH, edited(replaced("may be amended at any point", "may change"))))
    data = tmp_path / "case.json"
    data.write_text(case(TERMS).model_dump_json(), encoding="utf-8")
    status, _out, _err = _run("render", data, "-l", "both", "-o", tmp_path / "out", "--templates", tmp_path)
    assert status == 0
    english, welsh = sorted((tmp_path / "out").iterdir(), key=lambda path: "-cy" in path.name)
    assert b"may change" in Package.read(english)["word/document.xml"]
    assert welsh.read_bytes() == cpr_docs.render(case(TERMS), "cy").content
    assert _run("render", data, "-l", "en", "-o", tmp_path / "a.docx", "--templates", tmp_path / "none")[0] == 2


def test_a_template_is_never_replaced_by_its_annotated_copy(tmp_path: Path) -> None:
    house(tmp_path, (TERMS, Language.ENGLISH, _BAD))
    with pytest.raises(OutputError):
        cpr_docs.check(tmp_path, annotated=tmp_path)
