"""The forms of the library and their examples, whatever their shape, for tests that are parametrised over them."""

from typing import NamedTuple

import cpr_docs
from cpr_docs.models.form import AnyForm, Form
from cpr_docs.models.registry import form_class, form_names
from cpr_docs.templating.loader import template_name

VARIANTS: tuple[type[Form], ...] = tuple(variant for name in form_names() for variant in form_class(name).variants())
"""The classes that have templates. Some are `AnyForm` or `CaseForm`: a test that needs a case asks for it."""
FIRST_VARIANTS: tuple[type[Form], ...] = tuple(form_class(name).variants()[0] for name in form_names())
"""One variant of each form, for a promise that does not depend on the review type."""

IDENTITY_COPIES = ("copy:review_type",)
"""The copies that identify a document, as its properties do: nobody compares them with the data."""


def example_stems(form_type: type[AnyForm]) -> tuple[str, ...]:
    """The names of the files of a form's examples, without their endings: its review types, or ``example``."""
    return tuple(review_type.value for review_type in form_type.review_types()) or ("example",)


class Example(NamedTuple):
    """An example of a form: of a review type, or the example of a form without a review."""

    variant: type[Form]
    stem: str
    """The name of its file without its endings: ``concise``, ``extended`` or ``example``."""

    @property
    def name(self) -> str:
        """The form and the example, as the name of a test: ``report.concise``, ``forum_programme``."""
        return f"{self.variant.name()}{'' if self.stem == 'example' else f'.{self.stem}'}"

    @property
    def review_type(self) -> str | None:
        """The review type; None for a form without a review."""
        return None if self.stem == "example" else self.stem

    def form(self, *, sparse: bool = False) -> AnyForm:
        """The example, complete or sparse."""
        return cpr_docs.example(self.variant.name(), self.review_type or "concise", sparse=sparse)


EXAMPLES: tuple[Example, ...] = tuple(Example(variant, stem) for variant in VARIANTS for stem in example_stems(variant))
"""All examples: of a class of both review types, one of each."""
FILES: tuple[str, ...] = tuple(f"{each.variant.name()}/{each.stem}" for each in EXAMPLES)
"""The files of the complete examples, without their ending, as `tests.models.data.changed` takes them."""


def variant_id(variant: type[AnyForm]) -> str:
    """The name of a variant in the name of a test: that of its template."""
    return template_name(variant).removesuffix(".docx")


def first_example(variant: type[AnyForm], *, sparse: bool = False) -> AnyForm:
    """The first example of a variant."""
    stem = example_stems(variant)[0]
    return cpr_docs.example(variant.name(), "concise" if stem == "example" else stem, sparse=sparse)


def blank_of(variant: type[AnyForm]) -> "cpr_docs.Draft[AnyForm]":
    """The blank form of a variant; of a class of both review types, that of a concise review."""
    return cpr_docs.blank(variant, identity_of(variant).get("review_type"))


def identity_of(variant: type[AnyForm]) -> dict[str, str]:
    """The data that names a variant: the form, and the first review type if it has any."""
    types = variant.review_types()
    return {"form": variant.name(), **({"review_type": types[0].value} if types else {})}
