"""JSON Schema of a form: pydantic's own, with the labels, the docstrings and the sources in the guidance put in.

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
from pydantic_core import core_schema

from cpr_docs.language.languages import Language
from cpr_docs.language.messages import say
from cpr_docs.models.fields import label_of
from cpr_docs.models.parts import Part


def schema_of(variants: tuple[type[Part], ...]) -> dict[str, Any]:
    """The JSON Schema of a form, all its variants in one: which it is, ``review_type`` tells."""
    form: Any = Union[variants]  # noqa: UP007 - made of a tuple
    if len(variants) > 1:
        form = Annotated[form, Field(discriminator="review_type")]
    schema = TypeAdapter(form).json_schema(schema_generator=_FormSchema)
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema}


class _FormSchema(GenerateJsonSchema):
    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        result = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        result["description"] = inspect.cleandoc(model.__doc__ or "")
        for name, described in result.get("properties", {}).items():
            if issubclass(model, Part) and name in model.model_fields:
                label = label_of(model, name)
                described["title"] = say(label.title, Language.ENGLISH)
                if label.source:
                    described["x-source"] = label.source
            if described.get("type") == "array" and "minLength" in described:
                # pydantic does not see that what is left when blank rows are gone is a list.
                described["minItems"] = described.pop("minLength")
            text = docstring_of(model, name)
            if text:
                described["description"] = text
        return result


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
