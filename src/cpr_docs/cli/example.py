"""The command ``cpr-docs example``."""

from pathlib import Path

import click

import cpr_docs
from cpr_docs.cli.options import examples, output_options, write_text
from cpr_docs.models.registry import form_names


@click.command(epilog=examples("cpr-docs example recommendation --review-type extended -o recommendation.json"))
@click.argument("form", type=click.Choice(form_names()))
@click.option("--review-type", type=click.Choice(["concise", "extended"]), default="concise", show_default=True)
@click.option("--sparse", is_flag=True, help="With as little as the form demands.")
@output_options
def example(form: str, review_type: str, sparse: bool, output: Path | None, force: bool) -> None:
    """Print an invented case of a form as JSON, to start from, or write it to a file."""
    write_text(cpr_docs.example(form, review_type, sparse=sparse).model_dump_json(indent=2), output, force=force)
