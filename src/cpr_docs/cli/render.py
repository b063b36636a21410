"""The command ``cpr-docs render``."""

import contextlib
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs.cli.messages import localised, localised_text, message_language
from cpr_docs.cli.options import (
    draft_hint,
    examples,
    gc_disabled,
    load_draft,
    load_form,
    load_settings,
    rendering_options,
    require_purpose,
)
from cpr_docs.cli.pair_notes import write_count
from cpr_docs.cli.streams import write_message
from cpr_docs.documents.document_size import size_notes
from cpr_docs.errors import (
    ConversionFailed,
    DocumentProblem,
    ForbiddenWords,
    MissingLanguage,
    OutputError,
)
from cpr_docs.files import require_free, write_atomic
from cpr_docs.language.catalogue import Sentence, _


@click.command(
    epilog=examples(
        "cpr-docs render case.json -l cy -o llythyr.docx",
        "cpr-docs render case.json -l en -o letter.pdf",
        "cpr-docs render case.json -l en -o slip.docx --for paper",
        "cpr-docs render draft.json -l both -o drafts/ --draft",
        "cpr-docs example report | cpr-docs render - -l both -o reports/",
        "cpr-docs example report | cpr-docs render - -l both -o website/ --published",
    )
)
@click.argument("data", type=click.Path(dir_okay=False, allow_dash=True))
@click.option(
    "-l",
    "--language",
    type=click.Choice(["cy", "en", "both"]),
    required=True,
    help="Welsh, English, or a document in each.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file to write; for both languages, a folder."
)
@click.option("--pdf", is_flag=True, help="Make a PDF beside each Word document; -o x.pdf makes the PDF alone.")
@rendering_options
@click.option(
    "--draft", is_flag=True, help="What is filled in so far, marked as a draft; the rest is there to be filled in."
)
@click.option("--published", is_flag=True, help="The same as --for published: without what is not for the public.")
@click.option(
    "--never-print",
    "terms_file",
    type=click.Path(dir_okay=False),
    help="A text file of names, one a line; nothing is written if one stands in the document.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@gc_disabled()
def render(
    data: str,
    language: str,
    output: Path | None,
    pdf: bool,
    purpose: str | None,
    missing: Any,
    settings_file: str | None,
    template_dir: Path | None,
    own_forms: tuple[Any, ...],
    soffice: str | None,
    draft: bool,
    published: bool,
    terms_file: str | None,
    force: bool,
) -> None:
    """Make the document of one form, Word or PDF; DATA is a JSON file, or - for standard input.

    PDF is made by LibreOffice, which has to be on this machine. Without --for, a PDF is that of the finished paper, and
    not of the Word document beside it; that of a draft is to be filled in with a pen.
    """
    check_output(output, language)
    pdf_only = output is not None and output.suffix.lower() == ".pdf"
    office = cpr_docs.Office.find(soffice) if pdf or pdf_only else None
    settings, never_print = load_settings(settings_file), _load_never_print(terms_file)
    with draft_hint(draft=draft):
        form: Any = load_draft(data, own_forms) if draft else load_form(data, own_forms)
    form_type = form.form_type if draft else type(form)
    purpose = _purpose(purpose, settings, form_type, published=published)
    if draft and purpose == "published":
        raise click.UsageError(localised(_("--draft is not for published copies: only a form without blanks is.")))
    renderer = cpr_docs.Renderer(template_dir, settings)
    write_documents(
        renderer,
        form,
        language,
        output,
        office=office,
        pdf_only=pdf_only,
        purpose=purpose,
        missing=missing,
        never_print=never_print,
        force=force,
    )
    write_count(form, data)


def write_documents(
    renderer: "cpr_docs.Renderer",
    form: "cpr_docs.AnyForm | cpr_docs.Draft[Any]",
    language: str,
    output: Path | None,
    *,
    office: "cpr_docs.Office | None",
    pdf_only: bool,
    purpose: str | None,
    missing: Any = None,
    never_print: "cpr_docs.NeverPrint | None" = None,
    force: bool,
) -> None:
    """Writes the documents of a form, or of a draft, in one language or both, and says which files they are."""
    is_draft = isinstance(form, cpr_docs.Draft)
    printed_for = "paper" if is_draft and purpose is None else renderer.printed_edition(purpose).purpose
    languages = ["cy", "en"] if language == "both" else [language]

    if not isinstance(form, cpr_docs.Draft):
        for each in languages:
            renderer.require_address_fits(form, each)

    def rendered(purpose: str | None, *, pen: bool) -> list[cpr_docs.Document]:
        return _render_each(
            lambda each: renderer.render(
                form, each, purpose=purpose, pen=pen, missing=missing, never_print=never_print
            ),
            languages,
        )

    printed = rendered(printed_for, pen=True) if office is not None else []
    documents = printed if pdf_only else rendered(purpose, pen=False)
    if output is None or language == "both":
        folder = output or Path()
        paths = [folder / document.filename for document in documents]
    else:
        folder, paths = None, [output]
    pdf_paths = paths if pdf_only and folder is None else [path.with_suffix(".pdf") for path in paths]
    pdfs = (
        {}
        if office is None
        else _pdfs({path: each.content for path, each in zip(pdf_paths, printed, strict=True)}, office)
    )
    files: dict[Path, bytes] = {}
    for path, pdf_path, document in zip(paths, pdf_paths, documents, strict=True):
        if not pdf_only:
            files[path] = document.content
        if pdf_path in pdfs:
            files[pdf_path] = pdfs[pdf_path]
    _write_all(files, folder, force=force)
    if not isinstance(form, cpr_docs.Draft):
        is_published = any(document.published for document in documents)
        for note in (*form.notes(), *(form.publication_notes() if is_published else ())):
            write_message(note.describe(message_language()))
    for note in itertools.chain.from_iterable(map(size_notes, documents)):
        write_message(localised_text(note))
    for path in files:
        write_message(localised(_("wrote {path}"), path=path))


def check_output(output: Path | None, language: str) -> None:
    """Raises `click.UsageError` for a file for both languages, and for a folder for one."""
    if output is None:
        return
    is_file = output.suffix.lower() in (".docx", ".pdf")
    if language == "both" and is_file:
        raise click.UsageError(localised(_("both languages are two documents: give a folder, or one language.")))
    if language != "both" and not is_file:
        raise click.UsageError(
            localised(_("a document in one language is one file: give a name that ends in .docx or .pdf."))
        )


def _purpose(
    purpose: str | None, settings: "cpr_docs.Settings | None", form: "type[cpr_docs.AnyForm]", *, published: bool
) -> str | None:
    """The purpose; raises `click.UsageError` for two purposes, and for a form that is never published."""
    if published and purpose not in (None, "published"):
        raise click.UsageError(localised(_("--published and --for {purpose} cannot both be meant."), purpose=purpose))
    require_purpose(purpose, settings)
    if published or purpose == "published":
        if not form.PUBLISHED_WITHOUT:
            message = _("--published is for a form that the public may read: {form} is never published.")
            raise click.UsageError(localised(message, form=form.name()))
        return "published"
    return purpose


def _load_never_print(path: str | None) -> "cpr_docs.NeverPrint | None":
    try:
        return None if path is None else cpr_docs.NeverPrint.read(path)
    except OSError as error:
        message = localised(_("{path}: cannot be read ({reason})"), path=path, reason=error.strerror)
        raise click.UsageError(message) from None


def _render_each(render: "Callable[[str], cpr_docs.Document]", languages: Sequence[str]) -> "list[cpr_docs.Document]":
    """The document in each language; raises the problems of all languages as one error."""
    documents: list[cpr_docs.Document] = []
    errors: list[MissingLanguage | ForbiddenWords] = []
    for language in languages:
        try:
            documents.append(render(language))
        except (MissingLanguage, ForbiddenWords) as error:
            errors.append(error)
    if errors:
        raise _combined(errors)
    return documents


def _combined(errors: Sequence[MissingLanguage | ForbiddenWords]) -> MissingLanguage | ForbiddenWords:
    """The errors of one form in one or both languages as one error."""
    if len(errors) == 1:
        return errors[0]
    subject = Sentence(_("{form} in both languages"), form=errors[0].subject.partition(" ")[0])
    problems: list[Any] = [
        replace(problem, document=error.subject) if isinstance(problem, DocumentProblem) else problem
        for error in errors
        for problem in error.problems
    ]
    forbidden = any(isinstance(error, ForbiddenWords) for error in errors)
    return (ForbiddenWords if forbidden else MissingLanguage)(subject, problems)


def _pdfs(files: Mapping[Path, bytes], office: "cpr_docs.Office") -> dict[Path, bytes]:
    """The PDFs of Word documents, each under the path of its PDF.

    Raises `ConversionFailed`, naming the file, and `OfficeFailed`.
    """
    # Imported on use: only PDF and returned files need the gate.
    from cpr_docs.gate.admission import Admitted
    from cpr_docs.pdf.convert.converter import Converter

    result: dict[Path, bytes] = {}
    with (
        Converter(office, workers=1) as converter,
        contextlib.closing(converter.convert_all(map(Admitted.rendered, files.values()))) as conversions,
    ):
        for path, conversion in zip(files, conversions, strict=True):
            if conversion.pdf is None:
                raise ConversionFailed("{path}: {error}", path=path, error=conversion.error)
            result[path] = conversion.pdf
    return result


def _write_all(files: Mapping[Path, bytes], folder: Path | None, *, force: bool) -> None:
    """Writes all files, or none if one exists and `force` is false."""
    for path in files:
        try:
            is_folder = path.is_dir()
        except OSError as error:
            raise OutputError(_("{path}: cannot be written ({reason})"), path=path, reason=error.strerror) from None
        if is_folder:
            raise OutputError(_("{path}: is a folder"), path=path)
        require_free(path, overwrite=force)
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                _("{path}: cannot be made a folder ({reason})"), path=folder, reason=error.strerror
            ) from None
    for path, content in files.items():
        write_atomic(path, content, overwrite=force)
