"""Benchmarks the first document: a whole process that writes one document to disk."""

import subprocess
import sys
import time
from pathlib import Path

from bench.engines import BASE, Engine, environment
from bench.prepare import Task
from bench.rates import Rate

FLOOR = "pydantic and click alone"
_FLOOR = """
import click, pydantic
class Model(pydantic.BaseModel):
    field: int = pydantic.Field(ge=0)
"""


def measure(task: Task, engines: list[Engine], rounds: int, folder: Path) -> dict[str, Rate]:
    """Documents per second, each rendered by its own process; the first round only fills the caches."""
    target = folder / "cold" / task.name.replace(" ", "-")
    target.mkdir(parents=True)
    rates = {engine.name: Rate() for engine in engines}
    rates[FLOOR] = Rate()
    for number in range(-1, rounds):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", _FLOOR], env=environment(), check=True)
        seconds = {FLOOR: time.perf_counter() - start}
        for engine in engines:
            document = target / f"{engine.module}-{engine.tags}-{number}.docx"
            command = engine.once(task.template(engine), task.first(engine), document)
            start = time.perf_counter()
            subprocess.run(command, env=environment(), check=True, stderr=subprocess.DEVNULL)
            seconds[engine.name] = time.perf_counter() - start
            if not document.stat().st_size:
                raise SystemExit(f"{engine.name} wrote nothing")
        for name, taken in seconds.items():
            if number >= 0:
                rates[name].per_second.append(1 / taken)
                rates[name].ratios.append(taken / seconds[BASE])
    return rates
