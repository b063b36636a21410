"""A class that stands for several types of form, as a type of pydantic's."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

if TYPE_CHECKING:
    from cpr_docs.models.form import Form


def schema_of_base(
    variants: "Sequence[type[Form]]",
    validate: "Callable[[Any, Any, core_schema.ValidationInfo], Form]",
    handler: GetCoreSchemaHandler,
) -> core_schema.CoreSchema:
    """A schema that validates with the function, and is in JSON Schema the union of the variants.

    The union itself validates nothing, because its errors would have its tags in their locations.
    """
    names = {variant.name() for variant in variants}
    # Several forms are told apart by two fields, for which JSON Schema has no discriminator; each variant says both.
    choices = {one.type_name() if len(names) == 1 else f"{one.name()}/{one.type_name()}": one for one in variants}
    return core_schema.with_info_wrap_validator_function(
        validate,
        core_schema.tagged_union_schema(
            {tag: handler.generate_schema(variant) for tag, variant in choices.items()},
            discriminator="review_type" if len(names) == 1 else _no_tag,
        ),
        # A form of one's own is none of the union, and an instance knows its own fields.
        serialization=core_schema.simple_ser_schema("any"),
    )


def _no_tag(_data: Any) -> str:
    return ""
