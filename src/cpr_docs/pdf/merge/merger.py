"""Merges tagged PDFs as one file: one outline, one structure tree, page labels that restart for each item.

Other tools that merge PDFs copy only their pages, and so lose the tags that a screen reader needs. Here each item
becomes a Part of the merged structure tree, in its own language. Objects are written as soon as they are read: an item
leaves a few numbers in memory, and each object its offset.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO, NamedTuple

from cpr_docs.errors import PdfError
from cpr_docs.language.catalogue import _
from cpr_docs.pdf.merge.outline import ItemEntry, nested, write_headings, write_outline
from cpr_docs.pdf.merge.page_tree import A4, PageRange, PageTree, page_labels
from cpr_docs.pdf.merge.pdf_objects import Ref, Value, renumbered, text, write
from cpr_docs.pdf.merge.source_pdf import Source
from cpr_docs.pdf.merge.structure_names import FileNames, StructureNames
from cpr_docs.pdf.merge.tree_writer import TreeWriter
from cpr_docs.pdf.merge.writer import PdfOutput, information, metadata


@dataclass(frozen=True, slots=True)
class MergeItem:
    """One item of the merged PDF: consecutive pages of a source file."""

    place: int
    """Its position among the items, from 0."""
    label: str
    """Its entry in the outline."""
    language: str
    """Its language tag; empty if unknown."""
    pages: int
    """Its number of pages, which follow those of the item before it."""
    page_prefix: str = ""
    """The prefix of its page labels."""


@dataclass(slots=True)
class _OpenItem:
    """An item while its file is copied."""

    item: MergeItem
    node: int
    """The object number of its page tree node."""
    part: int
    """The object number of its structure element; 0 if the file has no tags."""
    pages: list[int]
    outline: ItemEntry
    blank_box: "Value | None"
    """The size of the blank page to insert after it; None if it needs none."""
    struct_children: list[int] = field(default_factory=list)


class _MergedItem(NamedTuple):
    """An item whose objects have been written."""

    pages: PageRange
    outline: ItemEntry
    part: int


class Merger:
    """Merges PDFs into a binary file that is open for writing."""

    def __init__(self, file: BinaryIO, *, right_hand: bool = False) -> None:
        self._file = PdfOutput(file)
        self._right_hand = right_hand
        self._document = self._file.reserve()
        self._struct_root = self._file.reserve()
        self._items: list[_MergedItem] = []
        self._page_tree = PageTree(self._file)
        self._parent_tree = TreeWriter(self._file, b"/Nums")
        self._next_parent = 0
        self._names = StructureNames(self._file)
        self._layers: list[Value] = []
        self._hidden_layers: list[Value] = []
        self._tagged = True
        self.is_accessible = True
        """True if every file so far claims to be PDF/UA."""

    def add(self, source: Source, items: Sequence[MergeItem], *, without_stray_links: bool = False) -> None:
        """Copies the pages of a file; `items` divide them, in the file's order.

        A stray link is no part of the structure tree, such as LibreOffice writes for the page number of a PAGEREF
        field. Raises `PdfError` if the items have not as many pages as the file.
        """
        if sum(item.pages for item in items) != len(source.pages):
            raise PdfError(_("the PDF has not as many pages as it should have"))
        self._tagged &= source.is_tagged
        self.is_accessible &= source.is_accessible
        stray = source.stray_links() if without_stray_links and source.is_tagged else set[Ref]()
        numbers = self._reserve(source, source.excluded | {link.number for link in stray})
        opened = self._open(source, items, numbers)
        names = self._names.of(source, numbers)
        keys = {key: self._next_parent + index for index, (key, _value) in enumerate(source.parent_tree)}
        self._copy(source, opened, numbers, keys, names, stray)
        self._layers += [Ref(numbers[layer.number]) for layer in source.layers]
        self._hidden_layers += [Ref(numbers[layer.number]) for layer in source.hidden_layers]
        self._add_parents(source, numbers, keys)
        names.finish()
        self._items += map(self._close, opened)

    def finish(self, *, title: str, language: str, date: datetime, digest: bytes) -> int:
        """Writes the catalogue and all that it needs, and returns the number of pages.

        `digest`, 32 hexadecimal figures, becomes the first identifier. The file claims to be PDF/UA-1 if every source
        file does.
        """
        self._items.sort(key=lambda item: item.pages.place)
        ranges = [item.pages for item in self._items]
        pages, count = self._page_tree.finish(ranges)
        catalog: dict[bytes, Value] = {
            b"/Type": b"/Catalog",
            b"/Pages": pages,
            b"/Outlines": write_outline(self._file, [item.outline for item in self._items]),
            b"/PageLabels": page_labels(ranges),
            b"/ViewerPreferences": {b"/DisplayDocTitle": b"true"},
            b"/Lang": b"(%b)" % language.encode(),
        }
        if self._layers:
            shown: Value = {b"/Name": b"(Layers)", b"/OFF": self._hidden_layers}
            catalog[b"/OCProperties"] = {b"/OCGs": self._layers, b"/D": shown}
        if any(item.part for item in self._items):
            self._write_structure()
            catalog[b"/StructTreeRoot"] = Ref(self._struct_root)
        if self._tagged:
            catalog[b"/MarkInfo"] = {b"/Marked": b"true"}
        xmp = metadata(title, language, date, accessible=self.is_accessible)
        head: dict[bytes, Value] = {b"/Type": b"/Metadata", b"/Subtype": b"/XML", b"/Length": b"%d" % len(xmp)}
        catalog[b"/Metadata"] = self._file.add(head, b"stream\n%b\nendstream" % xmp)
        self._file.finish(self._file.add(catalog), self._file.add(information(title, date)), digest)
        return count

    def _reserve(self, source: Source, excluded: set[int]) -> list[int]:
        """The new number of each object of a file; 0 for an object that is not copied."""
        numbers = [0] * source.objects.size
        for number in source.objects:
            if number not in excluded:
                numbers[number] = self._file.reserve()
        return numbers

    def _open(self, source: Source, items: Sequence[MergeItem], numbers: Sequence[int]) -> list[_OpenItem]:
        pages = list(source.pages)
        opened = []
        for item in items:
            own, pages = pages[: item.pages], pages[item.pages :]
            there = frozenset(own)
            headings = nested([entry for entry in source.outline if entry.page in there], numbers)
            box = source.objects.array(source.pages[own[0]].get(b"/MediaBox"))
            needs_blank = self._right_hand and len(own) % 2 == 1
            opened.append(
                _OpenItem(
                    item,
                    node=self._file.reserve(),
                    part=self._file.reserve() if source.struct_children else 0,
                    pages=[numbers[page] for page in own],
                    outline=write_headings(self._file, item.label, numbers[own[0]], headings),
                    blank_box=(list(map(source.objects.resolved, box)) or A4) if needs_blank else None,
                )
            )
        return opened

    def _copy(
        self,
        source: Source,
        opened: Sequence[_OpenItem],
        numbers: list[int],
        keys: Mapping[int, int],
        names: FileNames,
        stray: set[Ref],
    ) -> None:
        """Writes the objects of a file under their new numbers."""
        owners = dict(zip(source.pages, [each for each in opened for _page in each.pages], strict=True))
        parts = _owners_of_elements(source, opened, owners)
        for number in source.objects:
            if not numbers[number]:
                continue
            body, stream = source.objects.raw(number)
            body = source.page_body(number, stray) if number in owners else names.renamed(body, numbers[number])
            if number in parts:
                # The parent of a top-level element is now the Part of its item.
                for parent in source.struct_parents:
                    numbers[parent] = parts[number].part
                parts[number].struct_children.append(numbers[number])
            body = renumbered(body, numbers, keys)
            if number in owners:
                body = b"<</Parent %d 0 R%b" % (owners[number].node, body[2:])
            self._file.put(numbers[number], body, stream)

    def _close(self, opened: _OpenItem) -> _MergedItem:
        """Writes the page tree node and the Part of an item."""
        item = opened.item
        self._page_tree.add(opened.node, opened.pages, item.place)
        if opened.part:
            element: dict[bytes, Value] = {
                b"/Type": b"/StructElem",
                b"/S": b"/Part",
                b"/P": Ref(self._document),
                b"/T": text(item.label),
                b"/K": list(map(Ref, opened.struct_children)),
            }
            if item.language:
                element[b"/Lang"] = b"(%b)" % item.language.encode()
            self._file.put(opened.part, write(element))
        pages = PageRange(item.place, opened.node, item.pages, item.page_prefix, opened.blank_box)
        return _MergedItem(pages, opened.outline, opened.part)

    def _add_parents(self, source: Source, numbers: Sequence[int], keys: Mapping[int, int]) -> None:
        for key, value in source.parent_tree:
            body = renumbered(value, numbers, keys)
            if body.startswith(b"["):
                elements = Ref(self._file.reserve())
                self._file.put(elements.number, body)
                self._parent_tree.add(b"%d" % keys[key], elements)
            elif body != b"null":
                self._parent_tree.add(b"%d" % keys[key], Ref(int(body.split()[0])))
        self._next_parent += len(source.parent_tree)

    def _write_structure(self) -> None:
        """Writes the Document element and the structure tree root."""
        document: dict[bytes, Value] = {
            b"/Type": b"/StructElem",
            b"/S": b"/Document",
            b"/P": Ref(self._struct_root),
            b"/K": [Ref(item.part) for item in self._items if item.part],
        }
        self._file.put(self._document, write(document))
        root: dict[bytes, Value] = {
            b"/Type": b"/StructTreeRoot",
            b"/K": [Ref(self._document)],
            b"/ParentTree": self._file.add(self._parent_tree.root() or {b"/Nums": []}),
            b"/ParentTreeNextKey": b"%d" % self._next_parent,
            b"/RoleMap": self._names.role_map,
        }
        if self._names.class_map:
            root[b"/ClassMap"] = self._names.class_map
        identifiers = self._names.identifiers()
        if identifiers is not None:
            root[b"/IDTree"] = self._file.add(identifiers)
        self._file.put(self._struct_root, write(root))


def _owners_of_elements(
    source: Source, opened: Sequence[_OpenItem], owners: dict[int, _OpenItem]
) -> dict[int, _OpenItem]:
    """The item of each top-level structure element: that of its first page, or else of the element before it."""
    if len(opened) == 1:
        return dict.fromkeys(source.struct_children, opened[0])
    found, owner = {}, opened[0]
    for element in source.struct_children:
        page = source.first_page_of(element)
        if page is not None:
            owner = owners.get(page, owner)
        found[element] = owner
    return found
