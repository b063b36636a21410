"""The profiles of Hypothesis, and the forms under test.

The profiles have no deadline, because a slow machine is not a fault.

Most tests are parametrised over the forms, their languages, purposes and examples. All combinations of a few forms, of
which each has another shape, are tried; of each other form, each test tries one. ``CPR_DOCS_FORMS=all`` tries
everything, before a release. ``CPR_DOCS_FORMS=few`` tries one combination of each of the few forms, and none of the
others: enough for another Python.
"""

import hashlib
import os
import re
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, settings

from cpr_docs.models.registry import form_class, form_names

_FEW = frozenset({"recommendation", "report", "invitation_letter", "evaluation_form", "terms_of_reference"})
_COMBINATIONS = 1

settings.register_profile("usual", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("slow", parent=settings.get_profile("usual"), max_examples=500)
settings.load_profile("slow" if os.environ.get("CPR_DOCS_SLOW") else "usual")

# Messages come in the language of the environment: tests choose it themselves.
for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
    os.environ.pop(name, None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out combinations of the forms."""
    chosen = os.environ.get("CPR_DOCS_FORMS") or "usual"
    if chosen == "all":
        return
    few, others = _names(_FEW), _names(set(form_names()) - _FEW)
    by_test: dict[tuple[str, frozenset[str]], list[pytest.Item]] = {}
    left_out: set[pytest.Item] = set()
    for item in items:
        words = set(re.findall(r"\w+", _parameters(item)))
        if chosen == "few" and words & others:
            left_out.add(item)
        elif "snapshot" not in getattr(item, "fixturenames", ()):
            named = words & (few if chosen == "few" else others)
            if named:
                by_test.setdefault((item.nodeid.partition("[")[0], frozenset(named)), []).append(item)
    for combinations in by_test.values():
        # In an order that is the same each time, and that is another for each test.
        left_out.update(sorted(combinations, key=_shuffled)[_COMBINATIONS:])
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    items[:] = [item for item in items if item not in left_out]


def _names(forms: Iterable[str]) -> set[str]:
    """The names of forms, and of their classes."""
    return {*forms, *(variant.__name__ for name in forms for variant in form_class(name).variants())}


def _shuffled(item: pytest.Item) -> bytes:
    return hashlib.sha256(item.nodeid.encode()).digest()


def _parameters(item: pytest.Item) -> str:
    callspec = getattr(item, "callspec", None)
    return "" if callspec is None else str(callspec.id)
