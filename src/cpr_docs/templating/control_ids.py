"""The ids of what stands in repeated rows, of which a template cannot know how many there are.

Compiling puts calls of the functions below into a template; one of its own cannot call anything.
"""

import itertools

FIRST_LOOP_ID = 1_000_000
"""Where they begin; the ids of the other controls are lower."""

NEXT_ID, COPY_ID, COPY_NAME, BEGIN_ROW = "next_id", "copy_id", "copy_name", "begin_row"
COUNTERS = frozenset({NEXT_ID, COPY_ID, COPY_NAME, BEGIN_ROW})


class ControlIds:
    """Counts the controls, and whatever else needs an id, of one document that stand in repeated rows."""

    def __init__(self) -> None:
        self._next = itertools.count(FIRST_LOOP_ID).__next__

    def __call__(self) -> int:
        """The next id."""
        return self._next()


class CopyIds:
    """The ids that several things in one row share, such as the start and the end of a bookmark, for one part."""

    def __init__(self, ids: ControlIds) -> None:
        self._ids = ids
        self._now: dict[str, str] = {}
        self._first: dict[str, str] = {}

    def begin_row(self, *keys: str) -> str:
        """Gives each key an id in this row; prints nothing."""
        for key in keys:
            self._now[key] = str(self._ids())
            self._first.setdefault(key, self._now[key])
        return ""

    def copy_id(self, _depth: int, key: str) -> str:
        """The id of a key in this row."""
        return self._now[key]

    def copy_name(self, _depth: int, key: str) -> str:
        """The end of a name in this row; empty in the first row."""
        return "" if self._now[key] == self._first[key] else f"_{self._now[key]}"
