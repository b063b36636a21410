"""Converts the documents of one chunk, with a second attempt for each document that a run of LibreOffice left out.

The second attempt is a run for that document alone, so that it takes no other document with it.
"""

import contextlib
import functools
import io
import itertools
import shutil
import threading
from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cpr_docs import log
from cpr_docs.errors import ConversionFailed, OfficeFailed, PdfError
from cpr_docs.gate.admission import Admitted
from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import write_package
from cpr_docs.pdf.convert.copy_to_convert import copy_to_convert
from cpr_docs.pdf.convert.file_id import stamp
from cpr_docs.pdf.convert.header_cells import with_header_cells
from cpr_docs.pdf.convert.namespaces import Isolation
from cpr_docs.pdf.convert.office import Office, make_profile
from cpr_docs.pdf.convert.process import OUTPUT, ExitReason, SofficeProcess
from cpr_docs.pdf.merge.pdf_objects import PdfObjects, Value

_ATTEMPTS = 2
_REASONS = {
    ExitReason.FINISHED: _("LibreOffice cannot open it, or makes no PDF of it"),
    ExitReason.DIED: _("LibreOffice breaks off at it, or needs too much memory for it"),
    ExitReason.HUNG: _("LibreOffice does not come to an end with it"),
}
_NO_PDF = _("what LibreOffice makes of it is no PDF")
# A self-test runs before the first PDF, and again after so many failures: if LibreOffice itself is broken, another
# thousand documents would fail too.
_SELF_TEST_AFTER = 5


class Stopped(Exception):
    """Nobody waits for the documents any more."""


@dataclass(frozen=True, slots=True)
class _RunFailures:
    """The documents without a PDF after a run of LibreOffice, by index."""

    tried: list[int]
    """Documents that LibreOffice processed without making a PDF."""
    untried: list[int]
    """Documents that LibreOffice did not reach."""
    exit_reason: ExitReason
    not_pdf: frozenset[int]
    """Documents whose output is no PDF."""

    def reason(self, index: int) -> str:
        """Why a document has no PDF."""
        if self.exit_reason is ExitReason.FINISHED and index in self.not_pdf:
            return _NO_PDF
        return _REASONS[self.exit_reason]


class ConversionWorker:
    """Runs LibreOffice, one process at a time: with a profile of its own, and a private folder for each run."""

    def __init__(
        self, folder: Path, office: Office, *, seconds: float, stop: threading.Event, date: datetime | None
    ) -> None:
        self._folder = folder
        self._office = office
        self._isolation = Isolation.of(office)
        self._seconds = seconds
        self._stop = stop
        self._date = date
        self._runs = itertools.count()
        self._failures = 0
        self._proven = False

    def convert(self, documents: Sequence[Admitted]) -> Generator[tuple[int, bytes | ConversionFailed], None, None]:
        """Yields the index of each document with its PDF or its error, as soon as it is known.

        Raises `OfficeFailed` if LibreOffice makes no PDF at all or the folder cannot be written, and `Stopped`.
        """
        attempts = [0] * len(documents)
        waiting = deque([list(range(len(documents)))])
        while waiting:
            failures = yield from self._run(documents, waiting.popleft())
            if failures.tried and not self._proven:
                self._self_test()
            again = []
            for index in failures.tried:
                attempts[index] += 1
                if attempts[index] < _ATTEMPTS:
                    reason = failures.exit_reason.name.lower()
                    log.info("pdf: LibreOffice %s at document %d of its chunk; second attempt", reason, index + 1)
                    again.append([index])
                    continue
                self._failures += 1
                if self._failures % _SELF_TEST_AFTER == 0:
                    self._self_test()
                yield index, ConversionFailed(failures.reason(index))
            waiting.extendleft(reversed([*again, *filter(None, [failures.untried])]))

    def _self_test(self) -> None:
        """Raises `OfficeFailed` if LibreOffice cannot convert even a blank page."""
        self._proven = False
        with contextlib.closing(self._run([Admitted.rendered(blank_page())], [0])) as results:
            for _page in results:
                return
        raise OfficeFailed(
            _("{program}: LibreOffice makes no PDF here, not even of a blank page"), program=self._office.program
        )

    def _run(
        self, documents: Sequence[Admitted], indices: Sequence[int]
    ) -> Generator[tuple[int, bytes], None, _RunFailures]:
        folder = self._folder / str(next(self._runs))
        try:
            profile = self._prepare(folder, documents, indices)
            process = SofficeProcess(self._isolation, folder, profile, self._seconds, self._stop)
            missing, not_pdf, last = dict.fromkeys(indices), set[int](), -1
            for index in process.run(indices):
                content = _take(folder / OUTPUT / f"{index}.pdf")
                pdf = _stamped(content, documents[index].source, self._date)
                if pdf is None:
                    not_pdf.add(index)
                    continue
                last = indices.index(index)
                del missing[index]
                self._proven = True
                yield index, pdf
        except OSError as error:
            raise OfficeFailed(
                _("{path}: the temporary folder cannot be used ({reason})"),
                path=self._folder,
                reason=error.strerror,
            ) from None
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        if process.exit_reason is ExitReason.STOPPED:
            raise Stopped
        # soffice processes files in order: if it crashed, the culprit is the file after the last PDF; later files were
        # not tried.
        reached = set(indices if process.exit_reason is ExitReason.FINISHED else indices[: last + 2])
        return _RunFailures(
            [index for index in missing if index in reached],
            [index for index in missing if index not in reached],
            process.exit_reason,
            frozenset(not_pdf),
        )

    def _prepare(self, folder: Path, documents: Sequence[Admitted], indices: Sequence[int]) -> Path:
        """Writes the documents into the folder, with numbers for names, and returns the profile."""
        (folder / OUTPUT).mkdir(parents=True, mode=0o700)
        for index in indices:
            (folder / f"{index}.docx").write_bytes(copy_to_convert(documents[index].content))
        profile = self._folder / "profile"
        if not profile.exists():
            try:
                make_profile(profile, self._office)
            except OSError:
                # LibreOffice accepts a partial profile, but without our security settings; delete it.
                shutil.rmtree(profile, ignore_errors=True)
                raise
        return profile


def _take(path: Path) -> bytes:
    """Reads and removes a file that LibreOffice wrote; returns nothing for any other kind of entry, such as a pipe."""
    if path.is_symlink() or not path.is_file():
        return b""
    content = path.read_bytes()
    path.unlink()
    return content


def _stamped(content: bytes, document: bytes, date: datetime | None) -> bytes | None:
    """The PDF with its header cells and its stamp; None if the content is no PDF."""
    if not opens(content):
        return None
    try:
        return stamp(with_header_cells(content), document, date)
    except ValueError:
        return None


def opens(content: bytes) -> bool:
    """True if the bytes are a complete PDF with at least one page."""
    if not content.startswith(b"%PDF-"):
        return False
    try:
        return _has_page(PdfObjects(content))
    except (PdfError, RecursionError):
        return _opens_in_pypdf(content)


def _has_page(objects: PdfObjects) -> bool:
    catalog = objects.dictionary(objects.trailer.get(b"/Root"))
    count: Value | None = objects.dictionary(catalog.get(b"/Pages")).get(b"/Count")
    return isinstance(count, bytes) and count.isdigit() and int(count) > 0


def _opens_in_pypdf(content: bytes) -> bool:
    """True if pypdf opens it: newer versions of LibreOffice may write a cross-reference stream."""
    # Imported on use: pypdf is slow to import, and most PDFs do not need it.
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        # Strict, because a PDF that needs repair counts as broken.
        return len(PdfReader(io.BytesIO(content), strict=True).pages) > 0
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        return False


_SCHEMAS = "http://schemas.openxmlformats.org"
_TYPES = "application/vnd.openxmlformats-"
_MAIN = f"{_TYPES}officedocument.wordprocessingml.document.main+xml"
_BLANK_PARTS = {
    PartName.CONTENT_TYPES: (
        f'<Types xmlns="{_SCHEMAS}/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{_TYPES}package.relationships+xml"/>'
        f'<Override PartName="/{PartName.DOCUMENT}" ContentType="{_MAIN}"/></Types>'
    ),
    PartName.DOCUMENT: (
        f'<w:document xmlns:w="{_SCHEMAS}/wordprocessingml/2006/main"><w:body><w:p/></w:body></w:document>'
    ),
}


@functools.cache
def blank_page() -> bytes:
    """A Word document of one blank page, which any working LibreOffice can convert."""
    return write_package({name: text.encode() for name, text in _BLANK_PARTS.items()})
