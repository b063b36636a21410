"""Text that is missing in a document's language: as problems, and the treatment of it."""

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from cpr_docs.errors import Problem
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import label_at
from cpr_docs.models.parts import Part

Missing: TypeAlias = Literal["refuse", "mark"]
"""The treatment of text that is missing in a document's language: an error, or its words in the other, marked."""


def missing_choice(missing: Missing | None, default: str) -> Missing:
    """The argument `missing`, or the form's own `MISSING`; raises `ValueError` for any other word."""
    if missing not in (None, "refuse", "mark"):
        raise ValueError('missing must be "refuse" or "mark"')
    return "mark" if (missing or default) == "mark" else "refuse"


def missing_problems(part: Part, language: Language, paths: Iterable[str] | None = None) -> Iterator[Problem]:
    """The text at the paths, by default all text that the part has in the other language only."""
    message = _("has no English") if language is Language.ENGLISH else _("has no Welsh")
    for path in part.lacking(language) if paths is None else paths:
        yield Problem(path, "missing_language", message, label=label_at(type(part), path))
