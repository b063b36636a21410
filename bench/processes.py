"""Benchmarks one process against two on the same rows in chunks.

Each worker has the template source's bytes and validates, renders and writes its own letters.
``python -m bench.processes ROUNDS COUNT FOLDER`` prints a line of JSON.
"""

import itertools
import json
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import cpr_docs
from bench import records
from cpr_docs.templating.compile import compile_source
from cpr_docs.templating.compiled import CompiledTemplate, compile_template
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.loader import find_template
from cpr_docs.templating.template_source import TemplateSource

_CHUNK = 64
_template: CompiledTemplate
_settings: cpr_docs.Settings


def init_worker(source: bytes) -> None:
    global _template, _settings
    _template = compile_template(TemplateSource.from_bytes(source), FormEnvironment(cpr_docs.Language.ENGLISH))
    _settings = cpr_docs.Settings()


def render_chunk(first: int, count: int, folder: str) -> int:
    for number, record in enumerate(records.letters(count, first), start=first):
        form = cpr_docs.Form.parse(record)
        content = _template.render({**form.__dict__, "settings": _settings})
        cpr_docs.Document(content, form, cpr_docs.Language.ENGLISH).save(f"{folder}/{number}.docx")
    return count


def main(rounds: int, count: int, folder: Path) -> None:
    form = type(cpr_docs.Form.parse(next(iter(records.letters(1)))))
    english = cpr_docs.Language.ENGLISH
    source = compile_source(find_template(form, english), form, english).to_bytes()
    firsts = range(0, count, _CHUNK)
    pools = {workers: ProcessPoolExecutor(workers, initializer=init_worker, initargs=(source,)) for workers in (1, 2)}
    rates: dict[int, list[float]] = {workers: [] for workers in pools}
    for number in range(rounds + 1):
        for workers, pool in pools.items():
            target = folder / f"{workers}-{number}"
            target.mkdir(parents=True)
            start = time.perf_counter()
            done = sum(pool.map(render_chunk, firsts, itertools.repeat(_CHUNK), itertools.repeat(str(target))))
            rates[workers].append(done / (time.perf_counter() - start))
    ratios = [two / one for one, two in zip(rates[1][1:], rates[2][1:], strict=True)]
    medians = {workers: statistics.median(each[1:]) for workers, each in rates.items()}
    print(json.dumps({"ratio": statistics.median(ratios), "rates": medians}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
