"""Corrections of the catalogue: from a review in Word to CSV, and from CSV into the catalogue."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages import pofile
from babel.messages.catalog import Message

from cpr_docs import Language
from cpr_docs.csv_text import escape_formula
from cpr_docs.language.text import canonical_prose
from docs.review.entries import CATALOGUE, CatalogueEntry, entries
from docs.review.wording_form import Verdict, WordingEntry, WordingReview

HEADINGS = ("msgid", "current_msgstr", "proposed_msgstr", "severity", "reason")
SEVERITIES = ("right", "wrong", "awkward", "inconsistent", "term")
_PLACE = re.compile(r"\{[^{}]*\}")
_WIDTH = 120


class Correction(NamedTuple):
    """A row of the CSV file: the Welsh of one entry, as it is and as it should be."""

    msgid: str
    """The English; after its context and a bar, if the catalogue has the same English and Welsh in several contexts."""
    current_msgstr: str
    proposed_msgstr: str
    severity: str
    reason: str


class CorrectionsRefused(ValueError):
    """Corrections do not fit the catalogue; the message has a line for each."""


def corrections_of(review: WordingReview, path: Path = CATALOGUE) -> Iterator[Correction]:
    """The corrections of a filled-in review; an entry that nobody has judged is left out."""
    by_number = {each.number: each for each in entries(path).values()}
    signed_on = review.reviewed_on.isoformat() if review.reviewed_on else None
    signature = ", ".join(filter(None, (review.reviewer, signed_on)))
    for row in review.entries:
        if row.verdict is None and row.better is None and row.reason is None:
            continue
        entry = by_number.get(row.number)
        if entry is None:
            raise CorrectionsRefused(
                f"entry {row.number}: the catalogue has none of this number; its English has changed"
            )
        yield Correction(
            _name(entry, by_number.values()),
            # The Welsh that the reviewer read: the catalogue's may be another one by now, which `apply` refuses.
            entry.welsh if canonical_prose(entry.welsh) == row.welsh else row.welsh,
            _within_blanks(entry.welsh, row.better or ""),
            _severity(row),
            ": ".join(filter(None, (signature, row.reason))),
        )


def to_csv(corrections: Iterable[Correction]) -> bytes:
    """The corrections as a CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows([*map(escape_formula, each)] for each in corrections)
    return text.getvalue().encode()


def from_csv(content: bytes) -> list[Correction]:
    """The corrections in a CSV file; raises `CorrectionsRefused` for other headings."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    if tuple(rows.fieldnames or ()) != HEADINGS:
        raise CorrectionsRefused(f"the headings must be {', '.join(HEADINGS)}")
    return [Correction(*(_without_escape(row[heading] or "") for heading in HEADINGS)) for row in rows]


def apply(corrections: Iterable[Correction], path: Path = CATALOGUE) -> int:
    """Writes the corrections into the catalogue, each with its reason as the provenance, and returns their number.

    Raises `CorrectionsRefused` with every row that does not fit; then nothing is written.
    """
    with path.open("rb") as file:
        found = pofile.read_po(file, locale=Language.WELSH.value)
    messages = {(each.context or "", each.id): each for each in found if each.id and isinstance(each.id, str)}
    known = list(entries(path).values())
    by_name = {(_name(entry, known), entry.welsh): messages[entry.context, entry.english] for entry in known}
    corrections = list(corrections)
    wrong = [
        f"row {number}: {mistake}"
        for number, each in enumerate(corrections, start=2)
        if (mistake := _mistake(each, by_name.get((each.msgid, each.current_msgstr))))
    ]
    if wrong:
        raise CorrectionsRefused("\n".join(wrong))
    for each in corrections:
        _correct(by_name[each.msgid, each.current_msgstr], each)
    with io.BytesIO() as written:
        pofile.write_po(written, found, width=_WIDTH, sort_by_file=True)
        path.write_bytes(written.getvalue())
    entries.cache_clear()
    return len(corrections)


def _severity(row: WordingEntry) -> str:
    """The verdict; a better wording without one is of Welsh that could be better."""
    return (row.verdict or (Verdict.AWKWARD if row.better else Verdict.WRONG)).value


def _name(entry: CatalogueEntry, known: Iterable[CatalogueEntry]) -> str:
    alike = sum((each.english, each.welsh) == (entry.english, entry.welsh) for each in known)
    return entry.english if alike == 1 else f"{entry.context} | {entry.english}"


def _within_blanks(welsh: str, better: str) -> str:
    """The better wording with the blanks at the ends of the present one, which Word does not show."""
    if not better:
        return ""
    start, end = len(welsh) - len(welsh.lstrip()), len(welsh.rstrip())
    return f"{welsh[:start]}{better}{welsh[end:]}"


def _without_escape(text: str) -> str:
    return text[1:] if text[:1] == "'" and escape_formula(text[1:]) == text else text


def _mistake(correction: Correction, message: Message | None) -> str:
    if message is None:
        return "the catalogue has no entry with this English and this Welsh: it may have changed since the review"
    if correction.severity not in SEVERITIES:
        return f"the severity must be one of: {', '.join(SEVERITIES)}"
    proposed = correction.proposed_msgstr
    if not proposed and correction.severity != "right":
        return "has no better Welsh"
    if proposed and sorted(_PLACE.findall(proposed)) != sorted(_PLACE.findall(correction.current_msgstr)):
        return "the better Welsh has other words in braces"
    return ""


def _correct(message: Any, correction: Correction) -> None:
    message.string = correction.proposed_msgstr or message.string
    judged = "right" if correction.severity == "right" else f"corrected, {correction.severity}"
    message.user_comments = [f"Reviewed: {judged}; {correction.reason or 'no reason given'}"]
