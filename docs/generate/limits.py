"""What bounds a field's value, as its JSON Schema says it."""

from typing import Any

from cpr_docs.models.parts import Part
from cpr_docs.models.schema import schema_of

_SAID = {
    "maxLength": "at most {} characters",
    "minItems": "at least {}",
    "minimum": "{} or more",
    "maximum": "{} or less",
    "exclusiveMinimum": "more than {}",
}


class Limits:
    """The bounds of one field, to stand after what it holds."""

    def __init__(self, part: type[Part], name: str) -> None:
        described: dict[str, Any] = schema_of((part,))["properties"][name]
        options = [described, *described.get("anyOf", ())]
        self._found = {key: option[key] for option in options for key in _SAID if key in option}

    def __str__(self) -> str:
        return "".join(f"; {_SAID[key].format(value)}" for key, value in self._found.items())
