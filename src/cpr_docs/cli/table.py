"""The command ``cpr-docs table``."""

from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs.cli.messages import localised
from cpr_docs.cli.options import (
    examples,
    forms_option,
    labels_option,
    load_draft,
    source_templates_option,
)
from cpr_docs.cli.own_forms import with_own_forms
from cpr_docs.cli.streams import write_message
from cpr_docs.files import is_archive
from cpr_docs.language.catalogue import _


@click.command(
    epilog=examples(
        "cpr-docs table letter.docx sessions -o sessions.csv",
        "cpr-docs table terms.json panel_members -l cy -o panel.xlsx",
    )
)
@click.argument("document", type=click.Path(dir_okay=False, exists=True))
@click.argument("path")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write: .xlsx or .csv.",
)
@labels_option
@source_templates_option
@forms_option
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def table(
    document: str,
    path: str,
    output: Path,
    language: Any,
    templates: str | None,
    own_forms: tuple[Any, ...],
    force: bool,
) -> None:
    """Write the rows of a list to a table; DOCUMENT is a Word document, or the JSON of a form or of a draft.

    PATH is that of the list: 'timeline', or 'terms.amendments'. cpr-docs rows reads the table again.
    """
    if is_archive(Path(document)):
        draft = with_own_forms(lambda forms: cpr_docs.read_draft(document, templates=templates, forms=forms), own_forms)
    else:
        draft = load_draft(document, own_forms)
    try:
        cpr_docs.write_table(draft, path, output, language=language, overwrite=force)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    write_message(localised(_("wrote {path}"), path=output))
