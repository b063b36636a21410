"""From a filled-in Word document back to the form that it holds."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pydantic
from lxml import etree

from cpr_docs.documents.bullets import bullet_test
from cpr_docs.documents.controls import value_of
from cpr_docs.documents.identity import Identity, identify
from cpr_docs.documents.lost_controls import require_controls
from cpr_docs.documents.placed import placed
from cpr_docs.documents.returned import Returned, Source
from cpr_docs.documents.unreadable import Unreadable
from cpr_docs.documents.walk import Place, Walk
from cpr_docs.errors import InvalidForm, NotReadable, Problem
from cpr_docs.language.languages import Language
from cpr_docs.language.messages import _
from cpr_docs.language.text import is_blank
from cpr_docs.models.fields import FormField, Kind, field_at, fields_of
from cpr_docs.models.form import Form
from cpr_docs.models.problems import path_of, problems_of
from cpr_docs.templating.find import landmarks

_INDEX = re.compile(r"\[\d+\]")
_LIBRE_OFFICE = ("LibreOffice", "OpenOffice")


def read(source: Source, *, templates: str | os.PathLike[str] | None = None, forms: Iterable[type[Form]] = ()) -> Form:
    """The form that a document holds: one that this library made, filled in or edited since in Word.

    The source is a path, the bytes, or a file opened for reading bytes; `templates` is the folder of a board's own
    templates, and `forms` are forms of one's own that it may be, beside those of the guidance. Of a published copy the
    fields that it leaves out (`PUBLISHED_WITHOUT`) are blank.

    Raises `PackageError` for what is no Word document, or none that is safe to open; `NotReadable` for one
    that this library did not make or that has lost its controls; and `InvalidForm` with every problem: what a person
    typed, by the control's label, the heading above it and the path. Raises `OSError` for a path that cannot be opened.
    """
    return read_with_identity(source, templates=templates, forms=forms)[0]


def read_with_identity(
    source: Source, *, templates: str | os.PathLike[str] | None = None, forms: Iterable[type[Form]] = ()
) -> tuple[Form, Identity]:
    """The form that a document holds, as `read` gives it, and what the document says of itself."""
    returned = Returned.open(source)
    identity = identify(returned.properties, forms)
    _refuse_libre_office(returned)
    house = None if templates is None else Path(templates)
    marks = landmarks(identity.form, identity.language, identity.template, house)
    is_known = marks.fingerprint == identity.template
    walk = Walk(returned.body, marks if is_known else None)
    require_controls(walk.tags, marks, identity.form, returned.properties, is_known=is_known)
    raw, problems = _raw(walk, identity, bullet_test(returned.styles))
    try:
        form = identity.form.model_validate(raw)
    except pydantic.ValidationError as error:
        problems += _further(error, identity.form, problems)
    else:
        if not problems:
            return form, identity
    # Not inside the handler: pydantic's own error, which a traceback would print, knows the input.
    raise InvalidForm(str(identity), [placed(problem, walk, identity, marks) for problem in problems])


def _raw(
    walk: Walk, identity: Identity, is_bullet: Callable[[etree._Element], bool]
) -> tuple[dict[str, Any], list[Problem]]:
    """The data that the controls hold, and what is wrong with those that hold none."""
    raw: dict[str, Any] = {"form": identity.form.name(), "review_type": identity.form.type_name()}
    problems = [Problem(path, "copied", _("stands in the document twice")) for path in sorted(walk.copied_lists)]
    lists = _lists(identity.form)
    for path, count in walk.lists.items():
        if _INDEX.sub("[]", path) in lists:
            _put(raw, path, [{} for _row in range(count)])
    unticked: list[str] = []
    for path, place, asked in _known(walk, identity.form):
        try:
            value = _value(place, asked, identity.language, is_bullet)
        except Unreadable as error:
            problems.append(error.at(path))
            continue
        if asked.kind is Kind.TICK and not value:
            unticked.append(path)
        else:
            _put(raw, path, value)
    for path in unticked:
        # A row in which nothing but boxes without a tick stands is a blank row, to be filled in.
        if not is_blank(_at(raw, _blankable(identity.form, path))):
            _put(raw, path, False)
    told = {problem.path for problem in problems}
    message = _("has words beside it that stand in no control; please write in the controls, and add rows with “+”")
    problems += [Problem(path, "outside", message) for path in sorted(walk.outside - told)]
    return raw, problems


def _known(walk: Walk, form: type[Form]) -> Iterator[tuple[str, Place, FormField]]:
    """The places whose values the form has; a control that comes from elsewhere, or repeats a value, says nothing."""
    fields = {asked.path: asked for asked in fields_of(form)}
    for path, place in walk.places.items():
        if place.path in fields:
            yield path, place, fields[place.path]


def _lists(form: type[Form]) -> frozenset[str]:
    paths = (asked.path for asked in fields_of(form))
    return frozenset(path[: brackets.start()] for path in paths for brackets in re.finditer(r"\[\]", path))


def _value(place: Place, asked: FormField, language: Language, is_bullet: Callable[[etree._Element], bool]) -> Any:
    first, *others = [value_of(found, asked, language, is_bullet) for found in place.copies or place.locked]
    if any(other != first for other in others):
        raise Unreadable("copied", _("stands in the document more than once, with different contents"))
    return first


def _further(error: pydantic.ValidationError, form: type[Form], unread: list[Problem]) -> Iterator[Problem]:
    """What validation finds, but for what only follows from controls that could not be read."""
    paths = [problem.path for problem in unread]
    consequences = {
        f"{part}.{problem.path}".strip(".")
        for detail in error.errors(include_url=False, include_input=False)
        if detail["type"] == "rules" and any(_holds(part := path_of(detail["loc"]), path) for path in paths)
        for problem in detail["ctx"]["problems"]
    }
    for problem in problems_of(error, form):
        if problem.path not in consequences and not any(_holds(problem.path, path) for path in paths):
            yield problem


def _holds(part: str, path: str) -> bool:
    """Whether a path is that of the part, or of something in it."""
    return not part or path == part or path.startswith((f"{part}.", f"{part}["))


def _blankable(form: type[Form], path: str) -> str:
    """The path of the innermost row or optional section that holds a field; empty for the form itself."""
    above = path.rpartition(".")[0]
    while above and not above.endswith("]") and not field_at(form, _INDEX.sub("[]", above)).optional:
        above = above.rpartition(".")[0]
    return above


def _at(raw: dict[str, Any], path: str) -> Any:
    """The data at a path; None where nothing was put yet."""
    at: Any = raw
    for step in _steps(path) if path else ():
        at = at[step] if isinstance(step, int) else at.get(step, {})
    return at


def _put(raw: dict[str, Any], path: str, value: Any) -> None:
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


def _refuse_libre_office(returned: Returned) -> None:
    if any(name in returned.application for name in _LIBRE_OFFICE):
        raise NotReadable(
            "LibreOffice saved this document, and does not keep what says which answer belongs where: please copy the "
            "answers into the original document in Word, and save it there"
        )
