"""The limits of a field's value, from its JSON Schema."""

from typing import Any

from cpr_docs.models.parts import Part
from cpr_docs.models.schema import schema_of

_WORDS = {
    "maxLength": "at most {} characters",
    "minItems": "at least {}",
    "minimum": "{} or more",
    "maximum": "{} or less",
    "exclusiveMinimum": "more than {}",
}


class Limits:
    """The limits of one field, as words that follow its kind."""

    def __init__(self, part: type[Part], name: str) -> None:
        described: dict[str, Any] = schema_of((part,))["properties"][name]
        options = [described, *described.get("anyOf", ())]
        self._found = {key: option[key] for option in options for key in _WORDS if key in option}

    def __str__(self) -> str:
        return "".join(f"; {_WORDS[key].format(value)}" for key, value in self._found.items())
