"""The public names are those of the reference, and those only; each has an example that is run."""

import ast
import collections
import doctest
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

import cpr_docs
from cpr_docs import authoring, modelling
from cpr_docs.language import welsh
from cpr_docs.models.registry import class_modules
from docs.generate.filling import filled
from tests.docs.pages import DOCS, blocks, name_of, pages

_REFERENCE = DOCS / "reference" / "python"
_DESCRIBED = re.compile(r"^\.\. (?:auto(?:class|exception|function)|py:data):: ([\w.]+)$", re.MULTILINE)

_IMPORTED = re.compile(r"^(?:>>> )?(?:from|import) (cpr_docs[\w.]*)", re.MULTILINE)


def described() -> list[str]:
    """Every name that the reference describes, in full."""
    found = []
    for page in sorted(_REFERENCE.glob("*.md")):
        text = filled(page.read_text(encoding="utf-8"))
        module = re.search(r"^\.\. currentmodule:: (\S+)$", text, re.MULTILINE)
        for one in _DESCRIBED.findall(text):
            found.append(one if one.startswith("cpr_docs.") or not module else f"{module[1]}.{one}")
    return found


def code() -> Iterator[tuple[str, ast.AST]]:
    """Every piece of Python on the pages."""
    for page in pages():
        for block in blocks(page):
            if block.language == "python":
                yield name_of(page), ast.parse(block.text)
            elif block.language == "pycon":
                for example in doctest.DocTestParser().get_examples(block.text):
                    yield name_of(page), ast.parse(example.source)


def used(tree: ast.AST) -> Iterator[str]:
    """The names of the library that a piece of Python uses, in full."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "cpr_docs":
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "cpr_docs":
            yield f"cpr_docs.{node.attr}"


def test_the_documented_names_are_exported_and_no_others_are() -> None:
    here = [one.removeprefix("cpr_docs.") for one in described() if one.count(".") == 1]
    assert collections.Counter(here) == collections.Counter(cpr_docs.__all__)


@pytest.mark.parametrize("module", [authoring, modelling, welsh], ids=lambda module: module.__name__)
def test_the_documented_names_of_each_public_module_are_exported_and_no_others_are(module: ModuleType) -> None:
    here = {one.removeprefix(f"{module.__name__}.") for one in described() if one.startswith(f"{module.__name__}.")}
    # Names that the face has too are described there.
    assert here | set(cpr_docs.__all__) == set(module.__all__) | set(cpr_docs.__all__)


def test_the_documentation_names_public_modules_alone() -> None:
    public = {"cpr_docs", *(module.__name__ for module in (authoring, modelling, welsh))}
    named = {one.rpartition(".")[0] for one in described()}
    for page in pages():
        for block in blocks(page):
            # A file of the library itself imports its neighbours.
            if block.language in ("python", "pycon") and not block.file.startswith("src/"):
                named |= set(_IMPORTED.findall(block.text))
    assert named == public


@pytest.mark.parametrize("name", [name for name in cpr_docs.__all__ if name not in class_modules()])
def test_every_name_has_an_example_in_the_reference(name: str) -> None:
    shown = {one for page, tree in code() if page.startswith("docs/reference/python/") for one in used(tree)}
    assert f"cpr_docs.{name}" in shown


@pytest.mark.parametrize("name", welsh.__all__)
def test_every_name_of_the_welsh_grammar_has_an_example_in_the_reference(name: str) -> None:
    shown = {one for page, tree in code() if page == "docs/reference/python/welsh.md" for one in used(tree)}
    assert f"{welsh.__name__}.{name}" in shown


def test_every_name_that_a_page_uses_is_in_the_reference() -> None:
    # Who adds a form of the guidance works inside the library, with names that are nobody's promise.
    known = {*described(), *(f"cpr_docs.modelling.{name}" for name in modelling.__all__)}
    inside = ("docs/add-a-form.md",)
    strange = {(page, one) for page, tree in code() if page not in inside for one in used(tree) if one not in known}
    assert strange == set()


def test_the_docstrings_of_the_library_do_what_they_say() -> None:
    for module in (cpr_docs, welsh):
        result = doctest.testmod(module)
        assert (result.failed, result.attempted > 0) == (0, True), module.__name__
