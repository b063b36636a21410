"""`check`, the public function that checks a folder of templates or the masters."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cpr_docs.arguments import require
from cpr_docs.documents.settings import Settings
from cpr_docs.models.form import Form, form_classes
from cpr_docs.models.registry import form_class, form_names

if TYPE_CHECKING:
    from cpr_docs.templating.checking.template_findings import TemplateFinding


def check(
    folder: str | os.PathLike[str] | None = None,
    *,
    forms: Sequence[type[Form]] | None = None,
    annotated: str | os.PathLike[str] | None = None,
) -> "list[TemplateFinding]":
    """Checks the templates of a folder, in its subfolders ``en`` and ``cy``, without any data; or the masters.

    `forms` are the forms whose templates are checked, by default those of the guidance. With `annotated`, a copy of
    each template that has findings is written to that folder, with each finding as a Word comment at its place.

    Raises `TemplateNotFound` if the folder contains no templates, and `OutputError` if a copy cannot be written.
    """
    from cpr_docs.templating.checking.comments import write_annotated
    from cpr_docs.templating.checking.folder import check_folder

    classes: Sequence[type[Form]] = [form_class(name) for name in form_names()]
    if forms is not None:
        classes = form_classes(forms)
    if folder is not None:
        require("folder", folder, (str, os.PathLike), "the path of a folder")
    files = check_folder(None if folder is None else Path(folder), classes, Settings)
    if annotated is not None:
        write_annotated(files, Path(annotated))
    return [located.finding for file in files for located in file.findings]
