"""The folder that a batch writes to: locked for one run at a time, with a working folder for files in progress."""

import contextlib
import hashlib
import os
import stat
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from cpr_docs.errors import OutputError
from cpr_docs.files import create_atomic
from cpr_docs.language.catalogue import _

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no fcntl: two runs can share a folder there
    fcntl = None  # type: ignore[assignment]

WORKDIR = ".cpr-docs-batch"
"""The name of the working folder, inside the output folder, for files that are not complete."""

# The worker processes of a run that was killed keep its lock a moment longer than the run itself.
_LOCK_SECONDS = 3.0
_POLL_SECONDS = 0.05


class FolderLock:
    """Locks a folder, which is created if it does not exist.

    Entering raises `OutputError` if the folder cannot be written, or if another run has locked it.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.path = Path(folder)
        self.workdir = self.path / WORKDIR
        self.descriptor: int | None = None
        """The descriptor of the lock, which a forked worker has to close."""

    def __enter__(self) -> Self:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._acquire_lock()
        except OSError as error:
            raise cannot_write(self.path, error) from None
        try:
            self._remove_workdir()
            self.workdir.mkdir(mode=0o700)
        except OSError as error:
            self._release_lock()
            raise cannot_write(self.path, error) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        # If this fails, the next run removes the folder.
        with contextlib.suppress(OSError):
            self._remove_workdir()
        self._release_lock()

    def _remove_workdir(self) -> None:
        """Removes the working folder, with files that an earlier run left in it."""
        try:
            mode = self.workdir.lstat().st_mode
        except FileNotFoundError:
            return
        if not stat.S_ISDIR(mode):
            raise FileExistsError(0, f"{WORKDIR} is no folder")
        for file in list(self.workdir.iterdir()):
            file.unlink(missing_ok=True)
        self.workdir.rmdir()

    def _acquire_lock(self) -> None:
        # The folder itself is locked, so that no lock file is left behind.
        if fcntl is None:
            return
        self.descriptor = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        deadline = time.monotonic() + _LOCK_SECONDS
        while True:
            try:
                fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    self._release_lock()
                    raise OutputError(_("{path}: another batch is being written there"), path=self.path) from None
                time.sleep(_POLL_SECONDS)
            except OSError:
                return  # a file system without locks
            else:
                return

    def _release_lock(self) -> None:
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None


class FileConflict(Exception):
    """The name is taken: by a file of other content, or by a folder."""


class OutputFolder:
    """Reads and writes documents in a folder; each worker process has its own instance."""

    def __init__(self, folder: Path) -> None:
        self._folder = f"{folder}{os.sep}"
        self._workdir = f"{self._folder}{WORKDIR}{os.sep}"

    def write(self, name: str, content: bytes) -> bool:
        """Writes a file, and returns False if it exists already with this content.

        Raises `FileConflict` if the name is taken, and `OutputError` if the folder cannot be written.
        """
        path = self._folder + name
        try:
            try:
                status = os.lstat(path)
            except FileNotFoundError:
                if create_atomic(path, content, f"{self._workdir}{os.getpid()}"):
                    return True
                # Another process has taken the name in the meantime.
            else:
                if not stat.S_ISREG(status.st_mode) or status.st_size != len(content):
                    raise FileConflict
            with open(path, "rb") as file:  # noqa: PTH123 - a Path for each file costs as much as writing it
                if file.read() != content:
                    raise FileConflict
        except OSError as error:
            raise cannot_write(self._folder, error) from None
        return False

    def read(self, name: str) -> bytes | None:
        """The content of a file; None if there is no file. Raises `FileConflict` if the name is not that of a file."""
        try:
            if not stat.S_ISREG(os.lstat(self._folder + name).st_mode):
                raise FileConflict
            with open(self._folder + name, "rb") as file:  # noqa: PTH123 - as above
                return file.read()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise cannot_write(self._folder, error) from None


class ComparingFolder(OutputFolder):
    """A folder of an earlier run whose files are compared with the documents of this one; nothing is written."""

    def exists(self, name: str) -> bool:
        """True if a file or folder has the name."""
        return os.path.lexists(self._folder + name)

    def differs(self, name: str, content: bytes) -> bool:
        """True if the name is taken by anything but a file of this content."""
        try:
            existing = self.read(name)
        except FileConflict:
            return True
        return existing is not None and existing != content


class ComparedFolder(OutputFolder):
    """A folder whose files were compared: each file that has a name of the batch is the document of that name."""

    def digest(self, name: str) -> str | None:
        """The SHA-256 of the file, in hexadecimal digits; None if there is no file."""
        content = self.read(name)
        return None if content is None else hashlib.sha256(content).hexdigest()


def pdf_name(name: str) -> str:
    """The file name of a document's PDF."""
    return f"{name.removesuffix('.docx').removesuffix('.pdf')}.pdf"


def cannot_write(folder: str | Path, error: OSError) -> OutputError:
    """The error for a folder that cannot be written."""
    return OutputError(_("{path}: cannot be written ({reason})"), path=Path(folder), reason=error.strerror)
