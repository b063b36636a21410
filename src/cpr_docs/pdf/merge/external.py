"""Reads a PDF from elsewhere so that it can be merged.

pypdf reads the file and writes it again with a plain cross-reference table. Features that work only in a file of its
own are removed, and reported.
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
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.ooxml.core_properties import language_tag
from cpr_docs.pdf.merge.loss import Loss
from cpr_docs.pdf.merge.source_pdf import Source

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter

_MAGIC: Final = b"%PDF-"
_BROKEN: Final = _("is broken: it cannot be read as a PDF")
_LOCKED: Final = _("is protected by a password: save it without one")
_END_OF_FILE: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_XREF: Final = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_TAIL_BYTES: Final = 1024
_LOG_LEVEL_LOCK: Final = threading.RLock()
_GATE_CODES: Final = {
    pdf_files.FILES: "files",
    pdf_files.SCRIPTS: "scripts",
    pdf_files.LINKS: "links",
    pdf_files.NOTES: "notes",
    pdf_files.MEDIA: "media",
    pdf_files.HIDDEN: "hidden",
}


class ExternalPdf(NamedTuple):
    """A PDF from elsewhere."""

    source: Source
    title: str
    """Its own title; empty if it has none."""
    language: str
    """Its language tag; empty if it has none."""
    lost: tuple[Loss, ...]
    """The features that it loses when it is merged, or never had."""


def source_of(content: bytes) -> Source:
    """Reads a PDF by LibreOffice, in whatever version; raises `PdfError` if it cannot be read."""
    try:
        return Source(content)
    except PdfError:
        return read_external(content).source


def read_external(content: bytes) -> ExternalPdf:
    """Reads a PDF; raises `PackRefused`, without a file name, if it is encrypted, broken, too large, or no PDF."""
    if _MAGIC not in content[:_TAIL_BYTES]:
        raise PackRefused(_("is no PDF"))
    if len(content) > allowed.PDF_BYTES:
        raise PackRefused(_("is larger than {limit} MB"), limit=allowed.PDF_BYTES // 2**20)
    ends = _END_OF_FILE.findall(content, max(len(content) - _TAIL_BYTES, 0))
    if not ends or int(ends[-1]) > len(content) or not _XREF.match(content, int(ends[-1])):
        # pypdf would recover parts of a truncated file.
        raise PackRefused(_BROKEN)
    with _failures_refused():
        # Imported on use: pypdf is slow to import, and most PDFs do not need it.
        from pypdf import PdfReader, PdfWriter
        from pypdf.errors import DependencyError

        try:
            reader = PdfReader(io.BytesIO(content))
        except (DependencyError, NotImplementedError):
            # pypdf needs another package for some encryption methods, and does not support others.
            raise PackRefused(_LOCKED if b"/Encrypt" in content else _BROKEN) from None
        if reader.is_encrypted:
            raise PackRefused(_LOCKED)
        lost = _lost_features(reader)
        title = str(reader.metadata.get("/Title") or "").strip() if reader.metadata is not None else ""
        language = language_tag(_language(_root(reader)))
        writer = PdfWriter(clone_from=reader)
        _resolve_named_destinations(writer)
        lost += [Loss(_GATE_CODES[sentence], Sentence(sentence)) for sentence in pdf_files.clean(writer)]
        _simplify(writer)
        plain = io.BytesIO()
        writer.write(plain)
        source = Source(plain.getvalue())
        source.exclude_unreachable()
        # Compressed metadata cannot be searched in the bytes.
        source.is_accessible = source.is_tagged and _claims_pdf_ua(reader)
    if not source.is_tagged:
        lost.append(Loss("tags", Sentence(_("has no tags, so that a screen reader finds no order in it"))))
    return ExternalPdf(source, title, language, tuple(lost))


@contextlib.contextmanager
def _failures_refused() -> Iterator[None]:
    try:
        with _pypdf_silenced():
            yield
    except PackRefused:
        raise
    except Exception:  # noqa: BLE001 - see the comment
        # A damaged file makes pypdf raise any exception, whose message may quote the file.
        raise PackRefused(_BROKEN) from None


@contextlib.contextmanager
def _pypdf_silenced() -> Iterator[None]:
    """Switches off pypdf's log: its warnings quote the file, and would be printed on the terminal."""
    log = logging.getLogger("pypdf")
    # Two overlapping calls would restore the wrong log level; the lock serialises all threads that read such PDFs.
    with _LOG_LEVEL_LOCK:
        level = log.level
        log.setLevel(logging.CRITICAL + 1)
        try:
            yield
        finally:
            log.setLevel(level)


def _root(reader: "PdfReader") -> Any:
    return reader.trailer["/Root"].get_object()


def _language(root: Any) -> str:
    """The language of the Document element, which has precedence for readers, or else of the catalogue."""
    tree = root.get("/StructTreeRoot")
    children = None if tree is None else tree.get_object().get("/K")
    children = None if children is None else children.get_object()
    document: Any = children
    if not isinstance(children, dict):
        document = children[0].get_object() if children and len(children) == 1 else {}
    own = document.get("/Lang") if isinstance(document, dict) else None
    return str(own or root.get("/Lang") or "")


def _lost_features(reader: "PdfReader") -> list[Loss]:
    root = _root(reader)
    form = root.get("/AcroForm")
    fields = form.get_object().get("/Fields") if form is not None else None
    lost = []
    if fields is not None and len(fields.get_object()):
        lost.append(Loss("form", Sentence(_("can no longer be filled in"))))
        if int(form.get_object().get("/SigFlags", 0)) & 1:
            lost.append(Loss("signature", Sentence(_("is no longer signed"))))
    return lost


def _claims_pdf_ua(reader: "PdfReader") -> bool:
    metadata = _root(reader).get("/Metadata")
    if metadata is None:
        return False
    return re.search(rb"pdfuaid:part(?:>|=[\"'])1", metadata.get_object().get_data()) is not None


def _resolve_named_destinations(writer: "PdfWriter") -> None:
    """Replaces named destinations by pages: a name may mean another destination in the merged file."""
    root = writer.root_object
    destinations = writer.named_destinations if "/Dests" in root or "/Names" in root else {}
    for page in writer.pages:
        for annotation in page.get("/Annots") or ():
            if isinstance(annotation.get_object(), dict):
                _resolve_destination(annotation.get_object(), destinations)
    for entry in _outline_entries(root.get("/Outlines")):
        _resolve_destination(entry, destinations)


def _simplify(writer: "PdfWriter") -> None:
    """Rewrites the page tree and the parent tree as `Source` reads them, and drops features of the whole file."""
    # Imported on use: pypdf is slow to import, and most PDFs do not need it.
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    root = writer.root_object
    _split_repeated_pages(writer)
    for key in ("/OpenAction", "/AA", "/Names", "/Dests", "/AcroForm", "/Collection"):
        root.pop(key, None)
    tree = root.get("/StructTreeRoot")
    if tree is None:
        return
    tree = tree.get_object()
    value = tree.raw_get("/K") if "/K" in tree else None
    children = ArrayObject([value]) if isinstance(value, DictionaryObject) else value.get_object() if value else None
    if isinstance(children, ArrayObject):
        tree[NameObject("/K")] = ArrayObject(
            child if not isinstance(child, DictionaryObject) else writer._add_object(child) for child in children
        )
    parent_tree = tree.get("/ParentTree")
    if parent_tree is not None:
        numbers = ArrayObject()
        for key, value in _number_tree_entries(parent_tree.get_object(), set()):
            numbers.extend((key, value))
        tree[NameObject("/ParentTree")] = writer._add_object(DictionaryObject({NameObject("/Nums"): numbers}))


def _split_repeated_pages(writer: "PdfWriter") -> None:
    """Copies a page that is in the page tree more than once, because each page needs an object of its own."""
    # Imported on use: pypdf is slow to import, and most PDFs do not need it.
    from pypdf.generic import DictionaryObject

    seen: set[int] = set()
    tree: Any = writer.root_object["/Pages"].get_object()
    pages = tree["/Kids"].get_object()
    for index, reference in enumerate(pages):
        if reference.idnum in seen:
            page = DictionaryObject(reference.get_object())
            page.pop("/StructParents", None)  # the structure elements belong to the first copy
            pages[index] = writer._add_object(page)
        seen.add(reference.idnum)


def _number_tree_entries(node: Any, seen: set[int]) -> Iterator[tuple[Any, Any]]:
    """The entries of a number tree, at all levels."""
    if id(node) in seen:
        return
    seen.add(id(node))
    entries = node.get("/Nums")
    if entries is not None:
        entries = entries.get_object()
        for key, value in zip(entries[::2], entries[1::2], strict=False):
            # An indirect array is copied into the tree; an element stays a reference.
            array = value.get_object()
            yield key, array if isinstance(array, list) else value
    for child in node.get("/Kids") or ():
        yield from _number_tree_entries(child.get_object(), seen)


def _outline_entries(node: Any) -> Iterator[Any]:
    """The entries of the outline, at all levels."""
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        entry = waiting.pop()
        entry = None if entry is None else entry.get_object()
        if isinstance(entry, dict) and id(entry) not in seen:
            seen.add(id(entry))
            yield entry
            waiting += [entry.get("/First"), entry.get("/Next")]


def _resolve_destination(entry: Any, destinations: Any) -> None:
    """Replaces the named destination of an annotation or outline entry."""
    # Imported on use: pypdf is slow to import, and most PDFs do not need it.
    from pypdf.generic import NameObject

    holder, key = entry, "/Dest"
    action = entry["/A"].get_object() if "/A" in entry else None
    if isinstance(action, dict) and action.get("/S") == "/GoTo":
        holder, key = action, "/D"
    name = holder.get(key)
    if isinstance(name, str) and name in destinations:
        holder[NameObject(key)] = destinations[name].dest_array
