"""The command ``cpr-docs summary``."""

import json
from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs.cli.messages import localised, message_language
from cpr_docs.cli.options import (
    examples,
    filename_in_errors,
    output_options,
    read_file,
    source_templates_option,
    write_text,
)
from cpr_docs.cli.streams import fail, limited, write_message
from cpr_docs.cli.timeline_files import load_merged
from cpr_docs.language.catalogue import _


@click.command(
    epilog=examples(
        "cpr-docs summary merged.json -o timeline.json",
        "cpr-docs summary merged.json --into report-1.json -o report-2.json",
    )
)
@click.argument("merged", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--into",
    type=click.Path(dir_okay=False),
    help="The JSON of a report, or of its draft: print it with this summary in the place of its own.",
)
@source_templates_option
@output_options
def summary(merged: str, into: str | None, templates: str | None, output: Path | None, force: bool) -> None:
    """Print the anonymised summary of a MERGED timeline, as the rows of a report's timeline.

    It has the words that the Review Panel wrote for it, and never those of an agency. Key events without such words
    are listed on standard error.
    """
    form = load_merged(merged, templates)
    rows = [row.model_dump(mode="json", exclude_none=True) for row in form.summary()]
    notes = limited(note.describe(message_language()) for note in form.summary_notes())
    if into is not None and not rows:
        message = _("{path}: no entry has words for the summary; the timeline of {report} stays as it is")
        fail("\n".join([localised(message, path=merged, report=into), *notes]), 1)
    text = json.dumps(rows, ensure_ascii=False, indent=2) if into is None else _within(into, form.case_identifier, rows)
    write_text(text, output, force=force, sources=[merged])
    write_message(localised(_("rows: {count}"), count=len(rows)))
    for line in notes:
        write_message(line)


def _within(report: str, case_identifier: str, rows: list[Any]) -> str:
    """The JSON of the report, with the rows as its timeline."""
    content = read_file(report)
    with filename_in_errors(report):
        form, values = cpr_docs.AnyForm.identify(content)
        if not issubclass(form, cpr_docs.Report):
            raise click.UsageError(localised(_("{path} is another form: {name}."), path=report, name=form.name()))
        if values.get("case_identifier", case_identifier) != case_identifier:
            raise click.UsageError(localised(_("{path} is the report of another case."), path=report))
        return form.draft({**values, "timeline": rows}).to_json().removesuffix("\n")
