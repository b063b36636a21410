"""The profiles of Hypothesis, and the forms under test.

The profiles have no deadline, because a slow machine is not a fault. ``CPR_DOCS_FORMS=few`` leaves out the tests of all
forms of the guidance but one of each shape: enough to try another Python.
"""

import os
import re

import pytest
from hypothesis import HealthCheck, settings

from cpr_docs.models.registry import form_class, form_names

_FEW = frozenset({"recommendation", "report", "invitation_letter", "evaluation_form", "terms_of_reference"})

settings.register_profile("usual", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("slow", parent=settings.get_profile("usual"), max_examples=500)
settings.load_profile("slow" if os.environ.get("CPR_DOCS_SLOW") else "usual")

# Messages come in the language of the environment: tests choose it themselves.
for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
    os.environ.pop(name, None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out the tests whose parameters name a form that is not one of the few."""
    if os.environ.get("CPR_DOCS_FORMS") != "few":
        return
    left_out = set(form_names()) - _FEW
    left_out |= {variant.__name__ for name in left_out for variant in form_class(name).variants()}
    chosen = {item: left_out.isdisjoint(re.findall(r"\w+", _parameters(item))) for item in items}
    config.hook.pytest_deselected(items=[item for item in items if not chosen[item]])
    items[:] = [item for item in items if chosen[item]]


def _parameters(item: pytest.Item) -> str:
    callspec = getattr(item, "callspec", None)
    return "" if callspec is None else str(callspec.id)
