"""A print run: many letters in one tagged PDF, in their order, each with an entry in the outline.

Letters of the same template and language are joined as the sections of one Word document, some at a time, and
converted at one go; the PDFs are bound with their tags. A letter that cannot be a section, or that is long, is
converted by itself.
Kept in memory is what is on its way; the PDF is written as it is made.
"""

import hashlib
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from cpr_docs.arguments import require_each
from cpr_docs.documents.document import Document
from cpr_docs.errors import ConversionFailed, OutputExists, PackageError, PackRefused, PdfError
from cpr_docs.files import exists, open_atomic
from cpr_docs.gate.admission import Admitted
from cpr_docs.ooxml.core_properties import DocumentDescription, describe
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.pdf.convert.converter import Converter, left_out_of
from cpr_docs.pdf.convert.file_id import fixed_date
from cpr_docs.pdf.joining.join import Sections
from cpr_docs.pdf.joining.layout_key import joinable
from cpr_docs.pdf.joining.section_body import start_of
from cpr_docs.pdf.merge.external import source_of
from cpr_docs.pdf.merge.merger import MergeItem, Merger
from cpr_docs.pdf.merge.pdf_objects import Ref
from cpr_docs.pdf.merge.source_pdf import Source

if TYPE_CHECKING:
    from cpr_docs.pdf.convert.office import Office

SECONDS: Final = 180.0
"""How long LibreOffice may be at work on one joined document; a few seconds are usual."""
MOST: Final = 20
"""How many letters are joined at most: more gain nothing (measured), and cannot be shared out as evenly."""
LEAST: Final = 8
"""Fewer are not worth a document of their own, when the letters are shared out among processors."""
# So many piles a worker has at a time: at first few, so that it begins soon, and then many, as each time LibreOffice
# starts anew. Their PDFs stay in memory as long.
_FIRST_WAVE: Final = 2
_WAVE: Final = 12
_MOST_BYTES: Final = 2 * 2**20
# A longer text gains little by it, as its pages take the time; and LibreOffice breaks some pages elsewhere than in the
# document alone.
_LONG_BYTES: Final = 64 * 2**10
# Documents that are all of another design would stay in memory to the last, with their trees.
_MOST_OPEN: Final = 16
# Of documents that each have their own, it would become a list of the letters.
_MOST_TITLES: Final = 4


@dataclass(frozen=True, slots=True)
class RunItem:
    """A letter of a print run."""

    label: str
    """What the outline calls it."""
    content: bytes | Path = field(repr=False)
    """The Word document, or where it is."""
    page_prefix: str = ""
    """What stands before the numbers of its pages where a reader shows them, such as ``12-``."""
    sha256: str = ""
    """The SHA-256 that its bytes must have, in hexadecimal figures, if they must have one."""
    is_rendered: bool = False
    """True if this process rendered the document, so that it need not pass the gate."""

    def read(self) -> bytes:
        """The bytes of the Word document; raises `ConversionFailed` where it cannot be read, or has changed."""
        try:
            content = self.content if isinstance(self.content, bytes) else self.content.read_bytes()
        except OSError as error:
            raise ConversionFailed(f"{self.label}: cannot be read ({error.strerror})") from None
        if self.sha256 and hashlib.sha256(content).hexdigest() != self.sha256:
            raise ConversionFailed(f"{self.label}: has changed since it was written")
        return content

    def admitted(self) -> Admitted:
        """The document as it may go to LibreOffice; raises `ConversionFailed` where it may not, or not whole."""
        from cpr_docs.gate.word_files import admit

        content = self.read()
        if self.is_rendered:
            return Admitted.rendered(content)
        try:
            admitted = admit(content)
        except PackageError as error:
            raise ConversionFailed(f"{self.label}: {error}") from None
        if admitted.left_out:
            raise ConversionFailed(f"{self.label}: {left_out_of(admitted.left_out)}")
        return admitted


@dataclass(slots=True)
class _Chunk:
    """Letters that are converted at one go."""

    items: list[tuple[int, RunItem]]
    described: DocumentDescription
    sections: Sections | None
    design: str = ""
    size: int = 0

    document: Admitted = field(default_factory=lambda: Admitted.rendered(b""))
    """The Word document that all of it became."""

    def join(self) -> None:
        """Makes the document, and lets go of its tree, which has a hundred times the size."""
        if self.sections is None or len(self.items) == 1:
            self.document = self.items[0][1].admitted()
        else:
            self.document = Admitted.rendered(self.sections.content())
        self.sections = None


def write_print_run(
    file: BinaryIO,
    items: Iterable[RunItem],
    converter: Converter,
    *,
    right_hand: bool = False,
    most: int = MOST,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Writes the letters as one PDF; `progress` is told how many more letters are done.

    Raises `ConversionFailed`, naming the letter, where one cannot be converted, and `OfficeFailed`.
    """
    binder = Merger(file, right_hand=right_hand)
    run = _Chunks()
    piles = run.piles(items, most)
    # The next wave is joined while LibreOffice is at work on this one.
    with ThreadPoolExecutor(1) as ahead:
        coming = ahead.submit(_next_chunks, piles, _FIRST_WAVE * converter.workers)
        while wave := coming.result():
            coming = ahead.submit(_next_chunks, piles, _WAVE * converter.workers)
            for pile, conversion in zip(wave, converter.convert_all(pile.document for pile in wave), strict=True):
                if conversion.pdf is None or not _add(pile, conversion.pdf, binder):
                    _add_each(pile, binder, converter)
                if progress is not None:
                    progress(len(pile.items))
    run.finish(binder)


def _next_chunks(piles: Iterator[_Chunk], most: int) -> list[_Chunk]:
    """The next piles, joined."""
    wave = []
    for pile in itertools.islice(piles, most):
        pile.join()
        wave.append(pile)
    return wave


class _Chunks:
    """What is known of the run as a whole once its letters have been seen."""

    def __init__(self) -> None:
        self._titles: dict[str, None] = {}
        self._language = ""
        self._digest = hashlib.sha256()

    def piles(self, items: Iterable[RunItem], most: int) -> Iterator[_Chunk]:
        """The letters in piles, each of one design; a pile is given away when it is high enough."""
        open_piles: dict[str, _Chunk] = {}
        for place, item in enumerate(items):
            admitted = item.admitted()
            try:
                pile = self._piled(place, item, admitted, open_piles)
            except PackageError as error:
                raise ConversionFailed(f"{item.label}: {error}") from None
            if pile.sections is None:
                yield pile
            elif len(pile.items) >= most or pile.size >= _MOST_BYTES:
                yield open_piles.pop(pile.design)
            elif len(open_piles) > _MOST_OPEN:
                yield open_piles.pop(max(open_piles.values(), key=lambda held: len(held.items)).design)
        yield from open_piles.values()

    def _piled(self, place: int, item: RunItem, admitted: Admitted, open_piles: dict[str, _Chunk]) -> _Chunk:
        """The pile that the letter has been put on."""
        package = Package.read(admitted.content)
        about, letter = describe(package), joinable(package)
        if len(self._titles) < _MOST_TITLES:
            self._titles.setdefault(about.title or item.label)
        self._language = self._language or about.language
        self._digest.update(hashlib.sha256(admitted.source).digest())
        if letter is None or len(package[PartName.DOCUMENT]) > _LONG_BYTES:
            return _Chunk([(place, item)], about, None)
        design = f"{letter.design} {about.language}"  # where no style says it, the properties do, which are not shared
        pile = open_piles.get(design)
        if pile is None:
            pile = open_piles[design] = _Chunk([], about, Sections(letter), design)
        elif pile.sections is not None:
            pile.sections.add(letter)
        pile.items.append((place, item))
        pile.size += len(package[PartName.DOCUMENT])
        return pile

    def finish(self, binder: Merger) -> None:
        if not self._language:
            raise PdfError("a print run needs at least one letter")
        binder.finish(
            title=" / ".join(self._titles),
            language=self._language,
            date=fixed_date() or datetime.now(UTC),
            digest=self._digest.hexdigest()[:32].upper().encode(),
        )


def _add(pile: _Chunk, pdf: bytes, binder: Merger) -> bool:
    """Whether the letters could be told apart, and were added."""
    try:
        source = source_of(pdf)
    except PdfError:
        return False
    leaves = _leaves(pile, source)
    if leaves is not None:
        binder.add(source, leaves, without_stray_links=True)
    return leaves is not None


def _leaves(pile: _Chunk, source: Source) -> list[MergeItem] | None:
    """The letters with their pages; None where it cannot be seen where each begins."""
    pages = list(source.pages)
    starts = [0]
    if len(pile.items) > 1:
        starts = []
        for section in range(len(pile.items)):
            destination = source.objects.array(source.destinations.get(f"/{start_of(section)}".encode()))
            if not destination or not isinstance(page := destination[0], Ref) or page.number not in source.pages:
                return None
            starts.append(pages.index(page.number))
    counts = [end - start for start, end in itertools.pairwise([*starts, len(pages)])]
    if starts[0] or min(counts) < 1:
        return None
    return [_leaf(place, item, count, pile) for (place, item), count in zip(pile.items, counts, strict=True)]


def _leaf(place: int, item: RunItem, pages: int, pile: _Chunk) -> MergeItem:
    return MergeItem(place, item.label, pile.described.language, pages, item.page_prefix)


def _add_each(pile: _Chunk, binder: Merger, converter: Converter) -> None:
    """Converts the letters one by one, so that it is seen which of them cannot be."""
    for place, item in pile.items:
        try:
            source = source_of(converter.convert(item.admitted()))
        except (ConversionFailed, PackRefused) as error:
            raise ConversionFailed(f"{item.label}: {error}") from None
        binder.add(source, [_leaf(place, item, len(source.pages), pile)])


def piles_for(letters: int, workers: int) -> int:
    """How many letters to join at most, so that each of so many workers has two piles, if they are worth it."""
    return max(LEAST, min(MOST, -(-letters // (2 * workers))))


def print_run(
    letters: Sequence[RunItem | Document | str | os.PathLike[str]],
    target: str | os.PathLike[str],
    *,
    right_hand: bool = False,
    overwrite: bool = False,
    office: "Office | None" = None,
    workers: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Path:
    """Writes Word documents into one tagged PDF, in their order, and returns where it is.

    Each begins on a page of its own, on a right-hand one if that is said, and has an entry in the outline: a
    `RunItem`'s label, or the file's name. Its pages count from 1, and "page x of y" counts its own. LibreOffice makes
    the PDF, in so many processes as `workers` says; `progress` is told how many more letters are done.

    Raises `ConversionFailed`, naming the document, where one cannot be converted, `OfficeNotFound`, `OfficeFailed`,
    `OutputExists` and `OutputError`. The file is there when it is complete, or not at all.
    """
    from cpr_docs.pdf.convert.converter import Converter

    letters = require_each("letters", letters, (RunItem, Document, str, os.PathLike), "documents and paths")
    path = Path(target)
    if not overwrite and exists(path):
        raise OutputExists(f"{path}: there is a file already")
    items = [_item(letter) for letter in letters]
    converter = Converter(office, workers=workers, seconds=SECONDS, worth_a_run=1)
    most = piles_for(len(items), converter.workers)
    with converter, open_atomic(path, overwrite=overwrite) as file:
        write_print_run(file, items, converter, right_hand=right_hand, most=most, progress=progress)
    return path


def _item(letter: RunItem | Document | str | os.PathLike[str]) -> RunItem:
    if isinstance(letter, RunItem):
        return letter
    if isinstance(letter, Document):
        return RunItem(Path(letter.filename).stem, letter.content, is_rendered=True)
    return RunItem(Path(letter).stem, Path(letter))
