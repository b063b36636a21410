"""The command ``cpr-docs check``."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

import cpr_docs
from cpr_docs.cli.messages import localised, message_language
from cpr_docs.cli.options import examples, filename_in_errors, forms_option, gc_disabled, identified_data
from cpr_docs.cli.pair_notes import note_line
from cpr_docs.cli.streams import limited, write_message, write_stdout
from cpr_docs.errors import Problem
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language

if TYPE_CHECKING:
    from cpr_docs.models.form import AnyForm

_PROBLEM, _NOTE = "problem", "note"


@click.command(
    epilog=examples(
        "cpr-docs check case.json",
        "cpr-docs check draft.json --draft",
        "cpr-docs check case.json --json",
    )
)
@click.argument("data", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--draft", is_flag=True, help="Not all is filled in yet: blanks are no problems.")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON, for programs.")
@forms_option
@gc_disabled()
def check(data: str, draft: bool, as_json: bool, own_forms: tuple[Any, ...]) -> None:
    """List the problems of the form in DATA, and where its English and its Welsh do not say the same.

    DATA is a JSON file, or - for standard input. Exit status 1 means that the form cannot be rendered; a text in one
    language only and a difference between the languages are notes, which refuse nothing.
    """
    with filename_in_errors(data):
        form_type, values = identified_data(data, own_forms)
        found = list(_findings(form_type, values, draft=draft))
    if as_json:
        write_stdout(json.dumps([_as_json(*each) for each in found], ensure_ascii=False, indent=2))
    elif found:
        write_stdout("\n".join(limited(_line(severity, each) for severity, each in found)))
    problems = sum(severity == _PROBLEM for severity, _each in found)
    write_message(localised(_("problems: {problems}; notes: {notes}"), problems=problems, notes=len(found) - problems))
    if problems:
        sys.exit(1)


def _findings(form_type: "type[AnyForm]", values: dict[str, Any], *, draft: bool) -> Iterator[tuple[str, Problem]]:
    """The problems of the data, and the notes on what is valid in it, each with its severity."""
    form: cpr_docs.AnyForm | cpr_docs.Draft[Any] | None = None
    if not draft:
        try:
            form = form_type.parse(values)
        except cpr_docs.InvalidForm as error:
            yield from ((_PROBLEM, problem) for problem in error.problems)
    if form is None:
        try:
            form = form_type.draft(values)
        except cpr_docs.InvalidForm as error:
            # A form's problems were told above, these among them.
            yield from ((_PROBLEM, problem) for problem in error.problems if draft)
            return
    yield from ((_NOTE, note) for note in _notes(form))


def _notes(form: "cpr_docs.AnyForm | cpr_docs.Draft[Any]") -> Iterator[Problem]:
    # Imported on use: only this command asks for them.
    from cpr_docs.models.missing_language import missing_problems

    values = form.values if isinstance(form, cpr_docs.Draft) else form
    if isinstance(form, cpr_docs.AnyForm):
        yield from form.notes()
    for language in Language:
        yield from missing_problems(values, language)
    yield from cpr_docs.check_pair(form)


def _line(severity: str, problem: Problem) -> str:
    return problem.describe(message_language()) if severity == _PROBLEM else note_line(problem)


def _as_json(severity: str, problem: Problem) -> dict[str, Any]:
    return {
        "severity": severity,
        "path": problem.path,
        "code": problem.code,
        "paragraph": getattr(problem, "paragraph", None),
        "message": problem.text(message_language()),
    }
