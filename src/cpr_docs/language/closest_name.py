"""The known name that a misspelt name is most like."""

from collections.abc import Iterable
from typing import Final

_MAX_LENGTH: Final = 80


def closest_name(name: object, known: Iterable[str]) -> str | None:
    """The known name that is most like the name, without regard to case; None if none is like it."""
    # Imported on use, because valid data does not need it.
    import difflib

    if not isinstance(name, str) or len(name) > _MAX_LENGTH:
        return None
    by_folded_name = {each.casefold(): each for each in known}
    close = difflib.get_close_matches(name.casefold(), by_folded_name, n=1)
    return by_folded_name[close[0]] if close else None
