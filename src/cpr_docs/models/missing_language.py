"""Text that is missing in a document's language, as problems."""

from collections.abc import Iterable, Iterator

from cpr_docs.errors import Problem
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import label_at
from cpr_docs.models.parts import Part


def missing_problems(part: Part, language: Language, paths: Iterable[str] | None = None) -> Iterator[Problem]:
    """The text at the paths, by default all text that the part has in the other language only."""
    message = _("has no English") if language is Language.ENGLISH else _("has no Welsh")
    for path in part.lacking(language) if paths is None else paths:
        yield Problem(path, "missing_language", message, label=label_at(type(part), path))
