"""An error while rendering names heading, table, cell, tag and row, and never a value."""

import traceback
from typing import Any

import pytest

from cpr_docs.errors import CprDocsError, PackageError, RenderError, TemplateProblem
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.templating import compiled as compiling
from cpr_docs.templating.compile import compile_source
from cpr_docs.templating.compiled import CompiledTemplate, compile_template
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.template_source import TemplateSource
from tests.checking.edits import HEADER, LETTER, TERMS, Edit, added, edited, paragraph, replaced, table, with_paragraph
from tests.documents.cases import case, changed, every_language, values_of


def _compiled(
    edit: Edit, form: type[Form] = LETTER, language: Language = Language.ENGLISH, part: str = PartName.DOCUMENT
) -> CompiledTemplate:
    source = compile_source(edited(edit, form, language, part), form, language)
    return compile_template(TemplateSource.from_bytes(source.to_bytes()), FormEnvironment(language))


def _failure(template: CompiledTemplate, form: Form, **values: Any) -> RenderError:
    with pytest.raises(RenderError) as caught:
        template.render({**values_of(form), **values})
    text = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    above: BaseException | None = caught.value
    while above := above and above.__context__:
        text += repr(above)
    for secret in ("Angharad", "St Mary's", "vegetarian", "029 2018"):
        assert secret not in text
    return caught.value


_HEADINGS = {Language.ENGLISH: "Learning Event in respect of", Language.WELSH: "Digwyddiad Dysgu ynghylch"}


@every_language
def test_a_filter_that_fails_names_heading_table_row_cell_and_tag(language: Language) -> None:
    template = _compiled(replaced("{{ row.starts }}", "{{ row.starts|conjunction }}"), language=language)
    error = _failure(template, case(LETTER))
    assert error.place == (
        f"invitation_letter (concise) in {language.value}, word/document.xml, heading “{_HEADINGS[language]}”, "
        "table 1, row 3, cell 2, {{ row.starts|conjunction }}, row 1 of sessions"
    )
    assert error.message.startswith("failed with ")


@every_language
def test_the_failing_row_is_counted(language: Language) -> None:
    loop = added(paragraph("{% for row in enclosures %}{{ row.text }}{% endfor %}"))
    template = _compiled(loop, language=language)
    form = case(LETTER)
    enclosures = form.__dict__["enclosures"]
    broken = enclosures[2].model_copy(update={"text": enclosures})
    error = _failure(template, form, enclosures=(*enclosures[:2], broken))
    assert "row 3 of enclosures" in error.place
    assert "{{ row.text }}" in error.place


def test_a_tag_in_a_loop_over_table_rows_is_named_by_its_row() -> None:
    edit = added(
        table(
            paragraph("{%tr for row in enclosures %}"),
            paragraph("{{ row.nothing }}"),
            paragraph("{%tr endfor %}"),
        )
        + paragraph("")
    )
    error = _failure(_compiled(edit), case(LETTER))
    assert "row 2, cell 1, {{ row.nothing }}, row 1 of enclosures" in error.place
    assert "has no attribute 'nothing'" in error.message


def test_a_condition_of_a_paragraph_is_named_by_that_paragraph() -> None:
    edit = added(
        table(paragraph("{%p if bord %}") + paragraph("x") + paragraph("{%p endif %}") + paragraph("")) + paragraph("")
    )
    error = _failure(_compiled(edit), case(LETTER))
    assert error.place.endswith("row 1, cell 1, {% if bord %}")


@every_language
def test_a_header_is_named(language: Language) -> None:
    template = _compiled(lambda xml: xml.replace("{{ board }}", "{{ board.nothing }}"), language=language, part=HEADER)
    place = _failure(template, case(LETTER)).place
    assert place == f"invitation_letter (concise) in {language.value}, {HEADER}, {{{{ board.nothing }}}}"


def test_a_value_that_xml_forbids_is_named_by_its_tag() -> None:
    error = _failure(_compiled(lambda xml: xml), case(LETTER), case_identifier="Angharad\x00")
    assert error.place.endswith("{{ case_identifier }}")


def test_a_lone_surrogate_is_refused_and_no_chained_error_contains_a_value() -> None:
    error = _failure(_compiled(lambda xml: xml), case(LETTER), case_identifier="Angharad\ud800")
    assert error.place.endswith("{{ case_identifier }}")


def test_the_blank_row_of_an_empty_list_is_the_first() -> None:
    edit = added(paragraph("{% for row in enclosures|rows %}{{ row.text }}{{ bord }}{% endfor %}"))
    form = changed(case(LETTER), enclosures=[])
    assert "{{ bord }}" in _failure(_compiled(edit), form).place


def test_a_wrong_tag_is_named_when_it_is_compiled() -> None:
    with pytest.raises(TemplateProblem) as caught:
        _compiled(with_paragraph("{{ case_identifier|upper }}"), TERMS)
    assert "heading “Amendments”" in caught.value.place
    assert caught.value.place.endswith("{{ case_identifier|upper }}")


def test_a_wrong_control_is_named_by_its_cell() -> None:
    with pytest.raises(TemplateProblem) as caught:
        _compiled(replaced('<w:tag w:val="terms.version"/>', '<w:tag w:val="terms.verson"/>'), TERMS)
    assert caught.value.place.endswith("table 1, row 3, cell 2, control terms.verson")


def test_the_output_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MAX_OUTPUT", 10_000)
    assert "prints more than 10000 characters" in str(_failure(_compiled(lambda xml: xml), case(LETTER)))


def _lower_libraries() -> list[tuple[str, Any]]:
    """Each lower library, with a template that makes the library raise."""
    master = edited(lambda xml: xml, TERMS)
    return [
        ("jinja2, syntax", with_paragraph("{{ a b }}")),
        ("jinja2, an unknown filter", with_paragraph("{{ board|nothing }}")),
        ("jinja2, an undefined name", with_paragraph("{{ nothing }}")),
        ("jinja2, deep nesting", with_paragraph("{% if board %}" * 200 + "x" + "{% endif %}" * 200)),
        ("jinja2, a deep expression", with_paragraph("{% if " + "not " * 20_000 + "board %}x{% endif %}")),
        ("lxml, no XML", lambda xml: xml.replace("</w:body>", "")),
        ("lxml, entities", lambda xml: xml.replace("<w:document", "<!DOCTYPE x><w:document", 1)),
        ("docxtpl, a cell's span", with_paragraph("{% colspan x %}")),
        ("docxtpl, a merged cell", with_paragraph("{% vm %}")),
        ("zipfile, no archive", b"PK\x03\x04 no archive"),
        ("zipfile, another file", b"%PDF-1.7"),
        ("a package without a document", Package({name: master[name] for name in master if "document" not in name})),
    ]


@pytest.mark.parametrize(("_library", "made"), _lower_libraries(), ids=[name for name, _made in _lower_libraries()])
def test_every_error_of_a_lower_library_is_raised_as_the_librarys_own(_library: str, made: Any) -> None:
    def use() -> None:
        package = Package.read(made) if isinstance(made, bytes) else edited(made, TERMS) if callable(made) else made
        template = compile_template(compile_source(package, TERMS, Language.ENGLISH), FormEnvironment(Language.ENGLISH))
        template.render(values_of(case(TERMS)))

    with pytest.raises((TemplateProblem, PackageError)) as caught:
        use()
    assert isinstance(caught.value, CprDocsError)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
