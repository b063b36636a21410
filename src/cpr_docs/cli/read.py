"""The command ``cpr-docs read``."""

import sys
from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs.cli.messages import localised, message_language
from cpr_docs.cli.options import (
    draft_hint,
    examples,
    forms_option,
    load_draft,
    load_form,
    output_options,
    source_templates_option,
    write_text,
)
from cpr_docs.cli.own_forms import FORM_NAME, is_of_the_guidance, with_own_forms
from cpr_docs.cli.streams import limited, write_message
from cpr_docs.language.catalogue import _, fill_in, in_language
from cpr_docs.models.field_types import ReviewType
from cpr_docs.reading.result import Reading


@click.command(
    "read",
    epilog=examples(
        "cpr-docs read returned.docx -o returned.json",
        "cpr-docs read returned.docx --original case.json -o both-languages.json",
        "cpr-docs read returned.docx --draft --original draft.json -o draft.json --force",
        "cpr-docs read returned.docx --form evaluation_form --language cy",
    ),
)
@click.argument("document", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--original",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The JSON that the document was made from: keeps its other language, and says what changed.",
)
@click.option(
    "--draft", is_flag=True, help="What is filled in so far, although not all is; the original is a draft, too."
)
@click.option(
    "--form",
    type=FORM_NAME,
    metavar="FORM",
    help="Which form it is, where the document does not tell: one of the names that cpr-docs forms lists.",
)
@click.option(
    "--review-type", type=click.Choice([kind.value for kind in ReviewType]), help="Its review type, the same."
)
@click.option("--language", type=click.Choice(["cy", "en"]), help="Its language, the same.")
@source_templates_option
@forms_option
@output_options
def read_document(
    document: str,
    original: Path | None,
    draft: bool,
    form: "type[cpr_docs.AnyForm] | None",
    review_type: str | None,
    language: str | None,
    templates: str | None,
    own_forms: tuple[Any, ...],
    output: Path | None,
    force: bool,
) -> None:
    """Print the data of a filled-in Word document as JSON.

    Changes, and words outside the controls, are printed on standard error. The exit status is 1 if there are words
    beside a field, because its value may then not be all that was written. With --draft it is 1 also if a field was
    changed by two hands: the original's value is kept.
    """
    if original is not None and (form or review_type):
        message = _("--original says the form and its review type: leave out --form and --review-type")
        raise click.UsageError(localised(message))
    load = load_draft if draft else load_form
    with draft_hint(draft=draft):
        before: Any = None if original is None else load(str(original), own_forms)
        form_type = before.form_type if before is not None and draft else type(before)
        named = [] if form is None or is_of_the_guidance(form) else [form]
        named += [] if before is None or is_of_the_guidance(form_type) else [form_type]
        reading = with_own_forms(
            lambda forms: cpr_docs.compare(
                document,
                before,
                draft=draft,
                templates=templates,
                forms=forms,
                form=form,
                language=language,
                review_type=review_type,
            ),
            [*own_forms, *named],
        )
    found = reading.draft
    text = reading.form.model_dump_json(indent=2) if found is None else found.to_json().removesuffix("\n")
    write_text(text, output, force=force, sources=[document])
    _write_notes(reading, compared=original is not None)
    if reading.is_in_doubt or reading.conflicts:
        sys.exit(1)


def _write_notes(reading: Reading, *, compared: bool) -> None:
    """Writes the findings that the data does not contain to standard error, by default in the document's language."""
    language = message_language(reading.language)

    def write(message: str, **parameters: object) -> None:
        write_message(fill_in(message, parameters, language))

    if reading.published:
        kept = _("a published copy: it leaves out, and kept from the original: {fields}")
        blank = _("a published copy: it leaves out, and blank here: {fields}")
        form_type = type(reading.form) if reading.draft is None else reading.draft.form_type
        write(kept if compared else blank, fields=", ".join(form_type.unpublished_fields()))
    changes = (str(in_language(change, language)) for change in reading.changes)
    conflicts = (str(in_language(conflict, language)) for conflict in reading.conflicts)
    notes = (note.describe(language) for note in (*reading.stale, *reading.notes))
    for line in limited([*changes, *conflicts, *notes]):
        write_message(line)
    for line in limited(f"{stray.describe(language)}:\n  {stray.words}" for stray in reading.strays):
        write_message(line)
    if reading.signed:
        write(_("a space for a signature holds something, which is not read"))
    if reading.unchecked:
        write(
            _(
                "words outside the controls are not looked for, because the template is not at hand: say with "
                "--templates in which folder it is"
            )
        )
    if compared and not reading.changes:
        write(_("nothing changed"))
    if reading.draft is not None and reading.draft.blanks:
        write(_("still blank: {fields}"), fields=", ".join(reading.draft.blanks))
