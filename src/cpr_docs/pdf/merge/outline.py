"""The outline of a PDF, which readers show beside the pages: read as a list with levels, written as a tree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cpr_docs.pdf.merge.pdf_objects import PdfObjects, Ref, Value, text, write
from cpr_docs.pdf.merge.writer import PdfOutput

_MAX_ENTRIES = 20_000


class Entry(NamedTuple):
    """An outline entry of a source file."""

    level: int
    """Its depth, from 0."""
    title: bytes
    """Its title, as a PDF string."""
    page: int
    """The object number of the page of its destination."""
    view: tuple[Value, ...]
    """The rest of its destination: the position on the page."""


@dataclass(slots=True)
class Heading:
    """An outline entry to be written, below that of its item."""

    title: bytes
    page: int
    """The object number of the page in the merged file."""
    view: tuple[Value, ...]
    children: list["Heading"] = field(default_factory=list)


class ItemEntry(NamedTuple):
    """The outline entry of an item, whose headings have been written."""

    number: int
    """Its object number, which the headings refer to."""
    label: str
    page: int
    first: int
    """The object number of its first heading; 0 if it has none."""
    last: int
    headings: int


def read_outline(objects: PdfObjects, catalog: dict[bytes, Value]) -> tuple[list[Entry], set[int]]:
    """The entries with a page as destination, in order; and the object numbers of all entries."""
    seen: set[int] = set()
    return list(_entries(objects, objects.dictionary(catalog.get(b"/Outlines")), 0, seen)), seen


def _entries(objects: PdfObjects, parent: dict[bytes, Value], level: int, seen: set[int]) -> Iterator[Entry]:
    following = parent.get(b"/First")
    while isinstance(following, Ref) and following.number not in seen and len(seen) < _MAX_ENTRIES:
        seen.add(following.number)
        entry = objects.dictionary(following)
        title = objects.resolved(entry.get(b"/Title", b""))
        destination = objects.array(entry.get(b"/Dest") or _goto_destination(objects, entry))
        is_title = isinstance(title, bytes) and title.startswith((b"(", b"<"))
        if isinstance(title, bytes) and is_title and destination and isinstance(page := destination[0], Ref):
            yield Entry(level, title, page.number, tuple(map(objects.resolved, destination[1:])))
        yield from _entries(objects, entry, level + 1, seen)
        following = entry.get(b"/Next")


def _goto_destination(objects: PdfObjects, entry: dict[bytes, Value]) -> "Value | None":
    """The destination of an entry with a go-to action."""
    action = objects.dictionary(entry.get(b"/A"))
    return action.get(b"/D") if action.get(b"/S") == b"/GoTo" else None


def nested(entries: Sequence[Entry], numbers: Sequence[int]) -> list[Heading]:
    """The entries as a tree, even if levels are skipped; `numbers` are the object numbers in the merged file."""
    roots: list[Heading] = []
    path: list[tuple[int, Heading]] = []
    for entry in entries:
        heading = Heading(entry.title, numbers[entry.page], entry.view)
        while path and path[-1][0] >= entry.level:
            path.pop()
        (path[-1][1].children if path else roots).append(heading)
        path.append((entry.level, heading))
    return roots


def write_headings(file: PdfOutput, label: str, page: int, headings: Sequence[Heading]) -> ItemEntry:
    """Writes the headings of an item, and returns its own entry, which is written at the end."""
    number = file.reserve()
    first, last = _write_children(file, headings, number) if headings else (0, 0)
    return ItemEntry(number, label, page, first, last, len(headings))


def write_outline(file: PdfOutput, entries: Sequence[ItemEntry]) -> Ref:
    """Writes the entries of the items, collapsed, and the root of the outline."""
    root = file.reserve()
    for index, entry in enumerate(entries):
        body = _body(text(entry.label), root, [Ref(entry.page), b"/Fit"])
        if index:
            body[b"/Prev"] = Ref(entries[index - 1].number)
        if index + 1 < len(entries):
            body[b"/Next"] = Ref(entries[index + 1].number)
        if entry.first:
            body |= _collapsed(entry.first, entry.last, entry.headings)
        file.put(entry.number, write(body))
    first, last = Ref(entries[0].number), Ref(entries[-1].number)
    file.put(root, write({b"/Type": b"/Outlines", b"/First": first, b"/Last": last, b"/Count": b"%d" % len(entries)}))
    return Ref(root)


def _write_children(file: PdfOutput, headings: Sequence[Heading], parent: int) -> tuple[int, int]:
    """Writes the headings, and returns the object numbers of the first and the last."""
    numbers = [file.reserve() for _heading in headings]
    for index, (number, heading) in enumerate(zip(numbers, headings, strict=True)):
        body = _body(heading.title, parent, [Ref(heading.page), *heading.view])
        if index:
            body[b"/Prev"] = Ref(numbers[index - 1])
        if index + 1 < len(headings):
            body[b"/Next"] = Ref(numbers[index + 1])
        if heading.children:
            first, last = _write_children(file, heading.children, number)
            body |= _collapsed(first, last, len(heading.children))
        file.put(number, write(body))
    return numbers[0], numbers[-1]


def _body(title: bytes, parent: int, destination: list[Value]) -> dict[bytes, Value]:
    return {b"/Title": title, b"/Parent": Ref(parent), b"/Dest": destination}


def _collapsed(first: int, last: int, count: int) -> dict[bytes, Value]:
    return {b"/First": Ref(first), b"/Last": Ref(last), b"/Count": b"-%d" % count}
