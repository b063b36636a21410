"""Validation with jsonschema by JSON Schema 2020-12, with formats asserted."""

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ANNOTATIONS = {
    "$defs",
    "$schema",
    "default",
    "description",
    "title",
    "x-asked",
    "x-kind",
    "x-required",
    "x-source",
    "discriminator",
    "mapping",
}
CHECKED = {
    *("$ref", "additionalProperties", "anyOf", "const", "enum", "format", "items", "maxLength", "maximum", "minItems"),
    *("minimum", "not", "oneOf", "pattern", "properties", "required", "type", "uniqueItems"),
}


def schemas_in(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schema and all schemas inside it."""
    yield schema
    for key in ("$defs", "properties"):
        for inner in schema.get(key, {}).values():
            yield from schemas_in(inner)
    for key in ("anyOf", "oneOf"):
        for inner in schema.get(key, []):
            yield from schemas_in(inner)
    if "items" in schema:
        yield from schemas_in(schema["items"])


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def resolve(root: dict[str, Any], reference: str) -> dict[str, Any]:
    place: Any = root
    for step in reference.removeprefix("#/").split("/"):
        place = place[step]
    assert isinstance(place, dict)
    return place
