"""Prints a finished batch: all its letters in one PDF, or a PDF for each envelope."""

import hashlib
import itertools
import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cpr_docs.batch.manifest import WrittenLetter, written_letters
from cpr_docs.documents.render import Missing, Renderer
from cpr_docs.envelopes.pack import PackItem, bind_pack, losses, pack_digest, pack_items, word_item
from cpr_docs.envelopes.print_run import print_run
from cpr_docs.errors import ConversionFailed, OutputError, OutputExists
from cpr_docs.files import exists, open_atomic
from cpr_docs.gate.admission import Admitted

if TYPE_CHECKING:
    from cpr_docs.models.form import Form
    from cpr_docs.pdf.convert.converter import Converter
    from cpr_docs.pdf.convert.office import Office

_FILE_IDS: Final = re.compile(rb"/ID \[<([0-9A-F]{32})> <([0-9A-F]{32})>\]")


def print_batch(
    folder: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    right_hand: bool = False,
    overwrite: bool = False,
    office: "Office | None" = None,
    workers: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Path:
    """Writes all letters that a batch has written into a folder as one tagged PDF, in the order of the rows.

    The outline contains each letter's row and file, and its page numbers begin with its row: ``12-1``. A letter that
    has changed since it was written is refused. Raises the errors of `print_run`.
    """
    letters = [letter.item for letter in written_letters(folder)]
    if not letters:
        raise OutputError(f"{Path(folder)}: there is no letter in it to print")
    return print_run(
        letters,
        target,
        right_hand=right_hand,
        overwrite=overwrite,
        office=office,
        workers=workers,
        progress=progress,
    )


def pack_batch(
    folder: str | os.PathLike[str],
    items: "Sequence[Form | str | os.PathLike[str]]",
    *,
    renderer: Renderer | None = None,
    missing: Missing = "refuse",
    right_hand: bool = False,
    office: "Office | None" = None,
    workers: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[str, ...]:
    """Binds a pack for each row of a batch, ``pack-0012.pdf`` in its folder, and returns what was lost, in sentences.

    A pack contains the row's letters and then the items, which may be what `pack` accepts; a form is rendered in the
    languages of the row's letters. A pack that exists already and is made from the same files is kept; nothing is
    replaced. `progress` is called with the number of packs that have been finished since the last call. Raises the
    errors of `pack`.
    """
    from cpr_docs.pdf.convert.converter import Converter

    root = Path(folder)
    with Converter(office, workers=workers) as converter:
        common = pack_items(items, converter, renderer=renderer, missing=missing)
        envelopes = [
            _Envelope(root / f"pack-{row:04}.pdf", list(letters), common)
            for row, letters in itertools.groupby(written_letters(root), key=lambda letter: letter.row)
        ]
        if not envelopes:
            raise OutputError(f"{root}: there is no letter in it to pack")
        pending = [envelope for envelope in envelopes if not envelope.is_packed(right_hand=right_hand)]
        if progress is not None:
            progress(len(envelopes) - len(pending))
        converted = _converted(pending, converter)
        for envelope in pending:
            letters = [next(converted) for _letter in envelope.letters]
            with open_atomic(envelope.path, overwrite=False) as file:
                bind_pack(file, [*letters, *envelope.items], right_hand=right_hand)
            if progress is not None:
                progress(1)
    return losses(common)


class _Envelope:
    """The letters and items for one recipient."""

    def __init__(self, path: Path, letters: list[WrittenLetter], items: Sequence[PackItem]) -> None:
        self.path = path
        self.letters = letters
        languages = {letter.language for letter in letters}
        self.items = [item for item in items if item.form_language is None or item.form_language in languages]

    def is_packed(self, *, right_hand: bool) -> bool:
        """True if the pack exists already; raises `OutputExists` if another file has its name."""
        if not exists(self.path):
            return False
        digests = [
            *(bytes.fromhex(letter.item.sha256) for letter in self.letters),
            *(item.digest for item in self.items),
        ]
        if _source_digest(self.path) != pack_digest(digests, right_hand=right_hand):
            raise OutputExists(f"{self.path}: there is another file of that name")
        return True


def _converted(envelopes: Sequence[_Envelope], converter: "Converter") -> Iterator[PackItem]:
    """The letters of all envelopes in order, converted."""
    from cpr_docs.pdf.convert.converter import left_out_of

    contents, sources = itertools.tee(letter.item.read() for envelope in envelopes for letter in envelope.letters)
    letters = (letter.item for envelope in envelopes for letter in envelope.letters)
    for letter, content, conversion in zip(letters, contents, converter.convert_all(sources), strict=False):
        if conversion.pdf is None or conversion.left_out:
            raise ConversionFailed(f"{letter.label}: {conversion.error or left_out_of(conversion.left_out)}")
        yield word_item(letter.label, Admitted.rendered(content), conversion.pdf)


def is_untouched_pack(path: Path) -> bool:
    """True if the file is a pack that has not been changed since it was written."""
    return not path.is_symlink() and path.is_file() and _source_digest(path) is not None


def _source_digest(path: Path) -> bytes | None:
    """The digest of the files that a pack was made from; None for any other file, and for a pack that was changed.

    Both are in the trailer: the first file identifier is the digest, the second a hash of the pack's own bytes.
    """
    try:
        content, _keyword, trailer = path.read_bytes().rpartition(b"trailer\n")
    except OSError as error:
        raise OutputError(f"{path}: cannot be read ({error.strerror})") from None
    ids = _FILE_IDS.search(trailer)
    content_hash = hashlib.sha256(content).hexdigest()[:32].upper().encode()
    return ids[1] if ids is not None and ids[2] == content_hash else None
