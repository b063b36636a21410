"""Converts the documents of a batch: a PDF beside each Word document, in the same order, unless it exists already.

A PDF that is stamped with the hash of its document (`pdf.convert.file_id`) is kept. Its bytes are not compared, because
another version of LibreOffice may write other bytes.
"""

import dataclasses
import hashlib
import itertools
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Any, NamedTuple

from cpr_docs.batch.output_folder import FileConflict, OutputFolder, pdf_name
from cpr_docs.batch.row_renderer import BatchOutcome, failed
from cpr_docs.errors import TableProblem
from cpr_docs.gate.admission import Admitted
from cpr_docs.language.catalogue import _
from cpr_docs.pdf.convert.converter import Conversion, Converter, left_out_of
from cpr_docs.pdf.convert.file_id import is_stamped_from


class _PdfTask(NamedTuple):
    """A Word document, and the state of its PDF."""

    document: BatchOutcome
    source: bytes | Admitted | None
    """The document's bytes, if they have to be converted; bytes from a file pass the gate first."""
    pdf: BatchOutcome | None
    """The outcome of the PDF, if nothing has to be converted."""


def with_pdfs(
    documents: Iterator[BatchOutcome],
    converter: Converter,
    output: OutputFolder | None,
    printed: Iterator[BatchOutcome] | None = None,
) -> Generator[BatchOutcome, None, None]:
    """Each document, followed by its PDF: written to the output folder, or as bytes without one.

    `printed` are the documents of which the PDFs are made, in the same order, if they are not the documents themselves.
    Raises `OfficeFailed` if LibreOffice does not work, and `OutputError` if the folder cannot be written.
    """
    while window := [_task(outcome, output, printed) for outcome in itertools.islice(documents, converter.window)]:
        sources = [task.source for task in window if task.source is not None]
        with closing(converter.convert_all(sources)) as conversions:
            for task in window:
                yield task.document
                if task.source is not None:
                    yield _converted(task.document, next(conversions), output)
                elif task.pdf is not None:
                    yield task.pdf


def _task(document: BatchOutcome, output: OutputFolder | None, printed: Iterator[BatchOutcome] | None) -> _PdfTask:
    if document.problem is not None:
        return _PdfTask(document, None, None)
    own = None if printed is None else _printed_of(document, printed)
    if own is not None and own.problem is not None:
        return _PdfTask(document, None, own)
    source = document.content if own is None else own.content
    if output is None:
        return _PdfTask(document, None if source is None else Admitted.rendered(source), None)
    name = pdf_name(document.filename)
    try:
        if source is None:
            source = output.read(document.filename)
        existing = output.read(name)
        if existing is None:
            return _PdfTask(document, _admitted(own or document, source), None)
        if source is None or not is_stamped_from(existing, source):
            raise FileConflict
    except FileConflict as error:
        return _PdfTask(document, None, failed(document.row, error, document.language, name))
    return _PdfTask(document, None, _outcome(document, existing, kept=True))


def _printed_of(document: BatchOutcome, printed: Iterator[BatchOutcome]) -> BatchOutcome | None:
    """The rendering of a document for its PDF; those of documents that failed are passed over."""
    for outcome in printed:
        if (outcome.row, outcome.filename) == (document.row, document.filename):
            return outcome
    return None


def _admitted(document: BatchOutcome, source: bytes | None) -> bytes | Admitted | None:
    """The bytes, which need not pass the gate if they are those that this run rendered."""
    if source is None or hashlib.sha256(source).hexdigest() != document.sha256:
        return source
    return Admitted.rendered(source)


def _converted(document: BatchOutcome, conversion: Conversion, output: OutputFolder | None) -> BatchOutcome:
    if conversion.pdf is None or conversion.left_out:
        message = _("its PDF could not be made: {reason}")
        error = conversion.error
        reason = error.as_sentence() if error is not None else left_out_of(conversion.left_out)
        problem = TableProblem("", "failed", message, {"reason": reason}, row=document.row)
        return _of_pdf(document, problem=problem)
    if output is None:
        return _outcome(document, conversion.pdf, content=conversion.pdf)
    try:
        written = output.write(pdf_name(document.filename), conversion.pdf)
    except FileConflict as error:
        return failed(document.row, error, document.language, pdf_name(document.filename))
    return _outcome(document, conversion.pdf, kept=not written)


def _outcome(document: BatchOutcome, pdf: bytes, *, content: bytes | None = None, kept: bool = False) -> BatchOutcome:
    return _of_pdf(document, sha256=hashlib.sha256(pdf).hexdigest(), content=content, kept=kept)


def _of_pdf(document: BatchOutcome, **changes: Any) -> BatchOutcome:
    """The outcome of a document's PDF: what it says of the row, and the changes."""
    blank = {"sha256": "", "content": None, "kept": False}
    return dataclasses.replace(document, filename=pdf_name(document.filename), **{**blank, **changes})
