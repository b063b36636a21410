"""The ids of elements in repeated rows: the counters that the compiler's tags call.

Rendering imports this module, so it must not load Jinja; `grammar.counter_of` finds the calls in Jinja's AST.
"""

import itertools

FIRST_LOOP_ID = 1_000_000
"""The first id; the ids of all other controls are lower."""

NEXT_ID, COPY_ID, COPY_NAME, BEGIN_ROW = "next_id", "copy_id", "copy_name", "begin_row"
COUNTERS = frozenset({NEXT_ID, COPY_ID, COPY_NAME, BEGIN_ROW})


class ControlIds:
    """The ids in the repeated rows of one document."""

    def __init__(self) -> None:
        self._next = itertools.count(FIRST_LOOP_ID).__next__

    def __call__(self) -> int:
        """The next id."""
        return self._next()


class CopyIds:
    """The ids in one part that several elements of a row share, such as the start and end of a bookmark."""

    def __init__(self, ids: ControlIds) -> None:
        self._ids = ids
        self._current: dict[str, str] = {}
        self._first: dict[str, str] = {}

    def begin_row(self, *keys: str) -> str:
        """Assigns each key a new id for this row; prints nothing."""
        for key in keys:
            self._current[key] = str(self._ids())
            self._first.setdefault(key, self._current[key])
        return ""

    def copy_id(self, _depth: int, key: str) -> str:
        """The id of a key in this row."""
        return self._current[key]

    def copy_name(self, _depth: int, key: str) -> str:
        """The suffix of a name in this row; empty in the first row."""
        return "" if self._current[key] == self._first[key] else f"_{self._current[key]}"
