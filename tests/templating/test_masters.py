"""The master templates are those that the layouts build, valid, and complete in both languages."""

import re
from typing import Any

from cpr_docs import resources
from cpr_docs.authoring.build import master_templates
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import Choice
from cpr_docs.models.fields import Kind, field_at, fields_of, says_row
from cpr_docs.models.form import Form, identifier_of
from cpr_docs.ooxml.lint import lint
from tests.documents.cases import RENDERER, case, changed, every_language, every_variant, rendered, template
from tests.documents.controls import Control, read_controls, read_copies

_LONGEST_NAME = 64


def _controls(variant: type[Form], language: Language) -> list[Control]:
    return read_controls(template(variant, language))


def test_the_committed_templates_are_those_that_the_layouts_build() -> None:
    folder = resources.folder("templates")
    built = {f"{language.value}/{name}": content for language, name, content in master_templates()}
    there = {f"{path.parent.name}/{path.name}": path.read_bytes() for path in folder.glob("*/*.docx")}
    assert set(there) == set(built)
    assert [name for name in built if built[name] != there[name]] == [], "run: make templates"


@every_language
@every_variant
def test_the_lint_finds_nothing_in_a_template(variant: type[Form], language: Language) -> None:
    assert lint(template(variant, language), template=True) == []


@every_language
@every_variant
def test_every_field_has_a_control_with_its_path_as_tag(variant: type[Form], language: Language) -> None:
    tags = {control.tag.partition("=")[0] for control in _controls(variant, language)}
    assert [field.path for field in fields_of(variant) if field.path not in tags] == []


def _with_other_sessions(letter: Any) -> Any:
    """A letter for several sessions for one of a single session, and the reverse."""
    first, *others = letter.model_dump(mode="json")["sessions"]
    second = first | {"on": "2031-03-03"}
    return changed(letter, sessions=[first] if others else [first, second], reply={})


@every_language
@every_variant
def test_every_answer_has_a_check_box_or_an_item_of_the_drop_down_list(variant: type[Form], language: Language) -> None:
    controls = read_controls(rendered(variant, language).content)
    if variant.name() == "invitation_letter":
        # A slip asks about one session, or about each of several.
        controls += read_controls(RENDERER.render(_with_other_sessions(case(variant)), language).content)
    for field in fields_of(variant):
        if field.kind not in (Kind.CHOICE, Kind.YES_NO):
            continue
        answers = {"yes", "no"} if field.kind is Kind.YES_NO else {member.value for member in field.type}
        of_field = [control for control in controls if control.tag.partition("=")[0] == field.path]
        offered = {control.tag.partition("=")[2] for control in of_field} | {
            value for control in of_field for value in control.items
        }
        assert offered - {""} == answers, field.path


@every_language
@every_variant
def test_every_tag_names_a_field_and_an_answer_of_the_form(variant: type[Form], language: Language) -> None:
    for control in _controls(variant, language):
        path, _equals, member = control.tag.partition("=")
        field = field_at(variant, path)
        if member:
            choices = {"yes", "no"} if field.type is bool else {choice.value for choice in field.type}
            assert member in choices
            assert field.type is bool or issubclass(field.type, Choice)


@every_language
@every_variant
def test_each_control_has_a_title_within_words_limit(variant: type[Form], language: Language) -> None:
    for control in _controls(variant, language):
        assert control.alias
        assert max(len(control.tag), len(control.alias)) <= _LONGEST_NAME


@every_variant
def test_both_languages_have_the_same_controls_in_the_same_order(variant: type[Form]) -> None:
    english, welsh = (
        [(control.tag, control.kind) for control in _controls(variant, language)] for language in Language
    )
    assert english == welsh


@every_language
@every_variant
def test_no_field_is_locked_against_editing_and_every_copy_is(variant: type[Form], language: Language) -> None:
    content = rendered(variant, language).content
    controls = read_controls(content)
    # A slip says the day of each session, or the number of each learning point, which nobody changes there.
    fixed = {control.tag for control in controls if says_row(variant, control.tag)}
    fixed |= {field.path for field in fields_of(variant) if field.label.fixed}
    assert {control.lock for control in controls if control.tag not in fixed} <= {"", "sdtLocked"}
    assert {control.lock for control in controls if control.tag in fixed} <= {"contentLocked"}
    copies = read_copies(content)
    # A copy in a row is deleted with the row.
    assert {copy.lock for copy in copies if "[]" not in copy.tag} == {"sdtContentLocked"}
    assert {copy.lock for copy in copies if "[]" in copy.tag} <= {"contentLocked"}
    identifier = variant.identifier_path() if identifier_of(case(variant)) else ""
    # The running head of a letter of another office has the name of that office.
    board = "" if getattr(variant, "SENDER", "") else "board"
    assert {copy.tag for copy in copies} >= {f"copy:{path}" for path in (board, identifier) if path}


@every_language
@every_variant
def test_each_copy_has_a_title_and_a_tag_within_words_limit(variant: type[Form], language: Language) -> None:
    for copy in read_copies(template(variant, language)):
        assert copy.alias
        assert max(len(copy.tag), len(copy.alias)) <= _LONGEST_NAME


@every_language
@every_variant
def test_a_control_in_a_row_is_not_locked_so_that_the_row_can_be_deleted(
    variant: type[Form], language: Language
) -> None:
    for control in _controls(variant, language):
        assert bool(control.lock) is ("[]" not in control.tag), control.tag


@every_variant
def test_a_template_has_no_ids_and_values_that_only_a_document_has(variant: type[Form]) -> None:
    document = template(variant, Language.ENGLISH)["word/document.xml"].decode()
    assert "w:showingPlcHdr" not in document
    assert "w:fullDate" not in document
    assert not re.search(r"<w:sdtPr>(?:(?!</w:sdtPr>).)*<w:id ", document)


@every_language
@every_variant
def test_the_title_of_each_table_begins_with_a_word(variant: type[Form], language: Language) -> None:
    titles = re.findall(r'w:tblCaption w:val="([^"]*)"', template(variant, language)["word/document.xml"].decode())
    assert [title for title in titles if not title[:1].isalnum()] == []


@every_language
@every_variant
def test_each_version_states_that_the_other_exists(variant: type[Form], language: Language) -> None:
    other = {Language.ENGLISH: "Welsh", Language.WELSH: "English"}[language]
    kind = "letter" if variant.ADDRESS_LINES else "document"
    sentence = translate(f"This {kind} is also available in {other}.", language)
    assert sentence in template(variant, language)["word/document.xml"].decode()
