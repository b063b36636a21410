"""The command ``cpr-docs``: each command a thin call of the library.

Data goes to standard output, talk to standard error. Exit status 0 is fine, 1 means that the data or a template has
problems, all of them listed, and 2 that the command was used wrongly.
"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import cpr_docs
from cpr_docs.errors import CprDocsError, OutputError, OutputExists
from cpr_docs.models.guidance import FORM_NAMES

if TYPE_CHECKING:
    from cpr_docs.documents.settings import Settings
    from cpr_docs.models.form import Form

_HELP = {"help_option_names": ["-h", "--help"]}


class _Door(click.Group):
    """Turns the library's errors into a message and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OutputError as error:
            _fail(str(error), 2)
        except CprDocsError as error:
            _fail(str(error), 1)


@click.group(cls=_Door, context_settings=_HELP)
@click.version_option(package_name="cpr-docs")
def main() -> None:
    r"""Child Practice Review forms as Word documents, in English and in Welsh.

    \b
    Example:
        cpr-docs example report --review-type extended > case.json
        cpr-docs render case.json -l both -o case/
    """


@main.command("forms")
def list_forms() -> None:
    r"""List the forms: name, title in both languages, place in the guidance.

    \b
    Example:
        cpr-docs forms
    """
    for form in cpr_docs.forms():
        click.echo(f"{form.name}\n    {form.title[cpr_docs.Language.ENGLISH]}")
        click.echo(f"    {form.title[cpr_docs.Language.WELSH]}\n    Guidance: {form.guidance}")


@main.command()
@click.argument("form", type=click.Choice(FORM_NAMES))
def schema(form: str) -> None:
    r"""Print the JSON Schema of a form.

    \b
    Example:
        cpr-docs schema invitation_letter > invitation_letter.schema.json
    """
    described = next(description for description in cpr_docs.forms() if description.name == form)
    click.echo(json.dumps(described.form.json_schema(), ensure_ascii=False, indent=2))


@main.command()
@click.argument("form", type=click.Choice(FORM_NAMES))
@click.option("--review-type", type=click.Choice(["concise", "extended"]), default="concise", show_default=True)
@click.option("--sparse", is_flag=True, help="With as little as the form demands.")
def example(form: str, review_type: str, sparse: bool) -> None:
    r"""Print an invented case of a form as JSON, to start from.

    \b
    Example:
        cpr-docs example recommendation --review-type extended > case.json
    """
    click.echo(cpr_docs.example(form, review_type, sparse=sparse).model_dump_json(indent=2))


@main.command()
@click.argument("data", type=click.Path(dir_okay=False, allow_dash=True))
@click.option(
    "-l",
    "--language",
    type=click.Choice(["en", "cy", "both"]),
    required=True,
    help="English, Welsh, or a document in each.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file to write; for both languages, a folder."
)
@click.option(
    "--missing",
    type=click.Choice(["refuse", "mark"]),
    default="refuse",
    show_default=True,
    help="What to do with text that is not there in the language.",
)
@click.option("--settings", "settings_file", type=click.Path(dir_okay=False), help="A JSON file of settings.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def render(data: str, language: str, output: Path | None, missing: Any, settings_file: str | None, force: bool) -> None:
    r"""Make the Word document of one form; DATA is a JSON file, or - for standard input.

    \b
    Example:
        cpr-docs render case.json -l cy -o llythyr.docx
        cpr-docs example report | cpr-docs render - -l both -o reports/
    """
    if output is not None and output.suffix.lower() == ".pdf":
        raise click.UsageError("PDF is not made yet: give a name that ends in .docx.")
    renderer = cpr_docs.Renderer(settings=_settings(settings_file))
    form = _form(data)
    languages = ["cy", "en"] if language == "both" else [language]
    documents = [renderer.render(form, one, missing=missing) for one in languages]
    folder = output if language == "both" else None
    paths = [(folder or Path()) / document.filename if folder or output is None else output for document in documents]
    _write(documents, paths, folder, force=force)
    for path in paths:
        click.echo(f"wrote {path}", err=True)


def _write(documents: list["cpr_docs.Document"], paths: list[Path], folder: Path | None, *, force: bool) -> None:
    """Writes all the documents, or none where one of the files is there already."""
    for path in paths:
        if path.exists() and not force:
            raise OutputExists(f"{path}: there is a file already; --force replaces it")
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{folder}: cannot be made a folder ({error.strerror})") from None
    for document, path in zip(documents, paths, strict=True):
        document.save(path, overwrite=force)


def _form(data: str) -> "Form":
    return cpr_docs.Form.parse(sys.stdin.buffer.read() if data == "-" else _read(data))


def _settings(path: str | None) -> "Settings | None":
    return None if path is None else cpr_docs.Settings.parse(_read(path))


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path}: cannot be read ({error.strerror})") from None


def _fail(message: str, status: int) -> None:
    click.echo(f"cpr-docs: {message}", err=True)
    sys.exit(status)
