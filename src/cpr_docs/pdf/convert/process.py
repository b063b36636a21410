"""One run of LibreOffice over the documents of a folder: watched, limited in time, and with nothing left running."""

import contextlib
import enum
import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Generator, Sequence
from pathlib import Path

from cpr_docs.errors import OfficeFailed
from cpr_docs.pdf.convert.namespaces import Isolation

MADE = "made"
"""The folder, inside the one with the documents, where the PDFs appear."""

_GLANCE_SECONDS = 0.05
_NOT_STARTED = (126, 127)  # as the shell says it


class ExitReason(enum.Enum):
    """How a run of LibreOffice came to its end."""

    FINISHED = "it went through all documents"
    DIED = "it ended in the middle of one"
    HUNG = "it was ended, because it had been too long at work on one"
    STOPPED = "it was ended, because nobody waits for it any more"


class SofficeProcess:
    """A run of LibreOffice in a folder of its own, with a user profile of its own."""

    def __init__(self, cage: Isolation, folder: Path, profile: Path, seconds: float, stop: threading.Event) -> None:
        self._cage = cage
        self._folder = folder
        self._profile = profile
        self._seconds = seconds
        self._stop = stop
        self.ending = ExitReason.FINISHED

    def made(self, numbers: Sequence[int]) -> Generator[int, None, None]:
        """The numbers of the documents whose PDF has been made, as soon as each is complete.

        `numbers` are all of them, in the order in which LibreOffice takes the documents. It goes through them one
        after the other, so a PDF is complete when there is the next one, or when LibreOffice has ended. How it ended
        says `ending` afterwards.
        """
        out = self._folder / MADE
        process = self._start(numbers)
        untold, seen, since = list(numbers), 0, time.monotonic()
        try:
            while True:
                ended = process.poll() is not None
                # To list the folder takes a tenth of the time that it takes to ask for each file.
                names = {path.name for path in out.iterdir()}
                there = [number for number in untold if f"{number}.pdf" in names]
                if ended:
                    if process.returncode in _NOT_STARTED and not seen and not there:
                        raise OfficeFailed(f"{self._cage.program}: cannot be started")
                    self.ending = ExitReason.DIED if process.returncode else ExitReason.FINISHED
                    yield from there
                    return
                if len(there) > seen:  # not where one is gone again that LibreOffice could not bring to its end
                    since = time.monotonic()
                    yield from there[:-1]
                    untold = untold[untold.index(there[-1]) :]
                    seen = 1
                if self._stop.wait(_GLANCE_SECONDS):
                    self.ending = ExitReason.STOPPED
                    return
                if time.monotonic() - since > self._seconds:
                    self.ending = ExitReason.HUNG
                    yield from there[-1:]
                    return
        finally:
            _end(process)

    def _start(self, numbers: Sequence[int]) -> "subprocess.Popen[bytes]":
        arguments = [
            f"-env:UserInstallation={self._profile.as_uri()}",
            # Otherwise its socket lies in /tmp, and stays there when it is killed.
            f"-env:OSL_SOCKET_PATH={self._folder}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
            f"--infilter={IMPORT}",
            *("--convert-to", export_filter(), "--outdir", MADE),
            *(f"{number}.docx" for number in numbers),
        ]
        own = self._profile.parent
        try:
            return subprocess.Popen(
                self._cage.command(own, self._folder, arguments),
                cwd=self._folder,
                env=self._cage.environment(own, self._folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise OfficeFailed(f"{self._cage.program}: cannot be started ({error.strerror})") from None


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ends LibreOffice and all that it has started."""
    if not hasattr(os, "killpg"):  # pragma: no cover - Windows
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
        process.wait()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


# ISO 14289-1, PDF/UA-1, stands on PDF 1.7.
_PDF_1_7 = 17
_OPTIONS = {
    "UseTaggedPDF": True,
    "PDFUACompliance": True,
    "SelectPdfVersion": _PDF_1_7,
    "ExportBookmarks": True,
    # Where a document begins in a print run is told by a bookmark of Word's, which becomes a destination.
    "ExportBookmarksToPDFDestination": True,
    "DisplayPDFDocumentTitle": True,
    # A content control would become a form field, from 25.2 on, whose fonts are not embedded: PDF/UA refuses that.
    "ExportFormFields": False,
    "ExportNotes": False,
}
_TYPES = {bool: "boolean", int: "long"}
IMPORT = "MS Word 2007 XML"
"""The filter that reads; left to itself LibreOffice would print what is no Word document as plain text."""


def export_filter() -> str:
    """The filter and its options, as ``soffice --convert-to`` takes them."""
    options = {name: {"type": _TYPES[type(value)], "value": _word(value)} for name, value in _OPTIONS.items()}
    return f"pdf:writer_pdf_Export:{json.dumps(options, separators=(',', ':'))}"


def _word(value: bool | int) -> str:
    return str(value).lower()
