"""Recognises a document whose custom properties were removed, by its controls, its set text and its languages.

Word's document inspector and mail gateways remove the properties. The tags of the controls tell the form and mostly the
review type; where both types have the same controls, the set text tells it. The language has four witnesses: set text,
names of the controls, the language of the styles, and that of the document. Where they disagree, nothing is guessed.
"""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cpr_docs.errors import NotReadable, TemplateNotFound
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import ReviewType
from cpr_docs.models.fields import fields_of
from cpr_docs.models.form import Form
from cpr_docs.models.registry import form_class, form_names
from cpr_docs.reading.evidence import Evidence, stated_languages
from cpr_docs.reading.untrusted import IncomingDocument
from cpr_docs.templating.document_identity import Identity, check_version, identify, is_complete
from cpr_docs.templating.document_properties import PropertyName
from cpr_docs.templating.invariants import TemplateInvariants
from cpr_docs.templating.loader import load_invariants, template_fingerprint


@dataclass(frozen=True, slots=True)
class Hints:
    """The form, review type and language that a document has according to its reader."""

    form: type[Form] | None = None
    review_type: ReviewType | None = None
    language: Language | None = None
    likely: type[Form] | None = None
    """The form to take where a document may be one of several; a document that is clearly another stays another."""

    @classmethod
    def of(
        cls,
        form: str | type[Form] | None,
        language: Language | str | None,
        review_type: ReviewType | str | None,
        forms: Iterable[type[Form]] = (),
    ) -> Self:
        """The hints as a caller gives them; raises `ValueError` for a name that does not exist."""
        return cls(
            _form_of(form, forms) if isinstance(form, str) else form,
            None if review_type is None else ReviewType(review_type),
            None if language is None else Language(language),
        )

    def fits(self, form: type[Form]) -> bool:
        """True if a form of one review type is the one that was named."""
        if self.review_type is not None and form.type_name() != self.review_type.value:
            return False
        return self.form is None or issubclass(form, self.form)


def _form_of(name: str, forms: Iterable[type[Form]]) -> type[Form]:
    others = {form.name(): form for form in forms}
    if name not in others and name not in form_names():
        raise ValueError(f"no form of that name; there are: {', '.join((*form_names(), *others))}")
    found: type[Form] = others.get(name) or form_class(name)
    return found


_OTHER = (
    "the document has controls or words that the form, the review type or the language that was named does not have"
)

_AMENDED = (
    "; somebody changed its properties: ask for the document as it was, or remove its custom properties (Word: File, "
    "Info, Inspect Document), and it is recognised by its controls"
)


def identity_of(returned: IncomingDocument, forms: Iterable[type[Form]], house: Path | None, hints: Hints) -> Identity:
    """The identity of a document: stated by its custom properties, or else recognised.

    Raises `NotReadable` for a document of no form, and for one that says that it is not what its reader named.
    """
    forms = [*forms, *([hints.form] if hints.form else [])]
    if not is_complete(returned.properties):
        return _recognised(returned, forms, house, hints)
    identity = identify(returned.properties, forms)
    if not hints.fits(identity.form) or hints.language not in (None, identity.language):
        raise NotReadable(f"the document says that it is {identity}, which is not what was named")
    if load_invariants(identity.form, identity.language, identity.template, house).fingerprint != identity.template:
        _require_no_contradiction(identity, returned, _bases(forms), house)
    return identity


def _require_no_contradiction(
    identity: Identity, returned: IncomingDocument, bases: Iterable[type[Form]], house: Path | None
) -> None:
    """Raises `NotReadable` where the template or the controls of a document belong to something else than it states.

    Its values would be read as those of another form, and what that form does not have would be lost.
    """
    for base in bases:
        for form, language, folder in itertools.product(base.variants(), Language, dict.fromkeys((house, None))):
            if identity.template and template_fingerprint(form, language, folder) == identity.template:
                made_as = Identity(form, language, identity.template)
                raise NotReadable(f"the document says that it is {identity}, but it was made as {made_as}{_AMENDED}")
    evidence = Evidence(returned.body)
    own = {field.path for field in fields_of(identity.form)}
    others = {field.path for form in identity.form.variants() for field in fields_of(form)} - own
    if strange := sorted(evidence.paths & others):
        raise NotReadable(
            f"the document says that it is {identity}, but it has controls that this does not have: "
            f"{', '.join(strange)}{_AMENDED}"
        )
    if evidence.language_of_names({identity.form}) is identity.language.other:
        raise NotReadable(f"the document says that it is {identity}, but its controls have the other names{_AMENDED}")


def _recognised(returned: IncomingDocument, forms: Iterable[type[Form]], house: Path | None, hints: Hints) -> Identity:
    """The identity of a document that does not state all of it.

    Raises `NotReadable` for a document that has no controls of any form, and for one that may be several things: it
    names the argument that decides.
    """
    evidence = Evidence(returned.body)
    if evidence.is_template:
        raise NotReadable("the document is a template of cpr_docs, and no form that was made from it")
    sights = _sights(evidence, _by_controls(evidence, _variants(returned.properties, forms)), house)
    is_named = hints.form is not None or PropertyName.FORM in returned.properties
    if not is_named and all(sight.is_strange for sight in sights):
        raise NotReadable(
            "the document was not made by cpr_docs, or it has lost most of its controls: if it is a form, say which "
            "(form=, or --form on the command line)"
        )
    language = _language(returned, evidence, sights, hints.language)
    of_language = [sight for sight in sights if sight.language is language]
    if not of_language:
        raise TemplateNotFound(f"there is no template of {sights[0].form.name()} in {language.value}")
    sight = _decided(of_language, hints)
    check_version(returned.properties.get(PropertyName.SCHEMA_VERSION, "1"), sight.form)
    published = PropertyName.PUBLISHED in returned.properties or sight.is_published
    return Identity(sight.form, language, sight.marks.fingerprint, published)


@dataclass(frozen=True, slots=True)
class _Sight:
    """A document seen as one that was made from a template."""

    form: type[Form]
    language: Language
    marks: TemplateInvariants
    missing: int
    """The number of the template's controls that the document lacks."""
    strange: int
    """The number of paragraphs whose words the template does not have."""
    is_published: bool
    is_strange: bool
    """True if the document lacks most of the controls."""

    @classmethod
    def of(cls, evidence: Evidence, form: type[Form], language: Language, marks: TemplateInvariants) -> "_Sight":
        published = bool(marks.unpublished) and not marks.unpublished & evidence.tags
        lasting = marks.controls if published else marks.controls | marks.unpublished
        missing = len(lasting - evidence.tags)
        strange = sum(not marks.may_print(words) for words in evidence.words)
        return cls(form, language, marks, missing, strange, published, missing > len(lasting) // 2)


def _bases(forms: Iterable[type[Form]]) -> list[type[Form]]:
    """These forms, and those of the guidance that have other names."""
    others = {form.name(): form for form in forms}
    return [*others.values(), *(form_class(name) for name in form_names() if name not in others)]


def _variants(properties: Mapping[str, str], forms: Iterable[type[Form]]) -> list[type[Form]]:
    """The forms that the document may be, one for each review type, as far as the properties say."""
    bases = _bases(forms)
    stated = properties.get(PropertyName.FORM)
    if stated is not None and all(form.name() != stated for form in bases):
        raise NotReadable("the document is a form that this version of cpr_docs does not know")
    variants = dict.fromkeys(variant for form in bases for variant in form.variants())
    return [
        form
        for form in variants
        if form.name() == (stated or form.name())
        and form.type_name() == properties.get(PropertyName.REVIEW_TYPE, form.type_name())
    ]


def _by_controls(evidence: Evidence, variants: Iterable[type[Form]]) -> list[type[Form]]:
    """Those with the most fields that the document has controls for: any other would leave out what they contain."""
    counts = {form: len(evidence.paths & {field.path for field in fields_of(form)}) for form in variants}
    most = max(counts.values(), default=0)
    if not most:
        raise NotReadable(
            "the document was not made by cpr_docs, or the program that saved it does not keep what says which answer "
            "belongs where: please copy the answers into the original document in Word, and save it there"
        )
    return [form for form, count in counts.items() if count == most]


def _sights(evidence: Evidence, forms: Iterable[type[Form]], house: Path | None) -> list[_Sight]:
    """The document as each of its possible templates shows it: a board's own first, then the master."""
    sights: list[_Sight] = []
    missing: TemplateNotFound | None = None
    for form in forms:
        for language in Language:
            for folder in dict.fromkeys((house, None)):
                try:
                    sights.append(_Sight.of(evidence, form, language, load_invariants(form, language, "", folder)))
                except TemplateNotFound as error:
                    missing = error
    if not sights and missing is not None:
        raise missing
    return sights


def _language(
    returned: IncomingDocument, evidence: Evidence, sights: Iterable[_Sight], named: Language | None
) -> Language:
    """The language on which all witnesses agree; where they do not, the one that was named."""
    sights = list(sights)
    fewest = min(sight.strange for sight in sights)
    by_text = _only({sight.language for sight in sights if sight.strange == fewest})
    by_names = evidence.language_of_names({sight.form for sight in sights})
    agreed = _only({by_text, by_names, *stated_languages(returned)} - {None})
    if agreed is not None and (by_text or by_names) is not None:
        if named not in (None, agreed):
            raise NotReadable(_OTHER)
        return agreed
    if named is not None:
        return named
    raise NotReadable(
        "the document does not say its language, and its words leave it open: say which it is (language=, or "
        "--language on the command line)"
    )


def _decided(sights: list[_Sight], hints: Hints) -> _Sight:
    """The template of the document; raises `NotReadable` where two forms or two review types are possible."""
    by_controls = [sight for sight in sights if sight.missing == min(other.missing for other in sights)]
    by_words = [sight for sight in sights if sight.strange == min(other.strange for other in sights)]
    # Controls alone could have been lost, and words alone rewritten: for a certain answer both must agree.
    agreed = [sight for sight in by_controls if sight in by_words] or [*by_controls, *by_words]
    fitting = [sight for sight in agreed if hints.fits(sight.form)]
    if not fitting:
        raise NotReadable(_OTHER)
    if hints.likely is not None:
        fitting = [sight for sight in fitting if issubclass(sight.form, hints.likely)] or fitting
    forms = {sight.form for sight in fitting}
    if len(forms) == 1:
        return fitting[0]
    if len({form.name() for form in forms}) == 1:
        raise NotReadable(
            "the document does not say its review type, and its controls and words leave it open: say which it is "
            "(review_type=, or --review-type on the command line)"
        )
    raise NotReadable(
        "the document does not say which form it is, and its controls leave it open: say which (form=, or --form on "
        "the command line)"
    )


def _only(found: Iterable[Language | None]) -> Language | None:
    """The only one; None for none or several."""
    first, *others = [*found, None]
    return first if others == [None] else None
