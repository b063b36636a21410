"""The problems of headings, in the same words for letters and for the rows of a list."""

from collections.abc import Sequence

from cpr_docs.errors import TableProblem
from cpr_docs.language.catalogue import _
from cpr_docs.language.normalise import visible
from cpr_docs.tables.heading_names import column_letters


def ambiguous(heading: str, paths: Sequence[str]) -> TableProblem:
    """The problem of a heading that several fields have."""
    message = _("could be several fields; name one by its path: {paths}")
    return TableProblem("", "ambiguous", message, {"paths": ", ".join(paths)}, column=heading)


def without_language(heading: str, name: str) -> TableProblem:
    """The problem of a heading that leaves the language of its column open."""
    message = _('must say which language it is in: "{heading} (English)" or "{heading} (Welsh)"')
    return TableProblem("", "no_language", message, {"heading": name}, column=heading)


def twice(heading: str, index: int, first: int) -> TableProblem:
    """The problem of a second column of the same field."""
    message = _("names the same field twice: columns {first} and {second}")
    return TableProblem("", "twice", message, {"first": first + 1, "second": index + 1}, column=heading)


def misspelt(heading: str, close: str) -> TableProblem:
    """The problem of a heading that is like a field's name."""
    message = _("names no field of the form; did you mean {name}?")
    return TableProblem("", "unknown_column", message, {"name": close}, column=visible(heading))


def unknown(index: int, shown: str | None = None) -> TableProblem:
    """The problem of a column that would be lost.

    It is named by its letters, because a heading that is not like any field's name may be the name of a person.
    """
    message = _("names no field of the form, and its cells would be lost")
    return TableProblem("", "unknown_column", message, column=shown or column_letters(index))


def not_kept(name: str) -> TableProblem:
    """The problem of a column that is to be kept, and that the table does not have."""
    return TableProblem("", "not_kept", _("is to be kept, and is no heading of the table"), column=visible(name))


def no_headings() -> TableProblem:
    """The problem of a table of which no heading is known."""
    message = _("has no heading that names a field of the form; the first row must hold the headings")
    return TableProblem("", "no_headings", message)


def without_heading(index: int, row: int) -> TableProblem:
    """The problem of a cell below no heading."""
    message = _("column {column} has no heading; a comma in an unquoted cell may have split it")
    return TableProblem("", "no_heading", message, {"column": index + 1}, row=row)
