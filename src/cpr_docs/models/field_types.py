"""Types and metadata of fields: days, months, times, amounts, choices, labels."""

import datetime
import re
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    NamedTuple,
    NoReturn,
    Self,
    TypeAlias,
    TypeVar,
    cast,
    dataclass_transform,
)

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

from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.language.text import custom_error

_ChoiceT = TypeVar("_ChoiceT", bound="Choice")

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_ISO_MINUTE = re.compile(r"\d\d:\d\d(:00)?", re.ASCII)
_AMOUNT = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_PENCE = Decimal("0.01")
_FIRST_DAY = datetime.date(1900, 1, 1)
_LAST_DAY = datetime.date(2199, 12, 31)


def _refuse_number_as_day(value: Any) -> Any:
    # pydantic interprets a number as seconds since 1970, but a number may be a spreadsheet's day.
    if isinstance(value, datetime.date) or (isinstance(value, str) and _ISO_DAY.fullmatch(value.strip())):
        return value.strip() if isinstance(value, str) else value
    raise custom_error("day", _("must be a date such as 2012-01-31 (year-month-day)"))


def _check_bounds(value: datetime.date) -> datetime.date:
    # pydantic's message would contain the bound as a Python expression.
    if value < _FIRST_DAY:
        raise custom_error("greater_than_equal", _("must be {ge} or more"), ge=_FIRST_DAY.isoformat())
    if value > _LAST_DAY:
        raise custom_error("less_than_equal", _("must be {le} or less"), le=_LAST_DAY.isoformat())
    return value


def _check_whole_minute(value: datetime.time) -> datetime.time:
    if value.second or value.microsecond or value.tzinfo:
        raise custom_error("minute", _("must be a time in hours and minutes, such as 09:30"))
    return value


def _refuse_number_as_time(value: Any) -> Any:
    if isinstance(value, datetime.time) or (isinstance(value, str) and _ISO_MINUTE.fullmatch(value.strip())):
        return value.strip() if isinstance(value, str) else value
    raise custom_error("minute", _("must be a time in hours and minutes, such as 09:30"))


def _check_amount(value: Any) -> Any:
    # Decimal accepts 1E+3 and 1_250.00 too.
    if isinstance(value, str):
        value = value.strip()
        if not _AMOUNT.fullmatch(value):
            raise custom_error("decimal_parsing", _("must be an amount in pounds, such as 1250.00"))
    return value


def _quantize_to_pence(value: Decimal) -> Decimal:
    # abs removes the sign of a negative zero.
    return abs(value.quantize(_PENCE))


Day = Annotated[
    datetime.date,
    BeforeValidator(_refuse_number_as_day),
    AfterValidator(_check_bounds),
    Field(ge=_FIRST_DAY, le=_LAST_DAY),
    # JSON Schema has no bounds of dates; pydantic would add keywords of its own.
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^(19|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}$"}),
]
"""A date, in the data as year-month-day."""

Time = Annotated[
    datetime.time,
    BeforeValidator(_refuse_number_as_time),
    AfterValidator(_check_whole_minute),
    # JSON Schema's format "time" requires a time zone.
    WithJsonSchema({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:00)?$"}),
]
"""A time of day to the minute."""

_POUNDS_IN_JSON = {"type": "string", "pattern": "^[0-9]{1,10}([.][0-9]{1,2})?$"}

Pounds = Annotated[
    Decimal,
    BeforeValidator(_check_amount),
    Field(ge=0, max_digits=12, decimal_places=2),
    AfterValidator(_quantize_to_pence),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0, "maximum": 9_999_999_999.99}, _POUNDS_IN_JSON]}),
    WithJsonSchema(_POUNDS_IN_JSON, mode="serialization"),
]
"""An amount in pounds sterling."""


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A month of a year, in the data as ``2012-06``."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @classmethod
    def parse(cls, value: Any) -> Self:
        """The month of text such as ``2012-06``; raises `PydanticCustomError` for any other value."""
        if isinstance(value, cls):
            return value
        match = _ISO_MONTH.fullmatch(value.strip()) if isinstance(value, str) else None
        if not match or int(match[1]) < 1900:
            raise custom_error("month", _("must be a month such as 2012-06 (year-month)"))
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
    """The two printed answers to a question."""

    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a field, used in the printed form, the control's title, messages, the JSON Schema and the docs."""

    text: str
    """The printed label, an English message of the catalogue."""
    source: str
    """The paragraph, annex or heading of the guidance that requires the field."""
    short: str = ""
    """The label outside the printed form, if the printed label exceeds the 64 characters that Word allows."""
    answers: Answers | None = None
    """The two answers to a question with two boxes; None for a single box."""
    since: int = 1
    """The `SCHEMA_VERSION` that added the field: of the form, or of the library for a field of the library."""
    asked: str = ""
    """The condition under which the field is asked, in the template language; empty if it is always asked.

    ``agreement == 'majority'``: the paths begin at the part that holds the field, or at a part around it. While a field
    that the condition names is blank, nobody knows, and nothing is refused.
    """
    keeps_letters: bool = False
    """True if the value never mutates in a Welsh sentence: a name, the label of a child."""
    required: bool | str = True
    """True if a field that is asked must be given, False if it may stay blank; or a condition for that alone."""
    row_for: str = ""
    """The path of another list of the form, for each row of which this list prints a row; empty for most lists.

    A row belongs to the row with the same values in the fields that both have; its control for such a field is locked.
    """
    fixed: bool = False
    """True if nobody changes a value that is given, such as a reference: its control in a document is locked."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Makes boxes and whole numbers strict, because pydantic would convert text."""
        schema: Any = handler(source)
        bare = schema["schema"] if schema["type"] == "nullable" else schema
        if bare["type"] in ("bool", "int"):
            bare["strict"] = True
        if bare["type"] == "bool":
            # Programs rely on this code, which a field that is not strict reports.
            box = core_schema.custom_error_schema({**bare}, "bool_parsing")
            return core_schema.nullable_schema(box) if bare is not schema else box
        return cast("core_schema.CoreSchema", schema)

    @property
    def title(self) -> str:
        """The label outside the printed form."""
        return self.short or self.text


SCHEMA_LANGUAGE: ContextVar[Language] = ContextVar("SCHEMA_LANGUAGE", default=Language.ENGLISH)
"""The language of the labels in the JSON Schema that is being made; pydantic passes no argument to its hooks."""


class Choice(StrEnum):
    """An answer of a fixed set; each member equals its value in the data, and has a printed label."""

    label: str
    short: str

    def __new__(cls, value: str, label: str = "", short: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.short = short or label
        return member

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        described = handler(schema)
        answers = handler.resolve_ref_schema(described)
        answers.pop("enum", None)
        language = SCHEMA_LANGUAGE.get()
        answers["oneOf"] = [{"const": member.value, "title": translate(member.label, language)} for member in cls]
        return described


def _in_order(chosen: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(member for member in type(chosen[0]) if member in chosen) if chosen else ()


class _ChosenOnce:
    """Puts the chosen answers in the order of their class, each once."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(_in_order, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "uniqueItems": True}


if TYPE_CHECKING:
    Choices: TypeAlias = tuple[_ChoiceT, ...]
else:
    Choices = Annotated[tuple[_ChoiceT, ...], _ChosenOnce()]
    """A choice of which several answers may hold: a tuple in the order of the class, each answer once."""


class ReviewType(Choice):
    """The type of the review (guidance, 3.2)."""

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
    """The base class of models with labelled fields."""

    DERIVED: ClassVar[Mapping[str, Label]] = MappingProxyType({})
    """The printed properties that are derived from fields, each with its label."""
