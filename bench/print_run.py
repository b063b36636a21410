"""Benchmarks a print run against one LibreOffice call per letter: ``python -m bench.print_run [LETTERS]``.

Prints a line of JSON for each measurement. Calls and runs are interleaved, so that noise affects both; the ratio is
that of the medians.
"""

import io
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cpr_docs
from cpr_docs.batch.bind_batch import print_batch
from cpr_docs.envelopes.pack import merge_pack, word_item

ROUNDS = 3
CALLS = 3
MERGED = 100
"""The number of PDFs that the library binds and pypdf joins."""


def letters(folder: Path, count: int) -> None:
    """Writes a batch of letters, a third of them in Welsh."""
    letter = cpr_docs.example("invitation_letter", "concise").model_dump(mode="json")
    del letter["recipient"], letter["reply"]
    rows = [
        {"Name": f"Recipient {row}", "Agency": "Social Services", "Language": ("cy", "en", "en")[row % 3]}
        for row in range(count)
    ]
    cpr_docs.check_batch(letter, rows).write(folder)


def one_call(document: Path, folder: Path) -> float:
    """Seconds that LibreOffice takes for a letter, with an existing profile."""
    start = time.perf_counter()
    subprocess.run(
        [
            cpr_docs.Office.find().program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(folder / "made"), str(document)),
        ],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - start


def one_run(batch: Path, folder: Path, *, workers: int | None) -> float:
    """Seconds that the print run takes."""
    start = time.perf_counter()
    print_batch(batch, folder / "run.pdf", overwrite=True, workers=workers)
    return time.perf_counter() - start


def binding(batch: Path) -> dict[str, Any]:
    """Letters per second that the library binds with their tags, and that pypdf joins without them."""
    from pypdf import PdfReader, PdfWriter

    documents = [path.read_bytes() for path in sorted(batch.glob("*.docx"))[:MERGED]]
    with cpr_docs.Converter() as converter:
        pdfs = [conversion.pdf or b"" for conversion in converter.convert_all(documents)]
    start = time.perf_counter()
    items = [word_item("letter", document, pdf) for document, pdf in zip(documents, pdfs, strict=True)]
    merge_pack(io.BytesIO(), items)
    ours = time.perf_counter() - start
    start = time.perf_counter()
    writer = PdfWriter()
    for pdf in pdfs:
        writer.append(PdfReader(io.BytesIO(pdf)), outline_item="letter")
    writer.write(io.BytesIO())
    theirs = time.perf_counter() - start
    count = len(documents)
    return {
        "letters": count,
        "merged_per_s": round(count / ours, 1),
        "pypdf_without_tags_per_s": round(count / theirs, 1),
    }


def measure(count: int, *, workers: int | None = None) -> None:
    """Prints the measurements for a number of letters."""
    folder = Path(tempfile.mkdtemp(prefix="cpr-docs-bench-"))
    try:
        batch = folder / "batch"
        letters(batch, count)
        documents = sorted(batch.glob("*.docx"))
        one_call(documents[0], folder)  # creates the profile
        calls: list[float] = []
        runs: list[float] = []
        for _round in range(ROUNDS):
            calls += [one_call(document, folder) for document in documents[:CALLS]]
            runs.append(one_run(batch, folder, workers=workers))
        call, run = statistics.median(calls), statistics.median(runs) / count
        size = (folder / "run.pdf").stat().st_size
        report(
            "print run",
            letters=count,
            one_call_s=round(call, 3),
            letters_per_s=round(1 / run, 1),
            ratio=round(call / run, 1),
            mb_here=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            mb_libreoffice=round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
            kb_per_letter=round(size / 1024 / count, 1),
        )
        report("binding", **binding(batch))
    finally:
        shutil.rmtree(folder)


def report(what: str, **measured: Any) -> None:
    print(json.dumps({"what": what, **measured}), flush=True)


def main(arguments: Sequence[str]) -> None:
    for count in map(int, arguments or ("200", "1000")):
        measure(count)


if __name__ == "__main__":
    main(sys.argv[1:])
