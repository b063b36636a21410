"""The differences between the languages of a form, as notes of the commands that render it or take a translation."""

from collections.abc import Container
from typing import TYPE_CHECKING, Any

import cpr_docs
from cpr_docs.cli.messages import localised, message_language
from cpr_docs.cli.streams import limited, write_message
from cpr_docs.language.catalogue import _
from cpr_docs.language.normalise import visible

if TYPE_CHECKING:
    from cpr_docs.errors import Problem


def note_line(problem: "Problem") -> str:
    """A problem that refuses nothing, as a line."""
    return localised(_("note: {sentence}"), sentence=problem.describe(message_language()))


def write_count(form: "cpr_docs.AnyForm | cpr_docs.Draft[Any]", data: str) -> None:
    """Says how many differences there are, and how to list them; nothing without any."""
    count = len(cpr_docs.check_pair(form))
    if count and data == "-":
        write_message(localised(_("differences between English and Welsh: {count}"), count=count))
    elif count:
        message = _("differences between English and Welsh: {count}; cpr-docs check {path} lists them")
        write_message(localised(message, count=count, path=visible(data)))


def write_differences(form: "cpr_docs.AnyForm | cpr_docs.Draft[Any] | None", paths: Container[str]) -> None:
    """Lists the differences in the texts at the paths."""
    found = [] if form is None else [each for each in cpr_docs.check_pair(form) if each.path in paths]
    for line in limited(map(note_line, found)) if found else ():
        write_message(line)
