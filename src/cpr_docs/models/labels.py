"""What stands beside a field's type: the label that is printed, and where in the guidance the field comes from."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, Self, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema


class Answers(NamedTuple):
    """The two answers to a question, as they are printed."""

    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a field, written once for the printed form, the control's title, messages, schema and docs."""

    text: str
    """The printed label, an English message of the catalogue."""
    source: str
    """The paragraph, annex or heading of the guidance that asks for the field."""
    short: str = ""
    """The label everywhere but on paper, where the printed one is longer than the 64 characters that Word allows."""
    answers: Answers | None = None
    """For a yes or no that is not a lone box: the two answers."""
    since: int = 1
    """The `SCHEMA_VERSION` that brought the field: that of the form, or of the library for what the library defines."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Takes true and false alone for a box, and whole numbers alone for a number: pydantic guesses from text."""
        schema: Any = handler(source)
        bare = schema["schema"] if schema["type"] == "nullable" else schema
        if bare["type"] in ("bool", "int"):
            bare["strict"] = True
        if bare["type"] == "bool":
            # A text that is no answer had this code before, and programs know it.
            box = core_schema.custom_error_schema({**bare}, "bool_parsing")
            return core_schema.nullable_schema(box) if bare is not schema else box
        return cast("core_schema.CoreSchema", schema)

    @property
    def title(self) -> str:
        """The label as it stands everywhere but on paper."""
        return self.short or self.text


class Choice(StrEnum):
    """An answer of a fixed set; each member is its value in the data and carries its printed label."""

    label: str
    short: str

    def __new__(cls, value: str, label: str = "", short: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.short = short or label
        return member
