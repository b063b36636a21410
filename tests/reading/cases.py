"""Cases shared by the tests of reading: forms, their documents, and the edits of a person."""

from typing import Any

from cpr_docs.errors import InvalidForm, Problem
from cpr_docs.language.languages import Language
from cpr_docs.models.examples import example
from cpr_docs.models.form import Form
from cpr_docs.reading.read import read
from tests.documents.cases import RENDERER
from tests.reading.editing import Edited


def edited(name: str, language: Language, review_type: str = "concise", *, sparse: bool = False) -> Edited:
    """An example, rendered and open in Word."""
    form = example(name, review_type, sparse=sparse)
    return Edited(RENDERER.render(form, language).content)


def read_back(document: Edited) -> Any:
    """The form that is read from the document; untyped, because each test knows its fields."""
    return read(document.saved())


def before(name: str, language: Language, review_type: str = "concise", *, sparse: bool = False) -> Any:
    """The form as rendered: the example in one language."""
    return example(name, review_type, sparse=sparse).in_language(language)


def problems(document: Edited) -> list[Problem]:
    """The problems of reading a document."""
    try:
        read(document.saved())
    except InvalidForm as error:
        return list(error.problems)
    raise AssertionError("it was read")


def changed(form: Form, *path: str, **fields: Any) -> Any:
    """The form with other values in the part that the path names."""
    if not path:
        return form.model_copy(update=fields)
    part = getattr(form, path[0])
    return form.model_copy(update={path[0]: changed(part, *path[1:], **fields)})
