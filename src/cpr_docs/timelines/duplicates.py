"""Proposes entries of different agencies that may be about the same event; a person decides.

The work grows with the entries: only those of the same day or month are compared, and only where they share a word
that is not common there.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cpr_docs.guidance.merged_timeline.merged_entry import EntryChange, MergedEntry
from cpr_docs.language.catalogue import _, fill_in
from cpr_docs.language.languages import Language
from cpr_docs.timelines.event_stems import likeness, stems_of

_LEAST_SHARED = 2
_MINUTES = 15
_SHORT = 31
"""The days of a moment that is compared day by day."""
_COMMON = 40
"""A word of so many entries of one day, or month, tells none of them from the others."""
_NEAR = 20
"""The entries after another, by their time, with which it is compared."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two entries that may be about the same event."""

    ref: str
    """The Ref. of the later entry."""
    other: str
    """The Ref. of the earlier entry."""
    path: str
    """The path of the later entry, ``entries[7]``."""

    def __str__(self) -> str:
        return self.text()

    def text(self, language: Language | str = Language.ENGLISH) -> str:
        """The proposal in the language: ``education/3: possibly the same as police/7``."""
        words = {"ref": self.ref, "other": self.other}
        return fill_in(_("{ref}: possibly the same as {other}"), words, Language(language))


@dataclass(frozen=True, slots=True, eq=False)
class _Account:
    """An entry, as it is compared."""

    index: int
    source: str
    first: datetime.date
    last: datetime.date
    at: datetime.time | None
    about_event: str
    """The Ref. of the entry that leads its group."""
    stems: frozenset[str]

    @property
    def is_short(self) -> bool:
        return (self.last - self.first).days < _SHORT

    def may_be(self, other: "_Account") -> bool:
        """True for an account from elsewhere, of the same time, that nobody has linked yet."""
        return (
            self.source != other.source
            and self.about_event != other.about_event
            and self.first <= other.last
            and other.first <= self.last
        )


def proposals(entries: Sequence[MergedEntry], threshold: float) -> tuple[Duplicate, ...]:
    """The pairs of entries that may be about the same event, in the order of the entries."""
    accounts = [
        _Account(
            index,
            ref.source,
            entry.on,
            entry.until or entry.on,
            entry.at,
            entry.same_as or str(ref),
            stems_of(entry.event),
        )
        for index, entry in enumerate(entries)
        if entry.changed is not EntryChange.WITHDRAWN and (ref := entry.ref) is not None
    ]
    pairs = {
        (min(one.index, other.index), max(one.index, other.index))
        for one, other in _with_shared_words(accounts)
        if one.may_be(other)
        and len(one.stems & other.stems) >= _LEAST_SHARED
        and likeness(one.stems, other.stems) >= threshold
    }
    pairs |= {(one.index, other.index) for one, other in _at_one_time(accounts) if one.may_be(other)}
    return tuple(
        Duplicate(str(entries[later].id), str(entries[earlier].id), f"entries[{later}]")
        for earlier, later in sorted(pairs, key=lambda pair: (pair[1], pair[0]))
    )


def _with_shared_words(accounts: Sequence[_Account]) -> Iterator[tuple[_Account, _Account]]:
    """The pairs that share a day, or a month if one of them is not short, and a word that is not common there."""
    days: defaultdict[object, list[_Account]] = defaultdict(list)
    months: defaultdict[object, list[_Account]] = defaultdict(list)
    is_any_long = not all(account.is_short for account in accounts)
    for account in accounts:
        if account.is_short:
            for day in range(account.first.toordinal(), account.last.toordinal() + 1):
                days[day].append(account)
        if is_any_long:
            for month in _months(account):
                months[month].append(account)
    for group in days.values():
        for alike in _by_stem(group).values():
            yield from ((one, other) for at, one in enumerate(alike) for other in alike[at + 1 :])
    for group in months.values():
        index = _by_stem(group)
        for one in group:
            if not one.is_short:
                yield from ((one, other) for stem in one.stems for other in index.get(stem, ()))


def _by_stem(group: Iterable[_Account]) -> Mapping[str, Sequence[_Account]]:
    found: defaultdict[str, list[_Account]] = defaultdict(list)
    for account in group:
        for stem in account.stems:
            found[stem].append(account)
    return {stem: alike for stem, alike in found.items() if 1 < len(alike) <= _COMMON}


def _months(account: _Account) -> Iterator[int]:
    return iter(range(account.first.year * 12 + account.first.month, account.last.year * 12 + account.last.month + 1))


def _at_one_time(accounts: Sequence[_Account]) -> Iterator[tuple[_Account, _Account]]:
    """The pairs of one day whose times are at most a quarter of an hour apart; the earlier account is the first."""
    timed = sorted(
        (account for account in accounts if account.at is not None), key=lambda each: (each.first, _minute(each))
    )
    for at, one in enumerate(timed):
        for other in timed[at + 1 : at + 1 + _NEAR]:
            if other.first != one.first or _minute(other) - _minute(one) > _MINUTES:
                break
            yield (one, other) if one.index < other.index else (other, one)


def _minute(account: _Account) -> int:
    return 0 if account.at is None else account.at.hour * 60 + account.at.minute
