"""Reads the form in a filled-in Word document."""

import copy
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Self

import pydantic
from lxml import etree

from cpr_docs.documents.settings import Settings
from cpr_docs.errors import InvalidForm, NotReadable, Problem, StalePlace, StrayWords
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.language.text import is_blank
from cpr_docs.models.draft import Draft, draft_of, examine, filled
from cpr_docs.models.field_types import ReviewType
from cpr_docs.models.fields import FieldPaths
from cpr_docs.models.form import AnyForm, form_classes
from cpr_docs.models.problems import problems_of, violated_rules
from cpr_docs.models.schema_version import upgraded
from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.headings import Headings
from cpr_docs.reading.control_index import ControlIndex
from cpr_docs.reading.control_text import bullet_test
from cpr_docs.reading.control_values import DocumentFacts
from cpr_docs.reading.copy_values import FormValues
from cpr_docs.reading.data_paths import get_data, parents_of, set_data
from cpr_docs.reading.hints import Hints
from cpr_docs.reading.locate_problem import locate_problem
from cpr_docs.reading.prompts import prompts_of
from cpr_docs.reading.raw_data import known_fields, raw_data
from cpr_docs.reading.recognise import identity_of
from cpr_docs.reading.reseat import reseat
from cpr_docs.reading.result import Reading, document_notes
from cpr_docs.reading.stale_places import StaleSearch, stale_lines
from cpr_docs.reading.stray_problems import OutsideReport, report_outside
from cpr_docs.reading.strays import compare_outside
from cpr_docs.reading.untrusted import IncomingDocument, Source
from cpr_docs.reading.withheld import as_printed, require_controls, value_at, withheld, withheld_in_rows, withheld_notes
from cpr_docs.templating.document_properties import Identity
from cpr_docs.templating.edition import FormState
from cpr_docs.templating.fixed_text import FixedText
from cpr_docs.templating.invariants import TemplateInvariants
from cpr_docs.templating.loader import load_fixed_text, load_invariants, template_folder

Strays = Literal["refuse", "allow"]

_LIBRE_OFFICE = ("LibreOffice", "OpenOffice")


def read(
    source: Source,
    *,
    templates: str | os.PathLike[str] | None = None,
    forms: Iterable[type[AnyForm]] = (),
    form: str | type[AnyForm] | None = None,
    language: Language | str | None = None,
    review_type: ReviewType | str | None = None,
    strays: Strays = "refuse",
) -> AnyForm:
    """Implements `cpr_docs.read`."""
    forms = form_classes(forms)
    hints = Hints.of(form, language, review_type, forms)
    form_read: AnyForm = _checked_reading(source, templates, forms, hints, strays).form
    return form_read


def read_draft(
    source: Source,
    *,
    templates: str | os.PathLike[str] | None = None,
    forms: Iterable[type[AnyForm]] = (),
    form: str | type[AnyForm] | None = None,
    language: Language | str | None = None,
    review_type: ReviewType | str | None = None,
    strays: Strays = "refuse",
) -> Draft[Any]:
    """Implements `cpr_docs.read_draft`."""
    forms = form_classes(forms)
    hints = Hints.of(form, language, review_type, forms)
    draft = _checked_reading(source, templates, forms, hints, strays, as_draft=True).draft
    assert draft is not None, "the reading of a draft has one"
    return draft


def _checked_reading(
    source: Source,
    templates: str | os.PathLike[str] | None,
    forms: Iterable[type[AnyForm]],
    hints: Hints,
    strays: Strays,
    *,
    as_draft: bool = False,
) -> Reading:
    """The reading of a document; raises `StrayWords` for words outside its controls, unless they are allowed."""
    if strays not in ("refuse", "allow"):
        raise ValueError('strays must be "refuse" or "allow"')
    reading, identity = reading_of(source, templates=templates, forms=forms, hints=hints, as_draft=as_draft)
    if reading.strays and strays == "refuse":
        raise StrayWords(identity.name, reading.strays, reading.draft if as_draft else reading.form, identity.language)
    return reading


def reading_of(
    source: Source,
    *,
    templates: str | os.PathLike[str] | None = None,
    forms: Iterable[type[AnyForm]] = (),
    hints: Hints = Hints(),  # noqa: B008 - it never changes
    original: AnyForm | Draft[Any] | None = None,
    as_draft: bool = False,
) -> tuple[Reading, Identity]:
    """The form in a document with its strays, stale copies and notes, and the document's identity.

    With `as_draft`, whatever the form requires may be blank, and the reading has a draft. A field that the document
    was rendered without has the value of the original, as a document prints it.
    """
    indexed = IndexedDocument.open(source, templates, forms, hints)
    found = _validated(indexed, original, as_draft=as_draft)
    return found.indexed.reading(found.form, found.data, found.notes), found.indexed.identity


class OpenedForm(NamedTuple):
    """A document with the valid form in it."""

    indexed: "IndexedDocument"
    form: AnyForm | Draft[Any]
    data: dict[str, Any]
    """The data before validation."""
    notes: list[Problem]

    @property
    def stale(self) -> StaleSearch:
        """The search for stale places."""
        indexed = self.indexed
        values: Any = self.form.values if isinstance(self.form, Draft) else self.form
        return StaleSearch(indexed.index, FormValues(values, self.data), indexed.identity, indexed.invariants)


def opened(
    source: Source,
    *,
    templates: str | os.PathLike[str] | None = None,
    forms: Iterable[type[AnyForm]] = (),
    hints: Hints = Hints(),  # noqa: B008 - it never changes
    original: AnyForm | None = None,
    keep_places: bool = False,
) -> OpenedForm:
    """The document with its form; with `keep_places`, the place of each control in the file is known.

    Raises `InvalidForm` with all problems of the form and the strays.
    """
    indexed = IndexedDocument.open(source, templates, forms, hints, keep_places=keep_places)
    return _validated(indexed, original, as_draft=False)


def stale_places_of(source: Source, *, forms: Iterable[type[AnyForm]] = ()) -> tuple[StalePlace, ...]:
    """The stale places of a document; if its values are not valid, the copies with other words than their control."""
    indexed = IndexedDocument.open(source, None, forms, Hints())
    try:
        found = _validated(indexed, None, as_draft=True)
    except InvalidForm:
        return tuple(stale_lines(indexed.index, indexed.identity, indexed.invariants))
    return indexed.reading(found.form, found.data, found.notes).stale


def _validated(indexed: "IndexedDocument", original: AnyForm | Draft[Any] | None, *, as_draft: bool) -> OpenedForm:
    identity, index, invariants = indexed.identity, indexed.index, indexed.invariants
    data, problems, in_words = raw_data(index, identity, indexed.facts())
    absent = withheld(index, identity, invariants, indexed.template_text)
    absent_in_rows = list(withheld_in_rows(index, identity, data, invariants, indexed.template_text))
    known = original.values if isinstance(original, Draft) else original
    if known is not None and type(known) is identity.form:
        printed = as_printed(known, identity.language)
        # An earlier version may have had the value elsewhere.
        today = upgraded(identity.form, copy.deepcopy(data)) if absent else data
        absent = [path for path in absent if is_blank(get_data(today, path))]
        for path in absent:
            if (value := value_at(printed, path)) is not None:
                set_data(data, path, value)
    form: AnyForm | Draft[Any] | None = None
    try:
        form = draft_of(identity.form, data) if as_draft else identity.form.model_validate(data)
    except pydantic.ValidationError as error:
        problems += _independent_problems(error, identity.form, problems)
    except InvalidForm as error:
        unread = {problem.path for problem in problems}
        problems += [problem for problem in error.problems if problem.path not in unread]
    if form is not None and not problems:
        notes = [*withheld_notes([*absent, *absent_in_rows], identity, is_kept=original is not None)]
        notes += [] if isinstance(form, Draft) else form.notes()
        return OpenedForm(indexed, form, data, notes)
    # Not inside the handler: a traceback would print pydantic's own error, which contains the input.
    report = indexed.report_outside(None)
    located = [locate_problem(problem, index, identity, invariants) for problem in problems]
    if in_words:
        located += indexed.stale_by_words(data, in_words)
    raise InvalidForm(identity.name, [*located, *(report.strays if report else ())], identity.language)


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document with its identity, its template and the index of its controls."""

    document: IncomingDocument
    identity: Identity
    invariants: TemplateInvariants
    index: ControlIndex
    template_text: FixedText | None
    """The text that the template prints outside the controls; None if the template is not available."""
    places: Mapping[etree._Element, tuple[str, int]] = field(default_factory=dict, repr=False)
    """For the properties of each control, the name of its part, and its number among the part's controls."""

    @classmethod
    def open(
        cls,
        source: Source,
        templates: str | os.PathLike[str] | None,
        forms: Iterable[type[AnyForm]],
        hints: Hints,
        *,
        keep_places: bool = False,
    ) -> Self:
        """Opens, recognises and indexes a document; raises `NotReadable` if it has lost controls."""
        template_dir = template_folder(templates)
        document = IncomingDocument.open(source)
        identity = identity_of(document, forms, template_dir, hints)
        edition = identity.edition
        invariants = load_invariants(identity.form, identity.language, identity.template, template_dir, edition)
        is_known = invariants.fingerprint == identity.template
        headings = Headings(document.styles)
        others = list(document.other_parts())
        roots = {document.main: document.body, **{name: root for _kind, name, root in others}}
        places = dict(_places(roots)) if keep_places else {}
        reseat(document.body, identity.form, invariants, headings)
        index = ControlIndex(
            document.body, FieldPaths(identity.form), headings, [(kind, root) for kind, _name, root in others]
        )
        _require_tags(index, identity, document)
        require_controls(index.tags, invariants, identity, document.properties, is_known=is_known)
        text = None
        if is_known:
            text = load_fixed_text(identity.form, identity.language, identity.template, template_dir, edition)
        return cls(document, identity, invariants, index, text, places)

    def facts(self) -> DocumentFacts:
        """The facts that affect the values of the controls."""
        document, identity = self.document, self.identity
        return DocumentFacts(
            identity.language, bullet_test(document.styles), prompts_of(document.glossary), identity.marked
        )

    def reading(self, form: AnyForm | Draft[Any], data: dict[str, Any], notes: Iterable[Problem]) -> Reading:
        """The reading of a valid form or draft, with its data before validation; `notes` come first among its notes."""
        draft = form if isinstance(form, Draft) else None
        values: Any = form if draft is None else draft.values
        report = self.report_outside(values.printed_values())
        stale = OpenedForm(self, form, data, []).stale.places()
        return Reading(
            form if draft is None else None,
            self.identity.language,
            draft=draft,
            purpose=self.identity.purpose,
            strays=() if report is None else report.strays,
            stale=tuple(dict.fromkeys((*stale, *(() if report is None else report.stale)))),
            notes=(*notes, *document_notes(self.document, 0 if report is None else report.objects)),
            unchecked=report is None,
            signed=report is not None and report.signed,
        )

    def stale_by_words(self, data: dict[str, Any], in_words: Mapping[str, Any]) -> Iterator[Problem]:
        """The derived values that do not follow from the words in controls whose calendar has another date."""
        printed = copy.deepcopy(data)
        for path, value in in_words.items():
            set_data(printed, path, value)
        values = FormValues(filled(examine(self.identity.form, printed)[1]), printed)
        return StaleSearch(self.index, values, self.identity, self.invariants).derived_places()

    def report_outside(self, data: Mapping[str, Any] | None) -> OutsideReport | None:
        """The words outside the controls as problems; None if the template's text is not known.

        The data is None for an invalid form, whose values are not known.
        """
        if self.template_text is None:
            return None
        edition = self.identity.edition
        form = self.identity.form
        is_draft = edition.progress is FormState.DRAFT
        settings = Settings().as_printed(edition.purpose, draft=is_draft, marked=form.MARKED)
        fields = dict.fromkeys([*form.model_fields, *form.DERIVED]) if data is None else data
        values = {**fields, "settings": settings}
        try:
            found = compare_outside(self.index.outside_paragraphs, self.template_text, values, is_blank=data is None)
        except Exception:  # noqa: BLE001 - a board's own template may fail in any way for a form that was edited
            return None
        return report_outside(found, self.index, self.identity, self.invariants, self.template_text.drawn)


def _places(roots: Mapping[str, etree._Element]) -> Iterator[tuple[etree._Element, tuple[str, int]]]:
    for name, root in roots.items():
        for number, control in enumerate(controls_in(root)):
            if (properties := control.properties) is not None:
                yield properties, (name, number)


def _require_tags(index: ControlIndex, identity: Identity, document: IncomingDocument) -> None:
    if not any(True for _found in known_fields(index, identity.form)):
        program = next((name for name in _LIBRE_OFFICE if name in document.application), "another program")
        raise NotReadable(
            _(
                "{program} saved this document, and does not keep what says which answer belongs where: please "
                "copy the answers into the original document in Word, and save it there"
            ),
            program=program,
        )


def _independent_problems(
    error: pydantic.ValidationError, form: type[AnyForm], unread: list[Problem]
) -> Iterator[Problem]:
    """The problems of validation, without the consequences of controls that could not be read."""
    affected = {path for problem in unread for path in ("", problem.path, *parents_of(problem.path))}
    consequences = {broken for path, broken in violated_rules(error) if path in affected}
    for problem in problems_of(error, form):
        if problem.path not in consequences and problem.path not in affected:
            yield problem
