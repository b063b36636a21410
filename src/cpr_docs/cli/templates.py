"""The command ``cpr-docs templates``: exports the masters as a board's own templates, and checks these."""

import json
import sys
from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs import resources
from cpr_docs.cli.messages import localised, localised_text, named_language
from cpr_docs.cli.options import examples, forms_option, gc_disabled
from cpr_docs.cli.own_forms import templates_forms
from cpr_docs.cli.streams import limited, write_message, write_stdout
from cpr_docs.errors import OutputError
from cpr_docs.files import require_free, write_atomic
from cpr_docs.language.catalogue import _, n_
from cpr_docs.models.registry import form_class, form_names

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_WROTE = n_("wrote {count} template to {path}", "wrote {count} templates to {path}")


@click.group(
    epilog=examples(
        "cpr-docs templates build --reference letterhead.docx -o board/",
        "cpr-docs templates export house/",
        "cpr-docs templates check house/",
    )
)
def templates() -> None:
    """House templates: build them on your letterhead, or export the masters and edit them in Word; then check them."""


@templates.command(
    epilog=examples(
        "cpr-docs templates build --reference letterhead.docx -o house/",
        "cpr-docs templates build --reference letterhead.docx -l cy -o house/ --force",
    )
)
@click.option(
    "--reference",
    metavar="LETTERHEAD.docx",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="A Word file with your page set-up, styles, fonts, header and footer; its text is not used.",
)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder for the templates, which gets en/ and cy/.",
)
@click.option(
    "-l",
    "--language",
    type=click.Choice(["cy", "en", "both"]),
    default="both",
    show_default=True,
    help="The language of the templates.",
)
@click.option("--force", is_flag=True, help="Replace templates that are there already.")
@gc_disabled()
def build(reference: Path, output: Path, language: str, force: bool) -> None:
    """Build all templates in the look of your letterhead, to be rendered with --templates DIR."""
    languages = ["en", "cy"] if language == "both" else [language]
    paths = cpr_docs.build_templates(output, reference, languages=languages, overwrite=force)
    write_message(localised(_WROTE, count=len(paths), path=output))
    _warn_of_letters(output)


def _warn_of_letters(folder: Path) -> None:
    """Prints the warnings of the built letters, each once: the letterhead decides on the margins of all of them."""
    letters = [form for form in map(form_class, form_names()) if form.ADDRESS_LINES]
    warnings = {
        finding.code: finding for finding in cpr_docs.check(folder, forms=letters) if finding.severity == "warning"
    }
    for finding in warnings.values():
        write_message(localised_text(finding))


@templates.command(epilog=examples("cpr-docs templates export house/"))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace templates that are there already.")
def export(folder: Path, force: bool) -> None:
    """Copy the master templates to DIR, into en/ and cy/, to be edited in Word."""
    masters = resources.folder("templates")
    names = sorted(path.relative_to(masters) for path in masters.glob("??/*.docx"))
    for name in names:
        require_free(folder / name, overwrite=force)
    for name in names:
        target = folder / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(_("{path}: cannot be written ({reason})"), path=target, reason=error.strerror) from None
        write_atomic(target, (masters / name).read_bytes(), overwrite=force)
    write_message(localised(_WROTE, count=len(names), path=folder))


@templates.command(
    epilog=examples("cpr-docs templates check house/", "cpr-docs templates check house/ --annotate marked/")
)
@click.argument("folder", metavar="[DIR]", type=_FOLDER, required=False)
@click.option(
    "--annotate",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write a copy of each template with its findings as Word comments to this folder.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, for programs.")
@click.option(
    "--welsh-is-current",
    is_flag=True,
    help="First record in the templates of DIR that both languages say the same now.",
)
@forms_option
@gc_disabled()
def check(
    folder: Path | None, own_forms: tuple[Any, ...], annotate: Path | None, as_json: bool, welsh_is_current: bool
) -> None:
    """List everything that is wrong with the templates of DIR, without any data; without DIR, with the masters.

    Exit status 1 means that a template must be corrected; warnings alone do not.
    """
    forms = templates_forms(folder, own_forms)
    if welsh_is_current:
        _record_welsh(folder, forms)
    findings = cpr_docs.check(folder, forms=forms, annotated=annotate, messages=named_language())
    if as_json:
        text = json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=2)
    else:
        text = "\n".join(limited(map(localised_text, findings)))
    if text:
        write_stdout(text)
    count = len(findings)
    message = n_("{count} finding", "{count} findings") if count else _("nothing found")
    write_message(localised(message, count=count))
    if any(finding.severity == "error" for finding in findings):
        sys.exit(1)


def _record_welsh(folder: Path | None, forms: "list[type[cpr_docs.AnyForm]]") -> None:
    # Imported on use: only a check of templates needs it.
    from cpr_docs.templating.checking.welsh_review import record_welsh

    if folder is None:
        raise click.UsageError(localised(_("--welsh-is-current needs a folder: the masters are not changed.")))
    for name in record_welsh(folder, forms):
        write_message(localised(_("recorded {path}"), path=name))
