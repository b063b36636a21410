"""The command ``cpr-docs pack``."""

from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs.cli.messages import localised, localised_text
from cpr_docs.cli.options import examples, load_settings, rendering_options, require_purpose
from cpr_docs.cli.own_forms import all_own_forms, own_items
from cpr_docs.cli.streams import limited, write_message
from cpr_docs.language.catalogue import _


@click.command(
    epilog=examples(
        "cpr-docs pack letter.docx terms.json evaluation.json guidance.pdf -o envelope.pdf",
        "cpr-docs pack letter.json guidance.pdf -l cy -o amlen.pdf --right-hand",
    )
)
@click.argument("items", metavar="ITEM...", type=click.Path(dir_okay=False, path_type=Path), nargs=-1, required=True)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The PDF to write."
)
@click.option(
    "-l",
    "--language",
    type=click.Choice(["cy", "en", "both"]),
    default="both",
    show_default=True,
    help="In which languages a form in JSON is rendered; Welsh comes first.",
)
@click.option("--title", help="The title of the whole; by default that of the first item.")
@click.option("--right-hand", is_flag=True, help="Let each item begin on a right-hand page.")
@click.option(
    "--stale",
    type=click.Choice(["refuse", "keep"]),
    default="refuse",
    show_default=True,
    help="What to do with a Word file in which a value is printed again and has changed since.",
)
@rendering_options
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def pack(
    items: tuple[Path, ...],
    output: Path,
    language: str,
    title: str | None,
    right_hand: bool,
    stale: Any,
    purpose: str | None,
    missing: Any,
    settings_file: str | None,
    template_dir: Path | None,
    own_forms: tuple[Any, ...],
    soffice: str | None,
    force: bool,
) -> None:
    """Bind what goes into one envelope as one PDF: each ITEM is a Word document, a PDF or a form in JSON.

    A form in JSON is bound as a finished paper, unless --for says another purpose; a Word document is bound as it is.
    Word documents and forms stay accessible. A PDF from elsewhere keeps its tags if it has any; its losses are listed.
    """
    settings = load_settings(settings_file)
    require_purpose(purpose, settings)
    bound = cpr_docs.pack(
        own_items(items, own_forms),
        output,
        languages=["cy", "en"] if language == "both" else [language],
        title=title,
        renderer=cpr_docs.Renderer(template_dir, settings),
        purpose=purpose,
        missing=missing,
        right_hand=right_hand,
        overwrite=force,
        stale=stale,
        forms=all_own_forms(own_forms),
        office=cpr_docs.Office.find(soffice),
    )
    for sentence in limited(map(localised_text, bound.lost)):
        write_message(localised(_("note: {sentence}"), sentence=sentence))
    write_message(localised(_("wrote {path}"), path=output))
