"""Checks that processor time grows linearly with the input, including time in C: ``python -m bench.linear``.

The inputs are those of tests/growth, so the environment of the tests is needed. The tests count lines of Python; only
time reveals a regular expression, or lxml, that scans the whole input for each item. The machine may be busy, so the
least time of five runs counts, at three sizes.
"""

import itertools
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.growth.inputs import DATA, DOCUMENTS, TABLES, Work

_SIZES = (1_000, 2_000, 4_000)
_RUNS = 5
_MOST = 3.2
_TOO_SHORT = 0.02
"""Seconds below which noise is greater than the work."""


def main() -> int:
    """Prints the growth of each input; returns the number of inputs that grow too fast."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        tables = [(make.__name__, lambda count, make=make: make(count, folder)) for make in TABLES]
        inputs = [*((make.__name__, make) for make in (*DOCUMENTS, *DATA)), *tables]
        return sum(not _is_linear(name, make) for name, make in inputs)


def _is_linear(name: str, make: Callable[[int], Work]) -> bool:
    least = [_least(make(size)) for size in _SIZES]
    growth = [after / before for before, after in itertools.pairwise(least) if before > _TOO_SHORT]
    fits = all(ratio <= _MOST for ratio in growth)
    times = "  ".join(f"{seconds:8.3f} s" for seconds in least)
    print(f"{name:32} {times}  {'' if fits else f'more than {_MOST} times'}", flush=True)
    return fits


def _least(work: Work) -> float:
    times = []
    for _run in range(_RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    sys.exit(bool(main()))
