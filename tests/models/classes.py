"""All model classes of the forms, found recursively."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from cpr_docs.language.bilingual import Bilingual
from cpr_docs.models.field_types import Choice
from cpr_docs.models.fields import fields_of
from cpr_docs.models.parts import Part
from tests import examples

VARIANTS = examples.VARIANTS


def below(model: type[Any]) -> Iterator[type[Any]]:
    yield model
    for subclass in model.__subclasses__():
        yield from below(subclass)


def of_the_library(model: type[Any]) -> list[type[Any]]:
    found = {cls for cls in below(model) if cls.__module__.startswith("cpr_docs.")}
    return sorted(found, key=lambda cls: (cls.__module__, cls.__qualname__))


PARTS: list[type[Part]] = of_the_library(Part)
MODELS: list[type[BaseModel]] = [*PARTS, *of_the_library(Bilingual)]
CHOICES: list[type[Choice]] = [choice for choice in of_the_library(Choice) if choice is not Choice]
PATHS = [(variant, field.path) for variant in VARIANTS for field in fields_of(variant)]
