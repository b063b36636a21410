"""The generated pages are complete: every field, rule, command, option, setting and error of the code is there."""

import re
from pathlib import Path

import click
import pytest

import cpr_docs
from cpr_docs import errors
from cpr_docs.cli import main
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import fields_of
from cpr_docs.models.form import Form
from cpr_docs.models.registry import form_class, form_names
from docs.generate.commands import commands
from docs.generate.fields import fields
from docs.generate.filling import filled, renew, renewed
from docs.generate.lists import errors as error_tree
from docs.generate.lists import provenance, settings
from docs.generate.markdown import plain
from docs.generate.rules import rules_of
from tests.docs.pages import DOCS, name_of, pages

_VARIANTS = [variant for name in form_names() for variant in form_class(name).variants()]


def name(form: type[Form]) -> str:
    return form.variant_name()


@pytest.mark.parametrize("form", form_names())
def test_every_form_has_a_page_of_its_fields_and_one_of_its_pictures(form: str) -> None:
    assert f"<!-- generated: fields {form} -->" in (DOCS / "reference" / "forms" / f"{form}.md").read_text("utf-8")
    assert f"<!-- generated: pictures {form} -->" in (DOCS / "gallery" / f"{form}.md").read_text("utf-8")


@pytest.mark.parametrize("form", _VARIANTS, ids=name)
def test_every_field_is_in_the_reference_with_its_labels_and_its_source(form: type[Form]) -> None:
    page = fields(form.name())
    lines = page.splitlines()
    for field in fields_of(form):
        # Sections of one shape are described once: police, education and the others.
        above, _dot, last = field.path.rpartition(".")
        alike = f"{above.rpartition('.')[0]}.….{last}".removeprefix(".")
        own = [line for line in lines if line.startswith(f"| `{field.path}` |")]
        (line,) = own or (line for line in lines if line.startswith(f"| `{alike}` |"))
        assert plain(translate(field.label.text, Language.ENGLISH)) in line
        assert plain(translate(field.label.text, Language.WELSH)) in line
        assert field.label.source in line
        required = not field.optional and not field.derived
        assert required or "; required*" not in line


@pytest.mark.parametrize("form", _VARIANTS, ids=name)
def test_every_answer_to_choose_from_is_in_the_reference(form: type[Form]) -> None:
    page = fields(form.name())
    for field in fields_of(form):
        for member in field.type if field.kind.value == "choice" else ():
            assert f"`{member.value}`: {plain(translate(member.label, Language.ENGLISH))}" in page


@pytest.mark.parametrize("form", _VARIANTS, ids=name)
def test_every_rule_is_in_the_reference(form: type[Form]) -> None:
    page = fields(form.name())
    for rule in rules_of(form):
        assert f"{plain(translate(rule.message, Language.ENGLISH))} (`{rule.code}`)" in page


def test_rules_are_found_where_they_are_broken() -> None:
    letter = cpr_docs.example("invitation_letter").model_dump(mode="json")
    letter["reply_by"] = "2199-01-01"
    with pytest.raises(cpr_docs.InvalidForm) as caught:
        cpr_docs.Form.parse(letter)
    (problem,) = caught.value.problems
    found = {(rule.path, rule.code, rule.message) for rule in rules_of(cpr_docs.InvitationLetter.variant("concise"))}
    assert (problem.path, problem.code, problem.message) in found


def test_every_command_and_every_option_is_in_the_reference() -> None:
    page = commands()
    for path, command in below("cpr-docs", main):
        assert f" `{path}`\n" in page
        for option in command.params:
            if isinstance(option, click.Option):
                assert all(f"{written}" in page for written in option.opts), option.opts
    assert page.count("\n#") + 1 == len(list(below("cpr-docs", main)))
    assert "\b" not in page


def below(path: str, command: click.Command) -> list[tuple[str, click.Command]]:
    found = [(path, command)]
    if isinstance(command, click.Group):
        context = click.Context(command)
        for named in command.list_commands(context):
            one = command.get_command(context, named)
            assert one is not None
            found += below(f"{path} {named}", one)
    return found


def test_every_setting_and_every_error_is_in_the_reference() -> None:
    assert [one for one in cpr_docs.Settings.model_fields if f"| `{one}` |" not in settings()] == []
    tree = error_tree()
    assert [one for one in dir(errors) if is_error(one) and one not in tree] == []


def is_error(named: str) -> bool:
    value = getattr(errors, named)
    return isinstance(value, type) and issubclass(value, errors.CprDocsError)


def test_the_provenance_counts_every_message() -> None:
    counts = [int(number) for number in re.findall(r"\| (\d+) \|", provenance())]
    path = DOCS.parent / "src/cpr_docs/locale/cy/LC_MESSAGES/cpr_docs.po"
    assert sum(counts) == path.read_text(encoding="utf-8").count("\nmsgid ") - 1


def test_every_part_that_follows_from_the_code_is_filled_in_by_the_build() -> None:
    for page in pages():
        text = page.read_text(encoding="utf-8")
        assert "\n<!-- generated: " not in filled(text), name_of(page)


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_a_part_that_is_committed_is_current(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text == renewed(text), "run: make pages"


def test_a_committed_part_is_written_anew_and_a_part_of_the_build_is_left(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "<!-- generated: pictures report -->\n\n<!-- generated: forms -->\nbefore it\n<!-- generated: end -->\n"
    )
    assert renew(tmp_path) == [page]
    assert page.read_text().startswith("<!-- generated: pictures report -->\n\n<!-- generated: forms -->\n\n| Form |")
    assert "before it" not in page.read_text()
    assert renew(tmp_path) == []


def test_a_place_for_an_unknown_part_fails() -> None:
    with pytest.raises(KeyError):
        filled("<!-- generated: nothing -->")
