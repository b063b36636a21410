"""The command ``cpr-docs fields``."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs.cli.options import examples, forms_option, labels_option, output_options, write_text
from cpr_docs.cli.own_forms import FORM_NAME
from cpr_docs.language.catalogue import _, p_, translate
from cpr_docs.language.languages import Language

_HEADINGS = (_("PATH"), _("KIND"), _("REQUIRED"), _("LABEL"))


@click.command(
    epilog=examples("cpr-docs fields invitation_letter -l cy", "cpr-docs fields report --json -o report.json")
)
@click.argument("form", type=FORM_NAME, metavar="FORM")
@labels_option
@forms_option
@click.option("--json", "as_json", is_flag=True, help="All that is known of each field, as JSON.")
@output_options
def fields(
    form: "type[cpr_docs.AnyForm]",
    own_forms: tuple[Any, ...],
    language: str,
    as_json: bool,
    output: Path | None,
    force: bool,
) -> None:
    """List the fields of a form: path, kind, label, and the answers of a question.

    FORM is one of the names that cpr-docs forms lists.
    """
    described = cpr_docs.fields(form, language)
    if as_json:
        text = json.dumps([dataclasses.asdict(field) for field in described], ensure_ascii=False, indent=2)
    else:
        text = "\n".join(_lines(described, Language(language)))
    write_text(text, output, force=force)


def _lines(described: tuple[cpr_docs.FieldDescription, ...], language: Language) -> Iterator[str]:
    headings = [translate(heading, language) for heading in _HEADINGS]
    rows = [headings, *(_row(field, language) for field in described)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS) - 1)]
    for row in rows:
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])


def _row(field: cpr_docs.FieldDescription, language: Language) -> list[str]:
    answers = " / ".join(f"{option.label} ({json.dumps(option.value)})" for option in field.options)
    label = f"{field.label}: {answers}" if answers else field.label
    if len(field.review_types) == 1:
        label += f" [{field.review_types[0].value}]"
    required = translate(p_("Is it required?", "yes"), language) if field.required else ""
    return [field.path, field.kind.text(language), required, label]
