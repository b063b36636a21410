"""Markdown and the little HTML that the generated parts are written in."""

from collections.abc import Iterable, Iterator
from html import escape

from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table, line by line, with a blank line before and after."""
    heads = list(heads)
    yield ""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"
    yield ""


def both(message: str, between: str = "<br>") -> str:
    """A message in English and in Welsh, the Welsh marked for screen readers."""
    return f"{plain(translate(message, Language.ENGLISH))}{between}{welsh(message)}"


def welsh(message: str) -> str:
    """A message in Welsh, marked as Welsh."""
    return f'<span lang="cy">{plain(translate(message, Language.WELSH))}</span>'


def plain(text: str) -> str:
    """Text that is no markup."""
    escaped = escape(text, quote=False)
    for character in "\\`*_[]":
        escaped = escaped.replace(character, f"\\{character}")
    return escaped
