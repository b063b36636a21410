"""What ``cpr-docs render`` is told about publishing: a published copy, and terms that must never be printed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import click

import cpr_docs
from cpr_docs.errors import DataError, DocumentProblem, ForbiddenWords, MissingLanguage

_Command = TypeVar("_Command", bound=Callable[..., Any])


def publishing_options(command: _Command) -> _Command:
    """Adds ``--published`` and ``--never-print`` to a command."""
    published = click.option(
        "--published", is_flag=True, help="The published copy, without what is not for the public (reports only)."
    )
    never_print = click.option(
        "--never-print",
        "terms_file",
        type=click.Path(dir_okay=False),
        help="A text file of names, one a line; nothing is written if one stands in the document.",
    )
    return published(never_print(command))


def for_publication(settings: "cpr_docs.Settings | None", form: "cpr_docs.Form") -> "cpr_docs.Settings":
    """The settings for the published copy; refused as wrong use for a form that is never published."""
    if not form.PUBLISHED_WITHOUT:
        raise click.UsageError(f"--published is for reports: {form.name()} is a form that is never published.")
    return (settings or cpr_docs.Settings()).model_copy(update={"published": True})


def never_print(path: str | None) -> "cpr_docs.NeverPrint | None":
    """The terms of a file, where one was named."""
    try:
        return None if path is None else cpr_docs.NeverPrint.read(path)
    except OSError as error:
        raise click.UsageError(f"{path}: cannot be read ({error.strerror})") from None


def together(refused: Sequence[MissingLanguage | ForbiddenWords]) -> DataError:
    """What is wrong with the documents of one form in one or both languages, as one error."""
    if len(refused) == 1:
        return refused[0]
    subject = f"{refused[0].subject.partition(' ')[0]} in both languages"
    problems = [
        replace(problem, document=error.subject) if isinstance(problem, DocumentProblem) else problem
        for error in refused
        for problem in error.problems
    ]
    return (ForbiddenWords if any(isinstance(error, ForbiddenWords) for error in refused) else MissingLanguage)(
        subject, problems
    )
