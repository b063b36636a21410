"""The command ``cpr-docs example``."""

from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs.cli.messages import localised
from cpr_docs.cli.options import examples, forms_option, labels_option, output_options, write_text
from cpr_docs.cli.own_forms import FORM_NAME, is_of_the_guidance
from cpr_docs.cli.streams import write_message
from cpr_docs.language.catalogue import _


@click.command(
    epilog=examples(
        "cpr-docs example recommendation --review-type extended -o recommendation.json",
        "cpr-docs example invitation_letter --table people.xlsx",
    )
)
@click.argument("form", type=FORM_NAME, metavar="FORM")
@forms_option
@click.option("--review-type", type=click.Choice(["concise", "extended"]), default="concise", show_default=True)
@click.option("--sparse", is_flag=True, help="With as little as the form demands.")
@click.option(
    "--table",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a table of recipients for a batch, .xlsx or .csv, with an invented row, instead of JSON.",
)
@labels_option
@output_options
def example(
    form: "type[cpr_docs.AnyForm]",
    own_forms: tuple[Any, ...],
    review_type: str,
    sparse: bool,
    table: Path | None,
    language: Any,
    output: Path | None,
    force: bool,
) -> None:
    """Print an invented case of a form as JSON, to start from, or write it to a file.

    With --table, write the table that a batch of the form takes; -l is the language of its headings. With -o too, the
    JSON is the letter of that batch: without what differs for each recipient.

    FORM is one of the names that cpr-docs forms lists.
    """
    if table is not None:
        _write_table(form, table, language, force=force)
        if output is None:
            return
    if not is_of_the_guidance(form):
        message = _("{form} has no example: only the forms of the guidance have invented cases.")
        raise click.UsageError(localised(message, form=form.name()))
    letter: Any = cpr_docs.example(form.name(), review_type, sparse=sparse)
    of_one = {form.ADDRESSEE, form.ANSWERED, *form.PER_RECIPIENT} if table is not None else None
    write_text(letter.model_dump_json(indent=2, exclude=of_one), output, force=force)


def _write_table(form: "type[cpr_docs.AnyForm]", target: Path, language: Any, *, force: bool) -> None:
    if not form.variants()[0].ADDRESSEE:
        message = _("{form} has no recipient: there is no table of recipients for it.")
        raise click.UsageError(localised(message, form=form.name()))
    cpr_docs.example_table(form, target, language=language, overwrite=force)
    write_message(localised(_("wrote {path}"), path=target))
