"""The command ``cpr-docs schema``."""

import json
from pathlib import Path

import click

import cpr_docs
from cpr_docs.cli.options import examples, output_options, write_text
from cpr_docs.models.registry import form_names


@click.command(epilog=examples("cpr-docs schema invitation_letter -o invitation_letter.schema.json"))
@click.argument("form", type=click.Choice(form_names()))
@output_options
def schema(form: str, output: Path | None, force: bool) -> None:
    """Print the JSON Schema of a form, or write it to a file."""
    description = next(description for description in cpr_docs.forms() if description.name == form)
    write_text(json.dumps(description.form.json_schema(), ensure_ascii=False, indent=2), output, force=force)
