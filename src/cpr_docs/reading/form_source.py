"""The form in a source, which is the form itself, a Word document, or JSON in a file."""

import contextlib
import os
from pathlib import Path

from cpr_docs.files import is_archive
from cpr_docs.models.form import AnyForm
from cpr_docs.reading.read import read
from cpr_docs.reading.untrusted import Source


def form_of(source: "AnyForm | Source", templates: str | os.PathLike[str] | None) -> AnyForm:
    """The form, of whatever kind; raises `CprDocsError` for a source without one."""
    if isinstance(source, AnyForm):
        return source
    if isinstance(source, str | os.PathLike) and not _is_document(Path(source)):
        return AnyForm.parse(Path(source).read_bytes())
    form: AnyForm = read(source, templates=templates)
    return form


def _is_document(path: Path) -> bool:
    """True for a Word document, and for a file that cannot be opened, which `read` reports."""
    with contextlib.suppress(OSError):
        return is_archive(path)
    return True
