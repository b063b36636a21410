"""The private temporary folder in which documents are converted, and which never outlives the work.

Nobody can clear up after a process that is killed outright or after a machine that stops. So each folder is locked as
long as it is in use, and what lies there without a lock is cleared by whoever comes next.
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

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has none: there nothing tells a folder that was left from one in use
    fcntl = None  # type: ignore[assignment]

PREFIX = "cpr-docs-pdf-"

# A folder is locked a moment after it is made.
_LOCKED_AFTER_SECONDS = 60.0
_PATIENCE, _PAUSE = 40, 0.05


class WorkDir:
    """A temporary folder that only this user can look into, there as long as its ``with`` lasts.

    Entering raises `OfficeFailed` where none can be made.
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
            raise OfficeFailed(f"no temporary folder can be made ({error.strerror})") from None
        _clear_others(self.path.parent)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        # A process that is being killed may write a moment longer.
        for _attempt in range(_PATIENCE):
            shutil.rmtree(self.path, ignore_errors=True)
            if not self.path.exists():
                break
            time.sleep(_PAUSE)
        if self._lock is not None:
            os.close(self._lock)


def _locked(folder: Path) -> int | None:
    """A descriptor that locks the folder until it is closed; raises `BlockingIOError` where somebody else has one."""
    if fcntl is None:
        return None
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _clear_others(temporary: Path) -> None:
    """Removes this user's folders that nobody holds."""
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
