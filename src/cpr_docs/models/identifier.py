"""The field that tells the documents of one form apart."""

from typing import Any, Final

_NAMES: Final = ("case_identifier", "reference")


def identifying_field(form: type[Any]) -> str:
    """The name of the field with the case identifier, or else with a reference; empty if the form has neither."""
    return next((name for name in _NAMES if name in form.model_fields), "")
