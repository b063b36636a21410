"""`check`, the public function that checks a folder of templates or the masters."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cpr_docs.arguments import require
from cpr_docs.documents.settings import PrintedSettings
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm, form_classes
from cpr_docs.models.registry import form_class, form_names

if TYPE_CHECKING:
    from cpr_docs.templating.checking.template_findings import TemplateFinding


def check(
    folder: str | os.PathLike[str] | None = None,
    *,
    forms: Sequence[type[AnyForm]] | None = None,
    annotated: str | os.PathLike[str] | None = None,
    messages: Language | str | None = None,
) -> "list[TemplateFinding]":
    """Implements `cpr_docs.check`."""
    # Imported on use: only a check of templates needs it.
    from cpr_docs.templating.checking.comments import write_annotated
    from cpr_docs.templating.checking.folder import check_folder

    classes: Sequence[type[AnyForm]] = [form_class(name) for name in form_names()]
    if forms is not None:
        classes = form_classes(forms)
    if folder is not None:
        require("folder", folder, (str, os.PathLike), "the path of a folder")
    files = check_folder(None if folder is None else Path(folder), classes, PrintedSettings)
    if annotated is not None:
        write_annotated(files, Path(annotated), None if messages is None else Language(messages))
    return [located.finding for file in files for located in file.findings]
