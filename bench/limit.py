"""How near the library comes to what the machine can do with Jinja: the template rendered by Jinja, its bytes
compressed and written, and nothing else, beside our whole, which has no Jinja in it; and where our own time goes.

python -m bench.limit ROUNDS FOLDER answers with a line of JSON for each task.
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
    """What is timed, each step for one form."""
    forms = [cpr_docs.Form.parse(record) for record in raw]
    english, settings, renderer = cpr_docs.Language.ENGLISH, cpr_docs.Settings(), cpr_docs.Renderer()
    environment = FormEnvironment(english)
    source = compile_source(find_template(type(forms[0]), english), type(forms[0]), english)
    template = compile_template(source, environment)
    programs = [load_program(program) for program in JinjaRenderer(source, environment).programs()]
    tools = runtime_args(environment.runtime)
    roots = [(name, environment.from_string(text).root_render_func) for name, text in source.parts]
    contexts = [{**form.__dict__, "settings": settings} for form in forms]

    def jinja(n: int) -> list[list[str]]:
        values = {**contexts[n], "next_id": ControlIds()}
        return [list(root(environment.context_class(environment, values, name, {}))) for name, root in roots]

    def run(n: int) -> list[list[object]]:
        number = itertools.count(FIRST_LOOP_ID).__next__
        return [program(contexts[n].get, number, tools) for program in programs]

    def parts_of(n: int) -> list[tuple[bytes, bytes]]:
        return [(name.encode(), "".join(text).encode()) for (name, _root), text in zip(roots, jinja(n), strict=True)]

    parts = [parts_of(n) for n in range(_FORMS)]
    documents = [renderer.render(form, english) for form in forms]
    numbers = iter(range(10**9))
    return {
        "whole": lambda n: renderer.render(forms[n], english).save(folder / f"{task}-{next(numbers)}.docx"),
        "jinja": jinja,
        "program": run,
        "deflate": lambda n: [deflate(part) for _name, part in parts[n]],
        "write": lambda n: (folder / f"{task}-{next(numbers)}.docx").write_bytes(documents[n].content),
        "render": lambda n: template.render(contexts[n]),
        "checksum": lambda n: [crc32(part) for _name, part in parts[n]],
        "archive": lambda n: complete(source.packed, parts[n]),
        "save": lambda n: documents[n].save(folder / f"{task}-{next(numbers)}.docx"),
        "validate": lambda n: cpr_docs.Form.parse(raw[n]),
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
