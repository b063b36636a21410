"""Pandoc, as another reader of the documents: the structure and the text that it sees."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.witnesses.presence import on_path

NAME = "pandoc"
_SECONDS = 60
_BREAKS = {"Space": " ", "SoftBreak": "\n", "LineBreak": "\n"}


def available() -> bool:
    """True if pandoc is installed."""
    return on_path("pandoc")


def structure(path: Path) -> dict[str, Any]:
    """The document as pandoc's JSON, with the names of the styles; raises `RuntimeError` if pandoc cannot read it."""
    command = ["pandoc", "--from", "docx+styles", "--to", "json", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=_SECONDS, check=False)
    if done.returncode:
        raise RuntimeError(f"pandoc cannot read it: {done.stderr[-500:]}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def blocks(path: Path, kind: str) -> list[Any]:
    """The content of all that is of one of pandoc's kinds (``Table``, ``Header``, ``BulletList``), in order."""
    return [node.get("c") for node in _nodes(structure(path)["blocks"]) if node["t"] == kind]


def headings(path: Path) -> list[tuple[int, str]]:
    """The level and the text of each heading."""
    return [(level, plain(inlines)) for level, _attributes, inlines in blocks(path, "Header")]


def text(path: Path) -> str:
    """All that a reader sees, a line for each paragraph."""
    paragraphs = [node["c"] for node in _nodes(structure(path)["blocks"]) if node["t"] in {"Para", "Plain"}]
    return "\n".join(map(plain, paragraphs))


def plain(content: Any) -> str:
    """The text of any piece of pandoc's structure."""
    words = []
    for node in _nodes(content):
        words.append(node["c"] if node["t"] == "Str" else _BREAKS.get(node["t"], ""))
    return "".join(words)


def _nodes(content: Any) -> Iterator[dict[str, Any]]:
    """Every node, outer before inner."""
    if isinstance(content, dict):
        if "t" in content:
            yield content
        for inner in content.values():
            yield from _nodes(inner)
    elif isinstance(content, list):
        for inner in content:
            yield from _nodes(inner)
