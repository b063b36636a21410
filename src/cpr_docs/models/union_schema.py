"""The pydantic core schema of a class with several variants."""

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
    """A schema that validates by the function, and whose JSON Schema is the tagged union of the variants.

    The union does not validate, because the locations of its errors would contain tags.
    """
    return core_schema.with_info_wrap_validator_function(
        validate,
        core_schema.tagged_union_schema(
            {tag: handler.generate_schema(variant) for tag, variant in variants.items()},
            discriminator=discriminator or _no_tag,
        ),
        # A form outside the guidance is not in the union; an instance serialises by its own class.
        serialization=core_schema.simple_ser_schema("any"),
    )


def _no_tag(_data: Any) -> str:
    return ""
