"""The forms of the guidance, by name; each is loaded when it is first asked for."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language

# A form's name is the name of its module; beside it stands its class.
_CLASSES = {
    "recommendation": "Recommendation",
    "report": "Report",
    "invitation_letter": "InvitationLetter",
    "evaluation_form": "EvaluationForm",
    "terms_of_reference": "TermsOfReference",
}

FORM_NAMES = tuple(_CLASSES)


def form_class(name: str) -> Any:
    """The class of the form of that name; raises `KeyError` where the guidance has none."""
    return getattr(importlib.import_module(f"cpr_docs.guidance.{name}.model"), _CLASSES[name])


@dataclass(frozen=True, slots=True)
class FormDescription:
    """What a form is, without its data."""

    name: str
    """The form's name in the data and on the command line."""
    title: Mapping[Language, str]
    """Its title, in each language."""
    guidance: str
    """Its place in the guidance."""
    form: Any
    """Its model."""


def forms() -> tuple[FormDescription, ...]:
    """The forms of the guidance."""
    classes = [(name, form_class(name)) for name in FORM_NAMES]
    return tuple(
        FormDescription(name, {language: translate(form.TITLE, language) for language in Language}, form.GUIDANCE, form)
        for name, form in classes
    )
