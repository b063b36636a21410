"""Dependencies are pinned, hashed, the same in every list, and independent of a registry's address."""

import importlib.metadata
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tests.witnesses.presence import require

ROOT = Path(__file__).parents[2]
REQUIREMENTS = ROOT / "requirements"
PINNED = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^\s;]+)(?: ; [^-]+)?(?: --hash=sha256:[0-9a-f]{64})+")
REGISTRY = re.compile(
    rb'index[-]url|find[-]links|python[h]osted\.org|pypi\.org/[s]imple|registry\.(npmjs|yarnpkg)|"resolved"\s*:'
)


def lines(name: str) -> list[str]:
    """The requirements of a file, each on one line, without comments."""
    text = (REQUIREMENTS / name).read_text(encoding="utf-8").replace("\\\n", " ")
    bare = (re.sub(r"(^|\s)#.*", "", line) for line in text.splitlines())
    return [" ".join(line.split()) for line in bare if line.strip()]


def named(name: str) -> list[str]:
    """The requirements of an .in file itself, without those that it includes."""
    return [line for line in lines(name) if not line.startswith("-")]


def pins(name: str) -> dict[str, str]:
    """The pinned version of each name."""
    return {match["name"]: match["version"] for line in lines(name) if (match := PINNED.fullmatch(line))}


FILES = ["build.txt", "runtime.txt", "test.txt", "docs.txt"]
OLDEST = "3.11.0"
"""The oldest supported Python, as a patch release."""


def installed(name: str) -> importlib.metadata.Distribution:
    """The installed distribution of a pin, with its metadata."""
    try:
        return importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        require(f"{name} (make .venv/.docs)", available=False)
        raise


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_every_requirement_is_pinned_with_its_hashes(name: str) -> None:
    assert lines(name)
    assert [line for line in lines(name) if not PINNED.fullmatch(line)] == []


def test_the_oldest_supported_python_is_that_of_the_project(project: dict[str, Any]) -> None:
    supported = SpecifierSet(project["project"]["requires-python"])
    assert OLDEST in supported
    assert OLDEST.removesuffix(".0") in supported
    assert "3.10.99" not in supported


@pytest.mark.parametrize("name", FILES)
def test_every_pin_supports_the_oldest_python(name: str) -> None:
    demands = {pin: str(installed(pin).metadata.json.get("requires_python", "")) for pin in pins(name)}
    assert {pin: demand for pin, demand in demands.items() if OLDEST not in SpecifierSet(demand)} == {}


@pytest.mark.parametrize("name", FILES)
def test_the_pins_are_complete_for_the_oldest_python(name: str) -> None:
    oldest = {"python_version": "3.11", "python_full_version": OLDEST, "extra": ""}
    pinned = pins(name)
    needed = {
        (pin, need.name)
        for pin in pinned
        for need in map(Requirement, installed(pin).requires or [])
        if need.marker is None or need.marker.evaluate(oldest)
    }
    assert {(pin, need) for pin, need in needed if canonicalize_name(need) not in pinned} == set()


def test_the_tests_run_on_the_versions_that_are_installed_for_users() -> None:
    together = pins("build.txt") | pins("runtime.txt")
    tested = pins("test.txt")
    assert together | tested == tested | together
    assert pins("runtime.txt").items() <= tested.items()


def test_the_documentation_is_built_on_the_versions_that_are_tested() -> None:
    documented, tested = pins("docs.txt"), pins("test.txt")
    assert documented | tested == tested | documented
    assert pins("runtime.txt").items() <= documented.items()


def test_the_runtime_requirements_are_those_of_the_project(project: dict[str, Any]) -> None:
    assert named("runtime.in") == project["project"]["dependencies"]


def test_the_build_requirements_are_those_of_the_project(project: dict[str, Any]) -> None:
    assert sorted(named("build.in")) == sorted(project["build-system"]["requires"])


def test_the_tests_have_every_extra(project: dict[str, Any]) -> None:
    extras = project["project"]["optional-dependencies"]
    assert {*extras["xlsx"], *extras["dask"]} <= set(named("test.in"))


def test_no_file_names_the_address_of_a_registry() -> None:
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("no git checkout")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    files = [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    assert files
    assert [str(path) for path in files if REGISTRY.search(path.read_bytes())] == []
