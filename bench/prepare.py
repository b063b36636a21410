"""Prepares the templates and data of all engines, and checks that their documents have the same text."""

import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import cpr_docs
from bench import reading, records
from bench.engines import Engine, environment
from bench.neutral import NeutralTemplate
from bench.tags import ENGINES

_RECORDS = 60


@dataclass(frozen=True)
class Task:
    """A master template with varied records."""

    name: str
    folder: Path

    def template(self, engine: Engine) -> Path:
        return self.folder / f"{engine.tags or 'ours'}.docx"

    def records(self, engine: Engine) -> Path:
        return self.folder / f"{engine.tags or 'ours'}.json"

    def first(self, engine: Engine) -> Path:
        return self.folder / f"{engine.tags or 'ours'}.first.json"


def prepare(folder: Path) -> list[Task]:
    """The templates and the data of both tasks."""
    made = []
    for name, varied in (("letter", records.letters), ("long form", records.long_forms)):
        task = Task(name, folder / name.replace(" ", "-"))
        task.folder.mkdir(parents=True)
        raw = list(varied(_RECORDS))
        forms = [cpr_docs.Form.parse(record) for record in raw]
        neutral = NeutralTemplate(type(forms[0]), cpr_docs.Language.ENGLISH)
        data = [neutral.data(form, cpr_docs.Settings()) for form in forms]
        _dump(task.folder / "ours", raw)
        for engine, tags in ENGINES.items():
            with zipfile.ZipFile(task.folder / f"{engine}.docx", "w", zipfile.ZIP_DEFLATED) as archive:
                for part, content in neutral.parts(tags).items():
                    archive.writestr(part, content)
            _dump(task.folder / engine, [tags.data(record) for record in data])
        made.append(task)
    return made


def check(task: Task, engines: list[Engine], compared: int, folder: Path) -> None:
    """Raises SystemExit if an engine's text differs from that of the first."""
    expected: list[list[str]] | None = None
    for engine in engines:
        target = folder / "check" / task.name.replace(" ", "-") / engine.name.replace(" ", "-")
        target.mkdir(parents=True)
        command = engine.server(task.template(engine), task.records(engine))
        run = subprocess.run(
            command, input=f"{compared} {target}\n", env=environment(), capture_output=True, text=True, check=False
        )
        if run.returncode:
            sys.exit(f"{engine.name} failed on the {task.name}:\n{run.stderr}")
        found = [reading.lines(target / f"{number}.docx") for number in range(compared)]
        expected = expected or found
        for number, (wanted, printed) in enumerate(zip(expected, found, strict=True)):
            if wanted != printed:
                differences = reading.difference(wanted, printed)
                sys.exit(f"{engine.name} prints other words in {task.name} {number}:\n{differences}")


def _dump(path: Path, data: list[dict]) -> None:
    path.with_name(f"{path.name}.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    path.with_name(f"{path.name}.first.json").write_text(json.dumps(data[0], ensure_ascii=False), "utf-8")
