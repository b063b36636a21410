"""The command ``cpr-docs forms``."""

from typing import Any

import click

import cpr_docs
from cpr_docs.cli.messages import localised
from cpr_docs.cli.options import examples, forms_option
from cpr_docs.cli.own_forms import all_own_forms
from cpr_docs.cli.streams import write_stdout
from cpr_docs.language.catalogue import _, translate

_LANGUAGES = (cpr_docs.Language.WELSH, cpr_docs.Language.ENGLISH)
_GUIDANCE = _("Guidance: {place}")


@click.command(epilog=examples("cpr-docs forms"))
@forms_option
def list_forms(own_forms: tuple[Any, ...]) -> None:
    """List the forms: name, title in both languages, place in the guidance; then forms of your own."""
    for form in cpr_docs.forms():
        titles = [form.title[language] for language in _LANGUAGES]
        write_stdout("\n    ".join([form.name, *titles, localised(_GUIDANCE, place=form.guidance)]))
    for own in all_own_forms(own_forms):
        titles = [translate(own.TITLE, language) for language in _LANGUAGES]
        source = [localised(_GUIDANCE, place=own.GUIDANCE)] if own.GUIDANCE else []
        found = localised(_("Class: {name}"), name=f"{own.__module__}:{own.__qualname__}")
        write_stdout("\n    ".join([own.name(), *titles, *source, found]))
