"""The options of commands that read a table, and the options that solve its problems."""

from collections.abc import Mapping
from typing import Final, NoReturn

import click

import cpr_docs
from cpr_docs.cli.messages import localised
from cpr_docs.cli.streams import error_text, fail
from cpr_docs.language.catalogue import _


def _check_numbers(_context: click.Context, _option: click.Parameter, text: str | None) -> str | None:
    # Imported on use: only a batch needs it.
    from cpr_docs.batch.chosen_rows import chosen_rows

    try:
        chosen_rows(text)
    except ValueError:
        raise click.BadParameter(localised(_("rows are given as 2-5, as 2,4,7-9, or as 40- to the end."))) from None
    return text


ignore_option = click.option(
    "--ignore",
    metavar="HEADING",
    multiple=True,
    help="Leave a column out whose heading names no field; repeat it, or give several with commas.",
)
"""The option ``--ignore``."""

keep_option = click.option(
    "--keep",
    metavar="HEADING",
    multiple=True,
    help="Repeat a column of the table in manifest.csv; repeat the option, or give several with commas.",
)
"""The option ``--keep``."""

sheet_option = click.option(
    "--sheet", metavar="NAME", help="The sheet of a workbook, where several have such headings."
)
"""The option ``--sheet``."""

header_row_option = click.option(
    "--header-row", metavar="N", type=click.IntRange(min=1), help="The row that holds the headings."
)
"""The option ``--header-row``."""

rows_option = click.option(
    "--rows",
    metavar="NUMBERS",
    callback=_check_numbers,
    help="Make the letters of these rows alone, as the spreadsheet numbers them: 2-5, or 2,4,7-9, or 40-.",
)
"""The option ``--rows``."""

first_option = click.option(
    "--first", metavar="N", type=click.IntRange(min=1), help="Make the letters of the first N recipients alone."
)
"""The option ``--first``."""

TABLE_HINTS: Final = {
    "unknown_column": _("--ignore HEADING leaves a column out on purpose."),
    "no_headings": _("--header-row N says which row holds the headings."),
    "sheets": _("--sheet NAME says which sheet is meant."),
}
"""The options of commands that read any table, by the code of the problem that each solves."""

LANGUAGE_HINT: Final = _("-l en and -l cy say the language of all such columns.")
"""The hint of the commands whose ``-l`` is the language of text."""


def refuse_table(error: "cpr_docs.InvalidTable | cpr_docs.StaleFiles", hints: Mapping[str, str]) -> NoReturn:
    """Ends the command with the problems, and with the hint for each code that has one."""
    codes = dict.fromkeys(problem.code for problem in error.problems)
    fail("\n".join([error_text(error), *(f"  {localised(hints[code])}" for code in codes if code in hints)]), 1)
