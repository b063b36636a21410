"""A PDF from elsewhere, made ready to be bound with others.

pypdf reads whatever there is and writes it again plainly. What has a meaning only in a file of its own is left out,
and said.
"""

import contextlib
import io
import logging
import re
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cpr_docs.errors import PackRefused, PdfError
from cpr_docs.gate import allowed, pdf_files
from cpr_docs.ooxml.core_properties import language_tag
from cpr_docs.pdf.merge.source_pdf import Source

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter

_MAGIC: Final = b"%PDF-"
_BROKEN: Final = "is broken: it cannot be read as a PDF"
_LOCKED: Final = "is protected by a password: save it without one"
_END: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_TABLE: Final = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_TAIL: Final = 1024
_SILENCE: Final = threading.RLock()


class ExternalPdf(NamedTuple):
    """A PDF from elsewhere."""

    source: Source
    title: str
    """Its own title; nothing where it has none."""
    language: str
    """The tag of its language; nothing where it does not say it."""
    lost: tuple[str, ...]
    """What it loses when it is bound, or never had, each as the end of a sentence that begins with its name."""


def source_of(content: bytes) -> Source:
    """A PDF of LibreOffice's, whichever way it is written; raises `PdfError` where it cannot be read."""
    try:
        return Source(content)
    except PdfError:
        return read_external(content).source


def read_external(content: bytes) -> ExternalPdf:
    """The PDF; raises `PackRefused`, without a name, where it is encrypted, broken, or no PDF."""
    if _MAGIC not in content[:_TAIL]:
        raise PackRefused("is no PDF")
    if len(content) > allowed.PDF_BYTES:
        raise PackRefused(f"is larger than {allowed.PDF_BYTES // 2**20} MB")
    ends = _END.findall(content, max(len(content) - _TAIL, 0))
    if not ends or int(ends[-1]) > len(content) or not _TABLE.match(content, int(ends[-1])):
        # pypdf would look for what is left of a file that was cut off.
        raise PackRefused(_BROKEN)
    with _as_broken():
        from pypdf import PdfReader, PdfWriter
        from pypdf.errors import DependencyError

        try:
            reader = PdfReader(io.BytesIO(content))
        except (DependencyError, NotImplementedError):
            # Some ways to encrypt pypdf knows only with another package beside it, and some not at all.
            raise PackRefused(_LOCKED if b"/Encrypt" in content else _BROKEN) from None
        if reader.is_encrypted:
            raise PackRefused(_LOCKED)
        lost = _lost(reader)
        title = str(reader.metadata.get("/Title") or "").strip() if reader.metadata is not None else ""
        language = language_tag(_language(_root(reader)))
        writer = PdfWriter(clone_from=reader)
        _lead_to_places(writer)
        lost += pdf_files.clean(writer)
        _simplify(writer)
        plain = io.BytesIO()
        writer.write(plain)
        source = Source(plain.getvalue())
        source.leave_unused()
        # The description may be packed, where it could not be searched.
        source.is_accessible = source.is_tagged and _claims(reader)
    if not source.is_tagged:
        lost = [*lost, "has no tags, so that a screen reader finds no order in it"]
    return ExternalPdf(source, title, language, tuple(lost))


@contextlib.contextmanager
def _as_broken() -> Iterator[None]:
    try:
        with _in_silence():
            yield
    except PackRefused:
        raise
    except Exception:  # noqa: BLE001 - as below
        # pypdf lets out whatever a damaged file brings up, and what that says may quote the file.
        raise PackRefused(_BROKEN) from None


@contextlib.contextmanager
def _in_silence() -> Iterator[None]:
    """While this lasts, pypdf logs nothing: what it warns of quotes the file, and would end up on the terminal."""
    log = logging.getLogger("pypdf")
    with _SILENCE:  # of two that overlap, one would give back the silence of the other
        before = log.level
        log.setLevel(logging.CRITICAL + 1)
        try:
            yield
        finally:
            log.setLevel(before)


def _root(reader: "PdfReader") -> Any:
    return reader.trailer["/Root"].get_object()


def _language(root: Any) -> str:
    """What the file says of its language; the element that is its document comes first, as it does for a reader."""
    tree = root.get("/StructTreeRoot")
    kids = None if tree is None else tree.get_object().get("/K")
    kids = None if kids is None else kids.get_object()
    document = kids if isinstance(kids, dict) else kids[0].get_object() if kids and len(kids) == 1 else {}
    own = document.get("/Lang") if isinstance(document, dict) else None
    return str(own or root.get("/Lang") or "")


def _lost(reader: "PdfReader") -> list[str]:
    root = _root(reader)
    form = root.get("/AcroForm")
    fields = form.get_object().get("/Fields") if form is not None else None
    lost = []
    if fields is not None and len(fields.get_object()):
        lost.append("can no longer be filled in")
        if int(form.get_object().get("/SigFlags", 0)) & 1:
            lost.append("is no longer signed")
    return lost


def _claims(reader: "PdfReader") -> bool:
    described = _root(reader).get("/Metadata")
    if described is None:
        return False
    return re.search(rb"pdfuaid:part(?:>|=[\"'])1", described.get_object().get_data()) is not None


def _lead_to_places(writer: "PdfWriter") -> None:
    """Makes a page and a spot of each name of a place, which may mean another place in the bound file."""
    root = writer.root_object
    places = writer.named_destinations if "/Dests" in root or "/Names" in root else {}
    for page in writer.pages:
        for note in page.get("/Annots") or ():
            if isinstance(note.get_object(), dict):
                _lead(note.get_object(), places)
    for entry in _entries(root.get("/Outlines")):
        _lead(entry, places)


def _simplify(writer: "PdfWriter") -> None:
    """Brings the file into the shape that can be bound."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    root = writer.root_object
    _part_pages(writer)
    for key in ("/OpenAction", "/AA", "/Names", "/Dests", "/AcroForm", "/Collection"):
        root.pop(key, None)
    tree = root.get("/StructTreeRoot")
    if tree is None:
        return
    tree = tree.get_object()
    kids = tree.raw_get("/K") if "/K" in tree else None
    held = ArrayObject([kids]) if isinstance(kids, DictionaryObject) else kids.get_object() if kids else None
    if isinstance(held, ArrayObject):
        tree[NameObject("/K")] = ArrayObject(
            kid if not isinstance(kid, DictionaryObject) else writer._add_object(kid) for kid in held
        )
    parents = tree.get("/ParentTree")
    if parents is not None:
        numbers = ArrayObject()
        for key, value in _numbers(parents.get_object(), set()):
            numbers.extend((key, value))
        tree[NameObject("/ParentTree")] = writer._add_object(DictionaryObject({NameObject("/Nums"): numbers}))


def _part_pages(writer: "PdfWriter") -> None:
    """Makes a page that the file shows more than once a page of its own in each place, as a bound file needs it."""
    from pypdf.generic import DictionaryObject

    seen: set[int] = set()
    tree: Any = writer.root_object["/Pages"].get_object()
    kids = tree["/Kids"].get_object()
    for index, kid in enumerate(kids):
        if kid.idnum in seen:
            page = DictionaryObject(kid.get_object())
            page.pop("/StructParents", None)  # the tags are those of the first
            kids[index] = writer._add_object(page)
        seen.add(kid.idnum)


def _numbers(node: Any, seen: set[int]) -> Iterator[tuple[Any, Any]]:
    """The entries of a tree of numbers."""
    if id(node) in seen:
        return
    seen.add(id(node))
    held = node.get("/Nums")
    if held is not None:
        held = held.get_object()
        for key, value in zip(held[::2], held[1::2], strict=False):
            # An array that stands elsewhere is taken along; an element is referred to.
            array = value.get_object()
            yield key, array if isinstance(array, list) else value
    for kid in node.get("/Kids") or ():
        yield from _numbers(kid.get_object(), seen)


def _entries(node: Any) -> Iterator[Any]:
    """The entries of the outline, at whatever level."""
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        held = waiting.pop()
        held = None if held is None else held.get_object()
        if isinstance(held, dict) and id(held) not in seen:
            seen.add(id(held))
            yield held
            waiting += [held.get("/First"), held.get("/Next")]


def _lead(note: Any, places: Any) -> None:
    """Lets what names a place lead there, as the name may mean another place elsewhere."""
    from pypdf.generic import NameObject

    holder, key = note, "/Dest"
    action = note["/A"].get_object() if "/A" in note else None
    if isinstance(action, dict) and action.get("/S") == "/GoTo":
        holder, key = action, "/D"
    name = holder.get(key)
    if isinstance(name, str) and name in places:
        holder[NameObject(key)] = places[name].dest_array
