"""Names of months and weekdays in both languages, and the figures of a twelve-hour clock."""

from datetime import date, time
from typing import NamedTuple


class CalendarNames(NamedTuple):
    """The names in one language; weekdays begin on Monday, like :meth:`datetime.date.weekday`."""

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

#: Welsh months, mutated after *o*, *i*, *yn* and *a*, with their numbers. They are literals, so that parsing an English
#: date does not import the Welsh grammar; a test compares them with its output.
WELSH_MUTATED_MONTHS: tuple[tuple[str, int], ...] = (
    ("Fawrth", 3), ("Fai", 5), ("Fehefin", 6), ("Orffennaf", 7), ("Ngorffennaf", 7), ("Fedi", 9),
    ("Dachwedd", 11), ("Nhachwedd", 11), ("Thachwedd", 11), ("Ragfyr", 12),
)  # fmt: skip

#: Welsh weekdays, softened after *nos* (night), with their numbers.
WELSH_MUTATED_WEEKDAYS: tuple[tuple[str, int], ...] = (("Lun", 0), ("Fawrth", 1), ("Fercher", 2), ("Wener", 4))

_ONE_TO_TEN = (
    "cyntaf", "ail", "trydydd", "pedwerydd", "pumed", "chweched", "seithfed", "wythfed", "nawfed", "degfed",
)  # fmt: skip
#: The days of a month in words, as in *y cyntaf o Fawrth*, with their numbers. GK
WELSH_DAYS: dict[str, int] = {
    **{day: number for number, day in enumerate(_ONE_TO_TEN, start=1)},

        "unfed ar ddeg": 11, "deuddegfed": 12, "trydydd ar ddeg": 13, "pedwerydd ar ddeg": 14, "pymthegfed": 15,
        "unfed ar bymtheg": 16, "ail ar bymtheg": 17, "deunawfed": 18, "pedwerydd ar bymtheg": 19, "ugeinfed": 20,
        "unfed ar hugain": 21
    ,
    **{f"{day} ar hugain": 20 + number for number, day in enumerate(_ONE_TO_TEN[1:], start=2)},
    "unfed ar ddeg ar hugain": 31,
}  # fmt: skip


def check_month(year: int, month: int, *, message: str) -> tuple[int, int]:
    """The year and the month, unchanged; raises ``ValueError`` with the message for a month that does not exist."""
    try:
        date(year, month, 1)
    except ValueError:
        raise ValueError(message) from None
    return year, month


NOON = time(12)
MIDNIGHT = time(0)


def hour_and_minute(moment: time) -> str:
    """The figures of a twelve-hour clock: ``2.30``, and ``12.15`` after midnight.

    Raises ``ValueError`` for seconds and time zones: no form prints them, so that they would be lost silently.
    """
    if moment.second or moment.microsecond:
        raise ValueError("a time is printed in hours and minutes: seconds would be lost")
    if moment.tzinfo is not None:
        raise ValueError("a time is printed without its time zone: the zone would be lost")
    return f"{(moment.hour - 1) % 12 + 1}.{moment.minute:02d}"
