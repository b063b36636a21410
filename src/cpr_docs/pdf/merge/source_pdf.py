"""A PDF to be merged with others: its pages, its structure tree, its outline.

ISO 32000-1, 14.7: structure elements refer to their parents, and the parent tree leads from the marked content of a
page to its elements.
"""

import re
from collections.abc import Iterator
from typing import Final

from cpr_docs.errors import PdfError
from cpr_docs.language.catalogue import _
from cpr_docs.pdf.merge.outline import Entry, read_outline
from cpr_docs.pdf.merge.pdf_objects import PdfObjects, Ref, Value, references, write

_INHERITED: Final[tuple[bytes, ...]] = (b"/Resources", b"/MediaBox", b"/CropBox", b"/Rotate")
_PAGE: Final = re.compile(rb"/Pg\s+(\d+)\s+\d+\s+R")
_PDF_UA_CLAIM: Final = re.compile(rb"pdfuaid:part(?:>|=[\"'])1")
_MAX_DEPTH: Final = 64
_LIMITS: Final = re.compile(rb"/Limits\s*\[[^\]]*\]")
# An entry of the parent tree: its array contains references alone, so that it need not be parsed.
_PARENT_ENTRY: Final = re.compile(rb"(\d+)\s*(\[[^\[\]]*\]|\d+\s+\d+\s+R)")


class Source:
    """One file; raises `PdfError` if it is not written as LibreOffice and pypdf write it."""

    def __init__(self, content: bytes) -> None:
        self.objects = PdfObjects(content)
        catalog = self.objects.dictionary(self.objects.trailer.get(b"/Root"))
        self.excluded: set[int] = set()
        """The numbers of objects that are not copied: the merged file has its own, or none."""
        for value in (self.objects.trailer.get(b"/Root"), self.objects.trailer.get(b"/Info")):
            self._exclude(value)
        for key in (b"/Metadata", b"/Dests", b"/Names", b"/AcroForm", b"/PageLabels", b"/Outlines"):
            self._exclude(catalog.get(key))
        self.pages = dict(self._pages(catalog.get(b"/Pages"), {}, 0))
        """The pages by object number, each with the entries that it inherits."""
        if not self.pages:
            raise PdfError(_("the PDF has no page"))
        self.destinations = self.objects.dictionary(catalog.get(b"/Dests"))
        self.outline: list[Entry]
        self.outline, entries = read_outline(self.objects, catalog)
        self.excluded |= entries
        marked = self.objects.dictionary(catalog.get(b"/MarkInfo")).get(b"/Marked") == b"true"
        self.struct_children: list[int] = []
        """The top-level structure elements, below the Document element if there is one."""
        self.struct_parents: list[int] = []
        """The structure tree root and the Document element, which the top-level elements refer to."""
        self.parent_tree: list[tuple[int, bytes]] = []
        """The entries of the parent tree: each key with a reference, or an array of references."""
        self.role_map: dict[bytes, Value] = {}
        self.class_map: dict[bytes, Value] = {}
        self.layers: list[Ref] = []
        """The optional content groups."""
        self.hidden_layers: list[Ref] = []
        self._read_layers(self.objects.dictionary(catalog.get(b"/OCProperties")))
        root = catalog.get(b"/StructTreeRoot")
        if isinstance(root, Ref):
            self._read_structure(root)
        if not self.excluded.isdisjoint(self.pages):
            raise PdfError(_("the PDF is damaged: a page is something else too"))
        self.is_tagged = marked and bool(self.struct_children)
        self.is_accessible = self.is_tagged and _PDF_UA_CLAIM.search(content) is not None

    def exclude_unreachable(self) -> None:
        """Excludes objects that no page and no structure element leads to."""
        reached: set[int] = set()
        waiting = [*self.pages, *self.struct_children, *(layer.number for layer in self.layers)]
        for _key, value in self.parent_tree:
            waiting += references(value)
        while waiting:
            number = waiting.pop()
            if number in reached or number in self.excluded:
                continue
            reached.add(number)
            page = self.pages.get(number)
            waiting += references(self.objects.raw(number)[0] if page is None else write(page))
        self.excluded |= set(self.objects) - reached

    def first_page_of(self, element: int) -> int | None:
        """The page on which a structure element begins; None if it has none."""
        for _depth in range(_MAX_DEPTH):
            found = _PAGE.search(self.objects.raw(element)[0])
            if found is not None:
                return int(found[1])
            value = self.objects.dictionary(Ref(element)).get(b"/K")
            children = self.objects.array(value)
            if isinstance(value, Ref) and not children:
                children = [value]
            first = next((child.number for child in children if isinstance(child, Ref)), None)
            if first is None:
                return None
            element = first
        return None

    def page_body(self, number: int, without: set[Ref]) -> bytes:
        """The bytes of a page without its parent, its article threads and some annotations."""
        own = {key: value for key, value in self.pages[number].items() if key not in (b"/Parent", b"/B")}
        if b"/Annots" in own:
            annotations = self.objects.array(own[b"/Annots"])
            kept = [each for each in annotations if not (isinstance(each, Ref) and each in without)]
            own[b"/Annots"] = kept
            if not kept:
                del own[b"/Annots"]
        if own.get(b"/Tabs") == b"(S)":
            own[b"/Tabs"] = b"/S"  # LibreOffice 7.4 writes a string where the standard requires a name
        return write(own)

    def stray_links(self) -> set[Ref]:
        """The link annotations that are no part of the structure tree."""
        stray: set[Ref] = set()
        for page in self.pages.values():
            for annotation in self.objects.array(page.get(b"/Annots")):
                entries = self.objects.dictionary(annotation)
                is_stray = entries.get(b"/Subtype") == b"/Link" and b"/StructParent" not in entries
                if isinstance(annotation, Ref) and is_stray:
                    stray.add(annotation)
        return stray

    def _exclude(self, value: "Value | None") -> None:
        if isinstance(value, Ref):
            self.excluded.add(value.number)

    def _pages(
        self, node: "Value | None", inherited: dict[bytes, Value], depth: int
    ) -> Iterator[tuple[int, dict[bytes, Value]]]:
        """The number of each page below a node of the page tree, with its own and its inherited entries."""
        if not isinstance(node, Ref) or node.number in self.excluded or depth > _MAX_DEPTH:
            return
        own = self.objects.dictionary(node)
        entries = {**inherited, **own}
        if b"/Kids" not in own:
            yield node.number, entries
            return
        self.excluded.add(node.number)
        inheritable = {key: entries[key] for key in _INHERITED if key in entries}
        for child in self.objects.array(own[b"/Kids"]):
            yield from self._pages(child, inheritable, depth + 1)

    def _read_layers(self, properties: dict[bytes, Value]) -> None:
        """ISO 32000-1, 8.11: a layer is shown unless the default configuration switches it off."""
        default = self.objects.dictionary(properties.get(b"/D"))
        self.layers = [value for value in self.objects.array(properties.get(b"/OCGs")) if isinstance(value, Ref)]
        base_is_off = default.get(b"/BaseState") == b"/OFF"
        exceptions = self.objects.array(default.get(b"/ON" if base_is_off else b"/OFF"))
        self.hidden_layers = [layer for layer in self.layers if (layer in exceptions) is not base_is_off]

    def _read_structure(self, root: Ref) -> None:
        tree = self.objects.dictionary(root)
        self.role_map = self.objects.dictionary(tree.get(b"/RoleMap"))
        self.class_map = self.objects.dictionary(tree.get(b"/ClassMap"))
        self.struct_parents = [root.number]
        children = self._elements(tree.get(b"/K"))
        if children is not None and len(children) == 1:
            document = self.objects.dictionary(Ref(children[0]))
            below = self._elements(document.get(b"/K")) if document.get(b"/S") == b"/Document" else None
            if below:
                self.struct_parents.append(children[0])
                children = below
        self.struct_children = children or []
        self.excluded.update(self.struct_parents)
        self._exclude(tree.get(b"/RoleMap"))
        parent_tree = tree.get(b"/ParentTree")
        self._exclude(parent_tree)
        if isinstance(parent_tree, Ref):
            self.parent_tree = _parent_entries(self.objects.raw(parent_tree.number)[0])

    def _elements(self, value: "Value | None") -> list[int] | None:
        """The numbers of the child elements; None if any child is no reference."""
        if isinstance(value, Ref):
            array = self.objects.value(value.number)
            if not isinstance(array, list):
                return [value.number]
            value = array
        if not isinstance(value, list):
            return None
        numbers = [child.number for child in value if isinstance(child, Ref)]
        return numbers if len(numbers) == len(value) else None


def _parent_entries(tree: bytes) -> list[tuple[int, bytes]]:
    """The entries of a parent tree with a single node."""
    _head, _key, entries = _LIMITS.sub(b"", tree).partition(b"/Nums")
    return [(int(key), value) for key, value in _PARENT_ENTRY.findall(entries.lstrip()[1:])]
