"""``import cpr_docs``: all public names, and no import before first use."""

import importlib
import inspect
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

import cpr_docs
from cpr_docs import errors
from cpr_docs.models.registry import class_modules, form_class, form_names
from docs.generate.public_names import stub

SOURCE = Path(cpr_docs.__file__)
README = SOURCE.parents[2] / "README.md"
MODULES: dict[str, str] = {
    **{name: f"cpr_docs.{module}" for name, module in vars(cpr_docs)["_MODULES"].items()},
    **class_modules(),
}
HEAVY = ("pydantic", "pydantic_core", "jinja2", "lxml", "docx", "docxtpl", "babel", "click", "rich", "pypdf", "isal")

CONTRACT = {
    *("Form", "Recommendation", "Report", "InvitationLetter", "EvaluationForm", "TermsOfReference"),
    *("Language", "ReviewType", "Settings", "Document", "Renderer", "render", "read", "compare", "Reading"),
    *("forms", "FormDescription", "example", "Problem"),
}


def test_every_promised_name_is_there() -> None:
    assert CONTRACT - set(cpr_docs.__all__) == set()


def test_every_form_of_the_guidance_is_there() -> None:
    for name in form_names():
        cls = form_class(name)
        assert getattr(cpr_docs, cls.__name__) is cls


def test_every_error_and_problem_is_public() -> None:
    public = {name for name, cls in inspect.getmembers(errors, inspect.isclass) if cls.__module__ == errors.__name__}
    assert public - set(cpr_docs.__all__) == set()


def test_the_names_are_sorted_and_each_is_there_once() -> None:
    # As ruff sorts them: classes, then functions.
    assert cpr_docs.__all__ == sorted(set(cpr_docs.__all__), key=lambda name: (name[0].islower(), name))


def test_type_checkers_see_the_same_names() -> None:
    assert SOURCE.with_suffix(".pyi").read_text(encoding="utf-8") == stub(), "run make names"


@pytest.mark.parametrize("name", cpr_docs.__all__)
def test_every_name_is_what_its_module_defines(name: str) -> None:
    value: Any = getattr(cpr_docs, name)
    assert value is getattr(importlib.import_module(MODULES[name]), name)
    assert value.__module__ == MODULES[name]
    assert value.__doc__


def test_the_classes_of_the_guidance_are_public_and_come_from_its_folders() -> None:
    assert {"ConciseReport", "ConciseEvaluationForm", "Recipient", "AgenciesInvolved"} <= set(cpr_docs.__all__)
    assert all(module.startswith("cpr_docs.guidance.") for module in class_modules().values())


def test_the_version_is_that_of_the_installed_package() -> None:
    assert cpr_docs.__version__ == version("cpr-docs")


def test_dir_gives_the_names() -> None:
    assert set(dir(cpr_docs)) == {*cpr_docs.__all__, "__version__"}


def test_a_name_that_there_is_not() -> None:
    with pytest.raises(AttributeError, match="module 'cpr_docs' has no attribute 'rendr'"):
        getattr(cpr_docs, "rendr")  # noqa: B009 - a type checker would see it


@pytest.mark.skipif(not README.exists(), reason="no checkout")
def test_every_name_that_the_readme_uses_is_there() -> None:
    used = set(re.findall(r"\bcpr_docs\.([A-Za-z_]+)", README.read_text(encoding="utf-8"))) - {"po", "language"}
    assert used
    assert used - set(cpr_docs.__all__) == set()


def loaded_after(code: str) -> set[str]:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; sys.path.insert(0, {str(SOURCE.parents[1])!r}); {code}; print(*sys.modules)",
        ],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return set(done.stdout.split())


def test_importing_the_library_loads_nothing_heavy_and_none_of_its_modules() -> None:
    loaded = loaded_after("import cpr_docs")
    assert loaded & set(HEAVY) == set()
    assert {name for name in loaded if name.startswith("cpr_docs")} == {"cpr_docs"}


def test_a_language_and_an_error_cost_no_more_than_themselves() -> None:
    assert loaded_after("import cpr_docs; cpr_docs.Language, cpr_docs.InvalidForm") & set(HEAVY) == set()


def test_a_form_is_parsed_without_the_imports_of_rendering() -> None:
    loaded = loaded_after("import cpr_docs; cpr_docs.example('report')")
    assert loaded & {"jinja2", "lxml", "docx", "docxtpl", "babel", "click", "rich", "pypdf"} == set()
