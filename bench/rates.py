"""Benchmarks documents per second in one process, in interleaved rounds, so that noise affects all engines alike."""

import json
import shutil
import statistics
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from bench.engines import BASE, Engine, environment
from bench.prepare import Task


@dataclass
class Rate:
    per_second: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    """The ratios to docxtpl's rate in the same round."""
    megabytes: float = 0
    """The peak memory of the process."""


class _Server:
    def __init__(self, engine: Engine, task: Task, folder: Path) -> None:
        self._folder = folder / "out" / task.name.replace(" ", "-") / engine.name.replace(" ", "-")
        self._process = subprocess.Popen(
            engine.server(task.template(engine), task.records(engine)),
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._turn = 0

    def run(self, count: int) -> dict:
        self._turn += 1
        target = self._folder / str(self._turn)
        target.mkdir(parents=True)
        self._process.stdin.write(f"{count} {target}\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if Path("/dev/shm") in target.parents:  # on a disk, deleting files would slow down the next writes
            shutil.rmtree(target)
        return answer

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait()


def measure(
    task: Task, engines: list[Engine], rounds: int, seconds: float, folder: Path, clock: str = "seconds"
) -> dict[str, Rate]:
    """The rates of all engines; each runs for about `seconds` in each round.

    The clock is wall time ("seconds") or processor time ("cpu"), which other work on the machine disturbs less.
    """
    servers = {engine.name: _Server(engine, task, folder) for engine in engines}
    counts, rates = {}, {name: Rate() for name in servers}
    for name, server in servers.items():
        server.run(3)
        counts[name] = max(3, round(seconds * 10 / server.run(10)["seconds"]))
    for _round in range(rounds):
        this_round = {}
        for name, server in servers.items():
            answer = server.run(counts[name])
            this_round[name] = counts[name] / answer[clock]
            rates[name].megabytes = answer["memory"]["most"] / 1024
        for name, rate in this_round.items():
            rates[name].per_second.append(rate)
            rates[name].ratios.append(rate / this_round[BASE])
    for server in servers.values():
        server.close()
    return rates


def ratio(rates: dict[str, Rate], name: str, to: str) -> float:
    """The median over the rounds of the ratio of two engines' rates."""
    pairs = zip(rates[name].per_second, rates[to].per_second, strict=True)
    return statistics.median(rate / base for rate, base in pairs)
