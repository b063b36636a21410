"""A PDF that is to be bound with others: its pages, its tree of tags, its outline.

ISO 32000-1, 14.7: the tree's elements name their parents, and a second tree leads from a page's content to the
elements that it belongs to.
"""

import re
from collections.abc import Iterator
from typing import Final

from cpr_docs.errors import PdfError
from cpr_docs.pdf.merge.outline import Entry, read_outline
from cpr_docs.pdf.merge.pdf_objects import PdfObjects, Ref, Value, references, write

_INHERITED: Final[tuple[bytes, ...]] = (b"/Resources", b"/MediaBox", b"/CropBox", b"/Rotate")
_PAGE: Final = re.compile(rb"/Pg\s+(\d+)\s+\d+\s+R")
_CLAIM: Final = re.compile(rb"pdfuaid:part(?:>|=[\"'])1")
_DEEPEST: Final = 64
# An array holds references alone: there is nothing in it that would have to be taken apart.
_LIMITS: Final = re.compile(rb"/Limits\s*\[[^\]]*\]")
_PARENT: Final = re.compile(rb"(\d+)\s*(\[[^\[\]]*\]|\d+\s+\d+\s+R)")


class Source:
    """One file; raises `PdfError` where it cannot be read as LibreOffice and pypdf write it."""

    def __init__(self, content: bytes) -> None:
        self.objects = PdfObjects(content)
        catalog = self.objects.dictionary(self.objects.trailer.get(b"/Root"))
        # What is written anew, or is left behind.
        self.left: set[int] = set()
        for held in (self.objects.trailer.get(b"/Root"), self.objects.trailer.get(b"/Info")):
            self._leave(held)
        for key in (b"/Metadata", b"/Dests", b"/Names", b"/AcroForm", b"/PageLabels", b"/Outlines"):
            self._leave(catalog.get(key))
        self.pages = dict(self._pages(catalog.get(b"/Pages"), {}, 0))
        if not self.pages:
            raise PdfError("the PDF has no page")
        self.destinations = self.objects.dictionary(catalog.get(b"/Dests"))
        self.outline: list[Entry]
        self.outline, entries = read_outline(self.objects, catalog)
        self.left |= entries
        marked = self.objects.dictionary(catalog.get(b"/MarkInfo")).get(b"/Marked") == b"true"
        self.kids: list[int] = []
        """The elements of the tree that stand highest, below the one that is the document."""
        self.above: list[int] = []
        """The elements that these name as their parents."""
        self.parents: list[tuple[int, bytes]] = []
        """The numbers of pages and notes in the second tree, each with what it leads to."""
        self.roles: dict[bytes, Value] = {}
        self.classes: dict[bytes, Value] = {}
        self.layers: list[Ref] = []
        self.hidden: list[Ref] = []
        """The layers that are not shown."""
        self._read_layers(self.objects.dictionary(catalog.get(b"/OCProperties")))
        root = catalog.get(b"/StructTreeRoot")
        if isinstance(root, Ref):
            self._read_tags(root)
        if not self.left.isdisjoint(self.pages):
            raise PdfError("the PDF is damaged: a page is something else too")
        self.is_tagged = marked and bool(self.kids)
        self.is_accessible = self.is_tagged and _CLAIM.search(content) is not None

    def leave_unused(self) -> None:
        """Leaves behind what no page and no element leads to, such as what belonged to the file as a whole."""
        reached: set[int] = set()
        waiting = [*self.pages, *self.kids, *(layer.number for layer in self.layers)]
        for _key, held in self.parents:
            waiting += references(held)
        while waiting:
            number = waiting.pop()
            if number in reached or number in self.left:
                continue
            reached.add(number)
            page = self.pages.get(number)
            waiting += references(self.objects.source(number)[0] if page is None else write(page))
        self.left |= set(self.objects) - reached

    def page_of(self, kid: int) -> int | None:
        """The page that an element of the tree begins on."""
        for _depth in range(_DEEPEST):
            found = _PAGE.search(self.objects.source(kid)[0])
            if found is not None:
                return int(found[1])
            below = self.objects.dictionary(Ref(kid)).get(b"/K")
            below = self.objects.array(below) if not isinstance(below, Ref) or self.objects.array(below) else [below]
            following = next((held.number for held in below if isinstance(held, Ref)), None)
            if following is None:
                return None
            kid = following
        return None

    def _leave(self, held: "Value | None") -> None:
        if isinstance(held, Ref):
            self.left.add(held.number)

    def _pages(
        self, node: "Value | None", inherited: dict[bytes, Value], depth: int
    ) -> Iterator[tuple[int, dict[bytes, Value]]]:
        """The number of each page with what it holds, and what it has from the nodes above it."""
        if not isinstance(node, Ref) or node.number in self.left or depth > _DEEPEST:
            return
        held = self.objects.dictionary(node)
        whole = {**inherited, **held}
        if b"/Kids" not in held:
            yield node.number, whole
            return
        self.left.add(node.number)
        passed = {key: whole[key] for key in _INHERITED if key in whole}
        for kid in self.objects.array(held[b"/Kids"]):
            yield from self._pages(kid, passed, depth + 1)

    def _read_layers(self, layers: dict[bytes, Value]) -> None:
        """ISO 32000-1, 8.11: a layer is shown unless it, or all that is not named, is said to be off."""
        way = self.objects.dictionary(layers.get(b"/D"))
        self.layers = [held for held in self.objects.array(layers.get(b"/OCGs")) if isinstance(held, Ref)]
        named = self.objects.array(way.get(b"/ON" if way.get(b"/BaseState") == b"/OFF" else b"/OFF"))
        self.hidden = [held for held in self.layers if (held in named) is (way.get(b"/BaseState") != b"/OFF")]

    def _read_tags(self, root: Ref) -> None:
        tree = self.objects.dictionary(root)
        self.roles = self.objects.dictionary(tree.get(b"/RoleMap"))
        self.classes = self.objects.dictionary(tree.get(b"/ClassMap"))
        self.above = [root.number]
        kids = self._references(tree.get(b"/K"))
        if kids is not None and len(kids) == 1:
            document = self.objects.dictionary(Ref(kids[0]))
            below = self._references(document.get(b"/K")) if document.get(b"/S") == b"/Document" else None
            if below:
                self.above.append(kids[0])
                kids = below
        self.kids = kids or []
        self.left.update(self.above)
        self._leave(tree.get(b"/ParentTree"))
        self._leave(tree.get(b"/RoleMap"))
        parents = tree.get(b"/ParentTree")
        if isinstance(parents, Ref):
            self.parents = _parents(self.objects.source(parents.number)[0])

    def _references(self, held: "Value | None") -> list[int] | None:
        """The numbers of the elements below one; None where something else than an element is among them."""
        if isinstance(held, Ref):
            array = self.objects.value(held.number)
            if not isinstance(array, list):
                return [held.number]
            held = array
        if not isinstance(held, list):
            return None
        numbers = [kid.number for kid in held if isinstance(kid, Ref)]
        return numbers if len(numbers) == len(held) else None


def _parents(tree: bytes) -> list[tuple[int, bytes]]:
    """The entries of a tree of numbers that has one node."""
    _head, _key, entries = _LIMITS.sub(b"", tree).partition(b"/Nums")
    return [(int(key), held) for key, held in _PARENT.findall(entries.lstrip()[1:])]
