"""Rows named by their numbers in a sentence: ``row 4``, ``rows 2, 5 to 9``."""

from collections.abc import Iterable

_MOST = 20


def numbered_rows(numbers: Iterable[int]) -> str:
    """The rows in a few words: neighbours as a range, and of very many ranges the first, and how many more rows."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    shown = [str(first) if first == last else f"{first} to {last}" for first, last in ranges[:_MOST]]
    more = sum(last - first + 1 for first, last in ranges[_MOST:])
    single = len(ranges) == 1 and ranges[0][0] == ranges[0][1]
    return f"row{'' if single else 's'} {', '.join(shown)}{f' and {more} more' if more else ''}"
