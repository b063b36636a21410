"""Benchmarks the library against its peers: ``python -m bench``."""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import cold, pdf, prepare, rates, report
from bench.engines import ALL, BASE, HERE, OURS, environment

_RESULTS = HERE.parent / "docs" / "explanation" / "measured.md"
_PARTS = ("rates", "cold", "limit", "growth", "processes", "pdf")


def main() -> None:
    options = _options()
    engines = [engine for engine in ALL if engine.is_there()]
    for engine in ALL:
        if engine not in engines:
            print(f"skipped, since Node or its package is not there: {engine.name}", file=sys.stderr)
    if options.peers:
        engines = [engine for engine in engines if engine.name in {OURS, BASE} or engine.tags in options.peers]
    memory = Path("/dev/shm")
    (HERE / ".work").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=memory if memory.is_dir() else HERE / ".work") as made:
        folder = Path(made)
        sections = _measured(options, engines, folder)
    where = "tmpfs" if memory.is_dir() else "a disk"
    command = " ".join(["make bench", *(f'BENCH="{" ".join(sys.argv[1:])}"' for _ in sys.argv[1:2])])
    text = "\n".join([report.head(command, where), *sections])
    print(text)
    if not (options.only or options.quick or options.peers or options.cpu):
        _RESULTS.write_text(text, "utf-8")


def _measured(options: argparse.Namespace, engines: list, folder: Path) -> list[str]:
    wanted = options.only or _PARTS
    rounds, seconds, letters, compared = (3, 0.1, 1_000, 4) if options.quick else (options.rounds, 0.4, 20_000, 24)
    warm: report.Rates = {}
    first: report.Rates = {}
    limits, long_run, two, sections = [], [], None, []
    if {"rates", "cold"} & set(wanted):
        for task in prepare.prepare(folder):
            _log(f"{task.name}: comparing the engines' words")
            prepare.check(task, engines, compared, folder)
            if "rates" in wanted:
                _log(f"{task.name}: documents a second")
                warm[task.name] = rates.measure(
                    task, engines, rounds, seconds, folder, "cpu" if options.cpu else "seconds"
                )
            if "cold" in wanted:
                _log(f"{task.name}: first document")
                first[task.name] = cold.measure(task, [engine for engine in engines if engine.cold], rounds, folder)
    if "limit" in wanted:
        _log("the limit, and where the time goes")
        limits = _lines("bench.limit", rounds * 3, folder / "limit")
    if "growth" in wanted:
        _log("a long run")
        long_run = _lines("bench.growth", letters, folder / "growth")
    if "processes" in wanted:
        _log("two processes")
        [two] = _lines("bench.processes", min(rounds, 7), letters // 5, folder / "processes")
    pdfs = []
    if "pdf" in wanted:
        _log("PDF, through LibreOffice")
        pdfs = _lines("bench.pdf", 1 if options.quick else 3, 40 if options.quick else 400, folder / "pdf")
    sections.append(report.targets(warm, first, limits, long_run, two))
    if warm:
        sections.append(report.rates(warm, engines))
    if first:
        sections.append(report.cold(first, [engine for engine in engines if engine.cold]))
    if limits:
        sections.append(report.profile(limits))
    if long_run:
        sections.append(report.growth(long_run))
    if two:
        sections.append(report.processes(two) + "\n")
    if pdfs:
        sections.append(pdf.section(pdfs))
    return sections


def _lines(module: str, *arguments: object) -> list[dict]:
    command = [sys.executable, "-m", module, *map(str, arguments)]
    run = subprocess.run(command, env=environment(), stdout=subprocess.PIPE, text=True, check=True)
    shutil.rmtree(arguments[-1], ignore_errors=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def _log(message: str) -> None:
    print(f"… {message}", file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="Measures the library beside its peers.")
    parser.add_argument("--rounds", type=int, default=11, help="how often every engine has its turn (11)")
    parser.add_argument("--quick", action="store_true", help="few short rounds, for trying; keeps no results")
    parser.add_argument("--only", nargs="+", choices=_PARTS, help="only these measurements")
    parser.add_argument(
        "--cpu", action="store_true", help="rates by processor time, for a busy machine; no results kept"
    )
    parser.add_argument("--peers", nargs="+", help="only these peers, beside docxtpl")
    return parser.parse_args()


if __name__ == "__main__":
    main()
