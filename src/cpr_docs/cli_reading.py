"""The commands that take documents back, ``cpr-docs read`` and ``cpr-docs collate``: thin calls of the library."""

import sys
from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs.cli_options import output_options, put
from cpr_docs.documents.read import read_with_identity

# click keeps the lines of a paragraph that begins with \b as they are.
_READ_EXAMPLE = """\b
Example:
  cpr-docs read returned.docx -o returned.json
  cpr-docs read returned.docx --original case.json -o both-languages.json
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
@_TEMPLATES
@output_options
def read_document(
    document: str, original: Path | None, templates: str | None, output: Path | None, force: bool
) -> None:
    """Print the data of a filled-in Word document as JSON; what changed is said on standard error."""
    if original is None:
        form, identity = read_with_identity(document, templates=templates)
        if identity.published:
            click.echo(f"a published copy: it leaves out, and blank here: {_left_out(form)}", err=True)
    else:
        reading = cpr_docs.compare(document, cpr_docs.Form.parse(original.read_bytes()), templates=templates)
        form = reading.form
        if reading.published:
            click.echo(f"a published copy: it leaves out, and kept from the original: {_left_out(form)}", err=True)
        for change in reading.changes:
            click.echo(str(change), err=True)
        if not reading.changes:
            click.echo("nothing changed", err=True)
    put(form.model_dump_json(indent=2), output, force=force)


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
    click.echo(f"wrote {output}: {len(collation.returns)} forms", err=True)
    if collation.not_counted:
        listed = "\n".join(f"  {file}" for file in collation.not_counted)
        click.echo(f"cpr-docs: {len(collation.not_counted)} files are not counted:\n{listed}", err=True)
        sys.exit(1)
