"""The face of a twelve-hour clock, which both languages print with a full stop."""

from datetime import time

NOON = time(12)
MIDNIGHT = time(0)


def hour_and_minute(moment: time) -> str:
    """The figures of a twelve-hour clock: ``2.30``, and ``12.15`` after midnight.

    Raises ``ValueError`` for seconds and for time zones: no form prints them, and they would be lost unseen.
    """
    if moment.second or moment.microsecond:
        raise ValueError("a time is printed in hours and minutes: seconds would be lost")
    if moment.tzinfo is not None:
        raise ValueError("a time is printed without its time zone: the zone would be lost")
    return f"{(moment.hour - 1) % 12 + 1}.{moment.minute:02d}"
