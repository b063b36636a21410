"""The documents of one chunk, converted: with a second attempt for each that a run of LibreOffice left out.

A document's second attempt is in a run of its own, so that it takes no other with it.
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

from cpr_docs.errors import ConversionFailed, OfficeFailed, PdfError
from cpr_docs.gate.admission import Admitted
from cpr_docs.ooxml.names import PartName, RelationshipType
from cpr_docs.ooxml.package import write_package
from cpr_docs.ooxml.relationships import Relationship, relationships_xml
from cpr_docs.pdf.convert.file_id import stamp
from cpr_docs.pdf.convert.namespaces import Isolation
from cpr_docs.pdf.convert.office import Office, make_profile
from cpr_docs.pdf.convert.process import MADE, ExitReason, SofficeProcess
from cpr_docs.pdf.merge.pdf_objects import PdfObjects, Value

_ATTEMPTS = 2
_REASONS = {
    ExitReason.FINISHED: "LibreOffice cannot open it, or makes no PDF of it",
    ExitReason.DIED: "LibreOffice breaks off at it, or needs too much memory for it",
    ExitReason.HUNG: "LibreOffice does not come to an end with it",
}
# Before LibreOffice has made anything, and again after so many failures, the fault may be its own: then another
# thousand documents would fail too.
_DOUBT_AFTER = 5
_NO_PDF = "what LibreOffice makes of it is no PDF"


class Stopped(Exception):
    """Nobody waits for the documents any more."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What a run of LibreOffice left out."""

    tried: list[int]
    """The documents that it was at, and made no PDF of."""
    untried: list[int]
    """Those that it did not come to."""
    ending: ExitReason
    no_pdf: frozenset[int]
    """Those of which it made something else."""

    def reason(self, index: int) -> str:
        """Why there is no PDF of a document."""
        return _NO_PDF if self.ending is ExitReason.FINISHED and index in self.no_pdf else _REASONS[self.ending]


class ConversionWorker:
    """A place where one LibreOffice at a time is at work: its own profile, and a private folder for each run."""

    def __init__(
        self, folder: Path, office: Office, *, seconds: float, stop: threading.Event, date: datetime | None
    ) -> None:
        self._folder = folder
        self._office = office
        self._cage = Isolation.of(office)
        self._seconds = seconds
        self._stop = stop
        self._date = date
        self._runs = itertools.count()
        self._failures = 0
        self._proven = False

    def convert(self, documents: Sequence[Admitted]) -> Generator[tuple[int, bytes | ConversionFailed], None, None]:
        """The index of each document with its PDF, or with why there is none, as they are settled.

        Raises `OfficeFailed` where LibreOffice makes nothing at all or the folder takes no file, and `Stopped`.
        """
        attempts = [0] * len(documents)
        waiting = deque([list(range(len(documents)))])
        while waiting:
            run = yield from self._run(documents, waiting.popleft())
            if run.tried and not self._proven:
                self._require_office()
            again = []
            for index in run.tried:
                attempts[index] += 1
                if attempts[index] < _ATTEMPTS:
                    again.append([index])
                    continue
                self._failures += 1
                if self._failures % _DOUBT_AFTER == 0:
                    self._require_office()
                yield index, ConversionFailed(run.reason(index))
            waiting.extendleft(reversed([*again, *filter(None, [run.untried])]))

    def _require_office(self) -> None:
        """Raises `OfficeFailed` where LibreOffice converts nothing at all."""
        self._proven = False
        with contextlib.closing(self._run([Admitted.rendered(blank_page())], [0])) as results:
            for _page in results:
                return
        raise OfficeFailed(f"{self._office.program}: LibreOffice makes no PDF here, not even of a blank page")

    def _run(
        self, documents: Sequence[Admitted], indices: Sequence[int]
    ) -> Generator[tuple[int, bytes], None, _Attempt]:
        folder = self._folder / str(next(self._runs))
        try:
            profile = self._prepare(folder, documents, indices)
            call = SofficeProcess(self._cage, folder, profile, self._seconds, self._stop)
            left, no_pdf, last = dict.fromkeys(indices), set[int](), -1
            for index in call.made(indices):
                path = folder / MADE / f"{index}.pdf"
                content = _content(path)
                pdf = _checked(content, documents[index].source, self._date)
                if pdf is None:
                    no_pdf.add(index)
                    continue
                last = indices.index(index)
                del left[index]
                self._proven = True
                yield index, pdf
        except OSError as error:
            raise OfficeFailed(f"{self._folder}: the temporary folder cannot be used ({error.strerror})") from None
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        if call.ending is ExitReason.STOPPED:
            raise Stopped
        # One that broke off did so at the first document behind the last that it made; it did not come to the others.
        came_to = set(indices if call.ending is ExitReason.FINISHED else indices[: last + 2])
        return _Attempt(
            [index for index in left if index in came_to],
            [index for index in left if index not in came_to],
            call.ending,
            frozenset(no_pdf),
        )

    def _prepare(self, folder: Path, documents: Sequence[Admitted], indices: Sequence[int]) -> Path:
        """Lays out the documents under numbers for names, and returns the profile."""
        (folder / MADE).mkdir(parents=True, mode=0o700)
        for index in indices:
            (folder / f"{index}.docx").write_bytes(documents[index].content)
        profile = self._folder / "profile"
        if not profile.exists():
            try:
                make_profile(profile, self._office)
            except OSError:
                # Half of one would do for LibreOffice, and would guard against nothing.
                shutil.rmtree(profile, ignore_errors=True)
                raise
        return profile


def _content(path: Path) -> bytes:
    """The content of a file of LibreOffice's, which is removed; nothing for what is no file, such as a pipe."""
    if path.is_symlink() or not path.is_file():
        return b""
    content = path.read_bytes()
    path.unlink()
    return content


def _checked(content: bytes, document: bytes, date: datetime | None) -> bytes | None:
    """The PDF as it is given out; None where it is no PDF."""
    if not opens(content):
        return None
    try:
        return stamp(content, document, date)
    except ValueError:
        return None


_SCHEMAS = "http://schemas.openxmlformats.org"
_TYPES = "application/vnd.openxmlformats-"
_MAIN = f"{_TYPES}officedocument.wordprocessingml.document.main+xml"
_PARTS = {
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
    """A Word document of one blank page."""
    relationships = relationships_xml([Relationship("", "rId1", RelationshipType.DOCUMENT, PartName.DOCUMENT)])
    parts = {name: text.encode() for name, text in _PARTS.items()}
    return write_package({**parts, PartName.PACKAGE_RELATIONSHIPS: relationships})


def opens(content: bytes) -> bool:
    """Whether the bytes are a PDF that is whole and has at least one page."""
    if not content.startswith(b"%PDF-"):
        return False
    try:
        return _has_page(PdfObjects(content))
    except (PdfError, RecursionError):
        return _opens_otherwise(content)


def _has_page(objects: PdfObjects) -> bool:
    catalog = objects.dictionary(objects.trailer.get(b"/Root"))
    count: Value | None = objects.dictionary(catalog.get(b"/Pages")).get(b"/Count")
    return isinstance(count, bytes) and count.isdigit() and int(count) > 0


def _opens_otherwise(content: bytes) -> bool:
    """The same of one whose table of objects is not plain, as newer versions of LibreOffice may write it."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        # Strictly: a PDF that has to be mended is none.
        return len(PdfReader(io.BytesIO(content), strict=True).pages) > 0
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        return False
