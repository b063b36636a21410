"""The gate for PDFs that are merged into a pack: contents on no list of `allowed` are removed, and named.

pypdf has read the file; its objects are changed in place. The traversal visits each object once, without recursion.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from cpr_docs.gate import allowed
from cpr_docs.language.catalogue import _

if TYPE_CHECKING:
    from pypdf import PdfWriter

FILES: Final = _("loses the files that are attached to it")
SCRIPTS: Final = _("loses its scripts, and whatever else it would do by itself")
LINKS: Final = _("loses links that lead to no web page, e-mail address or place of its own")
NOTES: Final = _("loses notes that were put on its pages")
MEDIA: Final = _("loses its sound, film and 3D")
HIDDEN: Final = _("loses authors, keywords, thumbnails and other data that its pages do not show")

_LOSSES: Final = {
    **dict.fromkeys(("/AF", "/EF", "/FS", "/F", "/Ref"), FILES),
    **dict.fromkeys(("/AA", "/JS", "/OpenAction", "/PA"), SCRIPTS),
    **dict.fromkeys(("/Metadata", "/PieceInfo", "/Thumb", "/OPI", "/Alternates", "/Usage"), HIDDEN),
}
_MEDIA: Final = frozenset({"/Sound", "/Movie", "/Screen", "/3D", "/RichMedia"})
_INFORMATION: Final = frozenset({"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped"})
_PERSONAL: Final = re.compile(rb"dc:creator|dc:description|dc:subject|pdf:Keywords|xmpMM:|rdf:Description[^>]*>[^<\s]")
_KEYS: Final = {
    "page": allowed.PDF_PAGE_KEYS,
    "drawing": allowed.PDF_DRAWING_KEYS,
    "layer": allowed.PDF_LAYER_KEYS,
    "tag": allowed.PDF_TAG_KEYS,
}
_BELOW: Final = {
    ("page", "/Kids"): "page",
    ("tag", "/Stm"): "drawing",
    ("drawing", "/OC"): "layer",
}
# Dictionaries whose keys the file chooses freely.
_NAMED: Final = frozenset(
    {"/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font", "/Properties", "/CharProcs"}
    | {"/Colorants", "/FD", "/Solidities", "/DotGain", "/HT"}
)
_HIDDEN_FLAGS: Final = 0b100010
_ADDRESS: Final = re.compile(r"[!-~]+", re.ASCII)


def clean(writer: "PdfWriter") -> tuple[str, ...]:
    """Removes contents that are not allowed; returns their kinds as predicates of sentences about the file."""
    gate = _Gate(writer)
    gate.clean()
    return tuple(gate.lost)


class _Gate:
    def __init__(self, writer: "PdfWriter") -> None:
        self._writer = writer
        self._root: Any = writer.root_object
        self._pages = {page.indirect_reference.idnum for page in writer.pages if page.indirect_reference is not None}
        self._kept: set[int] = set()
        self._seen: set[tuple[int, str]] = set()
        self.lost: dict[str, None] = {}

    def clean(self) -> None:
        self._record_catalogue()
        for page in self._writer.pages:
            self._clean_annotations(page)
        self._clean_below(self._root.get("/Pages"), "page")
        layers = _resolved(self._root.get("/OCProperties"))
        if isinstance(layers, dict):
            self._clean_below(layers.get("/OCGs"), "layer")
        tree = _resolved(self._root.get("/StructTreeRoot"))
        if isinstance(tree, dict):
            # The parent of the topmost elements is the tree itself.
            self._seen.add((getattr(self._root.raw_get("/StructTreeRoot"), "idnum", 0), "tag"))
            self._clean_below(tree.get("/K"), "tag")
            self._clean_number_tree(tree.get("/ParentTree"))
            for attributes in _values(tree.get("/ClassMap")):
                self._clean_attributes(attributes)

    def _lose(self, sentence: str) -> None:
        self.lost[sentence] = None

    def _record_catalogue(self) -> None:
        """Records the losses of the catalogue, which the merger writes anew."""
        root = self._root
        names = _resolved(root.get("/Names"))
        names = names if isinstance(names, dict) else {}
        if "/EmbeddedFiles" in names or "/AF" in root:
            self._lose(FILES)
        opening = _resolved(root.get("/OpenAction"))
        if "/JavaScript" in names or "/AA" in root or (isinstance(opening, dict) and opening.get("/S") != "/GoTo"):
            self._lose(SCRIPTS)
        metadata = _resolved(root.get("/Metadata"))
        information: Any = self._writer.metadata or {}
        if (
            "/PieceInfo" in root
            or any(value and key not in _INFORMATION for key, value in information.items())
            or (metadata is not None and _PERSONAL.search(metadata.get_data()))
        ):
            self._lose(HIDDEN)

    def _clean_annotations(self, page: Any) -> None:
        # Imported on use: pypdf is slow to import, and most PDFs do not need it.
        from pypdf.generic import ArrayObject, NameObject

        kept = ArrayObject()
        for reference in _resolved(page.get("/Annots")) or ():
            annotation = _resolved(reference)
            if not isinstance(annotation, dict) or not self._is_allowed_annotation(annotation):
                continue
            self._clean_annotation(annotation)
            kept.append(reference)
            if hasattr(reference, "idnum"):
                self._kept.add(reference.idnum)
        page[NameObject("/Annots")] = kept

    def _is_allowed_annotation(self, annotation: Any) -> bool:
        kind = annotation.get("/Subtype")
        flags = _resolved(annotation.get("/F"))
        if kind in allowed.PDF_ANNOTATIONS and not (isinstance(flags, int) and flags & _HIDDEN_FLAGS):
            return True
        if kind == "/FileAttachment":
            self._lose(FILES)
        elif kind in _MEDIA:
            self._lose(MEDIA)
        elif kind not in ("/Popup", "/Widget", "/Link"):
            self._lose(NOTES)
        return False

    def _clean_annotation(self, annotation: Any) -> None:
        kind = annotation.get("/Subtype")
        keys = allowed.PDF_ANNOTATION_KEYS | allowed.PDF_ANNOTATION_MORE.get(kind, frozenset())
        if kind not in ("/Link", "/Widget") and (
            "/Popup" in annotation or ("/Contents" not in keys and annotation.get("/Contents"))
        ):
            self._lose(NOTES)
        action = _resolved(annotation.get("/A"))
        if action is not None and not self._is_allowed_action(action):
            self._lose(LINKS if kind == "/Link" else SCRIPTS)
            del annotation["/A"]
        if "/Dest" in annotation and not self._is_destination(annotation.get("/Dest")):
            del annotation["/Dest"]
        self._remove(annotation, keys)
        if isinstance(appearance := _resolved(annotation.get("/AP")), dict):
            self._remove(appearance, frozenset({"/N", "/R", "/D"}))
        for state in _values(annotation.get("/AP")):
            for drawing in (state,) if hasattr(state, "get_data") else _values(state):
                self._clean_below(drawing, "drawing")
        self._clean_below(annotation.get("/OC"), "layer")

    def _is_allowed_action(self, action: Any) -> bool:
        """True if the action leads to a page of the file or to an allowed address; further actions are removed."""
        kind = action.get("/S") if isinstance(action, dict) else None
        key = {"/GoTo": "/D", "/URI": "/URI"}.get(str(kind))
        if key is None or not (self._is_destination(action.get(key)) if key == "/D" else _is_address(action.get(key))):
            return False
        if "/Next" in action:
            self._lose(SCRIPTS)
        self._remove(action, frozenset({"/Type", "/S", key}))
        return True

    def _is_destination(self, destination: Any) -> bool:
        """True for an explicit destination on a page of the file."""
        target = _resolved(destination)
        return isinstance(target, list) and bool(target) and getattr(target[0], "idnum", 0) in self._pages

    def _clean_below(self, value: Any, kind: str) -> None:
        waiting = [(value, kind)]
        while waiting:
            found, kind = waiting.pop()
            number = getattr(found, "idnum", None)
            if number is not None:
                if (number, kind) in self._seen:
                    continue
                self._seen.add((number, kind))
                found = _resolved(found)
            if isinstance(found, list):
                waiting += [(item, kind) for item in found]
            elif kind == "names" and _is_dictionary(found):
                waiting += [(found.raw_get(key), "drawing") for key in found]
            elif isinstance(found, dict):
                waiting += self._clean_dictionary(found, kind)

    def _clean_dictionary(self, dictionary: Any, kind: str) -> Iterator[tuple[Any, str]]:
        """Cleans a dictionary; yields the values below it, each with its kind."""
        if dictionary.get("/Type") in ("/OCG", "/OCMD"):
            kind = "layer"
        if dictionary.get("/Subtype") == "/PS" and kind == "drawing":
            for key in [key for key in dictionary if key not in ("/Length", "/Filter")]:
                del dictionary[key]
            return
        self._remove(dictionary, _KEYS[kind])
        if kind == "tag":
            self._clean_tag(dictionary)
        for key in dictionary:
            if key in ("/Annots", "/A", "/Pg", "/Obj", "/StmOwn") or (kind, key) == ("page", "/Parent"):
                continue
            below = _BELOW.get((kind, key), "drawing" if kind == "page" else kind)
            if kind == "drawing" and key in _NAMED and isinstance(_resolved(dictionary.raw_get(key)), dict):
                below = "names"
            yield dictionary.raw_get(key), below

    def _clean_tag(self, tag: Any) -> None:
        # Imported on use: pypdf is slow to import, and most PDFs do not need it.
        from pypdf.generic import ArrayObject, NameObject

        for key in ("/Pg", "/StmOwn"):
            if key in tag and getattr(tag.raw_get(key), "idnum", 0) not in self._pages:
                del tag[key]
        self._clean_attributes(tag.get("/A"))
        if "/Obj" in tag:
            target = tag.raw_get("/Obj")
            if not hasattr(_resolved(target), "get_data"):
                return
            self._clean_below(target, "drawing")
        kids = _resolved(tag.raw_get("/K")) if "/K" in tag else None
        if isinstance(kids, list):
            tag[NameObject("/K")] = ArrayObject(kid for kid in kids if not self._is_lost(kid))
        elif kids is not None and self._is_lost(kids):
            del tag["/K"]

    def _is_lost(self, kid: Any) -> bool:
        """True if a structure element's kid refers to an annotation that is removed."""
        kid = _resolved(kid)
        if not _is_dictionary(kid) or "/Obj" not in kid:
            return False
        target = kid.raw_get("/Obj")
        return getattr(target, "idnum", 0) not in self._kept and not hasattr(_resolved(target), "get_data")

    def _clean_attributes(self, attributes: Any) -> None:
        for owner in _listed(attributes):
            if isinstance(owner, dict) and owner.get("/O") not in allowed.PDF_TAG_ATTRIBUTES:
                owner.clear()
                self._lose(HIDDEN)

    def _clean_number_tree(self, node: Any) -> None:
        waiting, seen = [node], set[int]()
        while waiting:
            found = _resolved(waiting.pop())
            if not isinstance(found, dict) or id(found) in seen:
                continue
            seen.add(id(found))
            numbers = _resolved(found.get("/Nums"))
            if isinstance(numbers, list):
                self._clean_below(numbers[1::2], "tag")
            kids = _resolved(found.get("/Kids"))
            waiting += kids if isinstance(kids, list) else []

    def _remove(self, dictionary: Any, keys: frozenset[str]) -> None:
        for key in [key for key in dictionary if key not in keys]:
            del dictionary[key]
            if key in _LOSSES:
                self._lose(_LOSSES[key])


def _is_address(address: Any) -> bool:
    address = _resolved(address)
    if isinstance(address, bytes):
        address = address.decode("latin-1")
    return (
        isinstance(address, str)
        and _ADDRESS.fullmatch(address) is not None
        and address.lower().startswith(allowed.PDF_LINKS)
    )


def _is_dictionary(value: Any) -> bool:
    """True for a dictionary; unlike `isinstance`, the function leaves pypdf's own methods visible to a type checker."""
    return isinstance(value, dict)


def _resolved(value: Any) -> Any:
    return value if value is None else value.get_object() if hasattr(value, "get_object") else value


def _values(value: Any) -> Iterator[Any]:
    """The values of a dictionary, resolved; none for any other object."""
    value = _resolved(value)
    if _is_dictionary(value):
        yield from (_resolved(value.raw_get(key)) for key in value)


def _listed(value: Any) -> list[Any]:
    value = _resolved(value)
    return [_resolved(item) for item in value] if isinstance(value, list) else [value]
