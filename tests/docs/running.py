"""A page, read and followed to the letter by somebody in an empty folder."""

import contextlib
import doctest
import functools
import io
import os
import re
import shlex
import subprocess
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.command import shell_environment
from tests.docs.pages import Block, blocks, name_of

# A batch of a hundred letters with PDFs takes two minutes on a busy machine.
_SECONDS = 600
_OPTIONS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL


class Reader:
    """A reader who runs the blocks of a page in order."""

    def __init__(self, page: Path, tools: Path) -> None:
        self.page = page
        self.module = types.ModuleType(f"page_{re.sub('[^a-z]', '_', page.stem)}")
        environment = shell_environment(tools)
        # A link would not find the environment that it belongs to.
        (tools / "python").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n', encoding="utf-8")
        (tools / "python").chmod(0o755)
        self.environment = {**environment, "PYTHONWARNINGS": "error"}
        self.printed: str | None = None

    def follow(self) -> None:
        """Runs every block of the page."""
        sys.modules[self.module.__name__] = self.module
        try:
            line = 0
            for block in blocks(self.page):
                line = block.line
                self._at(line, functools.partial(self._do, block))
            self._at(line, self._nothing_printed)
        finally:
            del sys.modules[self.module.__name__]

    def _at(self, line: int, what: Callable[[], None]) -> None:
        try:
            what()
        except Exception as error:  # noqa: BLE001 - a block may raise anything; the failure names its line
            pytest.fail(f"{name_of(self.page)}, line {line}: {type(error).__name__}: {error}", pytrace=False)

    def _do(self, block: Block) -> None:
        if block.language != "text":
            self._nothing_printed()
        if block.not_run:
            return
        if block.by_hand:
            exec(compile(block.by_hand, name_of(self.page), "exec", dont_inherit=True), {})
        if block.file:
            Path(block.file).parent.mkdir(parents=True, exist_ok=True)
            Path(block.file).write_text(block.text, encoding="utf-8")
        elif block.language == "python":
            self.printed = self._python(block) or None
        elif block.language == "pycon":
            self._doctest(block)
        elif block.language == "sh":
            self.printed = None
            self._shell(block.text, block.status)
        elif block.language == "console":
            self._console(block)
        elif block.language == "text":
            assert self.printed is not None, "nothing was printed before this"
            same(block.text, self.printed)
            self.printed = None
        else:
            raise AssertionError(f"nobody knows how to run a block of {block.language}")

    def _nothing_printed(self) -> None:
        printed, self.printed = self.printed, None
        assert printed is None, f"printed, and the page does not say so: {printed}"

    def _python(self, block: Block) -> str:
        # The lines before make the numbers of a traceback those of the page.
        code = compile("\n" * block.line + block.text, name_of(self.page), "exec", dont_inherit=True)
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(code, self.module.__dict__)
        return printed.getvalue()

    def _doctest(self, block: Block) -> None:
        test = doctest.DocTestParser().get_doctest(
            block.text, self.module.__dict__, self.page.stem, name_of(self.page), block.line
        )
        output: list[str] = []
        # Without a copy, what one block defines is there in the next.
        result = doctest.DocTestRunner(optionflags=_OPTIONS).run(test, out=output.append, clear_globs=False)
        self.module.__dict__.update(test.globs)
        assert result.failed == 0, "".join(output)
        assert result.attempted

    def _console(self, block: Block) -> None:
        commands = list(_commands(block.text))
        assert commands, "no line begins with $"
        for index, (command, expected) in enumerate(commands):
            last = index == len(commands) - 1
            same(expected, self._shell(command, block.status if last else 0))

    def _shell(self, command: str, status: int) -> str:
        done = subprocess.run(
            ["bash", "-e", "-u", "-o", "pipefail", "-c", command],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=_SECONDS,
            check=False,
        )
        assert done.returncode == status, f"exit status {done.returncode}: {command}\n{done.stdout}"
        return done.stdout


def _commands(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a console, and its output; a command continues after a backslash."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        lines = part.splitlines(keepends=True)
        length = next(index for index, line in enumerate(lines) if not line.endswith("\\\n")) + 1
        yield "".join(lines[:length]), "".join(lines[length:])


def same(expected: str, printed: str) -> None:
    """Fails if the output differs; an ellipsis matches any text."""
    parts = [re.escape(part) for part in _trimmed(expected).split("…")]
    assert re.fullmatch(".*".join(parts), _trimmed(printed), re.DOTALL), f"printed was\n{printed}\nand not\n{expected}"


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def follow(page: Path, folder: Path) -> None:
    """Follows a page in an empty folder."""
    tools, desk = folder / "tools", folder / "desk"
    tools.mkdir()
    desk.mkdir()
    before, loaded = Path.cwd(), set(sys.modules)
    os.chdir(desk)
    sys.path.insert(0, str(desk))
    try:
        Reader(page, tools).follow()
    finally:
        sys.path.remove(str(desk))
        os.chdir(before)
        for name in set(sys.modules) - loaded:
            if str(getattr(sys.modules[name], "__file__", "")).startswith(str(desk)):
                del sys.modules[name]
