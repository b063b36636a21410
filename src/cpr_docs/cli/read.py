"""The commands that take documents back, ``cpr-docs read`` and ``cpr-docs collate``: thin calls of the library."""

import sys
from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs.cli.options import about_file, output_options, put
from cpr_docs.cli.streams import fail, limited, tell
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import ReviewType
from cpr_docs.models.registry import form_names
from cpr_docs.reading.result import Reading

# click keeps the lines of a paragraph that begins with \b as they are.
_READ_EXAMPLE = """\b
Example:
  cpr-docs read returned.docx -o returned.json
  cpr-docs read returned.docx --original case.json -o both-languages.json
  cpr-docs read returned.docx --form evaluation_form --language cy
"""
_COLLATE_EXAMPLE = """\b
Example:
  cpr-docs collate returns/*.docx -o summary.xlsx
  cpr-docs collate returns/*.docx -o crynodeb.xlsx -l cy
"""
_DOCUMENT = click.Path(exists=True, dir_okay=False)
_TEMPLATES = click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False),
    help="The folder of the board's own templates, if they were made from these.",
)


@click.command("read", epilog=_READ_EXAMPLE)
@click.argument("document", type=_DOCUMENT)
@click.option(
    "--original",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The JSON that the document was made from: keeps its other language, and says what changed.",
)
@click.option("--form", type=click.Choice(form_names()), help="Which form it is, where the document does not tell.")
@click.option(
    "--review-type", type=click.Choice([kind.value for kind in ReviewType]), help="Its review type, the same."
)
@click.option(
    "--language", type=click.Choice([language.value for language in Language]), help="Its language, the same."
)
@_TEMPLATES
@output_options
def read_document(
    document: str,
    original: Path | None,
    form: str | None,
    review_type: str | None,
    language: str | None,
    templates: str | None,
    output: Path | None,
    force: bool,
) -> None:
    """Print the data of a filled-in Word document as JSON.

    What changed, and what stands outside the controls, is told on standard error. The exit status is 1 where words
    stand beside a field, so that its value may not be all that was written.
    """
    if original is not None and (form or review_type):
        raise click.UsageError("--original says the form and its review type: leave out --form and --review-type")
    before = None
    if original is not None:
        with about_file(str(original)):
            before = cpr_docs.Form.parse(original.read_bytes())
    reading = cpr_docs.compare(
        document, before, templates=templates, form=form, language=language, review_type=review_type
    )
    put(reading.form.model_dump_json(indent=2), output, force=force)
    _tell(reading, compared=original is not None)
    if reading.is_in_doubt:
        sys.exit(1)


def _tell(reading: Reading, *, compared: bool) -> None:
    """Says on standard error what the data does not show."""
    if reading.published:
        blank = "kept from the original" if compared else "blank here"
        tell(f"a published copy: it leaves out, and {blank}: {_left_out(reading.form)}")
    for line in limited(map(str, (*reading.changes, *reading.stale, *reading.notes))):
        tell(line)
    for line in limited(f"{stray}:\n  {stray.words}" for stray in reading.strays):
        tell(line)
    if reading.signed:
        tell("a space for a signature holds something, which is not read")
    if reading.unchecked:
        tell(
            "words outside the controls are not looked for, because the template is not at hand: say with --templates "
            "in which folder it is"
        )
    if compared and not reading.changes:
        tell("nothing changed")


def _left_out(form: cpr_docs.Form) -> str:
    return ", ".join(form.unpublished_fields())


@click.command(epilog=_COLLATE_EXAMPLE)
@click.argument("documents", nargs=-1, required=True, type=click.Path(), metavar="DOCUMENT...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write: .xlsx, .csv or .json.",
)
@click.option(
    "-l",
    "--language",
    type=click.Choice(["en", "cy"]),
    default="en",
    show_default=True,
    help="The language of the labels; comments stay as they were written.",
)
@click.option("--with-names", is_flag=True, help="Say who answered: name, job title, file.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@_TEMPLATES
def collate(
    documents: tuple[str, ...], output: Path, language: Any, with_names: bool, force: bool, templates: str | None
) -> None:
    """Count many answered evaluation forms, in either language, into one summary.

    Files that cannot be read are listed, and the others are counted all the same; the exit status is 1 then.
    """
    cpr_docs.Collation.check(output, overwrite=force)
    collation = cpr_docs.collate(documents, templates=templates)
    collation.save(output, language=language, with_names=with_names, overwrite=force)
    tell(f"wrote {output}: {len(collation.returns)} forms")
    strays = ((returned.file, stray) for returned in collation.returns for stray in returned.strays)
    for line in limited(f"{file}: {stray}:\n  {stray.words}" for file, stray in strays):
        tell(line)
    unchecked = sum(returned.unchecked for returned in collation.returns)
    if unchecked:
        tell(f"words outside the controls are not looked for in {unchecked} of them: say with --templates")
    if collation.not_counted:
        listed = "\n".join(limited(f"  {file}" for file in collation.not_counted))
        fail(f"{len(collation.not_counted)} files are not counted:\n{listed}", 1)
