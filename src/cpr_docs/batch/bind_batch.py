"""The letters of a batch merged for the printer: all in one PDF, or a pack for each row."""

import hashlib
import itertools
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cpr_docs.batch.manifest import WrittenLetter, written_letters
from cpr_docs.documents.render import Renderer
from cpr_docs.envelopes.bound import Bound, Target
from cpr_docs.envelopes.pack import PackItem, losses, merge_pack, pack_digest, pack_items, word_item
from cpr_docs.envelopes.print_run import print_run
from cpr_docs.errors import ConversionFailed, OutputError, OutputExists
from cpr_docs.files import exists, open_atomic
from cpr_docs.gate.admission import Admitted
from cpr_docs.language.catalogue import _
from cpr_docs.models.missing_language import Missing
from cpr_docs.pdf.merge.pdf_objects import PdfObjects
from cpr_docs.task_progress import Counter, ProgressCallback

if TYPE_CHECKING:
    from cpr_docs.models.form import AnyForm
    from cpr_docs.models.purpose import Purpose
    from cpr_docs.pdf.convert.converter import Converter
    from cpr_docs.pdf.convert.office import Office

_FILE_IDS: Final = re.compile(rb"/ID \[<([0-9A-F]{32})> <([0-9A-F]{32})>\]")


def print_batch(
    folder: str | os.PathLike[str],
    target: Target,
    *,
    right_hand: bool = False,
    join_letters: bool = True,
    overwrite: bool = False,
    office: "Office | None" = None,
    workers: int | None = None,
    progress: ProgressCallback | None = None,
) -> Bound:
    """Writes all letters of a batch's folder as one tagged PDF, in the order of the rows.

    The outline shows each letter's row and file, and its page labels begin with its row: ``12-1``. The other
    parameters and errors are those of `print_run`; a letter that has changed since it was written is refused.
    """
    letters = [letter.item for letter in written_letters(folder)]
    if not letters:
        raise OutputError(_("{path}: there is no letter in it to print"), path=Path(folder))
    return print_run(
        letters,
        target,
        right_hand=right_hand,
        join_letters=join_letters,
        overwrite=overwrite,
        office=office,
        workers=workers,
        progress=progress,
    )


def pack_batch(
    folder: str | os.PathLike[str],
    items: "Sequence[AnyForm | str | os.PathLike[str]]",
    *,
    letters: str | os.PathLike[str] | None = None,
    renderer: Renderer | None = None,
    purpose: "Purpose | str | None" = None,
    missing: Missing | None = None,
    right_hand: bool = False,
    office: "Office | None" = None,
    workers: int | None = None,
    progress: ProgressCallback | None = None,
) -> Bound:
    """Writes a pack for each row of a batch into its folder, as ``pack-0012.pdf``.

    A pack contains the row's letters and then the items, as in `pack`; a form is rendered in the languages of the
    row's letters, for the purpose, or as a finished paper. The letters may be in another folder of the same batch,
    `letters`. A pack that is there already, made from the same documents, is kept; no file is replaced. `progress`
    is called with a `Progress` of the packs; the pages are those of all packs. The errors are those of `pack`.
    """
    # Imported on use: only PDF needs the modules that run LibreOffice.
    from cpr_docs.pdf.convert.converter import Converter

    root = Path(folder)
    with Converter(office, workers=workers) as converter:
        common = pack_items(items, converter, renderer=renderer, purpose=purpose, missing=missing)
        envelopes = [
            _Envelope(root / f"pack-{row:04}.pdf", list(of_row), common)
            for row, of_row in itertools.groupby(
                written_letters(root if letters is None else letters), key=lambda letter: letter.row
            )
        ]
        if not envelopes:
            raise OutputError(_("{path}: there is no letter in it to pack"), path=root)
        waiting = [envelope for envelope in envelopes if not envelope.is_packed(right_hand=right_hand)]
        kept = [envelope for envelope in envelopes if envelope not in waiting]
        pages = sum(_page_count(envelope.path) for envelope in kept)
        counter = Counter(len(envelopes), progress)
        counter.add(len(kept))
        converted = _converted(waiting, converter)
        for envelope in waiting:
            bound = [next(converted) for _letter in envelope.letters]
            with open_atomic(envelope.path, overwrite=False) as file:
                pages += merge_pack(file, [*bound, *envelope.items], right_hand=right_hand)
            counter.add()
    return Bound(pages, losses(common))


def _page_count(path: Path) -> int:
    """The number of pages of a pack."""
    objects = PdfObjects(path.read_bytes())
    count = objects.dictionary(objects.dictionary(objects.trailer.get(b"/Root")).get(b"/Pages")).get(b"/Count")
    return int(count) if isinstance(count, bytes) else 0


class _Envelope:
    """The pack of one row."""

    def __init__(self, path: Path, letters: list[WrittenLetter], items: Sequence[PackItem]) -> None:
        self.path = path
        self.letters = letters
        languages = {letter.language for letter in letters}
        self.items = [item for item in items if item.form_language is None or item.form_language in languages]

    def is_packed(self, *, right_hand: bool) -> bool:
        """True if the pack is there already; raises `OutputExists` if another file has its name."""
        if not exists(self.path):
            return False
        digests = [
            *(bytes.fromhex(letter.item.sha256) for letter in self.letters),
            *(item.digest for item in self.items),
        ]
        if _source_digest(self.path) != pack_digest(digests, right_hand=right_hand):
            raise OutputExists(_("{path}: there is another file of that name"), path=self.path)
        return True


def _converted(envelopes: Sequence[_Envelope], converter: "Converter") -> Iterator[PackItem]:
    """The letters as pack items, in their order."""
    # Imported on use: only PDF needs the modules that run LibreOffice.
    from cpr_docs.pdf.convert.converter import left_out_of

    contents, sources = itertools.tee(letter.item.read() for envelope in envelopes for letter in envelope.letters)
    letters = (letter.item for envelope in envelopes for letter in envelope.letters)
    for letter, content, conversion in zip(letters, contents, converter.convert_all(sources), strict=False):
        if conversion.pdf is None or conversion.left_out:
            raise ConversionFailed(
                "{name}: {error}", name=letter.label, error=conversion.error or left_out_of(conversion.left_out)
            )
        yield word_item(letter.label, Admitted.rendered(content), conversion.pdf)


def is_untouched_pack(path: Path) -> bool:
    """True if the file is an unchanged pack, of any documents."""
    return not path.is_symlink() and path.is_file() and _source_digest(path) is not None


def _source_digest(path: Path) -> bytes | None:
    """The digest of a pack's documents; None for a file that is no pack, or was changed.

    Both are in the trailer: the first file identifier is the digest, the second a hash of the pack's own bytes.
    """
    try:
        content, _keyword, trailer = path.read_bytes().rpartition(b"trailer\n")
    except OSError as error:
        raise OutputError(_("{path}: cannot be read ({reason})"), path=path, reason=error.strerror) from None
    ids = _FILE_IDS.search(trailer)
    content_hash = hashlib.sha256(content).hexdigest()[:32].upper().encode()
    return ids[1] if ids is not None and ids[2] == content_hash else None
