"""The command ``cpr-docs recipients``."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs.cli.messages import localised
from cpr_docs.cli.options import examples, labels_option, source_templates_option
from cpr_docs.cli.several_forms import load_each
from cpr_docs.cli.streams import fail, limited, write_message
from cpr_docs.language.catalogue import _
from cpr_docs.language.normalise import visible


@click.command(
    epilog=examples(
        "cpr-docs recipients timelines/*.json -o practitioners.csv",
        "cpr-docs recipients police.docx health.docx -o derbynwyr.xlsx -l cy",
    )
)
@click.argument(
    "timelines", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False), metavar="DOCUMENT..."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write: .csv or .xlsx.",
)
@labels_option
@source_templates_option
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def recipients(timelines: tuple[str, ...], output: Path, language: Any, templates: str | None, force: bool) -> None:
    """Write the practitioners of agency timelines to a table of recipients, which cpr-docs batch reads.

    DOCUMENT is a timeline as a Word document, or as the JSON of a form. A person whom several timelines name is one
    row: the rows that were joined are listed.
    """
    forms = load_each(timelines, cpr_docs.AgencyTimeline, templates)
    others = [
        path for path, form in zip(timelines, forms, strict=True) if form.case_identifier != forms[0].case_identifier
    ]
    if others:
        message = localised(_("is that of another case"))
        fail("\n".join(f"{visible(path)}, case_identifier: {message}" for path in others), 1)
    found = cpr_docs.recipients(forms, language=language)
    found.save(output, overwrite=force)
    write_message(localised(_("wrote {path}"), path=output))
    for line in limited(_described(joined, timelines) for joined in found.joined):
        write_message(line)


def _described(joined: "cpr_docs.JoinedRecipient", files: Sequence[str]) -> str:
    """The line about several entries of one person, without a value."""
    places = "; ".join(f"{files[number - 1]} {path}" for number, path in joined.places)
    if joined.differing:
        message = _("row {row}: one person, named at {places}; check what differs: {columns}")
        return localised(message, row=joined.row, places=places, columns=", ".join(joined.differing))
    return localised(_("row {row}: one person, named at {places}"), row=joined.row, places=places)
