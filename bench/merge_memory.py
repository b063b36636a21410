"""Memory of the merger: ``python -m bench.merge_memory [LETTERS...]`` prints a line of JSON for each number of letters.

Each letter is a synthetic tagged PDF of three pages with 150 structure elements, a third of which have identifiers.
The figures are Python's own allocations: the peak of the whole run, the memory before `Merger.finish`, and the peak of
`finish` above it.
"""

import json
import os
import sys
import time
import tracemalloc
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cpr_docs.pdf.merge.merger import MergeItem, Merger
from cpr_docs.pdf.merge.source_pdf import Source
from tests.pdf.tiny import tagged_letter

_DEFAULT = ("100", "400", "1600")


def measure(count: int) -> dict[str, Any]:
    """Megabytes that merging so many letters needs, and letters a second without the tracing."""
    content = tagged_letter()
    started = time.perf_counter()
    _merge(content, count)
    seconds = time.perf_counter() - started
    tracemalloc.start()
    before, peak_before, peak = _merge(content, count)
    tracemalloc.stop()
    return {
        "letters": count,
        "peak_mb": round(max(peak_before, peak) / 2**20, 2),
        "kept_mb": round(before / 2**20, 2),
        "finish_mb": round((peak - before) / 2**20, 2),
        "letters_per_s": round(count / seconds),
    }


def _merge(content: bytes, count: int) -> tuple[int, int, int]:
    """The bytes allocated before `finish`, the peak before it, and its own peak."""
    with Path(os.devnull).open("wb") as file:
        merger = Merger(file)
        for place in range(count):
            merger.add(Source(content), [MergeItem(place, f"Letter {place}", "cy-GB", 3, f"{place}-")])
        before, peak_before = tracemalloc.get_traced_memory()
        if tracemalloc.is_tracing():
            tracemalloc.reset_peak()
        merger.finish(title="Letters", language="cy-GB", date=datetime(2024, 2, 29, tzinfo=UTC), digest=b"A" * 32)
        return before, peak_before, tracemalloc.get_traced_memory()[1]


def main(arguments: Sequence[str]) -> None:
    for count in map(int, arguments or _DEFAULT):
        print(json.dumps(measure(count)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
