"""The canonical form of a merged timeline's entries: each has a Ref., and stands behind the entry that it repeats."""

from collections import defaultdict
from collections.abc import Sequence

from cpr_docs.guidance.merged_timeline.merged_entry import PANEL, EntryKey, MergedEntry


def with_refs(entries: Sequence[MergedEntry]) -> tuple[MergedEntry, ...]:
    """The entries, in which one without a Ref., or with that of an entry above it, is an addition of the Panel.

    Word copies the locked Ref. with a row that somebody copies, so that a second one says nothing.
    """
    number = max((ref.number for ref in map(_ref, entries) if ref and ref.source == PANEL), default=0)
    seen: set[str] = set()
    result = []
    for entry in entries:
        if entry.id is None or entry.id in seen:
            number += 1
            entry = entry.model_copy(update={"id": str(EntryKey(PANEL, number))})
        seen.add(entry.id or "")
        result.append(entry)
    return tuple(result)


def together(entries: Sequence[MergedEntry]) -> tuple[MergedEntry, ...]:
    """The entries in their order, but each entry that repeats another directly behind it."""
    refs = {entry.id for entry in entries}
    behind: defaultdict[str, list[MergedEntry]] = defaultdict(list)
    leading = []
    for entry in entries:
        if entry.same_as is not None and entry.same_as in refs:
            behind[entry.same_as].append(entry)
        else:
            leading.append(entry)
    if not behind:
        return tuple(entries)
    return tuple(each for entry in leading for each in (entry, *behind.get(entry.id or "", ())))


def _ref(entry: MergedEntry) -> EntryKey | None:
    return entry.ref
