"""Searches the lines that a template prints for the line that an edited paragraph was."""

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable

from cpr_docs.templating.fixed_text import PrintedLine

_MIN_SIMILARITY = 0.6
_AFTER_LABEL = ":;,(-–"


class LineSearch:
    """Printed lines, searched by tags, by words and by similarity."""

    def __init__(self, lines: Iterable[PrintedLine]) -> None:
        self._lines = list(lines)
        self._by_tags: defaultdict[tuple[str, ...], list[PrintedLine]] = defaultdict(list)
        for line in self._lines:
            if line.words.tags:
                self._by_tags[line.words.tags].append(line)

    def discard(self, line: PrintedLine) -> None:
        """Removes a line, so that it is found no more."""
        if line in self._lines:
            self._lines.remove(line)
            if line.words.tags:
                self._by_tags[line.words.tags].remove(line)

    def with_tags(self, tags: tuple[str, ...]) -> PrintedLine | None:
        """The first line around controls with these tags."""
        return next(iter(self._by_tags[tags]), None) if tags else None

    def within(self, text: str, *, min_length: int = 1) -> PrintedLine | None:
        """The longest line whose words begin or end the text.

        A line shorter than `min_length` counts only if a character that follows a label comes after its words.
        """
        found = [
            line
            for line in self._lines
            if (text.startswith(line.words.text) or text.endswith(line.words.text))
            and (len(line.words.text) >= min_length or text[len(line.words.text)] in _AFTER_LABEL)
        ]
        return max(found, key=lambda line: len(line.words.text), default=None)

    def first(self, test: Callable[[PrintedLine], bool]) -> PrintedLine | None:
        """The first line that passes a test."""
        return next(filter(test, self._lines), None)

    def similar(self, text: str) -> PrintedLine | None:
        """The line most similar to the text; None if no line is similar."""
        words = text.split()
        best, ratio = None, _MIN_SIMILARITY
        for line in self._lines:
            matcher = difflib.SequenceMatcher(None, line.words.text.split(), words, autojunk=False)
            if matcher.real_quick_ratio() >= ratio and matcher.quick_ratio() >= ratio and matcher.ratio() >= ratio:
                best, ratio = line, matcher.ratio()
        return best
