"""The command ``cpr-docs forms``."""

import click

import cpr_docs
from cpr_docs.cli.options import examples
from cpr_docs.cli.streams import write_stdout


@click.command(epilog=examples("cpr-docs forms"))
def list_forms() -> None:
    """List the forms: name, title in both languages, place in the guidance."""
    for form in cpr_docs.forms():
        titles = [form.title[language] for language in cpr_docs.Language]
        write_stdout("\n    ".join([form.name, *titles, f"Guidance: {form.guidance}"]))
