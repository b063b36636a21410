"""The pydantic schema of a class that stands for several others."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

from cpr_docs.models.field_types import FieldModel


def union_schema(
    variants: Mapping[str, type[FieldModel]],
    validate: Callable[[Any, Any, core_schema.ValidationInfo], FieldModel],
    handler: GetCoreSchemaHandler,
    discriminator: str = "",
) -> core_schema.CoreSchema:
    """A schema that validates with the function, and is in JSON Schema the union of the variants, each with its tag.

    The union itself validates nothing, because its errors would have its tags in their locations.
    """
    return core_schema.with_info_wrap_validator_function(
        validate,
        core_schema.tagged_union_schema(
            {tag: handler.generate_schema(variant) for tag, variant in variants.items()},
            discriminator=discriminator or _no_tag,
        ),
        # A form of one's own is none of the union, and an instance knows its own fields.
        serialization=core_schema.simple_ser_schema("any"),
    )


def _no_tag(_data: Any) -> str:
    return ""
