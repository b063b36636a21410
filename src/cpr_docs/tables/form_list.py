"""A list of a form, by its path: the class of the form's variant, and the fields of the list's rows."""

from dataclasses import dataclass
from typing import Any

from cpr_docs.arguments import require
from cpr_docs.models.field_types import FieldModel, ReviewType
from cpr_docs.models.fields import IDENTITY, Kind, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.models.registry import named_form_class
from cpr_docs.tables.row_fields import RowFields, row_fields


@dataclass(frozen=True, slots=True)
class FormList:
    """A list of a form."""

    form: type[AnyForm]
    """The class of one review type."""
    path: str
    fields: RowFields
    label: str

    def within(self, data: dict[str, Any], rows: Any) -> dict[str, Any]:
        """The data of the form with the rows in the place of the list's own."""
        first, *others = self.path.split(".")
        if not others:
            return {**data, first: rows}
        result = data = dict(data)
        for step in self.path.split(".")[:-1]:
            data[step] = dict(data.get(step) or {})
            data = data[step]
        data[others[-1]] = rows
        return result

    def rows_in(self, form: Any) -> tuple[Any, ...]:
        """The rows of an instance; none if a section around the list is blank."""
        for step in self.path.split("."):
            form = getattr(form, step, None)
        return form or ()


def form_list(form: str | type[AnyForm], path: str, review_type: ReviewType | str | None = None) -> FormList:
    """The list at a path of a form, such as ``timeline`` or ``terms.amendments``.

    `form` is the name of a form of the guidance, or a class. Raises `ValueError` for a name, a path or a review type
    that does not exist, and where the list has other fields in each review type and none is named.
    """
    base: Any = named_form_class(form) if isinstance(form, str) else form
    require("form", base, type, "the name or the class of a form")
    path = path.removesuffix("[]")
    variants = base.variants()
    if base in variants:
        variants = (base,)
    if review_type is not None:
        variants = (base.variant(review_type),)
    parts = {variant: _row_part(variant, path) for variant in variants}
    found = {variant: part for variant, part in parts.items() if part is not None}
    if not found:
        known = dict.fromkeys(each for variant in variants for each in list_paths(variant))
        raise ValueError(f"path must be that of a list of the form: {', '.join(known) or 'it has none'}")
    if len(set(found.values())) > 1:
        raise ValueError(f"review_type must be one of: {', '.join(variant.type_name() for variant in found)}")
    variant, part = next(iter(found.items()))
    return FormList(variant, path, row_fields(part, path), field_at(variant, path).label.title)


def list_paths(form: type[FieldModel], prefix: str = "") -> list[str]:
    """The paths of the lists of a form; a list inside the rows of another is filled together with it."""
    paths = []
    for name in form.model_fields:
        if name in IDENTITY and not prefix:
            continue
        field = field_at(form, name)
        if field.kind is Kind.ROWS:
            paths.append(f"{prefix}{name}")
        elif field.kind is Kind.SECTION:
            paths += list_paths(field.type, f"{prefix}{name}.")
    return paths


def _row_part(form: type[AnyForm], path: str) -> type[FieldModel] | None:
    if path not in list_paths(form):
        return None
    part: type[FieldModel] = field_at(form, path).type
    return part
