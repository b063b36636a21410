"""The command ``cpr-docs templates``: a board's own templates, exported from the masters and checked."""

import json
import shutil
import sys
from pathlib import Path

import click

import cpr_docs
from cpr_docs import resources
from cpr_docs.cli.options import without_collecting
from cpr_docs.cli.streams import limited, put_out, tell
from cpr_docs.errors import OutputError, OutputExists

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _example(*lines: str) -> str:
    return "\n".join(["\b", "Example:", *(f"  {line}" for line in lines)])


@click.group(epilog=_example("cpr-docs templates export house/", "cpr-docs templates check house/"))
def templates() -> None:
    """House templates: export the masters, edit them in Word, check that they still work."""


@templates.command(epilog=_example("cpr-docs templates export house/"))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace templates that are there already.")
def export(folder: Path, force: bool) -> None:
    """Copy the master templates to DIR, into en/ and cy/, to be edited in Word."""
    masters = resources.folder("templates")
    names = sorted(path.relative_to(masters) for path in masters.glob("??/*.docx"))
    for name in names:
        if (folder / name).exists() and not force:
            raise OutputExists(f"{folder / name}: there is a file already; --force replaces it")
    for name in names:
        try:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(masters / name, folder / name)
        except OSError as error:
            raise OutputError(f"{folder / name}: cannot be written ({error.strerror})") from None
    tell(f"wrote {len(names)} templates to {folder}")


@templates.command(
    epilog=_example("cpr-docs templates check house/", "cpr-docs templates check house/ --annotate marked/")
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
    help="First record in the Welsh templates of DIR that they say what the English ones say now.",
)
@without_collecting()
def check(folder: Path | None, annotate: Path | None, as_json: bool, welsh_is_current: bool) -> None:
    """Tell everything that is wrong with the templates of DIR, without any data; with the masters if none is given.

    Exit status 1 means that something must be mended; warnings alone do not.
    """
    if welsh_is_current:
        _record(folder)
    findings = cpr_docs.check(folder, annotated=annotate)
    if as_json:
        text = json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=2)
    else:
        text = "\n".join(limited(map(str, findings)))
    if text:
        put_out(text)
    count = len(findings)
    tell(f"{count} finding{'' if count == 1 else 's'}" if count else "nothing found")
    if any(finding.severity == "error" for finding in findings):
        sys.exit(1)


def _record(folder: Path | None) -> None:
    from cpr_docs.models.registry import form_class, form_names
    from cpr_docs.templating.checking.welsh_review import record_welsh

    if folder is None:
        raise click.UsageError("--welsh-is-current needs a folder: the masters are not changed.")
    for name in record_welsh(folder, [form_class(form) for form in form_names()]):
        tell(f"recorded {name}")
