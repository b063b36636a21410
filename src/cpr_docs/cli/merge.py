"""The command ``cpr-docs merge``."""

import datetime
from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs.cli.messages import localised, localised_text, message_language
from cpr_docs.cli.options import examples, source_templates_option, write_text
from cpr_docs.cli.streams import limited, write_message
from cpr_docs.cli.table_options import LANGUAGE_HINT, TABLE_HINTS, refuse_table, sheet_option
from cpr_docs.cli.timeline_files import day_of, load_merged
from cpr_docs.language.catalogue import _

_HINTS = {
    "sheets": TABLE_HINTS["sheets"],
    "no_language": LANGUAGE_HINT,
    "hidden": _("Show all rows again: clear the filter, and save the table."),
    "unknown_column": _("Delete the column, or move it to a table of your own."),
}


@click.command(
    epilog=examples(
        "cpr-docs merge police.docx health.docx timelines/*.json -o all.json",
        "cpr-docs merge health-2.docx --onto merged.json -o merged-2.json",
        "cpr-docs merge --onto merged.json --rows entries.xlsx -o merged-3.json",
    )
)
@click.argument("timelines", nargs=-1, type=click.Path(exists=True, dir_okay=False), metavar="[DOCUMENT]...")
@click.option(
    "--onto",
    type=click.Path(exists=True, dir_okay=False),
    help="The merged timeline that these are new versions for; what the Review Panel added to it stays.",
)
@click.option(
    "--rows",
    type=click.Path(exists=True, dir_okay=False),
    help="A table of its entries that the Panel edited, to be taken first.",
)
@click.option(
    "-l",
    "--language",
    type=click.Choice(["cy", "en"]),
    help="The language of text of the table whose heading does not say it.",
)
@sheet_option
@click.option(
    "--threshold",
    type=float,
    metavar="N",
    default=0.5,
    show_default=True,
    help="The share of the words of an event that another must have to be proposed as the same.",
)
@click.option("--dated", callback=day_of, metavar="DATE", help="The date of this version; by default today.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The JSON file to write.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@source_templates_option
def merge(
    timelines: tuple[str, ...],
    onto: str | None,
    rows: str | None,
    language: Any,
    sheet: str | None,
    threshold: float,
    dated: datetime.date | None,
    output: Path,
    force: bool,
    templates: str | None,
) -> None:
    """Merge the timelines of agencies in the order of time.

    Each DOCUMENT is a timeline, in Word or as JSON. Entries that may be about the same event are listed on standard
    error, and so is what the agencies changed: a person decides.
    """
    if not timelines and (onto is None or rows is None):
        raise click.UsageError(localised(_("Name timelines to merge, or --onto and --rows.")))
    if rows is not None and onto is None:
        raise click.UsageError(localised(_("--rows is a table of the entries of --onto: name both.")))
    if not 0 < threshold <= 1:
        raise click.UsageError(localised(_("--threshold must be above 0, and at most 1.")))
    try:
        merged = cpr_docs.merge(
            timelines,
            onto=None if onto is None else load_merged(onto, templates),
            rows=rows,
            threshold=threshold,
            dated=dated,
            language=language,
            sheet=sheet,
            templates=templates,
        )
    except cpr_docs.InvalidTable as error:
        refuse_table(error, _HINTS)
    sources = [*timelines, *([] if rows is None else [rows])]
    write_text(merged.form.model_dump_json(indent=2, exclude_defaults=True), output, force=force, sources=sources)
    write_message(localised(_("entries: {count}"), count=len(merged.form.entries)))
    for line in limited(problem.describe(message_language()) for problem in merged.problems):
        write_message(line)
    for line in limited(localised_text(duplicate) for duplicate in merged.duplicates):
        write_message(line)
