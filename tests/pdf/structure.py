"""The structure tree and the outline of a PDF, as pypdf reads them."""

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.generic import Destination, IndirectObject


class Tag(NamedTuple):
    """An element of the structure tree."""

    name: str
    """Its type, after the role map."""
    language: str | None
    alternative: str | None


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def catalogue(pdf: bytes) -> Any:
    return reader(pdf).trailer["/Root"]


def tags(pdf: bytes) -> list[Tag]:
    """All elements of the structure tree, in reading order."""
    root = catalogue(pdf)["/StructTreeRoot"]
    return list(_tags(root["/K"], dict(root.get("/RoleMap", {}))))


def _tags(node: Any, roles: dict[str, str]) -> Iterator[Tag]:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        for child in node:
            yield from _tags(child, roles)
    elif isinstance(node, dict):
        if "/S" in node:
            name = str(roles.get(node["/S"], node["/S"])).removeprefix("/")
            yield Tag(name, node.get("/Lang"), node.get("/Alt"))
        if "/K" in node:
            yield from _tags(node["/K"], roles)


def bookmarks(pdf: bytes) -> list[tuple[int, str]]:
    """The outline: the level and the title of each entry."""
    return list(_bookmarks(reader(pdf).outline, 1))


def _bookmarks(entries: list[Any], level: int) -> Iterator[tuple[int, str]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _bookmarks(entry, level + 1)
        else:
            assert isinstance(entry, Destination)
            yield level, str(entry.title)
