"""Skips by name a test whose outside tool is missing, but never in continuous integration."""

import os
import shutil
from pathlib import Path

import pytest

_REPOSITORY = Path(__file__).resolve().parents[2]


def require(name: str, available: bool) -> None:
    """Skips the test if the tool is missing; fails it instead if the environment variable ``CI`` is set."""
    if available:
        return
    if os.environ.get("CI"):
        pytest.fail(f"{name} is not installed, and CI is set: nothing may be skipped", pytrace=False)
    pytest.skip(f"{name} is not installed")


def node_modules() -> Path:
    """The folder with the tools that come from npm."""
    return Path(os.environ.get("CPR_DOCS_NODE_MODULES") or _REPOSITORY / ".tools" / "node_modules")


def on_path(command: str) -> bool:
    """True if there is a command of this name."""
    return shutil.which(command) is not None


def tools() -> Path:
    """The folder of the tools that are installed for the tests alone."""
    return node_modules().parent
