"""The schema version: the number by which forms grow, while data and documents of earlier versions stay readable.

All forms of the library share one number; a form of one's own has its own. Data says its version in ``schema_version``;
data that does not is of version 1. Before data of an earlier version is validated, its upgrade steps give it today's
shape. A rule of a later version does not refuse it: then the form keeps the version of its data.
"""

from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import replace
from typing import Any, Final, Self, TypeAlias

from cpr_docs.errors import Problem
from cpr_docs.language.catalogue import Sentence, _

SCHEMA_VERSION: Final = 2
"""The version of all forms of the library: additions between two releases share one number."""
FIRST_VERSION: Final = 1
"""The version of data that does not say its version."""
FIELD: Final = "schema_version"
"""The name of the field."""
NEWER_RULE: Final = "newer_rule"
"""The code of a note on a broken rule that is newer than the data."""

Upgrade: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]
"""A step from one version to the next: from the data of a form, not yet validated, to new data.

Data in today's shape and data of a wrong type stay as they are: no version says that an older form was saved anew.
"""

ALL_RULES: Final = {"cpr_docs": "all rules"}
"""The context of a validation in which the rules of all versions refuse."""


class DataVersion:
    """The version of data under validation, as the context of the validation."""

    __slots__ = ("_token", "breaks_newer_rule", "library", "own")

    def __init__(self, own: int, library: int) -> None:
        """The version of the form, and that of the library, which counts for the rules of its parts."""
        self.own = own
        self.library = library
        self.breaks_newer_rule = False
        """True once a rule is broken that is newer than the data."""

    @classmethod
    def of(cls, form: type[Any], data: Mapping[str, Any], *, all_rules: bool = False) -> Self:
        """The version of a form's data, or the newest, so that the rules of all versions refuse."""
        if all_rules:
            return cls(form.SCHEMA_VERSION, SCHEMA_VERSION)
        own = stated_version(data) or form.SCHEMA_VERSION
        # Data of a form of one's own does not say the library's version.
        return cls(own, own if counts_by_library(form) else FIRST_VERSION)

    def __enter__(self) -> Self:
        self._token = _UNDER_VALIDATION.set(self)
        return self

    def __exit__(self, *_error: object) -> None:
        _UNDER_VALIDATION.reset(self._token)


_UNDER_VALIDATION: ContextVar[DataVersion | None] = ContextVar("_UNDER_VALIDATION", default=None)


def refuses(module: str, since: int) -> bool:
    """True if a broken rule of that version refuses the data under validation; the module is the rule's."""
    version = _UNDER_VALIDATION.get()
    if version is None or since <= (version.library if module.startswith("cpr_docs.") else version.own):
        return True
    version.breaks_newer_rule = True
    return False


def counts_by_library(form: type[Any]) -> bool:
    """True for a form with the library's number, False for a form with a number of its own."""
    owner = next(cls for cls in form.__mro__ if "SCHEMA_VERSION" in vars(cls))
    return owner.__module__.startswith("cpr_docs.")


def stated_version(data: Mapping[str, Any]) -> int | None:
    """The version of the data; None for a value that is no version, which validation reports."""
    value = data.get(FIELD)
    if value is None or value == "":
        return FIRST_VERSION
    return value if type(value) is int and value >= FIRST_VERSION else None


def newer_problem(form: type[Any], data: Mapping[str, Any]) -> Problem | None:
    """The problem of data of a newer version than the form's, which nobody can read yet."""
    version = stated_version(data)
    if version is None or version <= form.SCHEMA_VERSION:
        return None
    message = _("is newer than this version of cpr_docs, which reads data up to schema version {known}")
    return Problem(FIELD, "newer_version", message, {"known": form.SCHEMA_VERSION})


def newer_rule_note(problem: Problem) -> Problem:
    """The note on a problem of a rule that is newer than the data."""
    parameters = {"problem": Sentence(problem.message, **problem.parameters)}
    message = _("{problem} (a rule that is newer than the data)")
    return replace(problem, code=NEWER_RULE, message=message, parameters=parameters)


def upgraded(form: type[Any], data: dict[str, Any]) -> dict[str, Any]:
    """The data of an earlier version in today's shape; its version stays, because rules go by it."""
    version = stated_version(data)
    if version is not None:
        for step in _steps(form, version):
            data = step(data)
    return data


def _steps(form: type[Any], version: int) -> Iterator[Upgrade]:
    by_library = counts_by_library(form)
    for owner in reversed(form.__mro__):
        # Data of a form of one's own does not say the library's version: the steps of a form that it extends are run.
        of_library = owner.__module__.startswith("cpr_docs.") and not by_library
        for to, step in sorted(vars(owner).get("UPGRADES", {}).items()):
            if of_library or to > version:
                yield step
