"""Timelines that are to be merged, or whose practitioners are wanted: forms, Word documents, or JSON in files."""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from cpr_docs.models.form import AnyForm
from cpr_docs.reading.read import read
from cpr_docs.reading.untrusted import Source

_ZIP: Final = b"PK"


def timeline_sources(timelines: "AnyForm | Source | Iterable[AnyForm | Source]") -> "Iterable[AnyForm | Source]":
    """The timelines; one that is given alone is the only one."""
    return [timelines] if isinstance(timelines, str | bytes | os.PathLike | AnyForm) else timelines


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
