"""Formats the results as Markdown tables."""

import datetime
import os
import platform
import statistics
from typing import Any

from bench.cold import FLOOR
from bench.engines import BASE, OURS, Engine
from bench.rates import Rate, ratio

Rates = dict[str, dict[str, Rate]]

_STEPS = {
    "program": "the template's programs run over the form",
    "rest": "values searched, escaped and encoded, parts joined",
    "deflate": "parts compressed",
    "checksum": "checksums",
    "zip": "ZIP records",
    "save": "file written, then named",
    "validate": "(before that) data validated",
}


def head(command: str, where: str) -> str:
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, files on {where}"
    return (
        f"# The library beside its peers\n\n`{command}`, {datetime.date.today():%d %B %Y}, {machine}.\n\n"
        "Medians of interleaved rounds, in which every engine has its turn; ratios are of one round. All engines have\n"
        "the same template content, each in its own tags, and the same data; their texts were compared and are equal.\n"
        "The peers' data is made ready before the clock starts: dates as words, prose cut into paragraphs, blanks\n"
        "filled in. The library does that itself, fills in content controls, and names a file when it is complete.\n"
    )


def rates(found: Rates, engines: list[Engine]) -> str:
    rows = []
    for engine in engines:
        cells = []
        for task in found:
            rate = found[task][engine.name]
            cells += [f"{statistics.median(rate.per_second):,.0f}", _times(_median(rate)), f"{rate.megabytes:.0f}"]
        rows.append([engine.name, *cells, engine.note])
    headings = [title for task in found for title in (f"{task}s/s", "ratio", "peak MB")]
    return f"## Documents a second, one process\n\n{_table(['', *headings, ''], rows)}"


def cold(found: Rates, engines: list[Engine]) -> str:
    rows = []
    for engine in engines:
        cells = []
        for task in found:
            rate = found[task][engine.name]
            cells += [f"{1000 / statistics.median(rate.per_second):.0f}", f"{_median(rate):.2f}"]
        note = "`cpr-docs render`, with validation" if engine.ours else "a minimal script, without validation"
        rows.append([engine.name, *cells, note])
    headings = [title for task in found for title in (f"{task}, ms", "ratio")]
    floors = [f"{1000 / statistics.median(found[task][FLOOR].per_second):.0f} ms" for task in found]
    shares = [f"{_median(found[task][FLOOR]):.2f} of docxtpl's {task}" for task in found]
    why = (
        f"A process that only imports pydantic and click and defines a model of one field takes {' or '.join(floors)}\n"
        f"({' and '.join(shares)}): that is what the command cannot do without.\n"
    )
    return f"## The first document, a whole process\n\n{_table(['', *headings, ''], rows)}\n{why}"


def growth(long_run: list[dict[str, Any]]) -> str:
    rows = [[f"{line['letters']:,}", f"{line['microseconds']:.0f}", f"{line['now'] / 1024:.1f}"] for line in long_run]
    title = "## A long run: rows made, validated, rendered and written one after the other"
    return f"{title}\n\n{_table(['letters', 'µs each since the line above', 'MB in use'], rows)}"


def profile(limits: list[dict[str, Any]]) -> str:
    rows = []
    taken = [limit["microseconds"] for limit in limits]
    for each in taken:
        each["zip"] = max(0.0, each["archive"] - each["deflate"] - each["checksum"])
        each["rest"] = max(0.0, each["render"] - each["program"] - each["archive"])
    for step, words in _STEPS.items():
        rows.append([words, *(f"{each[step]:.0f}" for each in taken)])
    rows.append(["**whole: rendered and saved**", *(f"**{each['whole']:.0f}**" for each in taken)])
    rows.append(["the limit: Jinja, compression, a plain write", *(f"{_limit(each):.0f}" for each in taken)])
    rows.append(["Jinja alone, over the same template and form", *(f"{each['jinja']:.0f}" for each in taken)])
    return f"## Where the time goes, µs per document\n\n{_table(['', *(limit['task'] for limit in limits)], rows)}"


def targets(warm: Rates, first: Rates, limits: list[dict[str, Any]], long_run: list[dict[str, Any]], two: Any) -> str:
    rows: list[tuple[str, str, float, bool]] = []

    def at_least(words: str, wanted: float, found: float) -> None:
        rows.append((words, f"≥ {wanted:g} ×", found, found >= wanted))

    def at_most(words: str, wanted: float, found: float) -> None:
        rows.append((words, f"≤ {wanted:g} ×", found, found <= wanted))

    asked = {"letter": ("letters/s", 100, "easy-template-x", 25), "long form": ("long forms/s", 80, "carbone", 15)}
    for task, (words, times, peer, peer_times) in asked.items():
        if task in warm:
            at_least(f"{words}, to docxtpl", times, ratio(warm[task], OURS, BASE))
            if peer in warm[task]:
                at_least(f"{words}, to {peer}", peer_times, ratio(warm[task], OURS, peer))
    for limit in limits:
        at_least(f"{limit['task']}: share of the limit", 0.6, limit["share"])
    if two:
        at_least("second process, chunked", 1.7, two["ratio"])
    for task, wanted in (("letter", 1.0), ("long form", 0.75)):
        if task in first:
            at_most(f"first {task}, whole process, to docxtpl's", wanted, _median(first[task][OURS]))
    table = [[words, wanted, _times(found), "yes" if met else "**no**"] for words, wanted, found, met in rows]
    used = {line["letters"]: line["now"] / 1024 for line in long_run}
    if 20_000 in used:
        more = used[20_000] - used[2_000]
        met = "yes" if more <= 2 else "**no**"
        table.append(["memory, from letter 2,000 to 20,000", "≤ 2 MB", f"{more:+.1f} MB", met])
    return f"## Targets\n\n{_table(['', 'target', 'measured', 'reached'], table)}"


def processes(two: dict[str, Any]) -> str:
    one, both = (f"{two['rates'][workers]:,.0f}" for workers in ("1", "2"))
    return f"Letters/s from rows to files, in chunks: {one} with one process, {both} with two."


def _limit(microseconds: dict[str, float]) -> float:
    return sum(microseconds[step] for step in ("jinja", "deflate", "write"))


def _median(rate: Rate) -> float:
    return statistics.median(rate.ratios)


def _times(found: float) -> str:
    return f"{found:.0f} ×" if found >= 10 else f"{found:.2f} ×"


def _table(headings: list[str], rows: list[list[str]]) -> str:
    # Figures are right-aligned; a no-break space joins a figure to its sign.
    lines = [headings, ["--:" if heading else "---" for heading in headings], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines).replace(" ×", "\u00a0×") + "\n"
