"""JSON Schema of a form: pydantic's schema with labels, docstrings and sources in the guidance.

The schema rejects values of a wrong type and blank values of required fields; it does not contain the rules. The
docstrings are read from the source here, because reading them when a class is created would delay each start.
"""

import ast
import functools
import importlib
import inspect
from typing import Annotated, Any, Union

from pydantic import BaseModel, Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.language.text import LINE_PATTERN, PROSE_PATTERN, VISIBLE, allow_blank
from cpr_docs.models.field_types import SCHEMA_LANGUAGE, FieldModel
from cpr_docs.models.fields import IDENTITY, FormField, Kind, field_of, label_of
from cpr_docs.models.schema_version import FIELD

_LANGUAGES = {"en": _("English"), "cy": _("Welsh")}
_IDENTITY_TITLES = {"form": _("Form"), "review_type": _("Type of review"), FIELD: _("Version of the form")}


def schema_of(variants: tuple[type[FieldModel], ...], language: Language = Language.ENGLISH) -> dict[str, Any]:
    """The JSON Schema of a form in a language, with its variants as a union discriminated by ``review_type``."""
    form: Any = Union[variants]  # noqa: UP007 - a union of a tuple
    if len(variants) > 1:
        form = Annotated[form, Field(discriminator="review_type")]
    token = SCHEMA_LANGUAGE.set(language)
    try:
        schema = TypeAdapter(form).json_schema()
    finally:
        SCHEMA_LANGUAGE.reset(token)
    for definition in schema.get("$defs", {}).values():
        texts = definition.get("properties", {})
        if texts.keys() == _LANGUAGES.keys():
            for code, name in _LANGUAGES.items():
                texts[code]["title"] = translate(name, language)
    if language is Language.WELSH:
        _remove_descriptions(schema)
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema}


def _remove_descriptions(schema: Any) -> None:
    """Removes the descriptions: they are docstrings, in English, and a program may show them to people."""
    if isinstance(schema, dict):
        if isinstance(schema.get("description"), str):
            del schema["description"]
        for each in schema.values():
            _remove_descriptions(each)
    elif isinstance(schema, list):
        for each in schema:
            _remove_descriptions(each)


def describe(part: type[FieldModel], schema: JsonSchemaValue) -> None:
    """Adds titles, descriptions, sources and bounds to pydantic's schema of a part."""
    schema["description"] = inspect.cleandoc(part.__doc__ or "")
    for name, described in schema.get("properties", {}).items():
        label = label_of(part, name)
        described["title"] = translate(_IDENTITY_TITLES.get(name, label.title), SCHEMA_LANGUAGE.get())
        if name == FIELD:
            described["maximum"] = part.SCHEMA_VERSION  # type: ignore[attr-defined]
        if name not in IDENTITY:
            field = field_of(part, name)
            described["x-kind"] = field.kind.value
            if field.bilingual and field.type.SHARED:
                pattern = PROSE_PATTERN if field.kind is Kind.PROSE else LINE_PATTERN
                alternatives = described.pop("anyOf", None) or [{"$ref": described.pop("$ref")}]
                described["anyOf"] = [*alternatives, {"type": "string", "pattern": pattern}]
        if label.source:
            described["x-source"] = label.source
        if label.asked:
            described["x-asked"] = label.asked
        if isinstance(label.required, str):
            described["x-required"] = label.required
        text = docstring_of(part, name)
        if text:
            described["description"] = text
        if described.get("type") == "array" and "minLength" in described:
            # pydantic does not see that the validator that removes blank rows returns a list.
            described["minItems"] = described.pop("minLength")
        if name not in schema.get("required", ()):
            allow_blank(described)
        elif name not in IDENTITY and (alternatives := _non_blank_alternatives(field_of(part, name).type)):
            if "anyOf" in described:
                # Text in two languages, of which a plain string is accepted for both.
                pair, shared = described["anyOf"]
                described["anyOf"] = [{**pair, "anyOf": alternatives}, shared]
            else:
                described["anyOf"] = alternatives


def _non_blank_alternatives(part: Any) -> list[JsonSchemaValue]:
    """A schema for each field that may be the only one filled in; none if the part has required fields."""
    fields = part.model_fields if isinstance(part, type) and issubclass(part, BaseModel) else {}
    if any(info.is_required() for info in fields.values()):
        return []
    return [{"required": [name], "properties": {name: _non_blank_schema(field_of(part, name))}} for name in fields]


def _non_blank_schema(field: FormField) -> JsonSchemaValue:
    if field.bilingual or field.kind is Kind.SECTION:
        alternatives = _non_blank_alternatives(field.type)
        return {"type": "object", "anyOf": alternatives} if alternatives else {"type": "object"}
    match field.kind:
        case Kind.LINE | Kind.PROSE:
            return {"type": "string", "pattern": VISIBLE}
        case Kind.TICK:
            return {"const": True}
        case Kind.ROWS | Kind.CHOICES:
            return {"type": "array", "minItems": 1}
    return {"not": {"type": "null"}}


def docstring_of(model: type[BaseModel], name: str) -> str:
    """The docstring below a field, in the model or in the base class that defines it."""
    for owner in model.__mro__:
        text = _docstrings(owner.__module__).get((owner.__name__, name)) if owner.__module__ != "builtins" else None
        if text:
            return text
    return ""


@functools.cache
def _docstrings(module: str) -> dict[tuple[str, str], str]:
    try:
        tree = ast.parse(inspect.getsource(importlib.import_module(module)))
    except (OSError, TypeError):
        return {}
    found = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            for field, text in zip(node.body, node.body[1:], strict=False):
                if (
                    isinstance(field, ast.AnnAssign)
                    and isinstance(field.target, ast.Name)
                    and isinstance(text, ast.Expr)
                    and isinstance(text.value, ast.Constant)
                    and isinstance(text.value.value, str)
                ):
                    found[node.name, field.target.id] = inspect.cleandoc(text.value.value)
    return found
