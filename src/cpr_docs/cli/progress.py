"""The command ``cpr-docs progress``."""

from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs.cli.messages import localised
from cpr_docs.cli.options import examples, is_word_document, labels_option, load_form, source_templates_option
from cpr_docs.cli.streams import error_text, fail, write_message
from cpr_docs.language.catalogue import Sentence, _, n_
from cpr_docs.language.normalise import visible


@click.command(
    epilog=examples(
        "cpr-docs progress plans/*.docx -o progress.xlsx",
        "cpr-docs progress plan-1.json plan-2.docx -l cy -o cynnydd.csv",
    )
)
@click.argument("plans", nargs=-1, required=True, type=click.Path(dir_okay=False, exists=True), metavar="PLAN...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write: .xlsx or .csv.",
)
@labels_option
@source_templates_option
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def progress(plans: tuple[str, ...], output: Path, language: Any, templates: str | None, force: bool) -> None:
    """Write the actions of many action plans to one table: case, action, lead, due date and status.

    A PLAN is a Word document, or JSON. Nothing is written while one of them cannot be read.
    """
    known, refused = [], []
    for path in plans:
        try:
            form = cpr_docs.read(path, templates=templates) if is_word_document(path) else load_form(path)
            if not isinstance(form, cpr_docs.ActionPlan):
                message = _("is no action plan: it is a form “{form}”")
                raise cpr_docs.NotReadable(message, form=Sentence(form.TITLE))
        except cpr_docs.CprDocsError as error:
            refused.append(f"{visible(path)}: {error_text(error)}")
        else:
            known.append(form)
    if refused:
        fail("\n".join(refused), 1)
    table = cpr_docs.progress(known)
    table.save(output, language=language, overwrite=force)
    count = len(table.actions)
    write_message(
        localised(n_("wrote {path}: {count} action", "wrote {path}: {count} actions"), path=output, count=count)
    )
