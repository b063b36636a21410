"""JSON Schema of a form: pydantic's own, with the labels, the docstrings and the sources in the guidance put in.

It refuses what parsing refuses for its type, a required thing that says nothing too; what rules say it does not know.
The docstrings are read from the source only here, since reading them whenever a class is made would make every start of
the library slower.
"""

import ast
import functools
import importlib
import inspect
from typing import Annotated, Any, Union

from pydantic import BaseModel, Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.language.text import VISIBLE, or_blank
from cpr_docs.models.field_types import FieldModel
from cpr_docs.models.fields import IDENTITY, FormField, Kind, field_of, label_of


def schema_of(variants: tuple[type[FieldModel], ...]) -> dict[str, Any]:
    """The JSON Schema of a form, all its variants in one: which it is, ``review_type`` tells."""
    form: Any = Union[variants]  # noqa: UP007 - made of a tuple
    if len(variants) > 1:
        form = Annotated[form, Field(discriminator="review_type")]
    return {"$schema": GenerateJsonSchema.schema_dialect, **TypeAdapter(form).json_schema()}


def describe(part: type[FieldModel], schema: JsonSchemaValue) -> None:
    """Completes the schema that pydantic makes of a part."""
    schema["description"] = inspect.cleandoc(part.__doc__ or "")
    for name, described in schema.get("properties", {}).items():
        label = label_of(part, name)
        described["title"] = translate(label.title, Language.ENGLISH)
        if label.source:
            described["x-source"] = label.source
        text = docstring_of(part, name)
        if text:
            described["description"] = text
        if described.get("type") == "array" and "minLength" in described:
            # pydantic does not see that what is left when blank rows are gone is a list.
            described["minItems"] = described.pop("minLength")
        if name not in schema.get("required", ()):
            or_blank(described)
        elif name not in IDENTITY and (ways := _ways_to_say_something(field_of(part, name).type)):
            described["anyOf"] = ways


def _ways_to_say_something(part: Any) -> list[JsonSchemaValue]:
    """A schema for each field that may be the only one filled in; none where the part has required fields anyway."""
    fields = part.model_fields if isinstance(part, type) and issubclass(part, BaseModel) else {}
    if any(info.is_required() for info in fields.values()):
        return []
    return [{"required": [name], "properties": {name: _filled_in(field_of(part, name))}} for name in fields]


def _filled_in(field: FormField) -> JsonSchemaValue:
    if field.bilingual or field.kind is Kind.SECTION:
        ways = _ways_to_say_something(field.type)
        return {"type": "object", "anyOf": ways} if ways else {"type": "object"}
    match field.kind:
        case Kind.LINE | Kind.PROSE:
            return {"type": "string", "pattern": VISIBLE}
        case Kind.TICK:
            return {"const": True}
        case Kind.ROWS:
            return {"type": "array", "minItems": 1}
    return {"not": {"type": "null"}}


def docstring_of(model: type[BaseModel], name: str) -> str:
    """The docstring that stands below a field of the model, or of the class that it comes from."""
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
