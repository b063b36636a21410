"""The kinds of values that are no text: days, months, times, pounds, counts."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple, NoReturn, Self, cast, dataclass_transform

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from cpr_docs.language.catalogue import _
from cpr_docs.language.text import refusal

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_MINUTE = re.compile(r"\d\d:\d\d(:00)?", re.ASCII)
_AMOUNT = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_PENCE = Decimal("0.01")
_FIRST_DAY = datetime.date(1900, 1, 1)
_LAST_DAY = datetime.date(2199, 12, 31)


def _day_not_number(value: Any) -> Any:
    # pydantic would take a number for seconds since 1970, and a spreadsheet's day number is one.
    if isinstance(value, datetime.date) or (isinstance(value, str) and _ISO_DAY.fullmatch(value.strip())):
        return value.strip() if isinstance(value, str) else value
    raise refusal("day", _("must be a date such as 2012-01-31 (year-month-day)"))


def _near_our_time(value: datetime.date) -> datetime.date:
    # pydantic would say which day it may be as Python writes it.
    if value < _FIRST_DAY:
        raise refusal("greater_than_equal", _("must be {ge} or more"), ge=_FIRST_DAY.isoformat())
    if value > _LAST_DAY:
        raise refusal("less_than_equal", _("must be {le} or less"), le=_LAST_DAY.isoformat())
    return value


def _whole_minute(value: datetime.time) -> datetime.time:
    if value.second or value.microsecond or value.tzinfo:
        raise refusal("minute", _("must be a time in hours and minutes, such as 09:30"))
    return value


def _time_not_number(value: Any) -> Any:
    if isinstance(value, datetime.time) or (isinstance(value, str) and _MINUTE.fullmatch(value.strip())):
        return value.strip() if isinstance(value, str) else value
    raise refusal("minute", _("must be a time in hours and minutes, such as 09:30"))


def _amount_not_guessed(value: Any) -> Any:
    # Python would read 1E+3 and 1_250.00 too.
    if isinstance(value, str):
        value = value.strip()
        if not _AMOUNT.fullmatch(value):
            raise refusal("decimal_parsing", _("must be an amount in pounds, such as 1250.00"))
    return value


def _to_the_penny(value: Decimal) -> Decimal:
    # Without the sign of a minus nought.
    return abs(value.quantize(_PENCE))


Day = Annotated[
    datetime.date,
    BeforeValidator(_day_not_number),
    AfterValidator(_near_our_time),
    Field(ge=_FIRST_DAY, le=_LAST_DAY),
    # JSON Schema has no bounds of dates, for which pydantic makes up keywords.
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^(19|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}$"}),
]
"""A date, in the data year-month-day."""

Time = Annotated[
    datetime.time,
    BeforeValidator(_time_not_number),
    AfterValidator(_whole_minute),
    # The format "time" of JSON Schema needs a time zone.
    WithJsonSchema({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:00)?$"}),
]
"""A time of day to the minute."""

_POUNDS_IN_JSON = {"type": "string", "pattern": "^[0-9]{1,10}([.][0-9]{1,2})?$"}

Pounds = Annotated[
    Decimal,
    BeforeValidator(_amount_not_guessed),
    Field(ge=0, max_digits=12, decimal_places=2),
    AfterValidator(_to_the_penny),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0, "maximum": 9_999_999_999.99}, _POUNDS_IN_JSON]}),
    WithJsonSchema(_POUNDS_IN_JSON, mode="serialization"),
]
"""An amount in pounds sterling."""


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A month of a year; in the data ``2012-06``."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @classmethod
    def parse(cls, value: Any) -> Self:
        """The month that ``2012-06`` names; raises `PydanticCustomError` for anything else."""
        if isinstance(value, cls):
            return value
        match = _ISO_MONTH.fullmatch(value.strip()) if isinstance(value, str) else None
        if not match or int(match[1]) < 1900:
            raise refusal("month", _("must be a month such as 2012-06 (year-month)"))
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.to_string_ser_schema(when_used="json")
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "pattern": "^(19|[2-9][0-9])[0-9]{2}-(0[1-9]|1[0-2])$"}


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


class ReviewType(Choice):
    """Which review is held (guidance, 3.2)."""

    CONCISE = "concise", _("Concise review")
    EXTENDED = "extended", _("Extended review")

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        raise ValueError('review_type must be "concise" or "extended"')


if TYPE_CHECKING:
    from pydantic._internal._model_construction import ModelMetaclass

    @dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
    class _Frozen(ModelMetaclass):
        """Tells type checkers that fields are read-only, so that a subclass may narrow the type of one."""
else:
    _Frozen = type(BaseModel)


class FieldModel(BaseModel, metaclass=_Frozen):
    """The base of every model that holds fields with labels."""

    DERIVED: ClassVar[Mapping[str, Label]] = MappingProxyType({})
    """The properties that a form prints though they follow from the fields, each with its label."""
