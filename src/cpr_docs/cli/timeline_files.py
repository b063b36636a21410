"""The files and days that the commands of timelines take, and the notes that they write."""

import datetime
from typing import Any

import click

import cpr_docs
from cpr_docs.cli.messages import localised
from cpr_docs.cli.options import is_word_document, load_form
from cpr_docs.language.catalogue import _


def day_of(_context: click.Context, _option: click.Parameter, text: str | None) -> datetime.date | None:
    """The day that an option names, such as 2012-03-31."""
    try:
        return None if text is None else datetime.date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(localised(_("must be a date such as 2012-01-31 (year-month-day)"))) from None


def load_merged(path: str, templates: str | None) -> Any:
    """The merged timeline in a Word document, or in a JSON file."""
    form = cpr_docs.read(path, templates=templates) if is_word_document(path) else load_form(path)
    if not isinstance(form, cpr_docs.MergedTimeline):
        message = _("{path} is another form: {name}.")
        raise click.UsageError(localised(message, path=path, name=type(form).name()))
    return form
