"""The places where a line must not end: between a day and its month, figures and "am", and inside "Is-grŵp".

A document has no-break spaces and hyphens there. Whoever types the same words has common ones, so that texts are
compared by `breakable`.
"""

import re

NO_BREAK_SPACE = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"

_AFTER_FIGURES = re.compile(r"(?<=\d) (?=[^\W\d])")
_HYPHEN_OF_PREFIX = re.compile(r"\b([Ii]s)-(?=\w)")


def bind_first(text: str) -> str:
    """The text with a no-break space after its first word: a day, or the figures of a time."""
    return text.replace(" ", NO_BREAK_SPACE, 1)


def bind_figures(text: str) -> str:
    """The text with a no-break space between figures and the word after them: "12 March", "2.30 pm"."""
    return _AFTER_FIGURES.sub(NO_BREAK_SPACE, text)


def bind_prefixes(text: str) -> str:
    """The text with a no-break hyphen after the Welsh prefix *is*, which would stand alone at the end of a line."""
    return _HYPHEN_OF_PREFIX.sub(rf"\1{NO_BREAK_HYPHEN}", text)


def breakable(text: str) -> str:
    """The text with common spaces and hyphens in place of no-break ones."""
    if text.isascii():
        return text
    return text.replace(NO_BREAK_SPACE, " ").replace(NO_BREAK_HYPHEN, "-")
