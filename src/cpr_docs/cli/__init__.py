"""The command ``cpr-docs``: each command a thin call of the library.

Data goes to standard output, talk to standard error. Exit status 0 is fine, 1 means that the data or a template has
problems, all of them listed, and 2 that the command was used wrongly.
"""

import importlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import cpr_docs
from cpr_docs.cli.options import (
    about_file,
    ended_in_order,
    for_publication,
    never_print,
    output_options,
    publishing_options,
    put,
    read_file,
    rendering_options,
    settings_of,
    together,
    with_pdfs,
    without_collecting,
)
from cpr_docs.cli.streams import fail, streams_in_order, tell, told
from cpr_docs.errors import (
    CprDocsError,
    ForbiddenWords,
    MissingLanguage,
    OfficeFailed,
    OfficeNotFound,
    OutputError,
    OutputExists,
)
from cpr_docs.models.registry import FORM_NAMES

if TYPE_CHECKING:
    from cpr_docs.models.form import Form

_HELP = {"help_option_names": ["-h", "--help"]}


def _example(*lines: str) -> str:
    # click keeps the lines of a paragraph that begins with \b as they are.
    return "\n".join(["\b", "Example:", *(f"  {line}" for line in lines)])


_ELSEWHERE = {
    "batch": "batch:batch",
    "collate": "read:collate",
    "pack": "pack:pack",
    "read": "read:read_document",
    "templates": "templates:templates",
}
"""Commands that stand in modules of their own, each loaded when it is first asked for."""


class _CprGroup(click.Group):
    """Turns the library's errors into a message and an exit status."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_ELSEWHERE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _ELSEWHERE:
            module, _colon, name = _ELSEWHERE[cmd_name].partition(":")
            command: click.Command = getattr(importlib.import_module(f"cpr_docs.cli.{module}"), name)
            return command
        return super().get_command(ctx, cmd_name)

    def main(self, *args: Any, **extra: Any) -> Any:
        with streams_in_order():
            return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with ended_in_order():
                return super().invoke(ctx)
        except (OutputError, OfficeNotFound, OfficeFailed) as error:
            fail(told(error), 2)
        except CprDocsError as error:
            fail(told(error), 1)


@click.group(
    cls=_CprGroup,
    context_settings=_HELP,
    epilog=_example(
        "cpr-docs example report --review-type extended -o report.json",
        "cpr-docs render report.json -l both -o report/",
    ),
)
@click.version_option(package_name="cpr-docs")
def main() -> None:
    """Child Practice Review forms as Word documents, in English and in Welsh."""


@main.command("forms", epilog=_example("cpr-docs forms"))
def list_forms() -> None:
    """List the forms: name, title in both languages, place in the guidance."""
    for form in cpr_docs.forms():
        titles = [form.title[language] for language in cpr_docs.Language]
        put("\n    ".join([form.name, *titles, f"Guidance: {form.guidance}"]), None, force=False)


@main.command(epilog=_example("cpr-docs schema invitation_letter -o invitation_letter.schema.json"))
@click.argument("form", type=click.Choice(FORM_NAMES))
@output_options
def schema(form: str, output: Path | None, force: bool) -> None:
    """Print the JSON Schema of a form, or write it to a file."""
    described = next(description for description in cpr_docs.forms() if description.name == form)
    put(json.dumps(described.form.json_schema(), ensure_ascii=False, indent=2), output, force=force)


@main.command(epilog=_example("cpr-docs example recommendation --review-type extended -o recommendation.json"))
@click.argument("form", type=click.Choice(FORM_NAMES))
@click.option("--review-type", type=click.Choice(["concise", "extended"]), default="concise", show_default=True)
@click.option("--sparse", is_flag=True, help="With as little as the form demands.")
@output_options
def example(form: str, review_type: str, sparse: bool, output: Path | None, force: bool) -> None:
    """Print an invented case of a form as JSON, to start from, or write it to a file."""
    put(cpr_docs.example(form, review_type, sparse=sparse).model_dump_json(indent=2), output, force=force)


@main.command(
    epilog=_example(
        "cpr-docs render case.json -l cy -o llythyr.docx",
        "cpr-docs render case.json -l en -o letter.pdf",
        "cpr-docs example report | cpr-docs render - -l both -o reports/",
        "cpr-docs example report | cpr-docs render - -l both -o website/ --published",
    )
)
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
@click.option("--pdf", is_flag=True, help="Make a PDF beside each Word document; -o x.pdf makes the PDF alone.")
@rendering_options
@publishing_options
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@without_collecting()
def render(
    data: str,
    language: str,
    output: Path | None,
    pdf: bool,
    missing: Any,
    settings_file: str | None,
    house: Path | None,
    soffice: str | None,
    published: bool,
    terms_file: str | None,
    force: bool,
) -> None:
    """Make the document of one form, Word or PDF; DATA is a JSON file, or - for standard input.

    PDF is made by LibreOffice, which has to be on this machine.
    """
    _require_place(output, language)
    alone = output is not None and output.suffix.lower() == ".pdf"
    office = cpr_docs.Office.find(soffice) if pdf or alone else None
    settings, terms = settings_of(settings_file), never_print(terms_file)
    form = _form(data)
    renderer = cpr_docs.Renderer(house, for_publication(settings, form) if published else settings)
    documents = _rendered(renderer, form, ["cy", "en"] if language == "both" else [language], missing, terms)
    if output is None or language == "both":
        folder = output or Path()
        paths = [folder / document.filename for document in documents]
    else:
        folder, paths = None, [output]
    files = {path: document.content for path, document in zip(paths, documents, strict=True)}
    if office is not None:
        files = with_pdfs(files, office, alone=alone)
    _write(files, folder, force=force)
    for path in files:
        tell(f"wrote {path}")


def _require_place(output: Path | None, language: str) -> None:
    if output is None:
        return
    is_file = output.suffix.lower() in (".docx", ".pdf")
    if language == "both" and is_file:
        raise click.UsageError("both languages are two documents: give a folder, or one language.")
    if language != "both" and not is_file:
        raise click.UsageError("a document in one language is one file: give a name that ends in .docx or .pdf.")


def _rendered(
    renderer: "cpr_docs.Renderer",
    form: "Form",
    languages: list[str],
    missing: Any,
    terms: "cpr_docs.NeverPrint | None",
) -> "list[cpr_docs.Document]":
    """The documents in all the languages; raises what is wrong with any of them."""
    documents, refused = [], []
    for language in languages:
        try:
            documents.append(renderer.render(form, language, missing=missing, never_print=terms))
        except (MissingLanguage, ForbiddenWords) as error:
            refused.append(error)
    if refused:
        raise together(refused)
    return documents


def _write(files: dict[Path, bytes], folder: Path | None, *, force: bool) -> None:
    """Writes all the files, or none where one of them is there already."""
    for path in files:
        try:
            there, is_folder = path.exists(), path.is_dir()
        except OSError as error:
            raise OutputError(f"{path}: cannot be written ({error.strerror})") from None
        if is_folder:
            raise OutputError(f"{path}: is a folder")
        if there and not force:
            raise OutputExists(f"{path}: there is a file already; --force replaces it")
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{folder}: cannot be made a folder ({error.strerror})") from None
    from cpr_docs.files import write_atomic

    for path, content in files.items():
        write_atomic(path, content, overwrite=force)


def _form(data: str) -> "Form":
    with about_file(data):
        return cpr_docs.Form.parse(read_file(data))
