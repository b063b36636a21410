"""One word for one thing: names of modules and classes are unique, and sentences have the thing itself as subject."""

import ast
import collections
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import cpr_docs

SOURCE = Path(cpr_docs.__file__).parent
ROOT = SOURCE.parents[1]
_MODULES = sorted(SOURCE.rglob("*.py"))
_OF_EACH_FORM = {"__init__", "__main__", "model", "layout"}
_BEGINS = re.compile(r"(?:^|[.:;!?]\s+)(What|Whether)\b")


def test_no_two_modules_share_a_name() -> None:
    # A command's module is named after the command, and the command after the thing that it does.
    named = collections.Counter(path.stem for path in _MODULES if path.parent.name != "cli")
    assert {name for name, count in named.items() if count > 1} <= _OF_EACH_FORM


def test_no_two_classes_share_a_name() -> None:
    named = collections.Counter(
        node.name
        for path in _MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert {name for name, count in named.items() if count > 1} == set()


def words_of(path: Path) -> Iterator[str]:
    """The docstrings and comments of a module, each as one line; neighbouring comment lines are one comment."""
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield " ".join(node.value.value.split())
    comment, last = "", 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            words = token.string.lstrip("#: ")
            if token.start[0] == last + 1:
                comment = f"{comment} {words}"
            else:
                yield comment
                comment = words
            last = token.start[0]
    yield comment


def test_no_sentence_begins_with_what_or_whether() -> None:
    """Such a sentence has no noun as its subject, so that a reader has to guess the thing."""
    paths = [*_MODULES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "docs").rglob("*.py"))]
    found = [
        f"{path.relative_to(ROOT)}: {words[:80]}"
        for path in paths
        if path.name != Path(__file__).name and "_build" not in path.parts
        for words in words_of(path)
        if _BEGINS.search(words)
    ]
    assert found == []
