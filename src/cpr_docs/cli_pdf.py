"""What the commands have in common that make PDF."""

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from cpr_docs.errors import ConversionFailed

if TYPE_CHECKING:
    from cpr_docs.pdf.office import Office


def with_pdfs(files: Mapping[Path, bytes], office: "Office", *, alone: bool) -> dict[Path, bytes]:
    """The Word documents, just rendered, and beside each its PDF, or the PDFs alone in their places.

    Raises `ConversionFailed`, naming the file, where one cannot be made, and `OfficeFailed`.
    """
    from cpr_docs.gate.admitted import Admitted
    from cpr_docs.pdf.convert import Converter

    made = {}
    with (
        Converter(office, workers=1) as converter,
        contextlib.closing(converter.convert_all(map(Admitted.rendered, files.values()))) as conversions,
    ):
        for (path, content), conversion in zip(files.items(), conversions, strict=True):
            if conversion.pdf is None:
                raise ConversionFailed(f"{path}: {conversion.error}")
            if alone:
                made[path] = conversion.pdf
            else:
                made |= {path: content, path.with_suffix(".pdf"): conversion.pdf}
    return made


@contextlib.contextmanager
def ended_in_order() -> Iterator[None]:
    """While this lasts, a command that is told to end, or whose terminal goes, clears up before it does.

    Ctrl-C does so anyhow.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only there may a signal be given another meaning
        return
    names = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, _end) for number in names}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
