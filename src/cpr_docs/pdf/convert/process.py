"""One run of LibreOffice over the documents of a folder: watched, limited in time, with no process left behind."""

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
from cpr_docs.language.catalogue import _
from cpr_docs.pdf.convert.namespaces import Isolation

OUTPUT = "made"
"""The folder, inside that of the documents, into which the PDFs are written."""

_POLL_SECONDS = 0.05
_NOT_STARTED = (126, 127)  # exit statuses of the shell

# Without a named filter, LibreOffice would print a file that is no Word document as plain text.
_IMPORT_FILTER = "MS Word 2007 XML"
# ISO 14289-1 (PDF/UA-1) is defined on PDF 1.7.
_PDF_1_7 = 17
_EXPORT_OPTIONS = {
    "UseTaggedPDF": True,
    "PDFUACompliance": True,
    "SelectPdfVersion": _PDF_1_7,
    "ExportBookmarks": True,
    # The start of a letter in a joined document is a Word bookmark, which becomes a destination.
    "ExportBookmarksToPDFDestination": True,
    "DisplayPDFDocumentTitle": True,
    # From 25.2 on, a content control would become a form field, whose fonts are not embedded: PDF/UA refuses that.
    "ExportFormFields": False,
    "ExportNotes": False,
}
_TYPES = {bool: "boolean", int: "long"}


class ExitReason(enum.Enum):
    """Why a run of LibreOffice ended."""

    FINISHED = "it processed all documents"
    DIED = "it crashed"
    HUNG = "it was killed, because it took too long over one document"
    STOPPED = "it was killed, because nobody waits for the documents any more"


class SofficeProcess:
    """A run of LibreOffice in a folder of its own, with a user profile of its own."""

    def __init__(
        self, isolation: Isolation, folder: Path, profile: Path, seconds: float, stop: threading.Event
    ) -> None:
        self._isolation = isolation
        self._folder = folder
        self._profile = profile
        self._seconds = seconds
        self._stop = stop
        self.exit_reason = ExitReason.FINISHED

    def run(self, numbers: Sequence[int]) -> Generator[int, None, None]:
        """Yields the number of each document whose PDF is written, as soon as it is complete.

        `numbers` are all documents, in the order in which LibreOffice processes them. A PDF is complete when the next
        one is there, or when LibreOffice has ended. `exit_reason` is set afterwards.
        """
        output = self._folder / OUTPUT
        process = self._start(numbers)
        unreported, seen, since = list(numbers), 0, time.monotonic()
        try:
            while True:
                ended = process.poll() is not None
                # Listing the folder takes a tenth of the time of a stat call for each file.
                names = {path.name for path in output.iterdir()}
                there = [number for number in unreported if f"{number}.pdf" in names]
                if ended:
                    if process.returncode in _NOT_STARTED and not seen and not there:
                        raise OfficeFailed(_("{program}: cannot be started"), program=self._isolation.program)
                    self.exit_reason = ExitReason.DIED if process.returncode else ExitReason.FINISHED
                    yield from there
                    return
                if len(there) > seen:  # fewer if LibreOffice has removed a PDF that it could not complete
                    since = time.monotonic()
                    yield from there[:-1]
                    unreported = unreported[unreported.index(there[-1]) :]
                    seen = 1
                if self._stop.wait(_POLL_SECONDS):
                    self.exit_reason = ExitReason.STOPPED
                    return
                if time.monotonic() - since > self._seconds:
                    self.exit_reason = ExitReason.HUNG
                    yield from there[-1:]
                    return
        finally:
            _kill(process)

    def _start(self, numbers: Sequence[int]) -> "subprocess.Popen[bytes]":
        arguments = [
            f"-env:UserInstallation={self._profile.as_uri()}",
            # Otherwise its socket is in /tmp, and stays there when the process is killed.
            f"-env:OSL_SOCKET_PATH={self._folder}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
            f"--infilter={_IMPORT_FILTER}",
            *("--convert-to", _export_filter(), "--outdir", OUTPUT),
            *(f"{number}.docx" for number in numbers),
        ]
        own = self._profile.parent
        try:
            return subprocess.Popen(
                self._isolation.command(own, self._folder, arguments),
                cwd=self._folder,
                env=self._isolation.environment(own, self._folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise OfficeFailed(
                _("{program}: cannot be started ({reason})"), program=self._isolation.program, reason=error.strerror
            ) from None


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """Kills LibreOffice and every process that it has started."""
    if not hasattr(os, "killpg"):  # pragma: no cover - Windows
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
        process.wait()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _export_filter() -> str:
    """The export filter with its options, in the form of ``soffice --convert-to``."""
    options = {
        name: {"type": _TYPES[type(value)], "value": str(value).lower()} for name, value in _EXPORT_OPTIONS.items()
    }
    return f"pdf:writer_pdf_Export:{json.dumps(options, separators=(',', ':'))}"
