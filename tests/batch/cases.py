"""Data of the tests of batches: a letter, tables as people have them, and the contents of a folder."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import cpr_docs
from cpr_docs import resources

FIXTURES = resources.folder("fixtures") / "invitation_letter"
RECIPIENTS = FIXTURES / "recipients.csv"
HEADINGS = ("Name", "Job title", "Agency", "Address", "Language")
ROWS: tuple[tuple[str, ...], ...] = (
    ("Ms Siân Prothero", "Social Worker", "Social Services", "1 High Street\nLlanarian\nQA4 2BD", "cy"),
    ("Mr Dylan Harries", "Detective Inspector", "Police", "4 Ffordd y Bont\nLlanarian\nQA4 2BD", "en"),
    ("Dr Gwen Rowlands", "General Practitioner", "Local Health Board", "32 Ffordd y Bont\nQA4 2BD", ""),
)


def letter(**changed: Any) -> dict[str, Any]:
    """The data that all recipients share."""
    data: dict[str, Any] = json.loads((FIXTURES / "concise.json").read_text(encoding="utf-8"))
    for name in ("recipient", "reply"):
        del data[name]
    return data | changed


def many(count: int) -> list[tuple[str, ...]]:
    """A number of different recipients."""
    return [(f"{ROWS[n % 3][0]} {n}", *ROWS[n % 3][1:]) for n in range(count)]


def csv_text(rows: Iterable[Sequence[object]] = ROWS, headings: Sequence[str] = HEADINGS, delimiter: str = ",") -> str:
    """A table as Excel writes it."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows([headings, *rows])
    return text.getvalue()


def table(
    folder: Path, rows: Iterable[Sequence[object]] = ROWS, headings: Sequence[str] = HEADINGS, name: str = "people.csv"
) -> Path:
    """A table in a file."""
    path = folder / name
    path.write_bytes(csv_text(rows, headings).encode("utf-8-sig"))
    return path


def messages(plan: cpr_docs.BatchPlan) -> list[str]:
    """The messages of the plan's problems."""
    return [str(problem) for problem in plan.problems]


def problems(rows: Sequence[Mapping[str, Any]], shared: Mapping[str, Any] | None = None, **options: Any) -> list[str]:
    """The messages of the problems of a program's own rows."""
    return messages(cpr_docs.check_batch(letter() if shared is None else shared, rows, **options))


def recipient(**changed: Any) -> dict[str, Any]:
    """A valid row, with some cells changed."""
    return {**dict(zip(HEADINGS, ROWS[0], strict=True)), **changed}


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file below a folder, hidden files too, by its path."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in sorted(folder.rglob("*"))
    }


def manifest(folder: Path) -> list[dict[str, str]]:
    """The rows of the manifest."""
    with (folder / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
