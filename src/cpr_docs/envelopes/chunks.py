"""Divides the letters of a print run into chunks: each chunk is one Word document for LibreOffice.

Letters with equal layout keys are joined as the sections of one document, if that is switched on. A letter that cannot
be a section, or that is long, is a chunk by itself. No other module imports `cpr_docs.pdf.joining`.
"""

import hashlib
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cpr_docs.envelopes.run_item import RunItem
from cpr_docs.errors import ConversionFailed, PackageError
from cpr_docs.gate.admission import Admitted
from cpr_docs.ooxml.core_properties import describe
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.pdf.merge.merger import MergeItem
from cpr_docs.pdf.merge.pdf_objects import Ref
from cpr_docs.pdf.merge.source_pdf import Source

if TYPE_CHECKING:
    from cpr_docs.pdf.joining.join import Sections
    from cpr_docs.pdf.joining.layout_key import Joinable

MAX_LETTERS: Final = 20
"""The most letters that are joined: more gain nothing (measured), and are distributed less evenly."""
_MIN_LETTERS: Final = 8
_MAX_BYTES: Final = 2 * 2**20
# A longer text gains little, because its pages take most of the time; and LibreOffice breaks some of its pages
# elsewhere than in the document alone.
_LONG_BYTES: Final = 64 * 2**10
# Each open chunk keeps its XML tree in memory.
_MAX_OPEN: Final = 16
# With more titles than these, the title would become a list of the letters.
_MAX_TITLES: Final = 4


def letters_per_chunk(letters: int, workers: int) -> int:
    """The number of letters to join, so that each worker has at least two chunks, unless these would be too small."""
    return max(_MIN_LETTERS, min(MAX_LETTERS, -(-letters // (2 * workers))))


@dataclass(slots=True)
class Chunk:
    """Letters that LibreOffice converts as one Word document."""

    items: list[tuple[int, RunItem]]
    """The letters, each with its place in the run."""
    language: str
    """The language tag of all its letters."""
    sections: "Sections | None" = None
    """The joined letters; None for a letter by itself, and after `build`."""
    key: str = ""
    """Letters with equal keys can be added."""
    size: int = 0
    """The number of bytes of the letters' main parts."""
    document: Admitted = field(default_factory=lambda: Admitted.rendered(b""))
    """The Word document, after `build`."""

    def build(self) -> None:
        """Builds the Word document and releases its XML tree, which needs a hundred times the memory."""
        if self.sections is None or len(self.items) == 1:
            self.document = self.items[0][1].admitted()
        else:
            self.document = Admitted.rendered(self.sections.content())
        self.sections = None

    def merge_items(self, source: Source) -> list[MergeItem] | None:
        """The letters with their pages in the PDF; None if the first page of a letter cannot be found."""
        starts = [0] if len(self.items) == 1 else _section_starts(source, len(self.items))
        counts = [end - start for start, end in itertools.pairwise([*starts, len(source.pages)])]
        if len(starts) != len(self.items) or starts[0] or min(counts) < 1:
            return None
        return [self.merge_item(place, item, pages) for (place, item), pages in zip(self.items, counts, strict=True)]

    def merge_item(self, place: int, item: RunItem, pages: int) -> MergeItem:
        """A letter with its number of pages."""
        return MergeItem(place, item.label, self.language, pages, item.page_prefix)


class Chunks:
    """The chunks of a print run, and the properties of the whole run once all letters have been read."""

    def __init__(self, items: Iterable[RunItem], *, most: int = MAX_LETTERS, join_letters: bool = True) -> None:
        self._items = items
        self._most = most
        self._join_letters = join_letters
        self._open: dict[str, Chunk] = {}
        self._titles: dict[str, None] = {}
        self._digest = hashlib.sha256()
        self.language = ""
        """The language of the first letter that has one."""

    @property
    def title(self) -> str:
        """The first few different titles of the letters."""
        return " / ".join(self._titles)

    @property
    def digest(self) -> bytes:
        """A digest of all letters, in 32 hexadecimal figures."""
        return self._digest.hexdigest()[:32].upper().encode()

    def __iter__(self) -> Iterator[Chunk]:
        """Yields each chunk as soon as it is full; a bounded number of chunks is open at a time."""
        for place, item in enumerate(self._items):
            admitted = item.admitted()
            try:
                chunk = self._add(place, item, admitted)
            except PackageError as error:
                raise ConversionFailed("{name}: {error}", name=item.label, error=error) from None
            if chunk.sections is None:
                yield chunk
            elif len(chunk.items) >= self._most or chunk.size >= _MAX_BYTES:
                yield self._open.pop(chunk.key)
            elif len(self._open) > _MAX_OPEN:
                yield self._open.pop(max(self._open.values(), key=lambda each: len(each.items)).key)
        yield from self._open.values()

    def _add(self, place: int, item: RunItem, admitted: Admitted) -> Chunk:
        """Adds the letter to an open chunk, or to a new one, and returns the chunk."""
        package = Package.read(admitted.content)
        properties = describe(package)
        if len(self._titles) < _MAX_TITLES:
            self._titles.setdefault(properties.title or item.label)
        self.language = self.language or properties.language
        self._digest.update(hashlib.sha256(admitted.source).digest())
        letter = self._joinable(package)
        if letter is None:
            return Chunk([(place, item)], properties.language)
        # The language may be in the core properties alone, which are no part of the layout key.
        key = f"{letter.layout_key} {properties.language}"
        chunk = self._open.get(key)
        if chunk is None:
            chunk = self._open[key] = Chunk([], properties.language, _joined(letter), key)
        elif chunk.sections is not None:
            chunk.sections.add(letter)
        chunk.items.append((place, item))
        chunk.size += len(package[PartName.DOCUMENT])
        return chunk

    def _joinable(self, package: Package) -> "Joinable | None":
        if not self._join_letters or len(package.get(PartName.DOCUMENT, b"")) > _LONG_BYTES:
            return None
        # Imported on use: only PDF needs the modules that run LibreOffice.
        from cpr_docs.pdf.joining.layout_key import joinable

        return joinable(package)


def _joined(letter: "Joinable") -> "Sections":
    # Imported on use: only PDF needs the modules that run LibreOffice.
    from cpr_docs.pdf.joining.join import Sections

    return Sections(letter)


def _section_starts(source: Source, count: int) -> list[int]:
    """The index of the first page of each section, up to the first that cannot be found."""
    # Imported on use: only PDF needs the modules that run LibreOffice.
    from cpr_docs.pdf.joining.section_body import start_of

    pages = {number: index for index, number in enumerate(source.pages)}
    starts = []
    for section in range(count):
        destination = source.objects.array(source.destinations.get(f"/{start_of(section)}".encode()))
        page = destination[0] if destination else None
        if not isinstance(page, Ref) or page.number not in pages:
            break
        starts.append(pages[page.number])
    return starts or [-1]
