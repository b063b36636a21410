"""The PDFs of a batch: one beside each Word document, made in the same order, and only where there is none yet.

A PDF that is there is left as it is if it says that it was made from this very document (`pdf.seal`): another version
of LibreOffice may make other bytes of it, which is no reason to make it again.
"""

import hashlib
import itertools
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import NamedTuple

from cpr_docs.batch.output_folder import FileConflict, OutputFolder, pdf_name
from cpr_docs.batch.row_renderer import BatchOutcome, failed
from cpr_docs.errors import TableProblem
from cpr_docs.gate.admission import Admitted
from cpr_docs.language.catalogue import _
from cpr_docs.pdf.convert.converter import Conversion, Converter, left_out_of
from cpr_docs.pdf.convert.file_id import is_stamped_from


class _Wanted(NamedTuple):
    """A Word document, and what becomes of its PDF."""

    document: BatchOutcome
    source: bytes | Admitted | None
    """The document's bytes, if they have to be converted; those of a file pass the gate first."""
    pdf: BatchOutcome | None
    """What became of the PDF, if that is known."""


def with_pdfs(
    documents: Iterator[BatchOutcome], converter: Converter, shelf: OutputFolder | None
) -> Generator[BatchOutcome, None, None]:
    """Each document, and behind it its PDF: put on the shelf, or as bytes where there is none.

    Raises `OfficeFailed` where LibreOffice does not work, and `OutputError` where the shelf takes no more.
    """
    while window := [_wanted(outcome, shelf) for outcome in itertools.islice(documents, converter.window)]:
        sources = [wanted.source for wanted in window if wanted.source is not None]
        with closing(converter.convert_all(sources)) as conversions:
            for wanted in window:
                yield wanted.document
                if wanted.source is not None:
                    yield _made(wanted.document, next(conversions), shelf)
                elif wanted.pdf is not None:
                    yield wanted.pdf


def _wanted(document: BatchOutcome, shelf: OutputFolder | None) -> _Wanted:
    if document.problem is not None:
        return _Wanted(document, None, None)
    source = document.content
    if shelf is None:
        return _Wanted(document, None if source is None else Admitted.rendered(source), None)
    name = pdf_name(document.filename)
    try:
        if source is None:
            source = shelf.get(document.filename)
        there = shelf.get(name)
        if there is None:
            return _Wanted(document, _trusted(document, source), None)
        if source is None or not is_stamped_from(there, source):
            raise FileConflict
    except FileConflict as error:
        return _Wanted(document, None, failed(document.row, error, document.language, name))
    return _Wanted(document, None, _outcome(document, there, kept=True))


def _trusted(document: BatchOutcome, source: bytes | None) -> bytes | Admitted | None:
    """The bytes as those that were rendered, if they are the same."""
    if source is None or hashlib.sha256(source).hexdigest() != document.sha256:
        return source
    return Admitted.rendered(source)


def _made(document: BatchOutcome, conversion: Conversion, shelf: OutputFolder | None) -> BatchOutcome:
    if conversion.pdf is None or conversion.left_out:
        message = _("its PDF could not be made: {reason}")
        reason = str(conversion.error or left_out_of(conversion.left_out))
        problem = TableProblem("", "failed", message, {"reason": reason}, row=document.row)
        return BatchOutcome(document.row, document.language, pdf_name(document.filename), problem=problem)
    if shelf is None:
        return _outcome(document, conversion.pdf, content=conversion.pdf)
    try:
        written = shelf.put(pdf_name(document.filename), conversion.pdf)
    except FileConflict as error:
        return failed(document.row, error, document.language, pdf_name(document.filename))
    return _outcome(document, conversion.pdf, kept=not written)


def _outcome(document: BatchOutcome, pdf: bytes, *, content: bytes | None = None, kept: bool = False) -> BatchOutcome:
    digest = hashlib.sha256(pdf).hexdigest()
    return BatchOutcome(document.row, document.language, pdf_name(document.filename), digest, content, kept)
