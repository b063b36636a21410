"""The command ``cpr-docs translate``: a case's texts go to a translator, and come back."""

import dataclasses
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any, Final

import click

import cpr_docs
from cpr_docs.cli.messages import localised, message_language
from cpr_docs.cli.options import (
    examples,
    forms_option,
    load_draft,
    load_settings,
    output_options,
    settings_option,
    write_text,
)
from cpr_docs.cli.pair_notes import write_differences
from cpr_docs.cli.streams import limited, write_message, write_stdout
from cpr_docs.files import require_free, write_atomic
from cpr_docs.language.catalogue import _

_FORMATS: Final[dict[str, Any]] = {".xlf": "xliff", ".xliff": "xliff", ".docx": "docx"}
_STATES: Final = {"missing": _("missing"), "stale": _("stale"), "done": _("done")}
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_case = click.argument("case", metavar="CASE.json", type=click.Path(dir_okay=False, exists=True, allow_dash=True))
_language = click.option(
    "-l",
    "--language",
    type=click.Choice(["cy", "en"]),
    default="cy",
    show_default=True,
    help="The language of the translation.",
)
_previous = click.option(
    "--previous",
    metavar="FILE",
    type=_FILE,
    help="The file of an earlier translation, as it went out or came back: it tells what has changed since.",
)


@click.group(
    epilog=examples(
        "cpr-docs translate export case.json -l cy -o case.xlf",
        "cpr-docs translate import case.json case.xlf -o translated.json",
        "cpr-docs translate status case.json",
    )
)
def translate() -> None:
    """A case's Welsh, or English: to a translator as XLIFF or as a Word table, and back into the case."""


@translate.command(
    epilog=examples(
        "cpr-docs translate export case.json -o case.xlf",
        "cpr-docs translate export case.json -l cy -o case.docx",
        "cpr-docs translate export case.json --previous case.xlf -o second.xlf",
    )
)
@_case
@_language
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write: .xlf or .xliff for translation programs, .docx for Word.",
)
@_previous
@click.option(
    "--copy-source",
    is_flag=True,
    help="In XLIFF, put the source where there is no translation: OmegaT 3 and some other programs need it.",
)
@settings_option
@forms_option
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def export(
    case: str,
    language: Any,
    output: Path,
    previous: Path | None,
    copy_source: bool,
    settings_file: str | None,
    own_forms: tuple[Any, ...],
    force: bool,
) -> None:
    """Write the texts of a form or a draft as a file for the translator.

    Each paragraph is a unit, with the translation that the case has.
    """
    kind = _FORMATS.get(output.suffix.lower())
    if kind is None:
        raise click.UsageError(localised(_("-o names a file that ends in .xlf, .xliff or .docx.")))
    require_free(output, overwrite=force)
    form = _load(case, own_forms)
    settings = load_settings(settings_file)
    content = cpr_docs.export_translation(
        form, language, file_format=kind, previous=previous, copy_source=copy_source, settings=settings
    )
    write_atomic(output, content, overwrite=force)
    write_message(localised(_("wrote {path}"), path=output))
    _write_counts(cpr_docs.translation_status(form, language, previous=previous))


@translate.command(
    "import",
    epilog=examples(
        "cpr-docs translate import case.json case.xlf -o translated.json",
        "cpr-docs translate import case.json case.docx --changed skip -o case.json --force",
    ),
)
@_case
@click.argument("file", type=_FILE)
@click.option(
    "--changed",
    type=click.Choice(["refuse", "skip"]),
    default="refuse",
    show_default=True,
    help="Where the source of a text has changed since the export: nothing is taken, or the other texts are.",
)
@forms_option
@output_options
def import_(case: str, file: Path, changed: Any, own_forms: tuple[Any, ...], output: Path | None, force: bool) -> None:
    """Print the case with the translation in a FILE that came back, as JSON.

    A text is taken if all its paragraphs are translated; nothing else changes. Texts that are not taken are listed, and
    so are the translator's notes. The exit status is 1 if a text was left out because the case has changed since.
    """
    found = cpr_docs.import_translation(_load(case, own_forms), file, changed=changed)
    write_text(_json_of(found), output, force=force)
    language = message_language()
    problems = (*found.changed, *found.conflicts, *found.incomplete)
    for line in limited(problem.describe(language) for problem in problems):
        write_message(line)
    for line in limited(map(_note, found.comments)):
        write_message(line)
    write_differences(found.form or found.draft, found.taken)
    write_message(localised(_("texts with a new translation: {count}"), count=len(found.taken)))
    if found.changed or found.conflicts:
        sys.exit(1)


@translate.command(
    epilog=examples(
        "cpr-docs translate status case.json",
        "cpr-docs translate status case.json -l en --previous case.xlf --json",
    )
)
@_case
@_language
@_previous
@forms_option
@click.option("--json", "as_json", is_flag=True, help="Print the states as JSON, for programs.")
@output_options
def status(
    case: str,
    language: Any,
    previous: Path | None,
    own_forms: tuple[Any, ...],
    as_json: bool,
    output: Path | None,
    force: bool,
) -> None:
    """List each text of a form or a draft with the state of its translation: missing, stale or done.

    A translation is stale if it has another number of paragraphs than its source, or if the file of an earlier
    translation says that it is of other words.
    """
    found = cpr_docs.translation_status(_load(case, own_forms), language, previous=previous)
    if as_json:
        text = json.dumps([dataclasses.asdict(each) for each in found], ensure_ascii=False, indent=2)
    else:
        states = [localised(_STATES[each.state.value]) for each in found]
        widths = max(map(len, states), default=0), max((len(each.path) for each in found), default=0)
        text = "\n".join(
            f"{state:{widths[0]}}  {each.path:{widths[1]}}  {each.label}"
            for state, each in zip(states, found, strict=True)
        )
    write_text(text, output, force=force)
    _write_counts(found)


@translate.command(
    epilog=examples("cpr-docs translate glossary -o glossary.csv", "cpr-docs translate glossary -l en -o glossary.csv")
)
@_language
@output_options
def glossary(language: Any, output: Path | None, force: bool) -> None:
    """Print the glossary of English and Welsh terms as CSV, for a translation program or a spreadsheet.

    The first two columns are the term and its translation. The last says in which text the Welsh was seen, or that
    nobody has reviewed it.
    """
    text = cpr_docs.glossary_csv(language)
    if output is None:
        write_stdout(text.removesuffix("\n"))
        return
    require_free(output, overwrite=force)
    # Without a byte-order mark, Excel reads ŵ as two letters.
    write_atomic(output, text.encode("utf-8-sig"), overwrite=force)
    write_message(localised(_("wrote {path}"), path=output))


def _load(case: str, own_forms: tuple[Any, ...]) -> "cpr_docs.AnyForm | cpr_docs.Draft[Any]":
    """The form in a JSON file; the draft, if something that the form requires is blank."""
    draft = load_draft(case, own_forms)
    return draft if draft.blanks else draft.form()


def _note(comment: "cpr_docs.TranslatorComment") -> str:
    path = comment.path or localised(_("(the whole form)"))
    heading = localised(_("{path}: the translator’s note:"), path=path)
    return f"{heading}\n  {comment.words}"


def _json_of(found: "cpr_docs.Translation") -> str:
    if found.form is not None:
        return found.form.model_dump_json(indent=2)
    return "" if found.draft is None else found.draft.to_json().removesuffix("\n")


def _write_counts(found: "tuple[cpr_docs.TextStatus, ...]") -> None:
    counts = Counter(each.state.value for each in found)
    write_message(", ".join(f"{localised(words)}: {counts[state]}" for state, words in _STATES.items()))
