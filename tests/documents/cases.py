"""The cases that the tests of documents share: every form type, its examples, and their documents."""

import functools
import typing
from typing import Any, TypeVar

import pytest

from cpr_docs.documents.document import Document
from cpr_docs.documents.render import Renderer
from cpr_docs.documents.settings import Settings
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm, Form
from cpr_docs.models.purpose import Purpose
from cpr_docs.ooxml.package import Package
from cpr_docs.templating.loader import find_template
from tests import examples
from tests.examples import EXAMPLES, first_example, variant_id

_FormT = TypeVar("_FormT", bound=AnyForm)

VARIANTS = examples.VARIANTS
RENDERER = Renderer()
"""Compiles each template once for all tests of a process."""

every_variant = pytest.mark.parametrize("variant", VARIANTS, ids=variant_id)
every_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
every_language = pytest.mark.parametrize("language", list(Language), ids=lambda language: language.value)
full_and_sparse = pytest.mark.parametrize("sparse", [False, True], ids=["full", "sparse"])


@functools.cache
def case(variant: type[Form], sparse: bool = False) -> Form:
    """The example of a form type; of a class of both review types, that of a concise review."""
    return typing.cast(Form, first_example(variant, sparse=sparse))


@functools.cache
def rendered(variant: type[Form], language: Language, sparse: bool = False) -> Document:
    """The example as a document."""
    return RENDERER.render(case(variant, sparse), language)


def values_of(form: AnyForm) -> dict[str, Any]:
    """The values that a template on the screen prints: the fields of a form, and settings."""
    return {**form.printed_values(), "settings": Settings().as_printed(Purpose.SCREEN, marked=form.MARKED)}


@functools.cache
def template(variant: type[Form], language: Language) -> Package:
    """The master template of a form type."""
    return find_template(variant, language)


def changed(form: _FormT, **fields: Any) -> _FormT:
    """The form with other values in some fields."""
    return type(form).parse(form.model_dump(mode="json", exclude_none=True) | fields)
