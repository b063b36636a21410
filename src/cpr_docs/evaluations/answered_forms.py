"""The evaluation forms that came back, and the files that are none."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from cpr_docs.errors import CprDocsError, PackageError, Stray, StrayWords
from cpr_docs.guidance.evaluation_form.model import EvaluationForm
from cpr_docs.language.languages import Language
from cpr_docs.language.visible import visible
from cpr_docs.ooxml.package import MAX_FILE_BYTES
from cpr_docs.reading.read import reading_of


@dataclass(frozen=True, slots=True)
class Return:
    """One form that came back."""

    file: str
    """The file's name, which may be a person's."""
    language: Language
    """The language of the document."""
    form: EvaluationForm = field(repr=False)
    """What it says."""
    strays: tuple[Stray, ...] = ()
    """Words outside the controls, beside no answer; they are not counted."""
    unchecked: bool = False
    """True where the form's template is not at hand, so that words outside its controls are not found."""


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A file that is not among the returns."""

    file: str
    """The path as it was given, with what cannot be seen escaped."""
    reason: str
    """Why, in a sentence or several; no answer stands in it."""

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}"


def gather(
    paths: Iterable[str | os.PathLike[str]], templates: str | os.PathLike[str] | None = None
) -> tuple[tuple[Return, ...], tuple[NotCounted, ...]]:
    """The returns in the order of the files, and what is not counted; one at a time lies in memory."""
    returns: list[Return] = []
    refused: list[NotCounted] = []
    # By place, not by bytes: two people who tick the same boxes may well return the same bytes.
    seen: dict[Path, Path] = {}
    for path in map(Path, paths):
        try:
            first = seen.setdefault(path.resolve(), path)
            if first is not path:
                raise PackageError(f"is the same file as {visible(first)}, which is counted once")
            reading, identity = reading_of(_content(path), templates=templates)
            form = reading.form
            if not isinstance(form, EvaluationForm):
                raise PackageError(f"is no evaluation form: it is a {form.name().replace('_', ' ')}")
            if reading.is_in_doubt:
                raise StrayWords(str(identity), reading.strays, form)
        except CprDocsError as error:
            refused.append(NotCounted(visible(path), str(error)))
        else:
            returns.append(Return(visible(path.name), identity.language, form, reading.strays, reading.unchecked))
    return tuple(returns), tuple(refused)


def _content(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise PackageError("is no file that can be read again, but a folder, a pipe or a device")
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise PackageError(f"cannot be read ({error.strerror})") from None
