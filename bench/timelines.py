"""Times the merge of invented timelines, and the merged timeline rendered and read back.

``python -m bench.timelines [ENTRIES ...]`` prints a line for each number of entries, which eight timelines share.
"""

import datetime
import random
import sys
import time
from collections.abc import Callable
from typing import Any

import cpr_docs

_AGENCIES = (
    *("police", "nhs_trust", "education", "social_services"),
    *("probation", "public_health_wales", "youth_offending", "local_health_board"),
)
_TEXT = (
    "visit home school nurse telephone letter parent teacher appointment clinic missed tired hungry meeting conference "
    "referral decision worker officer sibling hospital register plan review concern record bruise attendance holiday"
)
_WORDS = tuple(_TEXT.split())
_FIRST = datetime.date(2010, 1, 1)


def timelines(entries: int, seed: int = 1) -> list[cpr_docs.AnyForm]:
    """Timelines with so many entries in all; with more entries, the period is longer, and not its days fuller."""
    chance = random.Random(seed)
    days = max(entries, 30)
    case = cpr_docs.example("agency_timeline").model_dump(mode="json", exclude_none=True)
    shared = {name: case[name] for name in ("form", "review_type", "board", "case_identifier", "author")}
    forms = []
    for number, agency in enumerate(_AGENCIES):
        count = entries // len(_AGENCIES) + (number < entries % len(_AGENCIES))
        events = [_event(chance, _FIRST + datetime.timedelta(chance.randrange(days))) for _each in range(count)]
        events.sort(key=lambda event: event["on"])
        period = {"start": str(_FIRST), "end": str(_FIRST + datetime.timedelta(days))}
        forms.append(
            cpr_docs.AgencyTimeline.parse({**shared, **period, "agency": agency, "version": 1, "events": events})
        )
    return forms


def _event(chance: random.Random, day: datetime.date) -> dict[str, Any]:
    event: dict[str, Any] = {
        "on": str(day),
        "event": {"en": f"{' '.join(chance.choices(_WORDS, k=8))}, {chance.randrange(10_000)}"},
        "response": {"en": " ".join(chance.choices(_WORDS, k=12))},
    }
    if chance.random() < 0.4:
        event["at"] = f"{chance.randrange(8, 18):02}:{chance.randrange(60):02}"
    elif chance.random() < 0.2:
        event["until"] = str(day + datetime.timedelta(chance.randrange(1, 40)))
        event["about"] = True
    return event


def main(sizes: list[int]) -> None:
    """Prints the seconds of each step."""
    for entries in sizes:
        print(f"{entries:6} entries: {_measured(timelines(entries))}", flush=True)


def _measured(forms: list[cpr_docs.AnyForm]) -> str:
    merge, merged = _timed(lambda: cpr_docs.merge(forms, dated=_FIRST))
    again, _second = _timed(lambda: cpr_docs.merge(forms[:2], onto=merged.form, dated=_FIRST))
    renderer = cpr_docs.Renderer()
    renderer.render(merged.form, "en")
    render, document = _timed(lambda: renderer.render(merged.form, "en"))
    try:
        read, form = _timed(lambda: cpr_docs.read(document.content))
        reading = f"read {read:6.2f} s" if form == merged.form.in_language("en") else "read as another form"
    except cpr_docs.PackageError as error:
        reading = f"not read: {error}"
    return (
        f"merge {merge:6.2f} s, {len(merged.duplicates)} proposals; again {again:6.2f} s; "
        f"render {render:6.2f} s, {len(document.content) // 1024} KB; {reading}"
    )


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [200, 400, 800, 1_600])
