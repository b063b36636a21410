"""A run that is killed at any moment and started again writes the same bytes as a run that is not killed.

With CPR_DOCS_SLOW=1 in the environment, the test uses 20,000 rows and ten kills.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch.cases import hashes, letter, many, table

SLOW = os.environ.get("CPR_DOCS_SLOW") == "1"
ROWS, KILLS = (20_000, 10) if SLOW else (300, 3)
# A background process of a shell script ignores SIGINT, and so do its children.
COMMAND = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from cpr_docs.cli import main; main()"
)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="POSIX signals")


def start(tmp_path: Path, out: Path, workers: int, *options: str) -> "subprocess.Popen[bytes]":
    source = Path(__file__).parents[2] / "src"
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "batch", tmp_path / "letter.json", tmp_path / "people.csv", "-o", out,
         "--workers", str(workers), "--quiet", *options],
        env={**os.environ, "PYTHONPATH": str(source)},
        stderr=subprocess.PIPE,
    )  # fmt: skip


def documents(out: Path) -> int:
    return sum(entry.name.endswith(".docx") for entry in os.scandir(out)) if out.is_dir() else 0


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("seed", range(1 if SLOW else 2))
def test_it_ends_with_the_same_bytes(tmp_path: Path, workers: int, seed: int) -> None:
    (tmp_path / "letter.json").write_text(json.dumps(letter()), encoding="utf-8")
    table(tmp_path, many(ROWS))
    whole, out = tmp_path / "whole", tmp_path / "out"
    run = start(tmp_path, whole, workers)
    assert run.communicate()[1] == b""
    assert run.returncode == 0
    total = documents(whole)
    chance = random.Random(seed)
    killed = 0
    for _ in range(KILLS):
        run = start(tmp_path, out, workers)
        # Killed while it writes: after a random number of documents, and a random delay.
        until = documents(out) + chance.randrange(total // KILLS)
        while run.poll() is None and documents(out) <= until:
            time.sleep(0.001)
        time.sleep(chance.random() / 200)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        killed += run.returncode == -signal.SIGKILL
    assert killed
    run = start(tmp_path, out, workers)
    assert run.communicate()[1] == b""
    assert run.returncode == 0
    assert hashes(out) == hashes(whole)


def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "letter.json").write_text(json.dumps(letter()), encoding="utf-8")
    table(tmp_path, many(2000))
    run = start(tmp_path, tmp_path / "out", 2)
    while run.poll() is None and documents(tmp_path / "out") < 50:
        time.sleep(0.001)
    run.send_signal(signal.SIGINT)
    _out, stderr = run.communicate()
    assert run.returncode == 130
    assert b"The same command goes on." in stderr
    assert b"Traceback" not in stderr
    assert not list((tmp_path / "out").glob(".*"))
