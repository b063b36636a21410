"""The memory of a batch does not grow with the number of its rows."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.batch.cases import letter, many, table

SCRIPT = """
import sys, tracemalloc
import cpr_docs
plan = cpr_docs.check_batch(open("letter.json", encoding="utf-8").read(), sys.argv[1], language="en")
outcomes = plan.render(workers=1)
for outcome in outcomes:
    if outcome.row == 100:
        tracemalloc.start()
tracemalloc.reset_peak()
print(tracemalloc.get_traced_memory()[0])
tracemalloc.stop()
tracemalloc.start()
plan = cpr_docs.check_batch(open("letter.json", encoding="utf-8").read(), sys.argv[1], language="en")
print(tracemalloc.get_traced_memory()[1])
"""


def test_it_is_flat(tmp_path: Path) -> None:
    (tmp_path / "letter.json").write_text(json.dumps(letter()), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    found = []
    for count in (500, 2_000):
        path = table(tmp_path, many(count), name=f"{count}.csv")
        script = [sys.executable, "-c", SCRIPT, path.name]
        run = subprocess.run(script, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        found.append([int(line) for line in run.stdout.split()])
    (made_few, checked_few), (made_many, checked_many) = found
    # 1,500 more rows: keeping each letter would take 15 MB, keeping each row half a megabyte.
    assert made_many - made_few < 150_000
    assert checked_many - checked_few < 250_000
