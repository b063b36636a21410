"""The command ``cpr-docs filter``."""

import datetime
from pathlib import Path

import click

from cpr_docs.cli.messages import localised
from cpr_docs.cli.options import examples, output_options, source_templates_option, write_text
from cpr_docs.cli.streams import write_message
from cpr_docs.cli.timeline_files import day_of, load_merged
from cpr_docs.guidance.parts.agencies import Agency
from cpr_docs.language.catalogue import _


@click.command(
    "filter",
    epilog=examples(
        "cpr-docs filter merged.json --agency police --agency probation -o police.json",
        "cpr-docs filter merged.json --from 2012-01-01 --key-events | cpr-docs render - -l both -o wall/",
    ),
)
@click.argument("merged", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--agency",
    "agencies",
    type=click.Choice([agency.value for agency in Agency]),
    multiple=True,
    help="The entries of this agency; repeat it.",
)
@click.option("--from", "start", callback=day_of, metavar="DATE", help="The entries from this day on.")
@click.option("--to", "end", callback=day_of, metavar="DATE", help="The entries up to this day.")
@click.option("--key-events", is_flag=True, help="The key events alone.")
@source_templates_option
@output_options
def filter_timeline(
    merged: str,
    agencies: tuple[str, ...],
    start: datetime.date | None,
    end: datetime.date | None,
    key_events: bool,
    templates: str | None,
    output: Path | None,
    force: bool,
) -> None:
    """Print an extract of a MERGED timeline: the entries of some agencies, of some time, or the key events.

    The extract says on its first page what it is an extract of. It cannot be merged, and gives no summary.
    """
    if not agencies and start is None and end is None and not key_events:
        raise click.UsageError(localised(_("Say which entries: --agency, --from, --to or --key-events.")))
    if start is not None and end is not None and end < start:
        raise click.UsageError(localised(_("--to is before --from.")))
    whole = load_merged(merged, templates)
    extract = whole.only(agencies or None, start, end, True if key_events else None)
    write_text(extract.model_dump_json(indent=2, exclude_defaults=True), output, force=force, sources=[merged])
    write_message(localised(_("entries: {count}"), count=len(extract.entries)))
