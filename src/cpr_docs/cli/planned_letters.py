"""The table of a batch that is checked and not written: which row gets which file, in which language."""

import heapq
from collections.abc import Iterator
from typing import TypeAlias

import cpr_docs
from cpr_docs.cli.messages import localised
from cpr_docs.cli.streams import write_stdout
from cpr_docs.language.catalogue import _
from cpr_docs.language.normalise import visible

_Line: TypeAlias = tuple[str, str, str]


def print_letters(plan: "cpr_docs.BatchPlan") -> None:
    """Prints a line for each document, and one for each row that has problems and therefore no document.

    Prints nothing if a problem concerns all rows, because then no letter can be made.
    """
    if any(problem.row is None for problem in plan.problems):
        return
    lines: list[_Line] = [(localised(_("row")), localised(_("language")), localised(_("file"))), *_lines(plan)]
    numbers, languages = (max(len(line[column]) for line in lines) for column in (0, 1))
    write_stdout("\n".join(f"{row:>{numbers}}  {language:<{languages}}  {name}" for row, language, name in lines))


def _lines(plan: "cpr_docs.BatchPlan") -> Iterator[_Line]:
    names = {"en": localised(_("English")), "cy": localised(_("Welsh"))}
    refused = localised(_("no letter"))
    documents = ((each.row, names[str(each.language)], visible(each.filename)) for each in plan.files())
    rows = sorted({problem.row for problem in plan.problems if problem.row is not None})
    for row, language, name in heapq.merge(documents, ((row, "", refused) for row in rows), key=lambda line: line[0]):
        yield str(row), language, name
