"""Collates evaluation forms, or comments on learning points, with `collate` or ``cpr-docs collate``."""

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from cpr_docs.arguments import require_each
from cpr_docs.errors import NotReadable
from cpr_docs.evaluations.answered_forms import NotCounted, Return, read_forms
from cpr_docs.evaluations.export import writer_for
from cpr_docs.files import require_free, write_atomic
from cpr_docs.language.catalogue import Listed, _
from cpr_docs.language.languages import Language
from cpr_docs.templating.loader import template_folder


@dataclass(frozen=True, slots=True)
class Collation:
    """Evaluation forms or comments on learning points, in either language, and the files that are not counted."""

    returns: tuple[Return, ...] = field(repr=False)
    """The forms, in the order of the files."""
    not_counted: tuple[NotCounted, ...]
    """The files that are no evaluation form, or cannot be read, and why."""

    @property
    def kinds(self) -> dict[str, int]:
        """The number of returns of each form: on learning events, forums and consultations."""
        return dict(Counter(returned.form.name() for returned in self.returns))

    @staticmethod
    def check(path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Raises the errors that `save` would raise for the path, so that they are found before the forms are read."""
        target = Path(path)
        writer_for(target)
        require_free(target, overwrite=overwrite)

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        language: Language | str = Language.ENGLISH,
        with_names: bool = False,
        overwrite: bool = False,
    ) -> Path:
        """Writes the summary, with its labels in the language, in the format of the suffix: .xlsx, .csv or .json.

        Answers that may identify a person (name, job title, the file's name) are left out unless `with_names` is true.
        Raises `OutputError` for another suffix, for .xlsx without openpyxl, and if the file cannot be written, and
        `OutputExists` if it exists and `overwrite` is false.
        """
        target = Path(path)
        content = writer_for(target)(self.returns, self.not_counted, Language(language), with_names)
        write_atomic(target, content, overwrite=overwrite)
        return target


def collate(paths: Iterable[str | os.PathLike[str]], *, templates: str | os.PathLike[str] | None = None) -> Collation:
    """Implements `cpr_docs.collate`."""
    template_folder(templates)
    paths = require_each("paths", paths, (str, os.PathLike), "paths")
    returns, not_counted = read_forms(paths, templates)
    if not returns:
        message = _("none of the files is an evaluation form that can be read{files}")
        raise NotReadable(message, files=Listed(("", *not_counted), "\n  "))
    return Collation(returns, not_counted)
