"""The command ``cpr-docs refresh``."""

from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs.cli.messages import localised
from cpr_docs.cli.options import examples, forms_option, source_templates_option
from cpr_docs.cli.own_forms import with_own_forms
from cpr_docs.cli.streams import write_message
from cpr_docs.files import require_free
from cpr_docs.language.catalogue import _


@click.command("refresh", epilog=examples("cpr-docs refresh returned.docx -o refreshed.docx"))
@click.argument("document", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The document to write."
)
@source_templates_option
@forms_option
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def refresh(document: str, output: Path, templates: str | None, own_forms: tuple[Any, ...], force: bool) -> None:
    """Let each place that prints a value again say what the value's control says.

    Nothing else changes: signatures, comments and words elsewhere stay. A document with a value that cannot be read is
    refused.
    """
    require_free(output, overwrite=force)
    refreshed = with_own_forms(
        lambda forms: cpr_docs.refresh(document, templates=templates, forms=forms), list(own_forms)
    )
    refreshed.save(output, overwrite=force)
    write_message(localised(_("wrote {path}"), path=output))
