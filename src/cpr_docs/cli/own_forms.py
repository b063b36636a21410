"""The forms that the commands know beside those of the guidance: named with ``--forms``, or installed.

A distribution declares its forms as entry points of the group ``cpr_docs.forms``. They are loaded only if a command
meets a name that is not one of the guidance's.
"""

import importlib
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

import cpr_docs
from cpr_docs.cli.messages import localised
from cpr_docs.cli.streams import write_message
from cpr_docs.language.catalogue import _
from cpr_docs.language.closest_name import closest_name
from cpr_docs.models.registry import form_class, form_names

GROUP = "cpr_docs.forms"
"""The group of the entry points."""

_Result = TypeVar("_Result")


def load_classes(values: Sequence[str]) -> tuple[Any, ...]:
    """The classes ``module:Class``; a module may be in the current folder. Raises `click.BadParameter`."""
    if values and str(Path.cwd()) not in sys.path:
        sys.path.append(str(Path.cwd()))
    return tuple(map(_load_class, values))


def _load_class(value: str) -> Any:
    module, colon, name = value.partition(":")
    if not (module and colon and name):
        raise click.BadParameter(localised(_("{value}: write module:Class, such as visits:VisitNote."), value=value))
    try:
        return _require_form(_attribute(importlib.import_module(module), name))
    except Exception as error:  # noqa: BLE001 - a module of its own may raise anything
        raise click.BadParameter(f"{value}: {_described(error)}") from None


class _FormName(click.Choice[str]):
    """The name of a form: of the guidance, of ``--forms``, or installed; converted to the class."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        explicit = (ctx.params.get("own_forms") or ()) if ctx else ()
        if value in form_names() and all(form.name() != value for form in explicit):
            return form_class(value)
        known = {form.name(): form for form in all_own_forms(explicit)}
        if value in known:
            return known[value]
        close = closest_name(value, [*form_names(), *known])
        if close is None:
            return self.fail(localised(_("{value!r} is no form; cpr-docs forms lists all names."), value=value), param)
        message = _("{value!r} is no form; did you mean {name}? cpr-docs forms lists all names.")
        return self.fail(localised(message, value=value, name=close), param)


FORM_NAME = _FormName(form_names())
"""The type of an argument that names a form."""


def is_of_the_guidance(form: "type[cpr_docs.AnyForm]") -> bool:
    """True if the form is a class of the library."""
    return form.__module__.startswith("cpr_docs.")


def all_own_forms(explicit: Sequence[Any]) -> "list[type[cpr_docs.AnyForm]]":
    """The explicit forms, and the installed ones with other names."""
    known = {form.name(): form for form in explicit}
    for form in installed_forms():
        known.setdefault(form.name(), form)
    return list(known.values())


def installed_forms() -> "list[type[cpr_docs.AnyForm]]":
    """The forms of the entry points; an entry point that cannot be loaded is reported, and left out."""
    # Imported on use: only a form of your own needs it.
    from importlib.metadata import entry_points

    found: dict[str, Any] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            form = _require_form(entry.load())
            if found.setdefault(form.name(), form) is not form:
                raise TypeError(f"another entry point is a form of the same name, {form.name()}")
        except Exception as error:  # noqa: BLE001 - a module of its own may raise anything
            message = _("warning: the form {name} ({value}) is left out: {reason}")
            write_message(localised(message, name=entry.name, value=entry.value, reason=_described(error)))
    return list(found.values())


def with_own_forms(call: "Callable[[Sequence[type[cpr_docs.AnyForm]]], _Result]", explicit: Sequence[Any]) -> _Result:
    """The result of a call with the explicit forms; if it knows the form of the data by no name, with all."""
    try:
        return call(explicit)
    except (cpr_docs.UnknownForm, cpr_docs.NotReadable):
        known = all_own_forms(explicit)
        if len(known) == len(explicit):
            raise
    return call(known)


def own_items(paths: Iterable[Path], explicit: Sequence[Any]) -> list[Any]:
    """The items of a pack, with the JSON of a form outside the guidance parsed."""
    return [_own_item(path, explicit) for path in paths]


def _own_item(path: Path, explicit: Sequence[Any]) -> Any:
    if path.suffix.lower() != ".json" or not path.is_file():
        return path
    content = path.read_bytes()
    try:
        form, values = with_own_forms(lambda forms: cpr_docs.AnyForm.identify(content, forms), explicit)
    except cpr_docs.DataError:
        return path  # The pack reports it, with the file's name.
    return path if is_of_the_guidance(form) else form.parse(values)


def templates_forms(folder: Path | None, explicit: Sequence[Any]) -> "list[type[cpr_docs.AnyForm]]":
    """The forms whose templates are checked: the guidance's, the explicit, and the installed that have a file there."""
    named = {form.name() for form in explicit}
    guidance = [form_class(name) for name in form_names() if name not in named]
    known = {*form_names(), *named}
    names = {path.name.partition(".")[0] for path in folder.glob("??/*.docx")} if folder is not None else set()
    own = all_own_forms(explicit) if names - known else explicit
    return [*guidance, *(form for form in own if form in explicit or form.name() in names)]


def _attribute(module: Any, name: str) -> Any:
    if not hasattr(module, name):
        raise AttributeError(f"the module has no {name}")
    return getattr(module, name)


def _require_form(found: Any) -> Any:
    if not (isinstance(found, type) and issubclass(found, cpr_docs.AnyForm)):
        raise TypeError("is no class of a form; derive it from cpr_docs.Form")
    found.variants()
    return found


def _described(error: Exception) -> str:
    own = isinstance(error, TypeError | AttributeError | ModuleNotFoundError)
    return str(error) if own else f"{type(error).__name__}: {error}"
