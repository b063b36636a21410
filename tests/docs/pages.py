"""The pages of the documentation, and the blocks of code on them.

A comment on the line before a block tells how the block is run:

``<!-- file: NAME -->``
    the reader saves it under this name
``<!-- exit: 1 -->``
    the last command ends with this status
``<!-- not run: REASON -->``
    it cannot be run, and why
``<!-- by hand: PYTHON -->``
    what the page has just asked the reader to do in Word, as a program does it
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
_MARK = re.compile(r"<!-- (file|exit|not run|by hand):\s+(.+?)\s+-->", re.DOTALL)
_MARKDOWN = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True)
class Block:
    """One block of code."""

    line: int
    language: str
    text: str
    file: str = ""
    status: int = 0
    not_run: str = ""
    by_hand: str = ""


def pages() -> list[Path]:
    """Every page, but those that include another one."""
    listed = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
    return [page for page in listed if page.exists() and "_build" not in page.parts]


def name_of(page: Path) -> str:
    """The path of a page, as the names of tests show it."""
    return page.relative_to(ROOT).as_posix()


def tokens(page: Path) -> list[Token]:
    """The Markdown of a page, parsed."""
    return _MARKDOWN.parse(page.read_text(encoding="utf-8"))


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page, in order; what Sphinx alone reads, such as a list of pages, is none."""
    before = ""
    for token in tokens(page):
        if token.type in ("fence", "code_block") and not token.info.startswith("{"):
            marks = dict(_MARK.findall(before))
            assert token.map is not None
            yield Block(
                token.map[0] + 1,
                token.info or "no language",
                token.content,
                marks.get("file", ""),
                int(marks.get("exit", 0)),
                marks.get("not run", ""),
                marks.get("by hand", ""),
            )
        before = before + token.content if token.type == "html_block" else ""
