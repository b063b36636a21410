"""The command ``cpr-docs rows``."""

import json
from pathlib import Path
from typing import Any, Final

import click

import cpr_docs
from cpr_docs.cli.messages import localised, message_language
from cpr_docs.cli.options import examples, filename_in_errors, forms_option, output_options, read_file, write_text
from cpr_docs.cli.own_forms import FORM_NAME
from cpr_docs.cli.streams import write_message
from cpr_docs.cli.table_options import (
    LANGUAGE_HINT,
    TABLE_HINTS,
    header_row_option,
    ignore_option,
    refuse_table,
    sheet_option,
)
from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import ReviewType

_HINTS: Final = {
    "no_language": LANGUAGE_HINT,
    "hidden": _("--hidden-rows skip leaves such rows out, --hidden-rows keep reads them."),
}


@click.command(
    epilog=examples(
        "cpr-docs rows terms_of_reference panel_members --table-template panel.xlsx -l cy",
        "cpr-docs rows terms_of_reference panel_members members.csv -o members.json",
        "cpr-docs rows terms_of_reference panel_members members.xlsx --into terms.json -o whole.json",
    )
)
@click.argument("form", type=FORM_NAME, metavar="FORM")
@click.argument("path")
@click.argument("table", required=False, type=click.Path(dir_okay=False, exists=True))
@click.option(
    "--review-type",
    type=click.Choice([kind.value for kind in ReviewType]),
    help="The review type, where it decides what a row holds.",
)
@click.option(
    "-l",
    "--language",
    type=click.Choice(["cy", "en"]),
    help="The language of text whose heading does not say it; with --table-template, of the headings, by default that "
    "of messages.",
)
@click.option(
    "--into",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The JSON of a form, or of a draft: print it with these rows in the place of its own.",
)
@click.option("--draft", is_flag=True, help="Let what a row requires be blank.")
@ignore_option
@sheet_option
@header_row_option
@click.option(
    "--hidden-rows",
    type=click.Choice(["refuse", "skip", "keep"]),
    default="refuse",
    show_default=True,
    help="Rows that the spreadsheet hides: nothing is read, they are left out, or they are rows.",
)
@click.option(
    "--table-template",
    "template",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write an empty table to fill in, .xlsx or .csv, instead of reading one.",
)
@forms_option
@output_options
def rows(
    form: "type[cpr_docs.AnyForm]",
    path: str,
    table: str | None,
    review_type: str | None,
    language: Any,
    into: Path | None,
    draft: bool,
    ignore: tuple[str, ...],
    sheet: str | None,
    header_row: int | None,
    hidden_rows: Any,
    template: Path | None,
    own_forms: tuple[Any, ...],
    output: Path | None,
    force: bool,
) -> None:
    """Print the rows of a list, as the form's JSON has them, from a TABLE that is a CSV or XLSX file.

    PATH is that of the list: 'timeline', or 'terms.amendments'. All cells are checked before one row is printed.

    FORM is one of the names that cpr-docs forms lists.
    """
    if (table is None) == (template is None):
        raise click.UsageError(localised(_("Name a table to read, or --table-template and a file to write.")))
    try:
        if template is not None:
            chosen: Any = language or message_language()
            cpr_docs.table_template(form, path, template, review_type=review_type, language=chosen, overwrite=force)
            write_message(localised(_("wrote {path}"), path=template))
            return
        target, values = (form, {}) if into is None else _identified(form, into)
        found = cpr_docs.rows(
            target,
            path,
            str(table),
            review_type=review_type,
            language=language,
            draft=draft,
            ignore=ignore,
            sheet=sheet,
            header_row=header_row,
            hidden_rows=hidden_rows,
        )
    except cpr_docs.InvalidTable as error:
        refuse_table(error, {**TABLE_HINTS, **_HINTS})
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if into is None:
        write_text(json.dumps(found, ensure_ascii=False, indent=2), output, force=force, sources=[str(table)])
        return
    # Imported on use: only --into needs it.
    from cpr_docs.tables.form_list import form_list

    with filename_in_errors(str(into)):
        whole = target.draft(form_list(target, path).within(values, found))
    write_text(whole.to_json().removesuffix("\n"), output, force=force, sources=[str(table)])


def _identified(form: "type[cpr_docs.AnyForm]", into: Path) -> "tuple[type[cpr_docs.AnyForm], dict[str, Any]]":
    """The class and the data of the form that the rows go into."""
    content = read_file(str(into))
    with filename_in_errors(str(into)):
        found, values = cpr_docs.AnyForm.identify(content, [form])
    if found.name() != form.name():
        raise click.UsageError(localised(_("{path} is another form: {name}."), path=into, name=found.name()))
    return found, values
