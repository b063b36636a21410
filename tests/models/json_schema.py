"""As much of JSON Schema 2020-12 as the schemas of the forms use: any other keyword is an error of the test."""

import re
from collections.abc import Iterator
from datetime import date, time
from typing import Any

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ANNOTATIONS = {"$defs", "$schema", "default", "description", "title", "x-source", "discriminator", "mapping"}
CHECKED = {
    *("$ref", "additionalProperties", "anyOf", "const", "enum", "format", "items", "maxLength", "maximum", "minItems"),
    *("minimum", "oneOf", "pattern", "properties", "required", "type"),
}
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}
FORMATS = {"date": date.fromisoformat, "time": time.fromisoformat}


def schemas_in(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schema and every one inside it."""
    yield schema
    for key in ("$defs", "properties"):
        for inner in schema.get(key, {}).values():
            yield from schemas_in(inner)
    for key in ("anyOf", "oneOf"):
        for inner in schema.get(key, []):
            yield from schemas_in(inner)
    if "items" in schema:
        yield from schemas_in(schema["items"])


def accepts(root: dict[str, Any], schema: dict[str, Any], value: Any) -> bool:
    """Whether the schema, which stands in the root schema, accepts the value."""
    return all(_keeps(root, schema, key, value) for key in schema if key not in ANNOTATIONS)


def resolve(root: dict[str, Any], reference: str) -> dict[str, Any]:
    place: Any = root
    for step in reference.removeprefix("#/").split("/"):
        place = place[step]
    assert isinstance(place, dict)
    return place


def _keeps(root: dict[str, Any], schema: dict[str, Any], key: str, value: Any) -> bool:
    wanted = schema[key]
    match key:
        case "$ref":
            return accepts(root, resolve(root, wanted), value)
        case "anyOf":
            return any(accepts(root, one, value) for one in wanted)
        case "oneOf":
            return [accepts(root, one, value) for one in wanted].count(True) == 1
        case "const":
            return bool(value == wanted)
        case "enum":
            return value in wanted
        case "type":
            return isinstance(value, TYPES[wanted]) and (wanted == "boolean" or not isinstance(value, bool))
    if isinstance(value, str):
        return _keeps_text(key, wanted, value)
    if isinstance(value, dict):
        return _keeps_object(root, schema, key, value)
    if isinstance(value, list):
        return _keeps_list(root, key, wanted, value)
    if isinstance(value, int | float):
        return _keeps_number(key, wanted, value)
    return key in CHECKED


def _keeps_list(root: dict[str, Any], key: str, wanted: Any, value: list[Any]) -> bool:
    match key:
        case "items":
            return all(accepts(root, wanted, item) for item in value)
        case "minItems":
            return len(value) >= int(wanted)
    return key in CHECKED


def _keeps_number(key: str, wanted: Any, value: float) -> bool:
    match key:
        case "minimum":
            return value >= float(wanted)
        case "maximum":
            return value <= float(wanted)
    return key in CHECKED


def _keeps_text(key: str, wanted: Any, value: str) -> bool:
    match key:
        case "maxLength":
            return len(value) <= int(wanted)
        case "pattern":
            return re.search(wanted, value) is not None
        case "format":
            try:
                FORMATS[wanted](value)
            except ValueError:
                return False
    return key in CHECKED


def _keeps_object(root: dict[str, Any], schema: dict[str, Any], key: str, value: dict[str, Any]) -> bool:
    match key:
        case "properties":
            return all(accepts(root, schema[key][name], inner) for name, inner in value.items() if name in schema[key])
        case "required":
            return set(schema[key]) <= set(value)
        case "additionalProperties":
            assert schema[key] is False
            return set(value) <= set(schema["properties"])
    return key in CHECKED
