"""The files and days that the commands of timelines take, and the notes that they write."""

import datetime
from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs.cli.messages import localised
from cpr_docs.cli.options import filename_in_errors
from cpr_docs.cli.streams import write_message
from cpr_docs.files import is_archive
from cpr_docs.language.catalogue import _
from cpr_docs.language.normalise import visible


def day_of(_context: click.Context, _option: click.Parameter, text: str | None) -> datetime.date | None:
    """The day that an option names, such as 2012-03-31."""
    try:
        return None if text is None else datetime.date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(localised(_("must be a date such as 2012-01-31 (year-month-day)"))) from None


def load_merged(path: str, templates: str | None) -> Any:
    """The merged timeline in a Word document, or in a JSON file."""
    # Imported on use: it loads what reads a Word document, which no help text needs.
    from cpr_docs.reading.form_source import form_of

    with filename_in_errors(path):
        form = form_of(path, templates)
    if not isinstance(form, cpr_docs.MergedTimeline):
        message = _("{path} is another form: {name}.")
        raise click.UsageError(localised(message, path=path, name=type(form).name()))
    if is_archive(Path(path)):
        message = _("{path}: a Word document has the text of one language; to keep both, take the JSON")
        write_message(localised(message, path=visible(Path(path).name)))
    return form
