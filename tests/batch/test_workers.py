"""Rows are rendered in this process, in others, or on any executor: in order, and a failure stops no other row."""

import concurrent.futures
import json
import multiprocessing
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import cpr_docs
from cpr_docs.batch import row_renderer
from cpr_docs.tables.table import Row
from tests.batch.cases import HEADINGS, hashes, letter, manifest, many, table

COUNT = 300


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> cpr_docs.BatchPlan:
    return cpr_docs.check_batch(letter(), table(tmp_path_factory.mktemp("table"), many(COUNT)))


@pytest.fixture(scope="module")
def whole(plan: cpr_docs.BatchPlan, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("whole")
    plan.write(folder, workers=1)
    return hashes(folder)


class Inline(Executor):
    """An executor that runs each call at once, and counts the calls."""

    def __init__(self) -> None:
        self.submitted = 0

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **options: Any) -> "Future[Any]":
        self.submitted += 1
        future: Future[Any] = Future()
        try:
            future.set_result(work(*arguments, **options))
        except Exception as error:  # noqa: BLE001 - an executor stores any exception in the future
            future.set_exception(error)
        return future


@pytest.mark.parametrize("executor", [Inline, lambda: ThreadPoolExecutor(3), lambda: ProcessPoolExecutor(2)])
def test_any_executor_makes_the_same_files(
    plan: cpr_docs.BatchPlan, whole: dict[str, str], tmp_path: Path, executor: Callable[[], Executor]
) -> None:
    with executor() as pool:
        plan.write(tmp_path, executor=pool)
    assert hashes(tmp_path) == whole


def test_own_processes_make_the_same_files(plan: cpr_docs.BatchPlan, whole: dict[str, str], tmp_path: Path) -> None:
    plan.write(tmp_path, workers=3)
    assert hashes(tmp_path) == whole


def test_so_does_a_program_of_several_threads(plan: cpr_docs.BatchPlan, whole: dict[str, str], tmp_path: Path) -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        plan.write(tmp_path, workers=2)
    finally:
        done.set()
        thread.join()
    assert hashes(tmp_path) == whole


@pytest.mark.parametrize("workers", [1, 2])
def test_outcomes_come_in_the_order_of_the_rows(plan: cpr_docs.BatchPlan, workers: int) -> None:
    rows = [outcome.row for outcome in plan.render(workers=workers)]
    assert rows == sorted(rows)
    assert set(rows) == set(range(2, COUNT + 2))


def test_no_more_is_under_way_than_the_window_lets(tmp_path: Path) -> None:
    pool = Inline()
    outcomes = cpr_docs.check_batch(letter(), table(tmp_path, many(2000)), language="en").render(executor=pool)
    next(iter(outcomes))
    assert pool.submitted <= 16


def test_the_example_of_the_docs_makes_the_same_files_on_a_dask_cluster_of_two_workers(
    whole: dict[str, str], tmp_path: Path
) -> None:
    # In another process, because dask leaves threads behind.
    (tmp_path / "letter.json").write_text(json.dumps(letter()), encoding="utf-8")
    page = (Path(__file__).parents[2] / "docs" / "dask.md").read_text(encoding="utf-8")
    (example,) = (code for code in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "LocalCluster" in code)
    (tmp_path / "script.py").write_text(f"{example}    assert not summary.problems\n", encoding="utf-8")
    table(tmp_path, many(COUNT), name="recipients.csv")
    script = [sys.executable, "script.py"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    run = subprocess.run(script, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    assert hashes(tmp_path / "letters") == whole


class TestFailures:
    def test_a_letter_that_fails_stops_no_other(
        self, plan: cpr_docs.BatchPlan, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = row_renderer.RowRenderer._document

        def fails(self: Any, row: Row, *rest: Any) -> Any:
            if row.number == 70:
                raise ValueError("Ms Siân Prothero")
            return real(self, row, *rest)

        monkeypatch.setattr(row_renderer.RowRenderer, "_document", fails)
        with ThreadPoolExecutor(2) as pool:
            for executor in (None, pool):
                failed = [outcome for outcome in plan.render(workers=1, executor=executor) if outcome.problem]
                reports = [str(outcome.problem) for outcome in failed]
                assert reports == ["row 70: its letter could not be made: ValueError"] * 2

    def test_a_worker_that_dies_once_costs_nothing(self, tmp_path: Path, whole: dict[str, str]) -> None:
        assert _dying(tmp_path / "died", once=True).write(tmp_path / "out", workers=2).problems == ()
        assert (tmp_path / "died").exists()
        assert _documents(hashes(tmp_path / "out")) == _documents(whole)

    def test_rows_that_kill_their_worker_are_reported_and_no_others(self, tmp_path: Path) -> None:
        plan = _dying(tmp_path / "died", once=False)
        summary = plan.write(tmp_path / "out", workers=2)
        rows = [problem.row for problem in summary.problems]
        assert rows == list(range(65, 129))  # the chunk of row 70
        assert str(summary.problems[0]) == "row 65: its letter could not be made: BrokenProcessPool"
        assert {int(line["row"]) for line in manifest(tmp_path / "out")} == set(range(1, COUNT + 1)) - set(rows)

    def test_an_executor_that_is_broken_is_reported_for_every_row(
        self, plan: cpr_docs.BatchPlan, tmp_path: Path
    ) -> None:
        with ProcessPoolExecutor(1) as pool:
            with pytest.raises(concurrent.futures.BrokenExecutor):
                pool.submit(os._exit, 1).result()
            summary = plan.write(tmp_path, executor=pool)
        assert [problem.row for problem in summary.problems] == list(range(2, COUNT + 2))

    def test_a_chunk_that_fails_is_tried_once_more(self, plan: cpr_docs.BatchPlan) -> None:
        class Fails(Inline):
            def submit(self, work: Callable[..., Any], /, *arguments: Any, **options: Any) -> "Future[Any]":
                self.submitted += 1
                if self.submitted in (2, 3):
                    future: Future[Any] = Future()
                    future.set_exception(ConnectionError())
                    return future
                self.submitted -= 1
                return super().submit(work, *arguments, **options)

        rows = [outcome.row for outcome in plan.render(executor=Fails()) if outcome.problem is None]
        assert sorted(set(rows)) == list(range(2, COUNT + 2))
        assert rows == sorted(rows)


def _documents(files: dict[str, str]) -> set[str]:
    return {digest for name, digest in files.items() if name.endswith(".docx")}


class Poison(str):
    """A recipient's name that ends the process in which it is unpickled."""

    mark: Path
    once: bool

    def __reduce__(self) -> Any:
        return _arrive, (str(self), self.mark, self.once, os.getpid())


def _arrive(name: str, mark: Path, once: bool, parent: int) -> str:
    if os.getpid() != parent and not (once and mark.exists()):
        mark.touch()
        os._exit(9)
    return name


def _dying(mark: Path, *, once: bool) -> cpr_docs.BatchPlan:
    rows: list[dict[str, Any]] = [dict(zip(HEADINGS, row, strict=True)) for row in many(COUNT)]
    poison = Poison(rows[69]["Name"])
    poison.mark, poison.once = mark, once
    rows[69]["Name"] = poison
    return cpr_docs.check_batch(letter(), rows)


@pytest.fixture(autouse=True)
def _no_worker_is_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []
