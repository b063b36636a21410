"""The command ``cpr-docs blank``."""

from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs.cli.messages import localised
from cpr_docs.cli.options import (
    examples,
    forms_option,
    load_settings,
    settings_option,
    soffice_option,
    templates_option,
    write_text,
)
from cpr_docs.cli.own_forms import FORM_NAME
from cpr_docs.cli.render import check_output, write_documents
from cpr_docs.language.catalogue import _


@click.command(
    epilog=examples(
        "cpr-docs blank recommendation --review-type extended -o blanks/",
        "cpr-docs blank evaluation_form -l cy -o ffurflen.pdf",
        "cpr-docs blank report -o report.json",
    )
)
@click.argument("form", type=FORM_NAME, metavar="FORM")
@forms_option
@click.option("--review-type", type=click.Choice(["concise", "extended"]), help="By default, concise.")
@click.option(
    "-l",
    "--language",
    type=click.Choice(["cy", "en", "both"]),
    default="both",
    show_default=True,
    help="Welsh, English, or a document in each.",
)
@click.option(
    "--for",
    "purpose",
    type=click.Choice(["screen", "paper"]),
    help="To fill in with Word, or with a pen; by default a Word document is for the screen, and a PDF for paper.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file to write, .docx, .pdf or .json; for both languages, a folder.",
)
@click.option("--pdf", is_flag=True, help="Make a PDF beside each Word document; -o x.pdf makes the PDF alone.")
@settings_option
@templates_option
@soffice_option
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def blank(
    form: "type[cpr_docs.AnyForm]",
    own_forms: tuple[Any, ...],
    review_type: str | None,
    language: str,
    purpose: str | None,
    output: Path | None,
    pdf: bool,
    settings_file: str | None,
    template_dir: Path | None,
    soffice: str | None,
    force: bool,
) -> None:
    """Make a blank form, to be filled in with Word or with a pen, or as the JSON to begin with.

    FORM is one of the names that cpr-docs forms lists.
    """
    types = form.review_types()
    if review_type not in (None, *types):
        message = _("{form} is not a form of {review_type} reviews.")
        raise click.UsageError(localised(message, form=form.name(), review_type=review_type))
    draft = cpr_docs.blank(form, review_type or next(iter(types), None))
    if output is not None and output.suffix.lower() == ".json":
        begun = (load_settings(settings_file) or cpr_docs.Settings()).starting_data(draft.form_type)
        if begun:
            draft = draft.form_type.draft({**draft.data, **begun})
        write_text(draft.to_json().removesuffix("\n"), output, force=force)
        return
    check_output(output, language)
    pdf_only = output is not None and output.suffix.lower() == ".pdf"
    write_documents(
        cpr_docs.Renderer(template_dir, load_settings(settings_file)),
        draft,
        language,
        output,
        office=cpr_docs.Office.find(soffice) if pdf or pdf_only else None,
        pdf_only=pdf_only,
        purpose=purpose,
        force=force,
    )
