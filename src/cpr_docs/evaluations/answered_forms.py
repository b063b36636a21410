"""Reads answered evaluation forms or commented learning points, and lists the files that are not counted."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from cpr_docs.errors import CprDocsError, PackageError, Stray, StrayWords
from cpr_docs.guidance.consultation_evaluation.model import ConsultationEvaluation
from cpr_docs.guidance.evaluation_form.model import EvaluationForm
from cpr_docs.guidance.forum_evaluation.model import ForumEvaluation
from cpr_docs.guidance.learning_points_letter.model import LearningPointsLetter
from cpr_docs.language.catalogue import Sentence, _, in_language
from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import visible
from cpr_docs.ooxml.package import MAX_FILE_BYTES
from cpr_docs.reading.read import reading_of

AnsweredForm: TypeAlias = EvaluationForm | ForumEvaluation | ConsultationEvaluation
"""A form with the questions of Appendix 1e: on a learning event, a forum, or a consultation."""
KINDS: Final = (EvaluationForm, ForumEvaluation, ConsultationEvaluation)


@dataclass(frozen=True, slots=True)
class Return:
    """An answered form."""

    file: str
    """The file's name, which may contain a person's name."""
    language: Language
    """The language of the document."""
    form: AnsweredForm | LearningPointsLetter = field(repr=False)
    """The data of the form."""
    strays: tuple[Stray, ...] = ()
    """Text outside the content controls, beside no answer; it is not counted."""
    unchecked: bool = False
    """True if the form's template is not available, so that text outside its content controls is not found."""


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A file that is not among the returns."""

    file: str
    """The path as it was passed, with invisible characters escaped."""
    reason: str
    """The reason, in one or more sentences, which contain no answer."""

    def __str__(self) -> str:
        return self.text()

    def text(self, language: Language | str = Language.ENGLISH) -> str:
        """The file and the reason, in the language."""
        return f"{self.file}: {in_language(self.reason, language)}"


def read_forms(
    paths: Iterable[str | os.PathLike[str]], templates: str | os.PathLike[str] | None = None
) -> tuple[tuple[Return, ...], tuple[NotCounted, ...]]:
    """The returns in the order of the files, and the files that are not counted; opens one file at a time."""
    returns: list[Return] = []
    not_counted: list[NotCounted] = []
    # Compared by path, not by content: two people who tick the same boxes may return equal files.
    first_paths: dict[Path, Path] = {}
    for path in map(Path, paths):
        try:
            first = first_paths.setdefault(path.resolve(), path)
            if first is not path:
                raise PackageError(_("is the same file as {path}, which is counted once"), path=visible(first))
            reading, identity = reading_of(_content(path), templates=templates)
            form = reading.form
            if not isinstance(form, (*KINDS, LearningPointsLetter)):
                raise PackageError(_("is no evaluation form: it is a form “{form}”"), form=Sentence(form.TITLE))
            if returns and isinstance(form, LearningPointsLetter) is not isinstance(
                returns[0].form, LearningPointsLetter
            ):
                raise PackageError(_("is a form “{form}”, which is counted by itself"), form=Sentence(form.TITLE))
            if reading.is_in_doubt:
                raise StrayWords(identity.name, reading.strays, form, identity.language)
        except CprDocsError as error:
            not_counted.append(NotCounted(visible(path), error.as_sentence()))
        else:
            returns.append(Return(visible(path.name), identity.language, form, reading.strays, reading.unchecked))
    return tuple(returns), tuple(not_counted)


def _content(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise PackageError(_("is no file that can be read again, but a folder, a pipe or a device"))
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise PackageError(_("cannot be read ({reason})"), reason=error.strerror) from None
