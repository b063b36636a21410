"""A caller's word on a document that does not say itself which form it is, or in which language."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.models.guidance import FORM_NAMES, form_class
from cpr_docs.models.review import ReviewType


@dataclass(frozen=True, slots=True)
class Hints:
    """The form, review type and language that a document has according to its reader."""

    form: type[Form] | None = None
    review_type: ReviewType | None = None
    language: Language | None = None
    likely: type[Form] | None = None
    """The form to take where a document may be one of several; a document that is clearly another stays another."""

    @classmethod
    def of(
        cls,
        form: str | type[Form] | None,
        language: Language | str | None,
        review_type: ReviewType | str | None,
        forms: Iterable[type[Form]] = (),
    ) -> Self:
        """The hints as a caller gives them; raises `ValueError` for a name that does not exist."""
        return cls(
            _form_of(form, forms) if isinstance(form, str) else form,
            None if review_type is None else ReviewType(review_type),
            None if language is None else Language(language),
        )

    def fits(self, form: type[Form]) -> bool:
        """True if a form of one review type is the one that was named."""
        if self.review_type is not None and form.type_name() != self.review_type.value:
            return False
        return self.form is None or issubclass(form, self.form)


def _form_of(name: str, forms: Iterable[type[Form]]) -> type[Form]:
    others = {form.name(): form for form in forms}
    if name not in others and name not in FORM_NAMES:
        raise ValueError(f"no form of that name; there are: {', '.join((*FORM_NAMES, *others))}")
    found: type[Form] = others.get(name) or form_class(name)
    return found
