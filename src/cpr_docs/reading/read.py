"""From a filled-in Word document back to the form that it holds."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

import pydantic

from cpr_docs.arguments import require_subclasses
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import InvalidForm, NotReadable, Problem, StrayWords
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import ReviewType
from cpr_docs.models.fields import FieldPaths
from cpr_docs.models.form import Form
from cpr_docs.models.problems import problems_of, rules_broken
from cpr_docs.ooxml.headings import Headings
from cpr_docs.reading.control_index import ControlIndex
from cpr_docs.reading.control_text import bullet_test
from cpr_docs.reading.control_values import DocumentFacts
from cpr_docs.reading.locate_problem import locate_problem
from cpr_docs.reading.lost_controls import require_controls
from cpr_docs.reading.prompts import prompts_of
from cpr_docs.reading.raw_data import known_places, put, raw_data
from cpr_docs.reading.recognise import Hints, identity_of
from cpr_docs.reading.reseat import reseat
from cpr_docs.reading.result import Reading
from cpr_docs.reading.stray_problems import Told, tell
from cpr_docs.reading.strays import compare_outside
from cpr_docs.reading.untrusted import IncomingDocument, Source
from cpr_docs.reading.withheld import as_printed, not_given, value_at, withheld, withheld_in_rows
from cpr_docs.templating.document_identity import Identity
from cpr_docs.templating.fixed_text import OutsideText
from cpr_docs.templating.invariants import TemplateInvariants
from cpr_docs.templating.loader import load_invariants, outside, template_folder

Strays = Literal["refuse", "allow"]

_END_OF_PART = re.compile(r"[.\[]")
_LIBRE_OFFICE = ("LibreOffice", "OpenOffice")


def read(
    source: Source,
    *,
    templates: str | os.PathLike[str] | None = None,
    forms: Iterable[type[Form]] = (),
    form: str | type[Form] | None = None,
    language: Language | str | None = None,
    review_type: ReviewType | str | None = None,
    strays: Strays = "refuse",
) -> Form:
    """The form that a document holds: one that this library made, filled in or edited since in Word.

    The source is a path, the bytes, or a file opened for reading bytes; `templates` is the folder of a board's own
    templates, and `forms` are forms of one's own that it may be, beside those of the guidance. Of a published copy the
    fields that it leaves out (`PUBLISHED_WITHOUT`) are blank.

    A document whose custom properties were removed is recognised by its controls and its words. Where these leave
    something open, `form` (a name or a class), `language` and `review_type` decide; they never contradict a document.

    Raises `StrayWords`, which holds the form, where somebody wrote outside the controls, unless `strays` is
    ``"allow"``. Raises `PackageError` for what is no Word document, or none that is safe to open; `NotReadable` for one
    that this library did not make or that has lost its controls; and `InvalidForm` with every problem: what a person
    typed, by the control's label, the heading above it and the path. Raises `OSError` for a path that cannot be opened,
    and `ValueError` for a form, language or review type that does not exist.
    """
    if strays not in ("refuse", "allow"):
        raise ValueError('strays must be "refuse" or "allow"')
    forms = require_subclasses("forms", forms, Form, "classes of forms")
    hints = Hints.of(form, language, review_type, forms)
    reading, identity = reading_of(source, templates=templates, forms=forms, hints=hints)
    if reading.strays and strays == "refuse":
        raise StrayWords(str(identity), reading.strays, reading.form)
    return reading.form


def reading_of(
    source: Source,
    *,
    templates: str | os.PathLike[str] | None = None,
    forms: Iterable[type[Form]] = (),
    hints: Hints = Hints(),  # noqa: B008 - it never changes
    original: Form | None = None,
) -> tuple[Reading, Identity]:
    """The form that a document holds, with what else is told of it, and what the document says of itself.

    A field whose control the document was never given has the value of the original, as a document prints it.
    """
    house = template_folder(templates)
    returned = IncomingDocument.open(source)
    identity = identity_of(returned, forms, house, hints)
    marks = load_invariants(identity.form, identity.language, identity.template, house)
    is_known = marks.fingerprint == identity.template
    headings = Headings(returned.styles)
    reseat(returned.body, identity.form, marks, headings)
    walk = ControlIndex(returned.body, FieldPaths(identity.form), headings, returned.beside())
    _refuse_lost_tags(walk, identity, returned)
    require_controls(walk.tags, marks, identity, returned.properties, is_known=is_known)
    text = outside(identity.form, identity.language, identity.template, house) if is_known else None
    facts = DocumentFacts(
        identity.language, bullet_test(returned.styles), prompts_of(returned.glossary), identity.marked
    )
    raw, problems = raw_data(walk, identity, facts)
    absent = withheld(walk, identity, marks, text)
    absent_in_rows = list(withheld_in_rows(walk, raw, marks))
    if original is not None and type(original) is identity.form:
        printed = as_printed(original, identity.language)
        for path in absent:
            if (value := value_at(printed, path)) is not None:
                put(raw, path, value)
    try:
        form = identity.form.model_validate(raw)
    except pydantic.ValidationError as error:
        problems += _further(error, identity.form, problems)
    else:
        if not problems:
            told = _told(form.__dict__, walk, identity, marks, text)
            notes = (
                *not_given([*absent, *absent_in_rows], identity, is_kept=original is not None),
                *_beside_the_form(returned),
                *_objects(0 if told is None else told.objects),
            )
            reading = Reading(
                form,
                identity.language,
                published=identity.published,
                strays=() if told is None else told.strays,
                stale=() if told is None else told.stale,
                notes=notes,
                unchecked=told is None,
                signed=told is not None and told.signed,
            )
            return reading, identity
    told = _told(None, walk, identity, marks, text)
    strays = () if told is None else told.strays
    # Not inside the handler: pydantic's own error, which a traceback would print, knows the input.
    raise InvalidForm(
        str(identity), [*(locate_problem(problem, walk, identity, marks) for problem in problems), *strays]
    )


def _told(
    data: Mapping[str, Any] | None,
    walk: ControlIndex,
    identity: Identity,
    marks: TemplateInvariants,
    text: OutsideText | None,
) -> Told | None:
    """The words outside the controls that are told; None where the text that the template prints there is not known.

    The data is None for a form that is not valid, so that its values are not known.
    """
    if text is None:
        return None
    settings = Settings(published=identity.published).for_publication()
    values = {**(dict.fromkeys(identity.form.model_fields) if data is None else data), "settings": settings}
    try:
        found = compare_outside(walk.paragraphs, text, values, is_blank=data is None)
    except Exception:  # noqa: BLE001 - a template of a board's own may fail in any way for a form that was edited
        return None
    return tell(found, walk, identity, marks, text.drawn)


def _beside_the_form(returned: IncomingDocument) -> Iterator[Problem]:
    if returned.comments:
        yield Problem("", "comments", _("has comments, which are not read"), {"count": returned.comments})
    if returned.has_attached_template:
        yield Problem("", "attached_template", _("has a template attached to it, which is not opened"))


def _objects(count: int) -> Iterator[Problem]:
    if count:
        yield Problem(
            "", "objects", _("has pictures or other objects outside the controls, which are not read"), {"count": count}
        )


def _further(error: pydantic.ValidationError, form: type[Form], unread: list[Problem]) -> Iterator[Problem]:
    """What validation finds, but for what only follows from controls that could not be read."""
    holding = {part for problem in unread for part in _parts_of(problem.path)}
    consequences = {broken for part, broken in rules_broken(error) if part in holding}
    for problem in problems_of(error, form):
        if problem.path not in consequences and problem.path not in holding:
            yield problem


def _parts_of(path: str) -> Iterator[str]:
    """The path itself, and those of everything that it is in: the form itself has the empty path."""
    yield ""
    yield path
    for end in _END_OF_PART.finditer(path):
        yield path[: end.start()]


def _refuse_lost_tags(walk: ControlIndex, identity: Identity, returned: IncomingDocument) -> None:
    if not any(True for _found in known_places(walk, identity.form)):
        program = next((name for name in _LIBRE_OFFICE if name in returned.application), "another program")
        raise NotReadable(
            f"{program} saved this document, and does not keep what says which answer belongs where: please copy the "
            "answers into the original document in Word, and save it there"
        )
