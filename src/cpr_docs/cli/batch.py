"""The command ``cpr-docs batch``."""

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs.cli.email_options import email_words
from cpr_docs.cli.messages import localised, localised_text, message_language
from cpr_docs.cli.options import (
    examples,
    filename_in_errors,
    load_settings,
    read_file,
    rendering_options,
    require_purpose,
)
from cpr_docs.cli.own_forms import own_items, with_own_forms
from cpr_docs.cli.planned_letters import print_letters
from cpr_docs.cli.progress_bar import progress_bar
from cpr_docs.cli.streams import fail, limited, problem_lines, write_message
from cpr_docs.cli.table_options import (
    TABLE_HINTS,
    first_option,
    header_row_option,
    ignore_option,
    keep_option,
    refuse_table,
    rows_option,
    sheet_option,
)
from cpr_docs.files import require_free
from cpr_docs.language.catalogue import _, n_
from cpr_docs.language.normalise import visible


@click.command(
    epilog=examples(
        "cpr-docs batch letter.json recipients.csv -o letters/ --pdf",
        "cpr-docs batch letter.json recipients.csv -o letters/ --print-run run.pdf --right-hand",
        'cpr-docs batch letter.json recipients.xlsx -o both/ -l both --name "{agency}-{row:04}-{language}"',
    )
)
@click.argument("letter", type=click.Path(dir_okay=False, allow_dash=True))
@click.argument("recipients", type=click.Path(dir_okay=False, exists=True))
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="The folder to fill.")
@click.option(
    "-l",
    "--language",
    type=click.Choice(["recipient", "cy", "en", "both"]),
    default="recipient",
    show_default=True,
    help="What each recipient prefers (not known: both), or the same for all.",
)
@click.option(
    "--name",
    metavar="PATTERN",
    default="{case}-{row:04}-{language}",
    show_default=True,
    help="The files' names, of 'case', 'row', 'language', 'form', 'review_type', 'agency', 'name'.",
)
@click.option("--workers", type=click.IntRange(min=1), help="How many processes; by default what the batch is worth.")
@ignore_option
@keep_option
@sheet_option
@header_row_option
@click.option(
    "--total-rows",
    type=click.Choice(["refuse", "skip", "keep"]),
    default="refuse",
    show_default=True,
    help="Rows that look like totals: nothing is written, they are left out, or they are recipients.",
)
@click.option(
    "--check",
    "check_only",
    is_flag=True,
    help="Write nothing: list all problems, and print which row gets which letter, in which language.",
)
@click.option(
    "--preview",
    metavar="N",
    type=click.IntRange(min=1),
    help="Write N letters of good rows, to look at; without -o, into a new temporary folder.",
)
@rows_option
@first_option
@click.option("--remove-stale", is_flag=True, help="Delete files of an earlier run that this table does not make.")
@click.option("--keep-stale", is_flag=True, help="Leave files of an earlier run that this table does not make.")
@click.option("--skip-bad", is_flag=True, help="Leave out the rows that have problems; errors.csv lists them.")
@click.option(
    "--pdf",
    is_flag=True,
    help="Make a PDF of the finished letter beside each Word document, through LibreOffice.",
)
@click.option(
    "--eml",
    is_flag=True,
    help="Make an e-mail draft for each recipient too, with the letter attached: the PDF with --pdf. Nothing is sent.",
)
@click.option(
    "--eml-cy",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The words of the e-mails in Welsh, as text; the first line is the subject.",
)
@click.option(
    "--eml-en",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The words of the e-mails in English, as text; the first line is the subject.",
)
@click.option(
    "--print-run",
    "run",
    metavar="FILE.pdf",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Make one PDF of all letters too, in the order of the rows, for the printer.",
)
@click.option(
    "--pack",
    "items",
    metavar="ITEM",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Make a PDF for each envelope too: the row's letters, and this Word document, PDF or form in JSON; repeat it.",
)
@click.option("--right-hand", is_flag=True, help="Let what is bound begin on right-hand pages.")
@click.option("--force", is_flag=True, help="Replace a print run that is there already.")
@click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
@rendering_options
def batch(
    letter: str,
    recipients: str,
    output: Path | None,
    language: Any,
    name: str,
    workers: int | None,
    ignore: tuple[str, ...],
    keep: tuple[str, ...],
    sheet: str | None,
    header_row: int | None,
    total_rows: Any,
    check_only: bool,
    preview: int | None,
    rows: str | None,
    first: int | None,
    remove_stale: bool,
    keep_stale: bool,
    skip_bad: bool,
    pdf: bool,
    eml: bool,
    eml_cy: Path | None,
    eml_en: Path | None,
    run: Path | None,
    items: tuple[Path, ...],
    right_hand: bool,
    force: bool,
    quiet: bool,
    purpose: str | None,
    missing: Any,
    settings_file: str | None,
    template_dir: Path | None,
    own_forms: tuple[Any, ...],
    soffice: str | None,
) -> None:
    """Make a document for each row of a table; LETTER is a JSON file, or -, and RECIPIENTS a CSV or XLSX file.

    The letter may lack the fields that the table's columns fill. All rows are checked before one document is written. A
    run that was stopped goes on where it was when it is started again. If the folder contains letters of an earlier run
    that this table does not make, nothing is written unless an option says what becomes of them.

    Word documents are for the screen, and what is made as PDF (--pdf, --print-run, --pack) is final: each letter is
    then rendered twice. With --for, both are for that purpose.

    Start with --check and --preview: nothing is sent, printed or opened.
    """
    if output is None and not (check_only or preview):
        raise click.UsageError(localised(_("-o names the folder to fill; --check and --preview do without.")))
    if check_only and preview:
        raise click.UsageError(localised(_("--check and --preview cannot both be meant.")))
    if remove_stale and keep_stale:
        raise click.UsageError(localised(_("--remove-stale and --keep-stale cannot both be meant.")))
    settings = load_settings(settings_file)
    require_purpose(purpose, settings)
    stale: Any = "remove" if remove_stale else "keep" if keep_stale else "refuse"
    done = 0
    lost: tuple[cpr_docs.Loss, ...] = ()

    def count(progress: cpr_docs.Progress) -> None:
        nonlocal done
        done = progress.done - progress.failed
        show(progress)

    try:
        if run is not None:
            require_free(run, overwrite=force)
        office = cpr_docs.Office.find(soffice) if pdf or run is not None or items else None
        options = {
            "language": language,
            "name": name,
            "purpose": purpose,
            "missing": missing,
            "templates": template_dir,
            "settings": settings,
            "ignore": ignore,
            "keep": keep,
            "email": email_words(eml_cy, eml_en) or eml,
            "sheet": sheet,
            "header_row": header_row,
            "total_rows": total_rows,
            "rows": rows,
            "first": first,
        }
        plan = _check(letter, recipients, options, own_forms, quiet=quiet)
        renderer = cpr_docs.Renderer(template_dir, options["settings"])
        bound = own_items(items, own_forms)
        if items:
            # Imported on use: only packs need it.
            from cpr_docs.envelopes.pack import check_items

            check_items(bound, renderer=renderer, purpose=purpose, missing=missing)
        if check_only:
            print_letters(plan)
            _require_no_problems(plan)
            if not quiet:
                message = _("documents that would be written: {count}; nothing was written")
                write_message(localised(message, count=plan.documents))
                if plan.emails:
                    write_message(localised(_("e-mail drafts that would be made: {count}"), count=plan.emails))
            return
        checked = plan
        if preview:
            plan = plan.preview(preview)
            if not plan.documents:
                _require_no_problems(checked)
        is_temporary = output is None
        output = output or Path(tempfile.mkdtemp(prefix="cpr-docs-preview-"))
        making: dict[str, Any] = {"skip_bad": skip_bad, "workers": workers, "messages": message_language()}
        with progress_bar(plan.documents * (2 if pdf else 1), quiet=quiet) as show:
            summary = plan.write(output, pdf=pdf, office=office, stale=stale, progress=count, **making)
        merging: dict[str, Any] = {"right_hand": right_hand, "office": office, "workers": workers}
        with _printed_letters(plan, output, needed=run is not None or bool(items), **making) as letters:
            if run is not None and plan.documents:
                with progress_bar(plan.documents, quiet=quiet) as show:
                    lost += cpr_docs.print_batch(letters, run, overwrite=force, progress=show, **merging).lost
            if items and plan.documents:
                with progress_bar(plan.rows, quiet=quiet) as show:
                    lost += cpr_docs.pack_batch(
                        output,
                        bound,
                        letters=letters,
                        renderer=renderer,
                        purpose=purpose,
                        missing=missing,
                        progress=show,
                        **merging,
                    ).lost
    except (cpr_docs.InvalidTable, cpr_docs.StaleFiles) as error:
        refuse_table(error, _HINTS)
    except KeyboardInterrupt:
        stopped = n_(
            "stopped after {count} document. The same command goes on.",
            "stopped after {count} documents. The same command goes on.",
        )
        fail(localised(stopped, count=done), 130)
    for sentence in limited(map(localised_text, lost)):
        write_message(localised(_("note: {sentence}"), sentence=sentence))
    if run is not None and plan.documents and not quiet:
        write_message(localised(_("wrote {path}"), path=run))
    _report(summary, output, pdf=pdf, quiet=quiet)
    if is_temporary:
        write_message(localised(_("The folder holds names and addresses: delete it when you have looked.")))
    if preview and checked.problems:
        refuse_table(cpr_docs.InvalidTable(checked.table.name, checked.problems), _HINTS)


def _require_no_problems(plan: "cpr_docs.BatchPlan") -> None:
    if plan.problems:
        raise cpr_docs.InvalidTable(plan.table.name, plan.problems)


@contextlib.contextmanager
def _printed_letters(plan: "cpr_docs.BatchPlan", output: Path, *, needed: bool, **making: Any) -> Iterator[Path]:
    """The folder of the letters for the printer: the output, or a private folder of the chosen, finished letters."""
    if not needed or not plan.documents or (plan.prints_the_documents and plan.chosen.is_all):
        yield output
        return
    with tempfile.TemporaryDirectory() as folder:
        plan.for_print().write(Path(folder) / "letters", **making)
        yield Path(folder) / "letters"


def _check(
    letter: str, recipients: str, options: dict[str, Any], own_forms: Sequence[Any], *, quiet: bool
) -> "cpr_docs.BatchPlan":
    content = read_file(letter)
    try:
        with filename_in_errors(letter):
            plan = with_own_forms(
                lambda forms: cpr_docs.check_batch(content, recipients, forms=forms, **options), own_forms
            )
    except (ValueError, OSError) as error:
        raise click.UsageError(str(error)) from None
    for sentence in (*(() if quiet else plan.notes), *plan.left_out):
        write_message(f"{plan.table.name}: {localised_text(sentence)}")
    return plan


_HINTS = {
    **TABLE_HINTS,
    "total": _("--total-rows skip leaves such rows out, --total-rows keep takes them for recipients."),
    "stale": _(
        "Nothing was written. --remove-stale deletes files of an earlier run, --keep-stale leaves them; or fill a new "
        "folder."
    ),
}
"""The options of a batch that solve a problem, by the problem's code."""


def _report(summary: "cpr_docs.BatchSummary", output: Path, *, pdf: bool, quiet: bool) -> None:
    if not quiet:
        if summary.removed:
            write_message(_with_names(_REMOVED, summary.removed))
        written = localised(
            n_("wrote {count} document in {path}", "wrote {count} documents in {path}"),
            count=summary.written,
            path=output,
        )
        there = n_("{written}, {count} was there already", "{written}, {count} were there already")
        write_message(localised(there, written=written, count=summary.kept) if summary.kept else written)
        if summary.emails:
            write_message(localised(_EMAILS, count=summary.emails))
    if summary.stale:
        write_message(_with_names(_LEFT, summary.stale))
    if summary.problems:
        rows = len({problem.row for problem in summary.problems})
        if pdf:
            message = n_(
                "{count} row has no letter, or no PDF of it, see {path}:",
                "{count} rows have no letter, or no PDF of it, see {path}:",
            )
        else:
            message = n_("{count} row has no letter, see {path}:", "{count} rows have no letter, see {path}:")
        head = localised(message, count=rows, path=output / "errors.csv")
        fail("\n".join([head, *problem_lines(summary.problems, message_language())]), 1)


_EMAILS = n_("{count} e-mail is there as a draft; none was sent", "{count} e-mails are there as drafts; none was sent")
_REMOVED = n_("removed {count} file of an earlier run:", "removed {count} files of an earlier run:")
_LEFT = n_(
    "left, and of no row of this table: {count} file of an earlier run:",
    "left, and of no row of this table: {count} files of an earlier run:",
)


def _with_names(message: str, names: Sequence[str]) -> str:
    head = localised(message, count=len(names))
    return "\n  ".join([head, *limited(map(visible, names))])
