"""Several PDFs bound as one, with their tags: one outline, one tree of tags, page numbers that begin anew.

What joins PDFs elsewhere copies their pages alone, and so drops what a screen reader needs. Here the trees of tags
are joined too: each item is a part of the whole, in its own language. Everything is written as it comes in; kept in
memory are numbers only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO, Final

from cpr_docs.errors import PdfError
from cpr_docs.pdf.merge.outline import Item, item, nested, write_outline
from cpr_docs.pdf.merge.pdf_objects import Ref, Value, renumbered, text, write
from cpr_docs.pdf.merge.source_pdf import Source
from cpr_docs.pdf.merge.structure_names import TagNames
from cpr_docs.pdf.merge.writer import PdfOutput, information, metadata

# A4, in points.
_MEDIA_BOX: Final[Value] = [b"0", b"0", b"595.276", b"841.89"]


@dataclass(frozen=True, slots=True)
class MergeItem:
    """One item of what is bound: so many pages of a PDF."""

    place: int
    """Where it stands among the items, from 0."""
    label: str
    """What the outline calls it."""
    language: str
    """The tag of its language; nothing where that is not known."""
    pages: int
    """How many of the file's pages are its own, after those of the item before it."""
    page_prefix: str = ""
    """What stands before the numbers of its pages where a reader shows them."""


@dataclass(slots=True)
class _Merged:
    """An item whose objects have been written."""

    leaf: MergeItem
    node: int
    """The node of the page tree."""
    part: int
    """The element of the tree of tags; 0 where it has none."""
    pages: list[int]
    box: Value
    outline: list[Item]
    kids: list[int] = field(default_factory=list)


class Merger:
    """Binds PDFs into a file that is open for writing."""

    def __init__(self, file: BinaryIO, *, right_hand: bool = False) -> None:
        self._file = PdfOutput(file)
        self._right_hand = right_hand
        self._document = self._file.reserve()
        self._tags = self._file.reserve()
        self._items: list[_Merged] = []
        self._parents: list[tuple[int, Ref]] = []
        self._next_parent = 0
        self._names = TagNames()
        self._layers: list[Value] = []
        self._hidden: list[Value] = []
        self._tagged = self._accessible = True

    def add(self, source: Source, leaves: Sequence[MergeItem], *, without_stray_links: bool = False) -> None:
        """Takes over the pages of a file; the leaves are what they are, in the file's order.

        Without stray links: those that are no part of the tree of tags, such as LibreOffice makes of a page number
        that is looked up, are left out. Raises `PdfError` where there are not as many pages as the leaves have.
        """
        if sum(leaf.pages for leaf in leaves) != len(source.pages):
            raise PdfError("the PDF has not as many pages as it should have")
        self._tagged &= source.is_tagged
        self._accessible &= source.is_accessible
        stray = stray_links(source) if without_stray_links and source.is_tagged else set[Ref]()
        left = source.left | {note.number for note in stray}
        numbers = [0] * source.objects.size
        for number in source.objects:
            if number not in left:
                numbers[number] = self._file.reserve()
        bound = self._open(source, leaves, numbers)
        owners = [owner for owner in bound for _page in range(owner.leaf.pages)]
        nodes = dict(zip(source.pages, owners, strict=True))
        parts = _parts(source, bound, nodes)
        names = self._names.of(source, numbers)
        parents = {key: self._next_parent + index for index, (key, _held) in enumerate(source.parents)}
        for number in source.objects:
            if not numbers[number]:
                continue
            body, stream = source.objects.source(number)
            if number in nodes:
                body = page_body(source, source.pages[number], stray)
            else:
                body = names.renamed(body, numbers[number])
            if number in parts:
                for above in source.above:
                    numbers[above] = parts[number].part
                parts[number].kids.append(numbers[number])
            body = renumbered(body, numbers, parents)
            if number in nodes:
                body = b"<</Parent %d 0 R%b" % (nodes[number].node, body[2:])
            self._file.put(numbers[number], body, stream)
        self._layers += [Ref(numbers[layer.number]) for layer in source.layers]
        self._hidden += [Ref(numbers[layer.number]) for layer in source.hidden]
        self._take_parents(source, numbers, parents)

    def finish(self, *, title: str, language: str, date: datetime, digest: bytes) -> None:
        """Writes what holds it all together; `digest` is what was bound, in 32 hexadecimal figures.

        The file claims to be PDF/UA-1 if every file in it does.
        """
        items = sorted(self._items, key=lambda bound: bound.leaf.place)
        pages = self._write_pages(items)
        catalog: dict[bytes, Value] = {
            b"/Type": b"/Catalog",
            b"/Pages": pages,
            b"/Outlines": write_outline(self._file, [_outline(bound) for bound in items]),
            b"/PageLabels": {b"/Nums": self._labels(items)},
            b"/ViewerPreferences": {b"/DisplayDocTitle": b"true"},
            b"/Lang": b"(%b)" % language.encode(),
        }
        if self._layers:
            shown: Value = {b"/Name": b"(Layers)", b"/OFF": self._hidden}
            catalog[b"/OCProperties"] = {b"/OCGs": self._layers, b"/D": shown}
        if any(bound.part for bound in items):
            self._write_tags(items)
            catalog[b"/StructTreeRoot"] = Ref(self._tags)
        if self._tagged:
            catalog[b"/MarkInfo"] = {b"/Marked": b"true"}
        described = metadata(title, language, date, accessible=self._accessible)
        head: dict[bytes, Value] = {b"/Type": b"/Metadata", b"/Subtype": b"/XML", b"/Length": b"%d" % len(described)}
        catalog[b"/Metadata"] = self._file.add(head, b"stream\n%b\nendstream" % described)
        self._file.finish(self._file.add(catalog), self._file.add(information(title, date)), digest)

    def _open(self, source: Source, leaves: Sequence[MergeItem], numbers: Sequence[int]) -> list[_Merged]:
        pages = list(source.pages)
        opened = []
        for leaf in leaves:
            own, pages = pages[: leaf.pages], pages[leaf.pages :]
            box = list(map(source.objects.resolved, source.objects.array(source.pages[own[0]].get(b"/MediaBox"))))
            there = frozenset(own)
            entries = [entry for entry in source.outline if entry.page in there]
            bound = _Merged(
                leaf,
                node=self._file.reserve(),
                part=self._file.reserve() if source.kids else 0,
                pages=[numbers[page] for page in own],
                box=box or _MEDIA_BOX,
                outline=nested(entries, numbers),
            )
            opened.append(bound)
        self._items.extend(opened)
        return opened

    def _take_parents(self, source: Source, numbers: Sequence[int], parents: Mapping[int, int]) -> None:
        for key, held in source.parents:
            body = renumbered(held, numbers, parents)
            if body.startswith(b"["):
                self._parents.append((parents[key], Ref(self._file.reserve())))
                self._file.put(self._parents[-1][1].number, body)
            elif body != b"null":
                self._parents.append((parents[key], Ref(int(body.split()[0]))))
        self._next_parent += len(source.parents)

    def _write_pages(self, items: Sequence[_Merged]) -> Ref:
        root = Ref(self._file.reserve())
        total = 0
        for index, bound in enumerate(items):
            if self._right_hand and len(bound.pages) % 2 and index + 1 < len(items):
                blank: dict[bytes, Value] = {
                    b"/Type": b"/Page",
                    b"/Parent": Ref(bound.node),
                    b"/Resources": {},
                    b"/MediaBox": bound.box,
                }
                bound.pages.append(self._file.add(blank).number)
            total += len(bound.pages)
            self._file.put(bound.node, write(node_of(list(map(Ref, bound.pages)), len(bound.pages), root)))
        self._file.put(root.number, write(node_of([Ref(bound.node) for bound in items], total, None)))
        return root

    def _labels(self, items: Sequence[_Merged]) -> list[Value]:
        labels: list[Value] = []
        at = 0
        for bound in items:
            label: dict[bytes, Value] = {b"/S": b"/D"}
            if bound.leaf.page_prefix:
                label[b"/P"] = text(bound.leaf.page_prefix)
            labels += [b"%d" % at, label]
            at += len(bound.pages)
        return labels

    def _write_tags(self, items: Sequence[_Merged]) -> None:
        parts = [bound for bound in items if bound.part]
        for bound in parts:
            element: dict[bytes, Value] = {
                b"/Type": b"/StructElem",
                b"/S": b"/Part",
                b"/P": Ref(self._document),
                b"/T": text(bound.leaf.label),
                b"/K": list(map(Ref, bound.kids)),
            }
            if bound.leaf.language:
                element[b"/Lang"] = b"(%b)" % bound.leaf.language.encode()
            self._file.put(bound.part, write(element))
        document: dict[bytes, Value] = {
            b"/Type": b"/StructElem",
            b"/S": b"/Document",
            b"/P": Ref(self._tags),
            b"/K": [Ref(bound.part) for bound in parts],
        }
        self._file.put(self._document, write(document))
        numbers: list[Value] = []
        for key, held in sorted(self._parents):
            numbers += [b"%d" % key, held]
        root: dict[bytes, Value] = {
            b"/Type": b"/StructTreeRoot",
            b"/K": [Ref(self._document)],
            b"/ParentTree": self._file.add({b"/Nums": numbers}),
            b"/ParentTreeNextKey": b"%d" % self._next_parent,
            b"/RoleMap": self._names.roles,
        }
        if self._names.classes:
            root[b"/ClassMap"] = self._names.classes
        identifiers = self._names.identifiers()
        if identifiers is not None:
            root[b"/IDTree"] = self._file.add(identifiers)
        self._file.put(self._tags, write(root))


def _outline(bound: _Merged) -> Item:
    entry = item(bound.leaf.label, bound.pages[0])
    entry.below = bound.outline
    return entry


def _parts(source: Source, bound: Sequence[_Merged], nodes: dict[int, _Merged]) -> dict[int, _Merged]:
    """The item to which each of the highest elements of the tree belongs."""
    if len(bound) == 1:
        return dict.fromkeys(source.kids, bound[0])
    parts, owner = {}, bound[0]
    for kid in source.kids:
        page = source.page_of(kid)
        if page is not None:
            owner = nodes.get(page, owner)
        parts[kid] = owner
    return parts


def node_of(kids: list[Ref], count: int, above: Ref | None) -> Value:
    """A node of the tree of pages."""
    held: dict[bytes, Value] = {b"/Type": b"/Pages", b"/Kids": list(kids), b"/Count": b"%d" % count}
    return held if above is None else held | {b"/Parent": above}


def page_body(source: Source, held: dict[bytes, Value], stray: set[Ref]) -> bytes:
    """A page without its place in the file that it comes from."""
    page = {key: value for key, value in held.items() if key not in (b"/Parent", b"/B")}
    if b"/Annots" in page:
        held_notes = source.objects.array(page[b"/Annots"])
        notes = [note for note in held_notes if not (isinstance(note, Ref) and note in stray)]
        page[b"/Annots"] = notes
        if not notes:
            del page[b"/Annots"]
    if page.get(b"/Tabs") == b"(S)":
        page[b"/Tabs"] = b"/S"  # LibreOffice 7.4 writes a string where the standard has a name
    return write(page)


def stray_links(source: Source) -> set[Ref]:
    """The links of pages that are no part of the tree of tags."""
    stray: set[Ref] = set()
    for page in source.pages.values():
        for note in source.objects.array(page.get(b"/Annots")):
            held = source.objects.dictionary(note)
            if isinstance(note, Ref) and held.get(b"/Subtype") == b"/Link" and b"/StructParent" not in held:
                stray.add(note)
    return stray
