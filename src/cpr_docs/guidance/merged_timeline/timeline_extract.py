"""An extract of a merged timeline: the entries of some agencies, of some time, or the key events alone."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cpr_docs.guidance.merged_timeline.merged_entry import MergedEntry
from cpr_docs.guidance.parts.agencies import Agency
from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.catalogue import _, fill_in, translate
from cpr_docs.language.languages import Language


@dataclass(frozen=True, slots=True)
class ExtractFilter:
    """The filter that an extract is made with; a condition that is None leaves out nothing."""

    agencies: tuple[Agency, ...] | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    significant: bool | None = None

    @classmethod
    def of(
        cls,
        agencies: "Iterable[Agency | str] | None",
        start: datetime.date | None,
        end: datetime.date | None,
        significant: bool | None,
    ) -> "ExtractFilter":
        """The filter; raises `ValueError` for an agency that is not in the grid, for no day, and for no condition."""
        names = (agencies,) if isinstance(agencies, str) else agencies
        wanted = None if names is None else frozenset(Agency(name) for name in names)
        chosen = None if wanted is None else tuple(agency for agency in Agency if agency in wanted)
        if chosen is None and start is None and end is None and significant is None:
            raise ValueError("an extract needs agencies, start, end or significant")
        if start is not None and end is not None and end < start:
            raise ValueError("the end of an extract must not be before its start")
        return cls(chosen, start, end, significant)

    def takes(self, entry: MergedEntry) -> bool:
        """True for an entry of the extract; one that is not exact belongs to all its days."""
        last = entry.until or entry.on
        return (
            (self.agencies is None or entry.agency in self.agencies)
            and (self.start is None or last >= self.start)
            and (self.end is None or entry.on <= self.end)
            and (self.significant is None or entry.significant is self.significant)
        )

    def words(self, language: Language) -> str:
        """The filter in words: ``agencies: Police; from: 1 March 2012``."""
        return "; ".join(self._words(language))

    def _words(self, language: Language) -> "Iterable[str]":
        if self.agencies is not None:
            names = ", ".join(translate(agency.label, language) for agency in self.agencies)
            yield fill_in(_("agencies: {names}"), {"names": names}, language)
        for message, day in ((_("from: {day}"), self.start), (_("to: {day}"), self.end)):
            if day is not None:
                yield fill_in(message, {"day": language.conventions.date(day)}, language)
        if self.significant is not None:
            yield translate(_("key events") if self.significant else _("other than key events"), language)


def extract_words(chosen: ExtractFilter, before: BilingualLine | None) -> BilingualLine:
    """The words about an extract in both languages; `before` are those of an extract that it is made from."""
    words = {}
    for language in Language:
        earlier = None if before is None else before.text_in(language)
        words[language.value] = "; ".join(filter(None, (earlier, chosen.words(language))))
    return BilingualLine(**words)


def extracted(entries: Sequence[MergedEntry], chosen: ExtractFilter) -> tuple[MergedEntry, ...]:
    """The entries that the filter takes."""
    return tuple(entry for entry in entries if chosen.takes(entry))
