"""The folder that a batch fills: one run at a time, with a place for what is not complete, and nothing left behind."""

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

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has none: there nobody keeps two runs apart
    fcntl = None  # type: ignore[assignment]

# The worker processes of a run that was killed hold the folder a moment longer than the run itself.
_PATIENCE = 3.0
_PAUSE = 0.05


class FolderLock:
    """A folder, made if need be, that no other run fills at the same time.

    Entering raises `OutputError` where it cannot be written, or where another run is at work.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.path = Path(folder)
        self.working = self.path / WORKING
        self.shelf = OutputFolder(self.path)
        self.lock: int | None = None
        """The descriptor that keeps other runs out, which a forked worker has to close."""

    def __enter__(self) -> Self:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._keep_others_out()
        except OSError as error:
            raise cannot_write(self.path, error) from None
        try:
            self._clear()
            self.working.mkdir(mode=0o700)
        except OSError as error:
            self._let_others_in()
            raise cannot_write(self.path, error) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        # What cannot be cleared now is cleared by the next run.
        with contextlib.suppress(OSError):
            self._clear()
        self._let_others_in()

    def _clear(self) -> None:
        """Removes what an earlier run left unfinished."""
        try:
            mode = self.working.lstat().st_mode
        except FileNotFoundError:
            return
        if not stat.S_ISDIR(mode):
            raise FileExistsError(0, f"{WORKING} is no folder")
        for left in list(self.working.iterdir()):
            left.unlink(missing_ok=True)
        self.working.rmdir()

    def _keep_others_out(self) -> None:
        # The folder itself is locked, so that there is no lock file to leave behind.
        if fcntl is None:
            return
        self.lock = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    self._let_others_in()
                    raise OutputError(f"{self.path}: another batch is being written there") from None
                time.sleep(_PAUSE)
            except OSError:
                return  # a file system without locks
            else:
                return

    def _let_others_in(self) -> None:
        if self.lock is not None:
            os.close(self.lock)
            self.lock = None


WORKING = ".cpr-docs-batch"
"""The folder, inside the one that is filled, where files stay until they are complete."""


class FileConflict(Exception):
    """There is something else under the name."""


class OutputFolder:
    """A folder to put documents in; worker processes on the same machine have one each."""

    def __init__(self, folder: Path) -> None:
        self._folder = f"{folder}{os.sep}"
        self._working = f"{self._folder}{WORKING}{os.sep}"

    def put(self, name: str, content: bytes) -> bool:
        """Whether the file was written: not if it is there with this content already.

        Raises `FileConflict` where something else has the name, and `OutputError` where the folder takes no file.
        """
        try:
            target = self._folder + name
            try:
                there = os.lstat(target)
            except FileNotFoundError:
                return self._write(target, content) or not self._keeps(target, content)
            if not stat.S_ISREG(there.st_mode) or there.st_size != len(content):
                raise FileConflict
            return not self._keeps(target, content)
        except OSError as error:
            raise cannot_write(self._folder, error) from None

    def get(self, name: str) -> bytes | None:
        """The content of a file; None where there is none. Raises `FileConflict` where something else has the name."""
        try:
            if not stat.S_ISREG(os.lstat(self._folder + name).st_mode):
                raise FileConflict
            with open(self._folder + name, "rb") as file:  # noqa: PTH123 - as below
                return file.read()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise cannot_write(self._folder, error) from None

    def _keeps(self, target: str, content: bytes) -> bool:
        with open(target, "rb") as file:  # noqa: PTH123 - a Path for each file costs as much as to write it
            if file.read() != content:
                raise FileConflict
        return True

    def _write(self, target: str, content: bytes) -> bool:
        """Whether the file got its name, which another process may have taken in the meantime."""
        return create_atomic(target, content, f"{self._working}{os.getpid()}")


class ComparingFolder(OutputFolder):
    """A folder of an earlier run: documents are compared with its files, and none is written."""

    def has(self, name: str) -> bool:
        """True if there is anything under the name."""
        return os.path.lexists(self._folder + name)

    def differs(self, name: str, content: bytes) -> bool:
        """True if there is something under the name that is no file of this content."""
        try:
            there = self.get(name)
        except FileConflict:
            return True
        return there is not None and there != content


class ComparedFolder(OutputFolder):
    """A folder whose files were compared: a file that is there under a name of the batch is the right one."""

    def digest(self, name: str) -> str | None:
        """The SHA-256 of the file, in hexadecimal figures; None where there is none."""
        content = self.get(name)
        return None if content is None else hashlib.sha256(content).hexdigest()


def pdf_name(name: str) -> str:
    """The name of a document's PDF."""
    return f"{name.removesuffix('.docx').removesuffix('.pdf')}.pdf"


def cannot_write(folder: str | Path, error: OSError) -> OutputError:
    """The error of a folder that takes no file."""
    return OutputError(f"{Path(folder)}: cannot be written ({error.strerror})")
