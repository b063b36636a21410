"""The ids of the content controls that stand in repeated rows, of which a template cannot know how many there are."""

import itertools

FIRST_LOOP_ID = 1_000_000
"""Where they begin; the ids of the other controls are lower."""


class ControlIds:
    """Counts the controls of one document that stand in repeated rows."""

    def __init__(self) -> None:
        self._next = itertools.count(FIRST_LOOP_ID).__next__

    def __call__(self) -> int:
        """The next id."""
        return self._next()
