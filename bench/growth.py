"""Benchmarks a long run in which letters are validated, rendered, written and not kept, for leaks of time or memory.

``python -m bench.growth COUNT FOLDER`` prints a line of JSON at each of the `_COUNTS`.
"""

import json
import sys
import time
from pathlib import Path

import cpr_docs
from bench import records
from bench.serve import memory

_COUNTS = (100, 500, 2_000, 10_000, 20_000)


def main(count: int, folder: Path) -> None:
    folder.mkdir(parents=True)
    renderer = cpr_docs.Renderer()
    done, start = 0, time.perf_counter()
    for number, record in enumerate(records.letters(count), start=1):
        renderer.render(cpr_docs.Form.parse(record), "en").save(folder / f"{number}.docx")
        if number in _COUNTS:
            each = (time.perf_counter() - start) / (number - done)
            print(json.dumps({"letters": number, "microseconds": each * 1e6, **memory()}), flush=True)
            done, start = number, time.perf_counter()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
