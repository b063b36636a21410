"""A PDF's outline, which readers show beside the pages: read as a list with levels, and written as a tree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cpr_docs.pdf.merge.pdf_objects import PdfObjects, Ref, Value, text, write
from cpr_docs.pdf.merge.writer import PdfOutput

_MAX_ENTRIES = 20_000


class Entry(NamedTuple):
    """An entry as it was read."""

    level: int
    """How deep it stands, from 0."""
    title: bytes
    """Its words, as a string of the PDF."""
    page: int
    """The number of the page that it leads to."""
    spot: tuple[Value, ...]
    """Where on the page."""


@dataclass(slots=True)
class Item:
    """An entry that is to be written."""

    title: bytes
    page: int
    """The number of the page's object in the file that is written."""
    spot: tuple[Value, ...] = (b"/Fit",)
    below: list["Item"] = field(default_factory=list)


def read_outline(objects: PdfObjects, catalog: dict[bytes, Value]) -> tuple[list[Entry], set[int]]:
    """The entries that lead to a page, in their order; and the numbers of the objects that all entries are."""
    seen: set[int] = set()
    return list(_entries(objects, objects.dictionary(catalog.get(b"/Outlines")), 0, seen)), seen


def _entries(objects: PdfObjects, above: dict[bytes, Value], level: int, seen: set[int]) -> Iterator[Entry]:
    following = above.get(b"/First")
    while isinstance(following, Ref) and following.number not in seen and len(seen) < _MAX_ENTRIES:
        seen.add(following.number)
        entry = objects.dictionary(following)
        title = objects.resolved(entry.get(b"/Title", b""))
        destination = objects.array(entry.get(b"/Dest") or _led_to(objects, entry))
        is_title = isinstance(title, bytes) and title.startswith((b"(", b"<"))
        if isinstance(title, bytes) and is_title and destination and isinstance(page := destination[0], Ref):
            yield Entry(level, title, page.number, tuple(map(objects.resolved, destination[1:])))
        yield from _entries(objects, entry, level + 1, seen)
        following = entry.get(b"/Next")


def _led_to(objects: PdfObjects, entry: dict[bytes, Value]) -> "Value | None":
    """The destination of an entry that does not name one, but does something that is to go there."""
    action = objects.dictionary(entry.get(b"/A"))
    return action.get(b"/D") if action.get(b"/S") == b"/GoTo" else None


def nested(entries: Sequence[Entry], numbers: Sequence[int]) -> list[Item]:
    """The entries as a tree, whatever levels they skip; `numbers` are the pages' in the file that is written."""
    roots: list[Item] = []
    path: list[tuple[int, Item]] = []
    for entry in entries:
        item = Item(entry.title, numbers[entry.page], entry.spot)
        while path and path[-1][0] >= entry.level:
            path.pop()
        (path[-1][1].below if path else roots).append(item)
        path.append((entry.level, item))
    return roots


def item(words: str, page: int) -> Item:
    """An entry of these words that leads to the whole page."""
    return Item(text(words), page)


def write_outline(file: PdfOutput, items: Sequence[Item]) -> Ref:
    """Writes the outline with what stands below its first level folded away."""
    root = file.reserve()
    first, last = _write_items(file, items, Ref(root))
    held: dict[bytes, Value] = {b"/Type": b"/Outlines", b"/First": first, b"/Last": last, b"/Count": b"%d" % len(items)}
    file.put(root, write(held))
    return Ref(root)


def _write_items(file: PdfOutput, items: Sequence[Item], above: Ref) -> tuple[Ref, Ref]:
    numbers = [file.reserve() for _item in items]
    for index, (number, entry) in enumerate(zip(numbers, items, strict=True)):
        held: dict[bytes, Value] = {
            b"/Title": entry.title,
            b"/Parent": above,
            b"/Dest": [Ref(entry.page), *entry.spot],
        }
        if index:
            held[b"/Prev"] = Ref(numbers[index - 1])
        if index + 1 < len(items):
            held[b"/Next"] = Ref(numbers[index + 1])
        if entry.below:
            first, last = _write_items(file, entry.below, Ref(number))
            held |= {b"/First": first, b"/Last": last, b"/Count": b"-%d" % len(entry.below)}
        file.put(number, write(held))
    return Ref(numbers[0]), Ref(numbers[-1])
