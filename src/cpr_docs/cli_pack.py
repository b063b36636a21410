"""The command ``cpr-docs pack``."""

from pathlib import Path
from typing import Any

import click

import cpr_docs

# click keeps the lines of a paragraph that begins with \b as they are.
_EXAMPLE = """\b
Example:
  cpr-docs pack letter.docx terms.json evaluation.json guidance.pdf -o envelope.pdf
  cpr-docs pack letter.json guidance.pdf -l cy -o amlen.pdf --right-hand
"""


@click.command(epilog=_EXAMPLE)
@click.argument("items", metavar="ITEM...", type=click.Path(dir_okay=False, path_type=Path), nargs=-1, required=True)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The PDF to write."
)
@click.option(
    "-l",
    "--language",
    type=click.Choice(["en", "cy", "both"]),
    default="both",
    show_default=True,
    help="In which languages a form in JSON is rendered; Welsh comes first.",
)
@click.option("--title", help="The title of the whole; by default that of the first item.")
@click.option("--right-hand", is_flag=True, help="Let each item begin on a right-hand page.")
@click.option(
    "--missing",
    type=click.Choice(["refuse", "mark"]),
    default="refuse",
    show_default=True,
    help="What to do with text that is not there in the language.",
)
@click.option("--settings", "settings_file", type=click.Path(dir_okay=False), help="A JSON file of settings.")
@click.option(
    "--templates",
    "house",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A board's own templates, in en/ and cy/; what is not there comes from the masters.",
)
@click.option("--soffice", metavar="PROGRAM", help="LibreOffice's program, where it is in no usual place.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def pack(
    items: tuple[Path, ...],
    output: Path,
    language: str,
    title: str | None,
    right_hand: bool,
    missing: Any,
    settings_file: str | None,
    house: Path | None,
    soffice: str | None,
    force: bool,
) -> None:
    """Bind what goes into one envelope as one PDF: each ITEM is a Word document, a PDF or a form in JSON.

    What is Word or JSON stays accessible. A PDF from elsewhere keeps its tags if it has any; what it loses is said.
    """
    settings = None if settings_file is None else cpr_docs.Settings.parse(_read(settings_file))
    lost = cpr_docs.pack(
        items,
        output,
        languages=["cy", "en"] if language == "both" else [language],
        title=title,
        renderer=cpr_docs.Renderer(house, settings),
        missing=missing,
        right_hand=right_hand,
        overwrite=force,
        office=cpr_docs.Office.find(soffice),
    )
    for sentence in lost:
        click.echo(f"note: {sentence}", err=True)
    click.echo(f"wrote {output}", err=True)


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path}: cannot be read ({error.strerror})") from None
