"""Examples of each form: complete cases and sparse ones, all invented."""

from cpr_docs import resources
from cpr_docs.models.field_types import ReviewType
from cpr_docs.models.form import AnyForm
from cpr_docs.models.registry import named_form_class

_EXAMPLE = "example"


def example(form: str, review_type: ReviewType | str = ReviewType.CONCISE, *, sparse: bool = False) -> AnyForm:
    """An invented case: complete, or with as little as the form demands; `review_type` is that of a review's form.

    Raises `ValueError` for a form or a review type that there is not.
    """
    form_type: type[AnyForm] = named_form_class(form)
    stem = ReviewType(review_type).value if form_type.review_types() else _EXAMPLE
    name = f"{stem}{'.sparse' if sparse else ''}.json"
    parsed: AnyForm = form_type.parse((resources.folder("fixtures") / form / name).read_bytes())
    return parsed
