"""The command ``cpr-docs schema``."""

import json
from pathlib import Path

import click

from cpr_docs.cli.options import examples, labels_option, output_options, write_text
from cpr_docs.models.registry import form_class, form_names


@click.command(epilog=examples("cpr-docs schema invitation_letter -l cy -o invitation_letter.schema.json"))
@click.argument("form", type=click.Choice(form_names()))
@labels_option
@output_options
def schema(form: str, language: str, output: Path | None, force: bool) -> None:
    """Print the JSON Schema of a form, or write it to a file."""
    text = json.dumps(form_class(form).json_schema(language), ensure_ascii=False, indent=2)
    write_text(text, output, force=force)
