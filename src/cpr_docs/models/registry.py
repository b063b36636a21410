"""The forms of the guidance as data: class, title and source of each form, known without loading a model.

A wheel holds the data as ``guidance/forms.json``, which the build writes. A checkout has no such file: there the
folders of ``guidance/`` are read, so that a new folder counts at once.
"""

import ast
import functools
import importlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cpr_docs.language.catalogue import translate
from cpr_docs.language.closest_name import closest_name
from cpr_docs.language.languages import Language

_GUIDANCE = Path(__file__).parent.parent / "guidance"
_DATA = "forms.json"
_CONSTANTS = ("TITLE", "GUIDANCE", "POSITION")


@dataclass(frozen=True, slots=True)
class FormDescription:
    """A form, described without its data."""

    name: str
    """The form's name in the data and on the command line."""
    title: Mapping[Language, str]
    """Its title, in each language."""
    guidance: str
    """Its place in the guidance."""

    @property
    def form(self) -> Any:
        """Its model, loaded when it is first asked for."""
        return form_class(self.name)


def forms() -> tuple[FormDescription, ...]:
    """The forms of the guidance."""
    return tuple(
        FormDescription(
            name, {language: translate(entry["TITLE"], language) for language in Language}, entry["GUIDANCE"]
        )
        for name, entry in _data()["forms"].items()
    )


@functools.cache
def form_names() -> tuple[str, ...]:
    """The names of the forms, in the order of `forms`."""
    return tuple(_data()["forms"])


def form_class(name: str) -> Any:
    """The class of the form of that name; raises `KeyError` for a name that the guidance does not have."""
    return guidance_class(_data()["forms"][name]["class"])


def named_form_class(name: str) -> Any:
    """The class of the form of that name; raises `ValueError` with the closest name for one that does not exist."""
    if name in form_names():
        return form_class(name)
    raise unknown_form(name, form_names())


def unknown_form(name: object, known: Iterable[str]) -> ValueError:
    """The error for a name that no form has, with the closest of the known names."""
    close = closest_name(name, known)
    suggestion = "" if close is None else f"; did you mean {close}?"
    return ValueError(f"form must be a name that cpr_docs.forms() lists{suggestion}")


def class_modules() -> Mapping[str, str]:
    """The module of each class of the guidance, forms and parts, by the name of the class."""
    modules: Mapping[str, str] = _data()["classes"]
    return modules


def guidance_class(name: str) -> Any:
    """The class of that name, loaded; raises `KeyError` for a name that the guidance does not have."""
    return getattr(importlib.import_module(class_modules()[name]), name)


def write_registry(folder: Path) -> None:
    """Writes the data into the folder of a wheel's ``guidance``."""
    (folder / _DATA).write_text(json.dumps(_read_folders(), indent=1, ensure_ascii=False), encoding="utf-8")


@functools.cache
def _data() -> dict[str, Any]:
    path = _GUIDANCE / _DATA
    if path.exists():
        data: dict[str, Any] = json.loads(path.read_bytes())
        return data
    return _read_folders()


def _read_folders() -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {}
    classes: dict[str, str] = {}
    for path in sorted(_GUIDANCE.glob("*/*.py")):
        if path.stem == "model" or path.parent.name == "parts":
            module = f"cpr_docs.guidance.{path.parent.name}.{path.stem}"
            tree = ast.parse(path.read_text(encoding="utf-8"))
            classes |= dict.fromkeys(_classes(tree), module)
            for node in tree.body:
                constants = _constants(node) if isinstance(node, ast.ClassDef) else {}
                if isinstance(node, ast.ClassDef) and "TITLE" in constants:
                    found[path.parent.name] = {"class": node.name, **constants}
    by_position = sorted(found.items(), key=lambda item: item[1]["POSITION"])
    return {"forms": dict(by_position), "classes": classes}


def _classes(tree: ast.Module) -> Iterator[str]:
    """The public classes of a module: those declared, and those assigned from `Form.of_type`."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name
        elif isinstance(node, ast.Assign) and ".of_type(" in ast.unparse(node.value):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _constants(form: ast.ClassDef) -> dict[str, Any]:
    """The class's title, source and position; a title is a message, marked with a call."""
    constants = {}
    for node in form.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id in _CONSTANTS:
            value = node.value.args[0] if isinstance(node.value, ast.Call) else node.value
            constants[node.target.id] = value.value if isinstance(value, ast.Constant) else None
    return constants
