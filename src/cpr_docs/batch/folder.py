"""The folder that a batch fills: one run at a time, with a place for what is not complete, and nothing left behind."""

import contextlib
import os
import stat
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from cpr_docs.batch.shelf import WORKING, Shelf, cannot_write
from cpr_docs.errors import OutputError

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has none: there nobody keeps two runs apart
    fcntl = None  # type: ignore[assignment]

# The worker processes of a run that was killed hold the folder a moment longer than the run itself.
_PATIENCE = 3.0
_PAUSE = 0.05


class OutputFolder:
    """A folder, made if need be, that no other run fills at the same time.

    Entering raises `OutputError` where it cannot be written, or where another run is at work.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.path = Path(folder)
        self.working = self.path / WORKING
        self.shelf = Shelf(self.path)
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
