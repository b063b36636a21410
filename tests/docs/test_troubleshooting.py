"""Each message on the page of troubles is one that the library has, word for word."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import cpr_docs
from tests.docs.pages import DOCS

_SOURCE = Path(cpr_docs.__file__).parent
_ROW = re.compile(r"^\| `(.+?)` \|", re.MULTILINE)
_SEVERAL = re.compile("…+")
_NAMED = re.compile(r"\{\w*\}")
_MESSAGES = _ROW.findall((DOCS / "troubleshooting.md").read_text(encoding="utf-8"))


def texts(node: ast.AST, constants: dict[str, str]) -> Iterator[str]:
    """Every text below a node, with an ellipsis for each value that it names."""
    for child in ast.walk(node):
        if isinstance(child, ast.JoinedStr):
            pieces = "".join(
                str(part.value)
                if isinstance(part, ast.Constant)
                else constants.get(ast.unparse(part.value) if isinstance(part, ast.FormattedValue) else "", "…")
                for part in child.values
            )
            yield _SEVERAL.sub("…", pieces)
        elif isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield _SEVERAL.sub("…", _NAMED.sub("…", child.value))


def library() -> set[str]:
    """Every text in the source of the library."""
    found: set[str] = set()
    for path in _SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            ast.unparse(node.targets[0]): node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        }
        found.update(texts(tree, constants))
    return found


_TEXTS = library()


@pytest.mark.parametrize("message", _MESSAGES)
def test_a_message_on_the_page_is_one_of_the_library(message: str) -> None:
    assert message in _TEXTS or any(text.endswith(f": {message}") for text in _TEXTS)


def test_the_page_has_messages_and_a_strange_one_is_seen() -> None:
    assert len(_MESSAGES) > 50
    assert "is missing" in _TEXTS
    assert "is somewhere else" not in _TEXTS
