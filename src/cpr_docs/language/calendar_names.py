"""Names of months and weekdays, as data: what is printed, and what else a person may type."""

from datetime import date
from typing import NamedTuple


class CalendarNames(NamedTuple):
    """The names of one language; weekdays run from Monday, as :meth:`datetime.date.weekday` does."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]


ENGLISH = CalendarNames(
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)  # fmt: skip

WELSH = CalendarNames(
    months=(
        "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
        "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr",
    ),
    weekdays=("Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul"),
)  # fmt: skip

#: Welsh months as they stand after *o*, *i*, *yn* and *a*. Written out, so that reading an English date
#: loads no Welsh grammar; a test holds them to what the grammar makes.
WELSH_MUTATED_MONTHS: tuple[tuple[str, int], ...] = (
    ("Fawrth", 3), ("Fai", 5), ("Fehefin", 6), ("Orffennaf", 7), ("Ngorffennaf", 7), ("Fedi", 9),
    ("Dachwedd", 11), ("Nhachwedd", 11), ("Thachwedd", 11), ("Ragfyr", 12),
)  # fmt: skip


def checked_month(year: int, month: int, *, complaint: str) -> tuple[int, int]:
    """The year and the month as they came; ``ValueError`` with the complaint when the calendar lacks them."""
    try:
        date(year, month, 1)
    except ValueError:
        raise ValueError(complaint) from None
    return year, month
