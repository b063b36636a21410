"""A pack: what goes into one envelope, bound as one PDF."""

import codecs
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from cpr_docs.arguments import require_each
from cpr_docs.documents.document import Document
from cpr_docs.documents.render import Missing, Renderer
from cpr_docs.errors import (
    ConversionFailed,
    CprDocsError,
    OfficeFailed,
    OutputExists,
    PackageError,
    PackRefused,
    PdfError,
)
from cpr_docs.files import exists, open_atomic
from cpr_docs.gate.admission import Admitted
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.core_properties import describe
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.pdf.convert.file_id import fixed_date
from cpr_docs.pdf.merge.external import read_external, source_of
from cpr_docs.pdf.merge.merger import MergeItem, Merger
from cpr_docs.pdf.merge.source_pdf import Source

if TYPE_CHECKING:
    from cpr_docs.pdf.convert.converter import Converter
    from cpr_docs.pdf.convert.office import Office

BOTH: Final = (Language.WELSH, Language.ENGLISH)
"""Where both languages travel, Welsh comes first."""
_NO_ITEM: Final = "is no Word document, PDF or form in JSON"
_WORD_MAIN: Final = re.compile(
    r"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.(?:document|template)"
    r"|ms-word\.(?:document\.macroEnabled|template\.macroEnabledTemplate))\.main\+xml",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PackItem:
    """One thing in the envelope, as PDF."""

    name: str
    """What messages call it: the name of its file."""
    title: str
    """What the outline calls it."""
    language: str
    """The tag of its language; nothing where that is not known."""
    source: Source = field(repr=False)
    digest: bytes = field(repr=False)
    """What it was made from."""
    lost: tuple[str, ...] = ()
    """What it loses when it is bound."""
    form_language: Language | None = None
    """The language that a form was rendered in for the pack."""


def pack(
    items: Sequence[Document | Form | str | os.PathLike[str]],
    target: str | os.PathLike[str],
    *,
    languages: Sequence[Language | str] = BOTH,
    title: str | None = None,
    renderer: Renderer | None = None,
    missing: Missing = "refuse",
    right_hand: bool = False,
    overwrite: bool = False,
    office: "Office | None" = None,
) -> tuple[str, ...]:
    """Binds what goes into one envelope as one PDF, in the order given, and returns what was lost, in sentences.

    An item is a Word document, a PDF, or a form (also a file of its JSON), which is rendered in each of the
    `languages`, Welsh first. The pack has one outline, with an entry for each; its title is the first item's if none
    is given. Tags are kept; it is PDF/UA-1 if all its items are.

    Raises `PackRefused`, naming the file, for an item that is none of these, or a PDF that is encrypted or broken,
    `ConversionFailed`, `OfficeNotFound` and `OfficeFailed`, `OutputExists` and `OutputError`.
    """
    from cpr_docs.pdf.convert.converter import Converter

    path = Path(target)
    if not overwrite and exists(path):
        raise OutputExists(f"{path}: there is a file already")
    with Converter(office) as converter:
        ready = pack_items(items, converter, languages=languages, renderer=renderer, missing=missing)
    with open_atomic(path, overwrite=overwrite) as file:
        bind_pack(file, ready, title=title, right_hand=right_hand)
    return losses(ready)


def pack_items(
    items: Sequence[Document | Form | str | os.PathLike[str]],
    converter: "Converter",
    *,
    languages: Sequence[Language | str] = BOTH,
    renderer: Renderer | None = None,
    missing: Missing = "refuse",
) -> list[PackItem]:
    """The items as PDF; what is Word is converted in one go. For what it raises see `pack`."""
    items = require_each("items", items, (Document, Form, str, os.PathLike), "documents, forms and paths")
    renderer = renderer or Renderer()
    chosen = [language for language in BOTH if language in {Language(said) for said in languages}]
    drafts = [draft for item in items for draft in _drafts(item, chosen, renderer, missing)]
    words = [draft for draft in drafts if isinstance(draft, _Word)]
    pdfs = iter(list(converter.convert_all([draft.file for draft in words])))
    ready = []
    for draft in drafts:
        if isinstance(draft, PackItem):
            ready.append(draft)
            continue
        conversion = next(pdfs)
        if conversion.pdf is None:
            raise ConversionFailed(f"{draft.name}: {conversion.error}")
        ready.append(word_item(draft.name, draft.file, conversion.pdf, draft.form_language))
    return ready


def check_items(
    items: Iterable[str | os.PathLike[str]], *, renderer: Renderer | None = None, missing: Missing = "refuse"
) -> None:
    """Raises what `pack` raises for an item that no pack can take; nothing is converted."""
    renderer = renderer or Renderer()
    for item in items:
        for _draft in _drafts(item, BOTH, renderer, missing):
            pass


def word_item(name: str, file: Admitted, pdf: bytes, form_language: Language | None = None) -> PackItem:
    """The item that a Word document is, once it has been converted; raises `ConversionFailed` where it is no PDF."""
    about = describe(Package.read(file.content))
    digest = hashlib.sha256(file.source).digest()
    title = about.title or Path(name).stem
    try:
        source = source_of(pdf)
    except PdfError as error:
        raise ConversionFailed(f"{name}: {error}") from None
    gone = (*file.left_out, *file.unseen)
    lost = (f"is bound without what is not allowed: {'; '.join(gone)}",) if gone else ()
    return PackItem(name, title, about.language, source, digest, lost, form_language)


def bind_pack(file: BinaryIO, items: Sequence[PackItem], *, title: str | None = None, right_hand: bool = False) -> None:
    """Writes the pack; raises `PackRefused` where nothing is in it."""
    if not items:
        raise PackRefused("a pack needs at least one item")
    binder = Merger(file, right_hand=right_hand)
    for place, item in enumerate(items):
        binder.add(item.source, [MergeItem(place, item.title, item.language, len(item.source.pages))])
    language = next((item.language for item in items if item.language), Language.ENGLISH.value)
    binder.finish(
        title=title or items[0].title,
        language=language,
        date=fixed_date() or datetime.now(UTC),
        digest=pack_digest((item.digest for item in items), right_hand=right_hand),
    )


def pack_digest(digests: Iterable[bytes], *, right_hand: bool) -> bytes:
    """What a pack is made from, and how, as its first identifier says it; `digests` are those of its items."""
    way = b"right-hand" if right_hand else b""
    return hashlib.sha256(b"".join(digests) + way).hexdigest()[:32].upper().encode()


def losses(items: Sequence[PackItem]) -> tuple[str, ...]:
    """What is lost by binding, in sentences."""
    said = [f"{item.name} {lost}" for item in items for lost in item.lost]
    if any(not item.source.is_accessible for item in items):
        said.append("the pack is not PDF/UA, because not all that is in it is")
    return tuple(dict.fromkeys(said))


@dataclass(frozen=True, slots=True)
class _Word:
    """An item that is still to be converted."""

    name: str
    file: Admitted
    form_language: Language | None = None


def _drafts(
    item: Document | Form | str | os.PathLike[str], languages: Sequence[Language], renderer: Renderer, missing: Missing
) -> Iterator[_Word | PackItem]:
    if isinstance(item, Document):
        yield _Word(item.filename, Admitted.rendered(item.content))
        return
    if isinstance(item, Form):
        yield from _rendered(item.name(), item, languages, renderer, missing)
        return
    path = Path(item)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PackRefused(f"{path.name}: cannot be read ({error.strerror})") from None
    if content.startswith(b"PK"):
        _require_word(path.name, content)
        yield _Word(path.name, _admitted(path.name, content))
    elif _is_json(content):
        yield from _rendered(path.name, _form(path.name, content), languages, renderer, missing)
    else:
        yield _pdf(path, content)


def _require_word(name: str, content: bytes) -> None:
    """Raises `PackRefused` for a package that is no Word document: LibreOffice would convert a workbook as well."""
    try:
        types = parse_xml(Package.read(content)[PartName.CONTENT_TYPES], PartName.CONTENT_TYPES)
    except PackageError as error:
        raise PackRefused(f"{name}: {error}") from None
    if not any(_WORD_MAIN.fullmatch(str(line.get("ContentType", ""))) for line in types.iterchildren("*")):
        raise PackRefused(f"{name}: {_NO_ITEM}")


def _is_json(content: bytes) -> bool:
    """True if the content begins as a JSON object, in UTF-8 or in UTF-16 with a byte-order mark."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content[2:].replace(b"\0", b"").lstrip()[:1] == b"{"
    return content.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{"


def _admitted(name: str, content: bytes) -> Admitted:
    from cpr_docs.gate.word_files import admit

    try:
        return admit(content)
    except PackageError as error:
        raise PackRefused(f"{name}: {error}") from None


def _pdf(path: Path, content: bytes) -> PackItem:
    try:
        found = read_external(content)
    except PackRefused as error:
        what = _NO_ITEM if str(error) == "is no PDF" else str(error)
        raise PackRefused(f"{path.name}: {what}") from None
    digest = hashlib.sha256(content).digest()
    return PackItem(path.name, found.title or path.stem, found.language, found.source, digest, found.lost)


def _form(name: str, content: bytes) -> Form:
    try:
        return Form.parse(content)
    except CprDocsError as error:
        raise PackRefused(f"{name}: {error}") from None


def _rendered(
    name: str, form: Form, languages: Sequence[Language], renderer: Renderer, missing: Missing
) -> Iterator[_Word]:
    for language in languages:
        try:
            content = renderer.render(form, language, missing=missing).content
        except OfficeFailed:
            raise
        except CprDocsError as error:
            raise PackRefused(f"{name}: {error}") from None
        yield _Word(name, Admitted.rendered(content), language)
