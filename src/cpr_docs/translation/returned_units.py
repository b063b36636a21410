"""The units of a translation file, as they came back from a translator; and what an earlier file knows of a text."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cpr_docs.language.languages import Language
from cpr_docs.translation.comparable import any_row, plain_spaces


@dataclass(frozen=True, slots=True, repr=False)
class ReturnedUnit:
    """A paragraph in a translation file."""

    id: str
    """The id in the file, which may be any text."""
    source: str
    target: str
    """The translation; empty if there is none yet."""
    stamp: str = ""
    """The hashes of the export; empty if a program lost them."""
    needs_review: bool = False
    """True if the file says that the source has changed since the translation, and the translation is as it was."""
    comments: tuple[str, ...] = ()
    """The translator's notes."""

    @property
    def path(self) -> str:
        """The path of the text."""
        return self.id.rpartition("#")[0]


@dataclass(frozen=True, slots=True, repr=False)
class ReturnedFile:
    """A translation file."""

    language: Language
    """The language of the translation."""
    units: tuple[ReturnedUnit, ...]
    comments: tuple[str, ...] = ()
    """The translator's notes that belong to no unit."""


class EarlierTranslations:
    """The pairs of source and translation in an earlier translation file.

    The data of a case does not record from which words a text was translated; a translation file does.
    """

    def __init__(self, units: Iterable[ReturnedUnit] = ()) -> None:
        self._sources: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
        self._targets: dict[tuple[str, str], str] = {}
        for unit in units:
            if unit.target:
                # The number of a row may have changed since.
                path = any_row(unit.path)
                source, target = plain_spaces(unit.source), plain_spaces(unit.target)
                self._sources[path, target][source] = unit.needs_review
                if not unit.needs_review:
                    self._targets.setdefault((path, source), unit.target)

    def is_stale(self, path: str, source: str, target: str) -> bool:
        """True if the translation is known, and is that of other words."""
        sources = self._sources_of(path, target)
        return bool(sources) and sources.get(plain_spaces(source), True)

    def earlier_source(self, path: str, source: str, target: str) -> str:
        """The words that a stale translation is of; empty if they are not known."""
        present = plain_spaces(source)
        return next((earlier for earlier in self._sources_of(path, target) if earlier != present), "")

    def target(self, path: str, source: str) -> str:
        """The translation of the same words in the same field; empty if there is none."""
        return self._targets.get((any_row(path), plain_spaces(source)), "")

    def _sources_of(self, path: str, target: str) -> dict[str, bool]:
        """The words that the translation is of, each with True if it waits for a review."""
        return self._sources.get((any_row(path), plain_spaces(target)), {})


NOTHING_EARLIER: Final = EarlierTranslations()
"""No earlier file."""
