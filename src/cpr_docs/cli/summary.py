"""The command ``cpr-docs summary``."""

import json
from pathlib import Path

import click

from cpr_docs.cli.messages import localised, message_language
from cpr_docs.cli.options import examples, output_options, source_templates_option, write_text
from cpr_docs.cli.streams import limited, write_message
from cpr_docs.cli.timeline_files import load_merged
from cpr_docs.language.catalogue import _


@click.command(epilog=examples("cpr-docs summary merged.json -o timeline.json"))
@click.argument("merged", type=click.Path(exists=True, dir_okay=False))
@source_templates_option
@output_options
def summary(merged: str, templates: str | None, output: Path | None, force: bool) -> None:
    """Print the anonymised summary of a MERGED timeline, as the rows of a report's timeline.

    It has the words that the Review Panel wrote for it, and never those of an agency. Key events without such words
    are listed on standard error.
    """
    form = load_merged(merged, templates)
    rows = [row.model_dump(mode="json", exclude_none=True) for row in form.summary()]
    write_text(json.dumps(rows, ensure_ascii=False, indent=2), output, force=force)
    write_message(localised(_("rows: {count}"), count=len(rows)))
    for line in limited(note.describe(message_language()) for note in form.summary_notes()):
        write_message(line)
