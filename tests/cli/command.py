"""Runs the command in a folder of its own."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from cpr_docs.cli import main
from tests.models.data import changed

CANARY = "Canary Q7"
"""A value of the case, which no message may contain."""


def run(folder: Path, *arguments: str, data: str | bytes | None = None) -> Result:
    """Runs ``cpr-docs`` in the folder; any exception but `SystemExit` fails the test."""
    with inside(folder):
        result = CliRunner().invoke(main, arguments, input=data, prog_name="cpr-docs")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.output
    assert CANARY not in result.stderr
    return result


def files(folder: Path) -> list[str]:
    """The path of every file and folder below, hidden ones too."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def write(folder: Path, case: str, name: str = "case.json", **changes: Any) -> Path:
    """A fixture, changed at some paths (``__`` for a full stop), as a file in the folder."""
    data = changed(case, {path.replace("__", "."): value for path, value in changes.items()})
    path = folder / name
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def shell_environment(folder: Path) -> dict[str, str]:
    """An environment in which a shell finds ``cpr-docs``, installed or not."""
    command = folder / "cpr-docs"
    source = Path(sys.modules["cpr_docs"].__file__ or "").parents[1]
    command.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(source)!r})\n"
        'from cpr_docs.cli import main\n\nif __name__ == "__main__":\n    main(prog_name="cpr-docs")\n',
        encoding="utf-8",
    )
    command.chmod(0o755)
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
