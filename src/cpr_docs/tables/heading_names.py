"""The names of fields that a heading may use: labels in both languages, and paths, compared as folded text.

Case, spaces, punctuation and accents are ignored. A heading may give a name in both languages ("Name / Enw"). A field
in two languages has a name for each: "Venue (Welsh)", "Lleoliad (Cymraeg)", ``venue.cy``.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import folded
from cpr_docs.models.fields import FormField

LANGUAGE_NAMES: Final = {
    Language.ENGLISH: ("English", "en", "Saesneg", "in English", "yn Saesneg"),
    Language.WELSH: ("Welsh", "cy", "Cymraeg", "Gymraeg", "in Welsh", "yn Gymraeg"),
}
"""The words that follow a label in a heading, in brackets, and say the language of its column."""

SEPARATOR: Final = re.compile(r"[/|\n]")
"""Divides a heading in two languages."""
# A remark to the person who fills in the list: "Name (please print)", "Address *".
_REMARK = re.compile(r"\s*(?:\(.*\)|\[.*\]|[*:?]+)\s*$")
_MIN_SIMILARITY = 0.75
_MAX_LENGTH = 80


@dataclass(frozen=True, slots=True)
class HeadingName:
    """A name that a heading may use."""

    text: str
    """The name as a message shows it."""
    paths: tuple[str, ...]
    """The paths of the fields that it may mean."""


class HeadingNames(Mapping[str, HeadingName]):
    """The names of fields, by their folded text."""

    def __init__(self, names: Iterable[tuple[str, FormField, str]]) -> None:
        """Takes the path, the field and the name, for each name of every field."""
        self._texts: dict[str, str] = {}
        self._paths: dict[str, dict[str, None]] = {}
        for path, field, name in names:
            self.add(name, path)
            if field.bilingual:
                for language, words in LANGUAGE_NAMES.items():
                    for word in words:
                        self.add(f"{name} ({word})", f"{path}.{language.value}")

    def add(self, name: str, path: str) -> None:
        """Adds one name of the field at the path."""
        self._texts.setdefault(folded(name), name)
        self._paths.setdefault(folded(name), {})[path] = None

    def __getitem__(self, key: str) -> HeadingName:
        return HeadingName(self._texts[key], tuple(self._paths[key]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def find(self, heading: str) -> HeadingName | None:
        """The name that a heading uses, alone or in both languages; None for any other heading."""
        whole = self.get(folded(heading))
        if whole is not None or not SEPARATOR.search(heading):
            return whole
        halves = [self.get(folded(half)) for half in SEPARATOR.split(heading)]
        first, *others = halves
        if first is None or any(other is None or other.paths != first.paths for other in others):
            return None
        return first

    def of(self, path: str) -> Iterator[str]:
        """The folded names that mean this path alone."""
        return (key for key, paths in self._paths.items() if tuple(paths) == (path,))

    def texts(self) -> dict[str, str]:
        """Each name as a message shows it, by its folded text."""
        return dict(self._texts)


def close_text(heading: str, known: Mapping[str, str]) -> str | None:
    """The known name that the heading misspells, or that a remark follows; None for any other heading."""
    key = folded(heading)
    if not key or len(key) > _MAX_LENGTH:
        return None
    without_remark = folded(_REMARK.sub("", heading))
    if without_remark in known:
        return known[without_remark]
    close = difflib.get_close_matches(key, known, n=1, cutoff=_MIN_SIMILARITY)
    return known[close[0]] if close else None


def heading_texts(headings: Sequence[Any]) -> tuple[str, ...]:
    """The headings as text, each on one line."""
    return tuple("" if heading is None else " ".join(str(heading).split()) for heading in headings)


def named_columns(texts: Sequence[str], names: Sequence[str]) -> set[int]:
    """The indices of the columns that an option names."""
    wanted = set(map(folded, separate_names(texts, names)))
    return {index for index, text in enumerate(texts) if text and folded(text) in wanted}


def separate_names(texts: Sequence[str], names: Sequence[str]) -> list[str]:
    """The headings that an option names; a name that is no heading may be several, separated by commas."""
    keys = {folded(text) for text in texts}
    parts = [part for name in names for part in ([name] if folded(name) in keys else name.split(","))]
    return [part.strip() for part in parts if part.strip()]


def column_letters(index: int) -> str:
    """The letters with which a spreadsheet shows a column, counted from 0: A, Z, AA."""
    above, last = divmod(index, 26)
    return (column_letters(above - 1) if above else "") + chr(ord("A") + last)
