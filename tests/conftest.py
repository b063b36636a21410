"""Hypothesis profiles of all tests. They have no deadline, because a slow machine is not a fault."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("usual", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("slow", parent=settings.get_profile("usual"), max_examples=500)
settings.load_profile("slow" if os.environ.get("CPR_DOCS_SLOW") else "usual")

# Messages come in the language of the environment: tests choose it themselves.
for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
    os.environ.pop(name, None)
