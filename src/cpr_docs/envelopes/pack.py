"""A pack: the documents of one envelope, merged as one PDF."""

import codecs
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from cpr_docs.arguments import require_each
from cpr_docs.documents.document import Document
from cpr_docs.documents.render import Renderer
from cpr_docs.envelopes.bound import Bound, Target, open_target, require_free
from cpr_docs.envelopes.fresh_files import FreshFiles, Stale
from cpr_docs.errors import (
    ConversionFailed,
    CprDocsError,
    OfficeFailed,
    PackageError,
    PackRefused,
    PdfError,
)
from cpr_docs.gate.admission import Admitted
from cpr_docs.language.catalogue import Listed, Sentence, _
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm
from cpr_docs.models.missing_language import Missing
from cpr_docs.models.purpose import Purpose
from cpr_docs.ooxml.core_properties import describe
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.pdf.convert.file_id import fixed_date
from cpr_docs.pdf.merge.external import read_external, source_of
from cpr_docs.pdf.merge.loss import Loss
from cpr_docs.pdf.merge.merger import MergeItem, Merger
from cpr_docs.pdf.merge.source_pdf import Source
from cpr_docs.task_progress import Counter, ProgressCallback
from cpr_docs.templating.edition import Edition

if TYPE_CHECKING:
    from cpr_docs.pdf.convert.converter import Converter
    from cpr_docs.pdf.convert.office import Office

BOTH: Final = (Language.WELSH, Language.ENGLISH)
"""Both languages, Welsh first."""
_NO_ITEM: Final = Sentence(_("is no Word document, PDF or form in JSON"))
_WORD_MAIN: Final = re.compile(
    r"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.(?:document|template)"
    r"|ms-word\.(?:document\.macroEnabled|template\.macroEnabledTemplate))\.main\+xml",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PackItem:
    """One document in the envelope, as PDF."""

    name: str
    """Its name in messages: that of its file."""
    title: str
    """Its entry in the outline."""
    language: str
    """Its language tag; empty if unknown."""
    source: Source = field(repr=False)
    digest: bytes = field(repr=False)
    """The SHA-256 of its source."""
    lost: tuple[Loss, ...] = ()
    """The features that it loses when it is merged."""
    form_language: Language | None = None
    """The language of a form that was rendered for the pack."""


def pack(
    items: Sequence[Document | AnyForm | str | os.PathLike[str]],
    target: Target,
    *,
    languages: Sequence[Language | str] = BOTH,
    title: str | None = None,
    renderer: Renderer | None = None,
    purpose: Purpose | str | None = None,
    missing: Missing | None = None,
    right_hand: bool = False,
    overwrite: bool = False,
    stale: Stale = "refuse",
    forms: Iterable[type[AnyForm]] = (),
    office: "Office | None" = None,
    progress: ProgressCallback | None = None,
) -> Bound:
    """Implements `cpr_docs.pack`."""
    # Imported on use: only PDF needs the modules that run LibreOffice.
    from cpr_docs.pdf.convert.converter import Converter

    require_free(target, overwrite=overwrite)
    with Converter(office) as converter:
        ready = pack_items(
            items,
            converter,
            languages=languages,
            renderer=renderer,
            purpose=purpose,
            missing=missing,
            stale=stale,
            forms=forms,
            progress=progress,
        )
    with open_target(target, overwrite=overwrite) as file:
        pages = merge_pack(file, ready, title=title, right_hand=right_hand)
    return Bound(pages, losses(ready))


def pack_items(
    items: Sequence[Document | AnyForm | str | os.PathLike[str]],
    converter: "Converter",
    *,
    languages: Sequence[Language | str] = BOTH,
    renderer: Renderer | None = None,
    purpose: Purpose | str | None = None,
    missing: Missing | None = None,
    stale: Stale = "refuse",
    forms: Iterable[type[AnyForm]] = (),
    progress: ProgressCallback | None = None,
) -> list[PackItem]:
    """The items as PDF; Word documents are converted in one run. For errors see `pack`."""
    items = require_each("items", items, (Document, AnyForm, str, os.PathLike), "documents, forms and paths")
    fresh = FreshFiles(stale, forms)
    rendering = _Rendering.of(renderer or Renderer(), purpose, missing)
    chosen = [language for language in BOTH if language in {Language(each) for each in languages}]
    drafts = [draft for item in items for draft in _drafts(item, chosen, rendering, fresh)]
    counter = Counter(len(drafts), progress)
    conversions = converter.convert_all([draft.file for draft in drafts if isinstance(draft, _WordDraft)])
    ready = []
    for draft in drafts:
        if isinstance(draft, PackItem):
            ready.append(draft)
        else:
            conversion = next(conversions)
            if conversion.pdf is None:
                raise ConversionFailed("{name}: {error}", name=draft.name, error=conversion.error)
            ready.append(word_item(draft.name, draft.file, conversion.pdf, draft.form_language))
        counter.add()
    return ready


def check_items(
    items: Iterable[str | os.PathLike[str]],
    *,
    renderer: Renderer | None = None,
    purpose: Purpose | str | None = None,
    missing: Missing | None = None,
    stale: Stale = "refuse",
) -> None:
    """Raises the errors of `pack` for items that it refuses; nothing is converted."""
    rendering = _Rendering.of(renderer or Renderer(), purpose, missing)
    for item in items:
        for _draft in _drafts(item, BOTH, rendering, FreshFiles(stale)):
            pass


def word_item(name: str, file: Admitted, pdf: bytes, form_language: Language | None = None) -> PackItem:
    """The pack item of a converted Word document; raises `ConversionFailed` if its PDF cannot be read."""
    properties = describe(Package.read(file.content))
    digest = hashlib.sha256(file.source).digest()
    title = properties.title or Path(name).stem
    try:
        source = source_of(pdf)
    except PdfError as error:
        raise ConversionFailed("{name}: {error}", name=name, error=error) from None
    gone = (*file.left_out, *file.unseen)
    message = Sentence(_("is bound without what is not allowed: {contents}"), contents=Listed(gone, "; "))
    lost = (Loss("not_allowed", message),) if gone else ()
    return PackItem(name, title, properties.language, source, digest, lost, form_language)


def merge_pack(file: BinaryIO, items: Sequence[PackItem], *, title: str | None = None, right_hand: bool = False) -> int:
    """Writes the pack, and returns its number of pages; raises `PackRefused` if it has no item."""
    if not items:
        raise PackRefused(_("a pack needs at least one item"))
    merger = Merger(file, right_hand=right_hand)
    for place, item in enumerate(items):
        merger.add(item.source, [MergeItem(place, item.title, item.language, len(item.source.pages))])
    language = next((item.language for item in items if item.language), Language.ENGLISH.value)
    return merger.finish(
        title=title or items[0].title,
        language=language,
        date=fixed_date() or datetime.now(UTC),
        digest=pack_digest((item.digest for item in items), right_hand=right_hand),
    )


def pack_digest(digests: Iterable[bytes], *, right_hand: bool) -> bytes:
    """The first identifier of a pack: a digest of its items and options; `digests` are those of the items."""
    options = b"right-hand" if right_hand else b""
    return hashlib.sha256(b"".join(digests) + options).hexdigest()[:32].upper().encode()


def losses(items: Sequence[PackItem]) -> tuple[Loss, ...]:
    """The features that the items lose, each once."""
    lost = [replace(each, item=item.name) for item in items for each in item.lost]
    if any(not item.source.is_accessible for item in items):
        lost.append(Loss("not_accessible", Sentence(_("the pack is not PDF/UA, because not all that is in it is"))))
    return tuple(dict.fromkeys(lost))


@dataclass(frozen=True, slots=True)
class _WordDraft:
    """A Word document to be converted."""

    name: str
    file: Admitted
    form_language: Language | None = None


class _Rendering(NamedTuple):
    """The rendering of the forms of a pack, for the printer."""

    renderer: Renderer
    edition: Edition
    missing: Missing | None

    @classmethod
    def of(cls, renderer: Renderer, purpose: Purpose | str | None, missing: Missing | None) -> "_Rendering":
        return cls(renderer, renderer.printed_edition(purpose), missing)

    def content(self, form: AnyForm, language: Language) -> bytes:
        edition = self.edition
        return self.renderer.render(
            form, language, purpose=edition.purpose, pen=edition.pen, missing=self.missing
        ).content


def _drafts(
    item: Document | AnyForm | str | os.PathLike[str],
    languages: Sequence[Language],
    rendering: _Rendering,
    fresh: FreshFiles,
) -> Iterator[_WordDraft | PackItem]:
    if isinstance(item, Document):
        yield _WordDraft(item.filename, Admitted.rendered(item.content))
        return
    if isinstance(item, AnyForm):
        yield from _rendered(item.name(), item, languages, rendering)
        return
    path = Path(item)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PackRefused(_("{path}: cannot be read ({reason})"), path=path.name, reason=error.strerror) from None
    if content.startswith(b"PK"):
        _require_word(path.name, content)
        admitted = _admitted(path.name, content)
        fresh.require(path.name, content)
        yield _WordDraft(path.name, admitted)
    elif _is_json(content):
        yield from _rendered(path.name, _form(path.name, content), languages, rendering)
    else:
        yield _pdf(path, content)


def _require_word(name: str, content: bytes) -> None:
    """Raises `PackRefused` for a package that is no Word document: LibreOffice would convert even a workbook."""
    try:
        types = parse_xml(Package.read(content)[PartName.CONTENT_TYPES], PartName.CONTENT_TYPES)
    except PackageError as error:
        raise PackRefused("{name}: {error}", name=name, error=error) from None
    if not any(_WORD_MAIN.fullmatch(str(each.get("ContentType", ""))) for each in types.iterchildren("*")):
        raise PackRefused("{name}: {error}", name=name, error=_NO_ITEM)


def _is_json(content: bytes) -> bool:
    """True if the content begins as a JSON object, in UTF-8 or in UTF-16 with a byte-order mark."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content[2:].replace(b"\0", b"").lstrip()[:1] == b"{"
    return content.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{"


def _admitted(name: str, content: bytes) -> Admitted:
    # Imported on use: only PDF and returned files need the gate.
    from cpr_docs.gate.word_files import admit

    try:
        return admit(content)
    except PackageError as error:
        raise PackRefused("{name}: {error}", name=name, error=error) from None


def _pdf(path: Path, content: bytes) -> PackItem:
    try:
        found = read_external(content)
    except PackRefused as error:
        reason = _NO_ITEM if str(error) == "is no PDF" else error
        raise PackRefused("{name}: {error}", name=path.name, error=reason) from None
    digest = hashlib.sha256(content).digest()
    return PackItem(path.name, found.title or path.stem, found.language, found.source, digest, found.lost)


def _form(name: str, content: bytes) -> AnyForm:
    try:
        return AnyForm.parse(content)
    except CprDocsError as error:
        raise PackRefused("{name}: {error}", name=name, error=error) from None


def _rendered(name: str, form: AnyForm, languages: Sequence[Language], rendering: _Rendering) -> Iterator[_WordDraft]:
    for language in languages:
        try:
            content = rendering.content(form, language)
        except OfficeFailed:
            raise
        except CprDocsError as error:
            raise PackRefused("{name}: {error}", name=name, error=error) from None
        yield _WordDraft(name, Admitted.rendered(content), language)
