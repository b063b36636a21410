"""Varied records of one form, derived from its fixture.

Values contain &, <, quotation marks, Welsh letters and line breaks; lists vary in length, and optional fields are
sometimes blank.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import cpr_docs

Record = dict[str, Any]

_NAMES = ("Siân O'Connor", "Dr Llŷr Gwŷn-Tŷ", "Angharad D’Souza & Hughes", "Ŵyn “Now” Rees", "Gwenno <Non> ap Siôn")
_AGENCIES = ("Local Health Board: School Nursing & Immunisation", "Heddlu Glan-y-dŵr", "Education <Early Years>")
_TIMES = (("09:30", "12:30"), ("13:30", "16:00"), ("09:00", "15:45"))


def letters(count: int, first: int = 0) -> Iterator[Record]:
    """Records of the concise invitation letter."""
    return _varied("invitation_letter", "concise", _letter, first, count)


def long_forms(count: int, first: int = 0) -> Iterator[Record]:
    """Records of the recommendation for an extended review."""
    return _varied("recommendation", "extended", _long_form, first, count)


def _varied(
    name: str, review_type: str, vary: Callable[[Record, int], Record], first: int, count: int
) -> Iterator[Record]:
    fixture = cpr_docs.example(name, review_type).model_dump_json(exclude_none=True)
    for number in range(first, first + count):
        yield vary(json.loads(fixture), number)


def _letter(record: Record, n: int) -> Record:
    recipient = {"name": f"{_NAMES[n % len(_NAMES)]} {n}", "job_title": f"Nurse & carer, band {n % 7}"}
    recipient["agency"] = _AGENCIES[n % len(_AGENCIES)]
    recipient["address"] = f"Tŷ’r Afon\n{n} St Mary's Square\nPontarian\nQA5 {n % 9}LJ"
    if n % 8 == 7:
        del recipient["job_title"], recipient["address"]
    days = range(1 + n % 3)
    starts, finishes = zip(*(_TIMES[day] for day in days), strict=True)
    sessions = [{"on": f"2013-02-{12 + day}", "starts": starts[day], "finishes": finishes[day]} for day in days]
    record |= {"recipient": recipient, "sessions": sessions, "lunch": n % 2 == 0}
    record["enclosures"] = record["enclosures"][: n % 4]
    if n % 3:
        del record["reply"]
    return record


def _long_form(record: Record, n: int) -> Record:
    record["case_identifier"] = f"DA-CPR-2013-{n:05}"
    record["outline"]["en"] += f'\nRecord {n}: the home < 2 miles from school & "Tŷ\'r Ysgol".\n- seen {n % 28} times;'
    record["case_issues"] = [*record["case_issues"], *record["case_issues"]][: 2 + n % 6]
    record["additional_questions"] = (record["additional_questions"] * 2)[: 1 + n % 4]
    record["panel_chair"]["agency"] = ("police", "education", "local_health_board")[n % 3]
    agencies = [agency for agency in record["agencies"].values() if "involved" in agency]
    for at, agency in enumerate(agencies):
        if (at + n) % 5 == 0:
            agency.clear()
            agency["involved"] = False
        else:
            agency["name"] = f"{_NAMES[(at + n) % len(_NAMES)]} {n}"
    if n % 4 == 3:
        del record["costs"]["additional"], record["costs"]["additional_detail"], record["welsh_government"]
    return record
