"""From a filled-in Word document back to the form that it holds."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pydantic

from cpr_docs.documents.bullets import bullet_test
from cpr_docs.documents.controls import Unreadable, value_of
from cpr_docs.documents.identity import Identity, identify
from cpr_docs.documents.walk import Place, Walk
from cpr_docs.errors import InvalidForm, NotReadable, PackageError, Problem
from cpr_docs.language.languages import Language
from cpr_docs.language.messages import say
from cpr_docs.models.fields import FormField, field_at
from cpr_docs.models.form import Form
from cpr_docs.models.problems import problems_of
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.find import expected_controls

Source = bytes | str | os.PathLike[str] | BinaryIO


def read(source: Source, *, templates: str | os.PathLike[str] | None = None) -> Form:
    """The form that a document holds: one that this library made, filled in or edited since in Word.

    The source is a path, the bytes, or a file opened for reading bytes. Raises `PackageError` for what is no Word
    document, `NotReadable` for one that this library did not make or that has lost its controls, and `InvalidForm` with
    every problem: what a person typed, by the control's label, the heading above it and the path.
    """
    return read_with_language(source, templates=templates)[0]


def read_with_language(source: Source, *, templates: str | os.PathLike[str] | None = None) -> tuple[Form, Language]:
    """The form that a document holds, as `read` gives it, and the language that it was printed in."""
    package = Package.read(_bytes(source))
    if PartName.DOCUMENT not in package:
        raise PackageError("the file is not a Word document")
    identity = identify(package)
    body = parse_xml(package[PartName.DOCUMENT], PartName.DOCUMENT)
    walk = Walk(body)
    _refuse_lost_controls(walk, identity, package, None if templates is None else Path(templates))
    raw, unreadable = _raw(walk, identity, package)
    problems = {problem.path: problem for problem in unreadable}
    try:
        form = identity.form.model_validate(raw)
    except pydantic.ValidationError as error:
        for problem in problems_of(error, identity.form):
            problems.setdefault(problem.path, problem)
    else:
        if not problems:
            return form, identity.language
    subject = f"{identity.form.name()} ({identity.form.type_name()}) in {identity.language.value}"
    raise InvalidForm(subject, [_placed(problem, walk, identity) for problem in problems.values()])


def _bytes(source: Source) -> bytes | Path:
    if isinstance(source, bytes):
        return source
    if isinstance(source, str | os.PathLike):
        return Path(source)
    return source.read()


def _raw(walk: Walk, identity: Identity, package: Package) -> tuple[dict[str, Any], list[Problem]]:
    raw: dict[str, Any] = {"form": identity.form.name(), "review_type": identity.form.type_name()}
    problems = []
    is_bullet = bullet_test(package)
    for path, count in walk.lists.items():
        _put(raw, path, [{} for _row in range(count)])
    for path, place, asked in _known(walk, identity.form):
        if asked.derived:
            continue
        try:
            value = value_of(place.found, asked, identity.language, is_bullet)
        except Unreadable as error:
            problems.append(error.at(path))
        else:
            _put(raw, path, value)
    return raw, problems


def _known(walk: Walk, form: type[Form]) -> Iterator[tuple[str, Place, FormField]]:
    for path, place in walk.places.items():
        try:
            yield path, place, field_at(form, place.path)
        except KeyError:
            raise NotReadable(f"the document has a control {place.path}, which its form does not have") from None


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


def _refuse_lost_controls(walk: Walk, identity: Identity, package: Package, templates: Path | None) -> None:
    there = {place.path for place in walk.places.values()} | set(walk.lists)
    lost = sorted(expected_controls(identity.form, identity.language, templates) - there)
    if not lost:
        return
    application = package.get(PartName.EXTENDED_PROPERTIES, b"")
    if b"LibreOffice" in application or b"OpenOffice" in application:
        raise NotReadable(
            "LibreOffice saved this document, and it does not keep the tags that say which control is which: fill in "
            "the form in Word, or type the answers into a new copy there"
        )
    raise NotReadable(f"the document has lost these controls: {', '.join(lost)}")


def _placed(problem: Problem, walk: Walk, identity: Identity) -> Problem:
    """The problem, with the control's label in the document's language and the heading above it."""
    place = walk.places.get(problem.path) or walk.places.get(problem.path.removesuffix(f".{identity.language.value}"))
    if place is None:
        return problem
    label = say(field_at(identity.form, place.path).label.title, identity.language)
    return Problem(problem.path, problem.code, problem.message, problem.parameters, label, place.heading)
