"""Whether templates still work, without any data: a board's own, or the masters."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cpr_docs.arguments import require, require_subclasses
from cpr_docs.documents.settings import Settings
from cpr_docs.models.form import Form
from cpr_docs.models.registry import FORM_NAMES, form_class

if TYPE_CHECKING:
    from cpr_docs.templating.checking.template_findings import TemplateFinding


def check(
    folder: str | os.PathLike[str] | None = None,
    *,
    forms: Sequence[type[Form]] | None = None,
    annotated: str | os.PathLike[str] | None = None,
) -> "list[TemplateFinding]":
    """Everything that is wrong with the templates of a folder, in ``en`` and ``cy``; of the masters without one.

    A folder's templates are those of the guidance's forms, unless `forms` gives others. With `annotated`, a copy of
    each template that has findings is written to that folder, with each finding as a Word comment at its place.

    Raises `TemplateNotFound` where the folder holds no templates, and `OutputError` where a copy cannot be written.
    """
    from cpr_docs.templating.checking.comments import write_annotated
    from cpr_docs.templating.checking.folder import check_folder

    classes: Sequence[type[Form]] = [form_class(name) for name in FORM_NAMES]
    if forms is not None:
        classes = require_subclasses("forms", forms, Form, "classes of forms")
    if folder is not None:
        require("folder", folder, (str, os.PathLike), "the path of a folder")
    files = check_folder(None if folder is None else Path(folder), classes, Settings)
    if annotated is not None:
        write_annotated(files, Path(annotated))
    return [located.finding for file in files for located in file.findings]
