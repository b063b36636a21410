"""A text whose words are taken out as readers recognise them, so that no word counts twice."""

import re
from collections.abc import Iterator
from unicodedata import normalize

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u00a0\u2009\u202f", " "),
    }
)

_FIGURE = re.compile(r"\d")


class ScannedText:
    """A text in NFC, with one kind of apostrophe, hyphen and space."""

    def __init__(self, text: str) -> None:
        self.rest = normalize("NFC", text).translate(_SIGNS)
        """The words that nobody has taken; the others are blanks, so that positions stay."""
        self._has_figures = _FIGURE.search(self.rest) is not None

    def take(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yields each match, and takes it out unless it is given back by `keep`."""
        for match in list(pattern.finditer(self.rest)):
            self._blank(match.start(), match.end())
            yield match

    def take_figures(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The same as `take`, for a pattern that matches no text without figures: most texts have none."""
        if self._has_figures:
            yield from self.take(pattern)

    def keep(self, match: re.Match[str]) -> None:
        """Gives a match back that was no mention after all."""
        self.rest = self.rest[: match.start()] + match[0] + self.rest[match.end() :]

    def _blank(self, start: int, end: int) -> None:
        self.rest = self.rest[:start] + " " * (end - start) + self.rest[end:]


def begins_sentence(text: str, position: int) -> bool:
    """True if the word at the position is the first of a sentence, so that its capital says nothing."""
    before = text[:position].rstrip(" \"'\u201c\u201d([")
    return not before or before[-1] in ".!?:;\n-\u2022"
