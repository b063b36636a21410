"""The form, review type and language of a document, as its caller names them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import ReviewType
from cpr_docs.models.form import AnyForm
from cpr_docs.models.registry import form_class, form_names, unknown_form


@dataclass(frozen=True, slots=True)
class Hints:
    """The form, review type and language of a document according to the caller; None if not named."""

    form: type[AnyForm] | None = None
    review_type: ReviewType | None = None
    language: Language | None = None
    likely: type[AnyForm] | None = None
    """The form preferred among several possible forms; it never overrules the document."""

    @classmethod
    def of(
        cls,
        form: str | type[AnyForm] | None,
        language: Language | str | None,
        review_type: ReviewType | str | None,
        forms: Iterable[type[AnyForm]] = (),
    ) -> Self:
        """The hints from a caller's arguments; raises `ValueError` for a name that does not exist."""
        return cls(
            _form_of(form, forms) if isinstance(form, str) else form,
            None if review_type is None else ReviewType(review_type),
            None if language is None else Language(language),
        )

    def fits(self, form: type[AnyForm]) -> bool:
        """True if the form, of one review type, does not contradict the named form and review type."""
        if self.review_type is not None and self.review_type not in form.review_types():
            return False
        return self.form is None or issubclass(form, self.form)


def _form_of(name: str, forms: Iterable[type[AnyForm]]) -> type[AnyForm]:
    own_forms = {form.name(): form for form in forms}
    if name not in own_forms and name not in form_names():
        raise unknown_form(name, (*form_names(), *own_forms))
    found: type[AnyForm] = own_forms.get(name) or form_class(name)
    return found
