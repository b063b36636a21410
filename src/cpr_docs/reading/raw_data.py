"""The data that the controls of a document hold, by path, before it is validated."""

import re
from collections.abc import Iterator
from typing import Any

from cpr_docs.errors import Problem
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import is_blank
from cpr_docs.models.fields import FormField, Kind, field_at, fields_of
from cpr_docs.models.form import Form
from cpr_docs.reading.control_index import ControlIndex, FieldControls
from cpr_docs.reading.control_text import Unreadable
from cpr_docs.reading.control_values import DocumentFacts, value_of
from cpr_docs.templating.document_identity import Identity

_INDEX = re.compile(r"\[\d+\]")


def raw_data(walk: ControlIndex, identity: Identity, facts: DocumentFacts) -> tuple[dict[str, Any], list[Problem]]:
    """The data that the controls hold, and what is wrong with those that hold none."""
    raw: dict[str, Any] = {"form": identity.form.name(), "review_type": identity.form.type_name()}
    problems = [Problem(path, "copied", _("stands in the document twice")) for path in sorted(walk.copied_lists)]
    lists = _lists(identity.form)
    for path, count in walk.lists.items():
        if _INDEX.sub("[]", path) in lists:
            put(raw, path, [{} for _row in range(count)])
    unticked: list[str] = []
    for path, place, asked in known_places(walk, identity.form):
        try:
            value = _value(place, asked, facts)
        except Unreadable as error:
            problems.append(error.at(path))
            continue
        if asked.kind is Kind.TICK and not value:
            unticked.append(path)
        else:
            put(raw, path, value)
    for path in unticked:
        # A row in which nothing but boxes without a tick stands is a blank row, to be filled in.
        if not is_blank(data_at(raw, _blankable(identity.form, path))):
            put(raw, path, False)
    return raw, problems


def known_places(walk: ControlIndex, form: type[Form]) -> Iterator[tuple[str, FieldControls, FormField]]:
    """The places whose values the form has; a control that comes from elsewhere, or repeats a value, says nothing."""
    fields = {asked.path: asked for asked in fields_of(form)}
    for path, place in walk.places.items():
        if place.path in fields:
            yield path, place, fields[place.path]


def _lists(form: type[Form]) -> frozenset[str]:
    paths = (asked.path for asked in fields_of(form))
    return frozenset(path[: brackets.start()] for path in paths for brackets in re.finditer(r"\[\]", path))


def _value(place: FieldControls, asked: FormField, facts: DocumentFacts) -> Any:
    first, *others = [value_of(found, asked, facts) for found in place.copies or place.locked]
    if any(other != first for other in others):
        raise Unreadable("copied", _("stands in the document more than once, with different contents"))
    return first


def _blankable(form: type[Form], path: str) -> str:
    """The path of the innermost row or optional section that holds a field; empty for the form itself."""
    above = path.rpartition(".")[0]
    while above and not above.endswith("]") and not field_at(form, _INDEX.sub("[]", above)).optional:
        above = above.rpartition(".")[0]
    return above


def data_at(raw: dict[str, Any], path: str) -> Any:
    """The data at a path; empty where nothing was put yet."""
    at: Any = raw
    for step in _steps(path) if path else ():
        at = at[step] if isinstance(step, int) else at.get(step, {})
    return at


def put(raw: dict[str, Any], path: str, value: Any) -> None:
    """Puts a value where a path such as ``amendments[2].reason`` leads."""
    at: Any = raw
    steps = list(_steps(path))
    for step in steps[:-1]:
        at = at[step] if isinstance(step, int) else at.setdefault(step, {})
    at[steps[-1]] = value


def _steps(path: str) -> Iterator[str | int]:
    for part in path.split("."):
        name, bracket, index = part.partition("[")
        yield name
        if bracket:
            yield int(index.removesuffix("]"))
