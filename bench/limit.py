"""Compares a whole render without Jinja with the least work that Jinja allows, and profiles the library's own steps.

The least work is: Jinja renders the template, and its output is compressed and written.
``python -m bench.limit ROUNDS FOLDER`` prints a line of JSON for each task.
"""

import itertools
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import cpr_docs
from bench import records
from cpr_docs.templating.codegen import load_program
from cpr_docs.templating.compile import compile_source
from cpr_docs.templating.compiled import compile_template
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.filters import runtime_args
from cpr_docs.templating.jinja_renderer import JinjaRenderer
from cpr_docs.templating.loader import find_template
from cpr_docs.templating.row_ids import FIRST_LOOP_ID, ControlIds
from cpr_docs.templating.zip_writer import complete, crc32, deflate

_FORMS = 60


def steps(task: str, raw: list[dict], folder: Path) -> dict[str, Callable[[int], object]]:
    """The functions that are timed, each for one form by its index."""
    forms = [cpr_docs.Form.parse(record) for record in raw]
    english, settings, renderer = cpr_docs.Language.ENGLISH, cpr_docs.Settings(), cpr_docs.Renderer()
    environment = FormEnvironment(english)
    source = compile_source(find_template(type(forms[0]), english), type(forms[0]), english)
    template = compile_template(source, environment)
    programs = [load_program(program) for program in JinjaRenderer(source, environment).programs()]
    args = runtime_args(environment.runtime)
    roots = [(name, environment.from_string(text).root_render_func) for name, text in source.parts]
    contexts = [{**form.__dict__, "settings": settings} for form in forms]

    def jinja(number: int) -> list[list[str]]:
        values = {**contexts[number], "next_id": ControlIds()}
        return [list(root(environment.context_class(environment, values, name, {}))) for name, root in roots]

    def run(number: int) -> list[list[object]]:
        next_id = itertools.count(FIRST_LOOP_ID).__next__
        return [program(contexts[number].get, next_id, args) for program in programs]

    def parts_of(number: int) -> list[tuple[bytes, bytes]]:
        return [
            (name.encode(), "".join(text).encode()) for (name, _root), text in zip(roots, jinja(number), strict=True)
        ]

    parts = [parts_of(number) for number in range(_FORMS)]
    documents = [renderer.render(form, english) for form in forms]
    numbers = iter(range(10**9))
    return {
        "whole": lambda number: renderer.render(forms[number], english).save(folder / f"{task}-{next(numbers)}.docx"),
        "jinja": jinja,
        "program": run,
        "deflate": lambda number: [deflate(part) for _name, part in parts[number]],
        "write": lambda number: (folder / f"{task}-{next(numbers)}.docx").write_bytes(documents[number].content),
        "render": lambda number: template.render(contexts[number]),
        "checksum": lambda number: [crc32(part) for _name, part in parts[number]],
        "archive": lambda number: complete(source.packed, parts[number]),
        "save": lambda number: documents[number].save(folder / f"{task}-{next(numbers)}.docx"),
        "validate": lambda number: cpr_docs.Form.parse(raw[number]),
    }


def main(rounds: int, folder: Path) -> None:
    folder.mkdir(parents=True)
    for task, varied in (("letter", records.letters), ("long form", records.long_forms)):
        timed = steps(task.replace(" ", "-"), list(varied(_FORMS)), folder)
        taken: dict[str, list[float]] = {name: [] for name in timed}
        for _round in range(rounds + 1):
            for name, step in timed.items():
                start = time.perf_counter()
                for n in range(_FORMS):
                    step(n)
                taken[name].append((time.perf_counter() - start) / _FORMS * 1e6)
        columns = zip(*(taken[name][1:] for name in ("jinja", "deflate", "write", "whole")), strict=True)
        share = statistics.median((jinja + deflated + written) / whole for jinja, deflated, written, whole in columns)
        microseconds = {name: statistics.median(each[1:]) for name, each in taken.items()}
        print(json.dumps({"task": task, "share": share, "microseconds": microseconds}), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
