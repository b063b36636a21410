"""The private temporary folder in which documents are converted.

A process that is killed cannot remove its folder. Therefore each folder is locked while it is in use, and every new
folder removes older ones without a lock.
"""

import contextlib
import os
import shutil
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from cpr_docs.errors import OfficeFailed
from cpr_docs.language.catalogue import _

try:
    import fcntl
except ImportError:  # pragma: no cover - without it (Windows), abandoned folders cannot be recognised
    fcntl = None  # type: ignore[assignment]

PREFIX = "cpr-docs-pdf-"

# A folder is locked a moment after it is created, so that a young one without a lock may be in use.
_LOCKED_AFTER_SECONDS = 60.0
_ATTEMPTS, _PAUSE = 40, 0.05


class WorkDir:
    """A temporary folder that only this user can read, removed at the end of its ``with`` block.

    Entering raises `OfficeFailed` if the folder cannot be created.
    """

    def __enter__(self) -> Self:
        try:
            self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
            try:
                self._lock = _locked(self.path)
            except OSError:
                self.path.rmdir()
                raise
        except OSError as error:
            raise OfficeFailed(_("no temporary folder can be made ({reason})"), reason=error.strerror) from None
        _remove_abandoned(self.path.parent)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        # A process that is being killed may still write for a moment.
        for _attempt in range(_ATTEMPTS):
            shutil.rmtree(self.path, ignore_errors=True)
            if not self.path.exists():
                break
            time.sleep(_PAUSE)
        if self._lock is not None:
            os.close(self._lock)


def _locked(folder: Path) -> int | None:
    """A descriptor that locks the folder until it is closed; raises `BlockingIOError` if it is locked already."""
    if fcntl is None:
        return None
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _remove_abandoned(temporary: Path) -> None:
    """Removes this user's folders that have no lock."""
    if fcntl is None:
        return
    for folder in temporary.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            status = folder.lstat()
            if status.st_uid == os.getuid() and time.time() - status.st_mtime > _LOCKED_AFTER_SECONDS:
                lock = _locked(folder)
                shutil.rmtree(folder, ignore_errors=True)
                if lock is not None:
                    os.close(lock)
