"""The command ``cpr-docs schema``."""

import json
from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs.cli.options import examples, forms_option, labels_option, output_options, write_text
from cpr_docs.cli.own_forms import FORM_NAME


@click.command(epilog=examples("cpr-docs schema invitation_letter -l cy -o invitation_letter.schema.json"))
@click.argument("form", type=FORM_NAME, metavar="FORM")
@labels_option
@forms_option
@output_options
def schema(
    form: "type[cpr_docs.AnyForm]", own_forms: tuple[Any, ...], language: str, output: Path | None, force: bool
) -> None:
    """Print the JSON Schema of a form, or write it to a file.

    FORM is one of the names that cpr-docs forms lists.
    """
    write_text(json.dumps(form.json_schema(language), ensure_ascii=False, indent=2), output, force=force)
