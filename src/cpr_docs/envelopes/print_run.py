"""A print run: many letters in one tagged PDF, in their order, each with an entry in the outline.

Letters of the same template and language are joined as sections of one Word document (`chunks`), which makes the
conversion faster; the PDFs are merged with their tags. A bounded number of letters is in memory at a time, and the PDF
is written while letters are still being converted.
"""

import itertools
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from cpr_docs.arguments import require_each
from cpr_docs.documents.document import Document
from cpr_docs.envelopes.bound import Bound, Target, open_target, require_free
from cpr_docs.envelopes.chunks import MAX_LETTERS, Chunk, Chunks, letters_per_chunk
from cpr_docs.envelopes.fresh_files import FreshFiles, Stale
from cpr_docs.envelopes.run_item import RunItem
from cpr_docs.errors import ConversionFailed, PackRefused, PdfError
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.models.form import AnyForm
from cpr_docs.pdf.convert.converter import Converter
from cpr_docs.pdf.convert.file_id import fixed_date
from cpr_docs.pdf.merge.external import source_of
from cpr_docs.pdf.merge.loss import Loss
from cpr_docs.pdf.merge.merger import Merger
from cpr_docs.task_progress import Counter, ProgressCallback
from cpr_docs.templating.edition import FormState

if TYPE_CHECKING:
    from cpr_docs.pdf.convert.office import Office

SECONDS: Final = 180.0
"""The time limit of LibreOffice for one joined document; a few seconds are usual."""
# The number of chunks that each worker converts in one run of LibreOffice: few at first, so that it starts soon, then
# many, because each run costs a start. Their PDFs are in memory as long.
_FIRST_BATCH: Final = 2
_BATCH: Final = 12
# The same without joined letters, when each chunk is one letter.
_BATCH_OF_LETTERS: Final = 100


def print_run(
    letters: Sequence[RunItem | Document | str | os.PathLike[str]],
    target: Target,
    *,
    right_hand: bool = False,
    join_letters: bool = True,
    overwrite: bool = False,
    stale: Stale = "refuse",
    forms: Iterable[type[AnyForm]] = (),
    office: "Office | None" = None,
    workers: int | None = None,
    progress: ProgressCallback | None = None,
) -> Bound:
    """Implements `cpr_docs.print_run`."""
    letters = require_each("letters", letters, (RunItem, Document, str, os.PathLike), "documents and paths")
    require_free(target, overwrite=overwrite)
    items = list(map(_item, letters))
    fresh = FreshFiles(stale, forms)
    for item in items if stale == "refuse" else ():
        # A batch's letters have a hash, and are as they were written.
        if not (item.is_rendered or item.sha256):
            fresh.require(item.label, item.read())
    converter = Converter(office, workers=workers, seconds=SECONDS, worth_a_run=1)
    most = letters_per_chunk(len(items), converter.workers)
    with converter, open_target(target, overwrite=overwrite) as file:
        return write_print_run(
            file,
            items,
            converter,
            right_hand=right_hand,
            most=most,
            join_letters=join_letters,
            progress=progress,
        )


def _item(letter: RunItem | Document | str | os.PathLike[str]) -> RunItem:
    if isinstance(letter, RunItem):
        return letter
    if isinstance(letter, Document):
        if letter.progress is not FormState.COMPLETE:
            raise ConversionFailed(_("{name}: is a draft, and a print run takes none"), name=letter.filename)
        return RunItem(Path(letter.filename).stem, letter.content, is_rendered=True)
    return RunItem(Path(letter).stem, Path(letter))


def write_print_run(
    file: BinaryIO,
    items: Sequence[RunItem],
    converter: Converter,
    *,
    right_hand: bool = False,
    most: int = MAX_LETTERS,
    join_letters: bool = True,
    progress: ProgressCallback | None = None,
) -> Bound:
    """Writes the letters as one PDF into a binary file; `most` is the number of letters to join.

    Raises `ConversionFailed`, naming the letter, if one cannot be converted, and `OfficeFailed`.
    """
    merger = Merger(file, right_hand=right_hand)
    counter = Counter(len(items), progress)
    chunks = Chunks(items, most=most, join_letters=join_letters)
    batch_size = converter.workers * (_BATCH if join_letters else _BATCH_OF_LETTERS)
    waiting = iter(chunks)
    # The next batch is built while LibreOffice converts this one.
    with ThreadPoolExecutor(1) as ahead:
        future = ahead.submit(_built, waiting, _FIRST_BATCH * converter.workers)
        while batch := future.result():
            future = ahead.submit(_built, waiting, batch_size)
            conversions = converter.convert_all(chunk.document for chunk in batch)
            for chunk, conversion in zip(batch, conversions, strict=True):
                if conversion.pdf is None or not _merge(chunk, conversion.pdf, merger):
                    _merge_each(chunk, merger, converter)
                counter.add(len(chunk.items))
    if not chunks.language:
        raise PdfError(_("a print run needs at least one letter"))
    pages = merger.finish(
        title=chunks.title, language=chunks.language, date=fixed_date() or datetime.now(UTC), digest=chunks.digest
    )
    message = Sentence(_("the print run is not PDF/UA, because not all that is in it is"))
    return Bound(pages, () if merger.is_accessible else (Loss("not_accessible", message),))


def _built(chunks: Iterator[Chunk], count: int) -> list[Chunk]:
    """The next chunks, with their documents."""
    batch = []
    for chunk in itertools.islice(chunks, count):
        chunk.build()
        batch.append(chunk)
    return batch


def _merge(chunk: Chunk, pdf: bytes, merger: Merger) -> bool:
    """Merges the letters of a chunk; False if the first page of a letter cannot be found."""
    try:
        source = source_of(pdf)
    except PdfError:
        return False
    items = chunk.merge_items(source)
    if items is not None:
        merger.add(source, items, without_stray_links=True)
    return items is not None


def _merge_each(chunk: Chunk, merger: Merger, converter: Converter) -> None:
    """Converts and merges the letters of a chunk one by one, so that an error names its letter."""
    for place, item in chunk.items:
        try:
            source = source_of(converter.convert(item.admitted()))
        except (ConversionFailed, PackRefused) as error:
            raise ConversionFailed("{name}: {error}", name=item.label, error=error) from None
        merger.add(source, [chunk.merge_item(place, item, len(source.pages))])
