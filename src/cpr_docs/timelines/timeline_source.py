"""A timeline that is to be merged, or whose practitioners are wanted: a form, a Word document, or JSON in a file."""

import contextlib
import os
from pathlib import Path
from typing import Final

from cpr_docs.models.form import AnyForm
from cpr_docs.reading.read import read
from cpr_docs.reading.untrusted import Source

_ZIP: Final = b"PK"


def form_of(timeline: "AnyForm | Source", templates: str | os.PathLike[str] | None) -> AnyForm:
    """The form, of whatever kind; raises `CprDocsError` for a source without one."""
    if isinstance(timeline, AnyForm):
        return timeline
    if isinstance(timeline, str | os.PathLike) and not _is_archive(Path(timeline)):
        return AnyForm.parse(Path(timeline).read_bytes())
    form: AnyForm = read(timeline, templates=templates)
    return form


def _is_archive(path: Path) -> bool:
    """True for a file that begins as a Word document does; `read` reports one that cannot be opened."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        return file.read(len(_ZIP)) == _ZIP
    return True
