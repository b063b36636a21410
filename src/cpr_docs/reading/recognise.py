"""Recognises a document whose custom properties were removed, by its controls, its fixed text and its languages.

Word's document inspector and mail gateways remove the properties. The controls' tags identify the form and mostly the
review type; if both types have the same controls, the fixed text decides. Four sources name the language: the fixed
text, the titles of the controls, the language of the styles, and that of the document. If they disagree, the caller is
asked.

`Hints` are the form, review type and language that a caller names for a document.
"""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from cpr_docs.errors import NotReadable, TemplateNotFound
from cpr_docs.language.catalogue import Sentence, _, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import ReviewType
from cpr_docs.models.fields import fields_of
from cpr_docs.models.form import AnyForm, CaseForm
from cpr_docs.models.purpose import Purpose
from cpr_docs.models.registry import form_class, form_names, unknown_form
from cpr_docs.models.schema_version import FIRST_VERSION
from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.reading.copy_values import printed_text
from cpr_docs.reading.evidence import Evidence, stated_languages
from cpr_docs.reading.untrusted import IncomingDocument
from cpr_docs.templating.copy_controls import has_copies, is_copy
from cpr_docs.templating.document_properties import (
    Identity,
    PropertyName,
    edition_of,
    identify,
    is_complete,
    versions_of,
)
from cpr_docs.templating.edition import Edition
from cpr_docs.templating.invariants import TemplateInvariants
from cpr_docs.templating.loader import load_invariants, released_fingerprints, template_fingerprint


@dataclass(frozen=True, slots=True)
class Hints:
    """The form, review type and language of a document according to the caller; None if not named."""

    form: type[AnyForm] | None = None
    review_type: ReviewType | None = None
    language: Language | None = None
    likely: type[AnyForm] | None = None
    """The form preferred among several possible forms; it never overrules the document."""

    @classmethod
    def of(
        cls,
        form: str | type[AnyForm] | None,
        language: Language | str | None,
        review_type: ReviewType | str | None,
        forms: Iterable[type[AnyForm]] = (),
    ) -> Self:
        """The hints from a caller's arguments; raises `ValueError` for a name that does not exist."""
        return cls(
            _form_of(form, forms) if isinstance(form, str) else form,
            None if review_type is None else ReviewType(review_type),
            None if language is None else Language(language),
        )

    def fits(self, form: type[AnyForm]) -> bool:
        """True if the form, of one review type, does not contradict the named form and review type."""
        if self.review_type is not None and self.review_type not in form.review_types():
            return False
        return self.form is None or issubclass(form, self.form)


def _form_of(name: str, forms: Iterable[type[AnyForm]]) -> type[AnyForm]:
    own_forms = {form.name(): form for form in forms}
    if name not in own_forms and name not in form_names():
        raise unknown_form(name, (*form_names(), *own_forms))
    found: type[AnyForm] = own_forms.get(name) or form_class(name)
    return found


_EDITIONS = (Edition(), Edition.of(Purpose.PAPER), Edition.of(Purpose.FINAL), Edition.of(Purpose.FINAL, pen=True))
"""The editions of a document that does not say its purpose, but for the published copy, which lacks controls."""

_CONTRADICTED = _(
    "the document has controls or words that the form, the review type or the language that was named does not have"
)
_LOST_MOST_CONTROLS = _(
    "the document was not made by cpr_docs, or it has lost most of its controls: if it is a form, say which "
    "(form=, or --form on the command line)"
)
_REVIEW_TYPE_LEFT_OPEN = _(
    "the document does not say its review type, and its controls and words leave it open: say which it is "
    "(review_type=, or --review-type on the command line)"
)
_REVIEW_TYPE = "copy:review_type"
_PROPERTIES_CHANGED = Sentence(
    _(
        "; somebody changed its properties: ask for the document as it was, or remove its custom properties "
        "(Word: File, "
        "Info, Inspect Document), and it is recognised by its controls"
    )
)


def identity_of(
    document: IncomingDocument, forms: Iterable[type[AnyForm]], template_dir: Path | None, hints: Hints
) -> Identity:
    """The identity of a document: read from its custom properties, or else recognised.

    Raises `NotReadable` for a document of no form, and for a document whose properties contradict the hints.
    """
    forms = [*forms, *([hints.form] if hints.form else [])]
    if not is_complete(document.properties, forms):
        return _recognised(document, forms, template_dir, hints)
    identity = identify(document.properties, forms)
    named = (None, identity.review_type)
    if (
        not hints.fits(identity.form)
        or hints.language not in (None, identity.language)
        or hints.review_type not in named
    ):
        raise NotReadable(
            _("the document says that it is {identity}, which is not what was named"), identity=identity.name
        )
    if (
        load_invariants(identity.form, identity.language, identity.template, template_dir).fingerprint
        != identity.template
    ):
        _require_no_contradiction(identity, document, _bases(forms), template_dir)
    return identity


def _require_no_contradiction(
    identity: Identity, document: IncomingDocument, bases: Iterable[type[AnyForm]], template_dir: Path | None
) -> None:
    """Raises `NotReadable` if the template or the controls contradict the properties.

    Otherwise the values would be read as another form's, and values without a field there would be lost.
    """
    evidence = Evidence(document.body)
    # The templates of all forms would take a second.
    likely = _with_most_controls(evidence, [variant for base in bases for variant in base.variants()])
    forms = dict.fromkeys((*identity.form.variants(), *likely))
    for form, language, folder in itertools.product(forms, Language, dict.fromkeys((template_dir, None))):
        made_from = (template_fingerprint(form, language, folder), *released_fingerprints(form, language))
        if identity.template and identity.template in made_from:
            actual = Identity(form, language, identity.template, identity.versions)
            raise NotReadable(
                _("the document says that it is {identity}, but it was made as {actual}{advice}"),
                identity=identity.name,
                actual=actual.name,
                advice=_PROPERTIES_CHANGED,
            )
    own = {field.path for field in fields_of(identity.form)}
    others = {field.path for form in identity.form.variants() for field in fields_of(form)} - own
    if foreign := sorted(evidence.paths & others):
        raise NotReadable(
            _("the document says that it is {identity}, but it has controls that this does not have: {tags}{advice}"),
            identity=identity.name,
            tags=", ".join(foreign),
            advice=_PROPERTIES_CHANGED,
        )
    if evidence.language_of_titles({identity.form}) is identity.language.other:
        raise NotReadable(
            _("the document says that it is {identity}, but its controls have the other names{advice}"),
            identity=identity.name,
            advice=_PROPERTIES_CHANGED,
        )


def _recognised(
    document: IncomingDocument, forms: Iterable[type[AnyForm]], template_dir: Path | None, hints: Hints
) -> Identity:
    """The identity of a document whose properties are incomplete.

    Raises `NotReadable` for a document without controls of any form, and for an ambiguous document; the message names
    the argument that decides.
    """
    evidence = Evidence(document.body)
    if evidence.is_template:
        raise NotReadable(_("the document is a template of cpr_docs, and no form that was made from it"))
    possible = _best_by_controls(evidence, _variants(document.properties, forms))
    is_named = hints.form is not None or PropertyName.FORM in document.properties
    if not is_named and not _has_controls_of_its_own(evidence, possible):
        raise NotReadable(_LOST_MOST_CONTROLS)
    candidates = _candidates(evidence, possible, template_dir, has_copies=has_copies(document.package))
    if not is_named and all(candidate.lacks_most_controls for candidate in candidates):
        raise NotReadable(_LOST_MOST_CONTROLS)
    language = _language(document, evidence, candidates, hints.language)
    of_language = [candidate for candidate in candidates if candidate.language is language]
    if not of_language:
        raise TemplateNotFound(
            _("there is no template of {form} in {language}"), form=candidates[0].form.name(), language=language.value
        )
    candidate = _best_candidate(of_language, hints)
    # A document that does not say its version may be of the first: no newer rule refuses it.
    versions = versions_of(document.properties, candidate.form, str(FIRST_VERSION))
    edition = edition_of(document.properties)
    if candidate.is_published:
        edition = Edition(Purpose.PUBLISHED)
    elif PropertyName.PURPOSE not in document.properties:
        edition = _edition(evidence, candidate, template_dir)
    review_type = _review_type(document, candidate.form, language, hints)
    fingerprint = candidate.invariants.fingerprint
    return Identity(candidate.form, language, fingerprint, versions, edition, review_type=review_type)


def _review_type(document: IncomingDocument, form: type[AnyForm], language: Language, hints: Hints) -> str:
    """The review type of a recognised document: stated, printed as a copy, or named by the caller."""
    types = form.review_types()
    if len(types) < 2:
        return form.type_name()
    stated = document.properties.get(PropertyName.REVIEW_TYPE, "")
    labels = {translate(each.label, language): each for each in types}
    printed = {printed_text(control.element) for control in controls_in(document.body) if control.tag == _REVIEW_TYPE}
    found = {stated} & {*types} or {labels[words] for words in printed & labels.keys()}
    if len(found) != 1 and hints.review_type is None:
        raise NotReadable(_REVIEW_TYPE_LEFT_OPEN)
    return found.pop() if len(found) == 1 else str(hints.review_type)


@dataclass(frozen=True)
class _Candidate:
    """A template that the document may have been made from."""

    evidence: Evidence
    form: type[AnyForm]
    language: Language
    invariants: TemplateInvariants

    @cached_property
    def is_published(self) -> bool:
        """True if the document lacks the controls and the words that a published copy omits."""
        unpublished = self.invariants.unpublished
        kept = unpublished & self.evidence.tags or self.invariants.unpublished_text & self.evidence.words
        return bool(unpublished) and not kept

    @cached_property
    def _unconditional(self) -> frozenset[str]:
        found = self.invariants
        return found.controls if self.is_published else found.controls | found.unpublished

    @cached_property
    def missing(self) -> int:
        """The number of the template's controls that the document lacks."""
        return len(self._unconditional - self.evidence.tags)

    @property
    def lacks_most_controls(self) -> bool:
        """True if the document lacks most of the template's controls."""
        return self.missing > len(self._unconditional) // 2

    @cached_property
    def foreign(self) -> int:
        """The number of paragraphs whose words the template does not print."""
        return sum(not self.invariants.may_print(words) for words in self.evidence.words)


def _edition(evidence: Evidence, candidate: _Candidate, template_dir: Path | None) -> Edition:
    """The edition of the template with the fewest differences; the screen's if several have as few.

    The locks of a finished paper count first: it may lack a control whose value is blank, as a damaged document does.
    """
    fingerprint = candidate.invariants.fingerprint

    def differences(edition: Edition) -> tuple[bool, int]:
        found = load_invariants(candidate.form, candidate.language, fingerprint, template_dir, edition)
        own = {tag for tag in evidence.tags if not is_copy(tag)}
        missing = (found.controls | found.unpublished) - evidence.tags
        count = len(missing) + len(own - found.tags) + sum(not found.may_print(words) for words in evidence.words)
        return edition.is_finished is not evidence.is_locked, count

    if load_invariants(candidate.form, candidate.language, fingerprint, template_dir).fingerprint != fingerprint:
        # Of released masters the screen's edition alone is known.
        return Edition()
    return min(_EDITIONS, key=differences)


def _bases(forms: Iterable[type[AnyForm]]) -> list[type[AnyForm]]:
    """The caller's forms, and the guidance's forms with other names."""
    own_forms = {form.name(): form for form in forms}
    return [*own_forms.values(), *(form_class(name) for name in form_names() if name not in own_forms)]


def _variants(properties: Mapping[str, str], forms: Iterable[type[AnyForm]]) -> list[type[AnyForm]]:
    """The possible forms, one class for each review type, narrowed by the properties that are left."""
    bases = _bases(forms)
    stated = properties.get(PropertyName.FORM)
    if stated is not None and all(form.name() != stated for form in bases):
        raise NotReadable(_("the document is a form that this version of cpr_docs does not know"))
    variants = dict.fromkeys(variant for form in bases for variant in form.variants())
    return [
        form
        for form in variants
        if form.name() == (stated or form.name())
        and (PropertyName.REVIEW_TYPE not in properties or _is_of_type(form, properties[PropertyName.REVIEW_TYPE]))
    ]


def _is_of_type(form: type[AnyForm], review_type: str) -> bool:
    return review_type in form.review_types()


def _with_most_controls(evidence: Evidence, variants: Iterable[type[AnyForm]]) -> list[type[AnyForm]]:
    """The variants with the most fields among the document's controls; none if the document has no field."""
    counts = {form: len(evidence.paths & {field.path for field in fields_of(form)}) for form in variants}
    most = max(counts.values(), default=0)
    return [form for form, count in counts.items() if count == most > 0]


def _best_by_controls(evidence: Evidence, variants: Iterable[type[AnyForm]]) -> list[type[AnyForm]]:
    """The variants with the most fields among the document's controls; any other variant would lose values."""
    found = _with_most_controls(evidence, variants)
    if not found:
        raise NotReadable(
            _(
                "the document was not made by cpr_docs, or the program that saved it does not keep what says "
                "which answer "
                "belongs where: please copy the answers into the original document in Word, and save it there"
            )
        )
    return found


def _has_controls_of_its_own(evidence: Evidence, forms: Iterable[type[AnyForm]]) -> bool:
    """True if the document has a control beside the board and the case identifier, which nearly every form has."""
    shared = {field.path for field in fields_of(CaseForm)}
    return any(evidence.paths & {field.path for field in fields_of(form)} - shared for form in forms)


def _candidates(
    evidence: Evidence, forms: Iterable[type[AnyForm]], template_dir: Path | None, *, has_copies: bool
) -> list[_Candidate]:
    """The possible templates of the forms: a board's own first, then the master, then the released masters.

    Templates with copies are preferred for a document that `has_copies`, and templates without for any other.
    """
    candidates: list[_Candidate] = []
    missing: TemplateNotFound | None = None
    for form in forms:
        for language in Language:
            templates: list[TemplateInvariants] = []
            for folder in dict.fromkeys((template_dir, None)):
                try:
                    templates.append(load_invariants(form, language, "", folder))
                except TemplateNotFound as error:
                    missing = error
            if templates:
                templates += [
                    load_invariants(form, language, fingerprint)
                    for fingerprint in released_fingerprints(form, language)
                    if fingerprint != templates[-1].fingerprint
                ]
            templates = [template for template in templates if template.has_copies is has_copies] or templates
            candidates += [_Candidate(evidence, form, language, template) for template in templates]
    if not candidates and missing is not None:
        raise missing
    return candidates


def _language(
    document: IncomingDocument, evidence: Evidence, candidates: Iterable[_Candidate], named: Language | None
) -> Language:
    """The language on which all sources agree; otherwise the language that the caller named."""
    candidates = list(candidates)
    fewest = min(candidate.foreign for candidate in candidates)
    by_text = _only({candidate.language for candidate in candidates if candidate.foreign == fewest})
    by_titles = evidence.language_of_titles({candidate.form for candidate in candidates})
    agreed = _only({by_text, by_titles, *stated_languages(document)} - {None})
    if agreed is not None and (by_text or by_titles) is not None:
        if named not in (None, agreed):
            raise NotReadable(_CONTRADICTED)
        return agreed
    if named is not None:
        return named
    raise NotReadable(
        _(
            "the document does not say its language, and its words leave it open: say which it is (language=, or "
            "--language on the command line)"
        )
    )


def _best_candidate(candidates: list[_Candidate], hints: Hints) -> _Candidate:
    """The template of the document; raises `NotReadable` if two forms or two review types are possible."""
    fewest_missing = min(candidate.missing for candidate in candidates)
    fewest_foreign = min(candidate.foreign for candidate in candidates)
    by_controls = [candidate for candidate in candidates if candidate.missing == fewest_missing]
    by_words = [candidate for candidate in candidates if candidate.foreign == fewest_foreign]
    # Controls may be lost and words rewritten, so the result is certain only if both agree.
    agreed = [candidate for candidate in by_controls if candidate in by_words] or [*by_controls, *by_words]
    fitting = [candidate for candidate in agreed if hints.fits(candidate.form)]
    if not fitting:
        raise NotReadable(_CONTRADICTED)
    if hints.likely is not None:
        fitting = [candidate for candidate in fitting if issubclass(candidate.form, hints.likely)] or fitting
    forms = {candidate.form for candidate in fitting}
    if len(forms) == 1:
        return fitting[0]
    if len({form.name() for form in forms}) == 1:
        raise NotReadable(_REVIEW_TYPE_LEFT_OPEN)
    raise NotReadable(
        _(
            "the document does not say which form it is, and its controls leave it open: say which (form=, or "
            "--form on "
            "the command line)"
        )
    )


def _only(found: Iterable[Language | None]) -> Language | None:
    """The only language; None for none or several."""
    first, *others = [*found, None]
    return first if others == [None] else None
