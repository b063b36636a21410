"""Recognises a document whose custom properties were removed, by its controls, its set text and its languages.

Word's document inspector and mail gateways remove the properties. The tags of the controls tell the form and mostly the
review type; where both types have the same controls, the set text tells it. The language has four witnesses: set text,
names of the controls, the language of the styles, and that of the document. Where they disagree, nothing is guessed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from cpr_docs.documents.hints import Hints
from cpr_docs.documents.identity import Identity, check_version, identify, is_complete
from cpr_docs.documents.returned import Returned
from cpr_docs.documents.texts import words_outside
from cpr_docs.errors import NotReadable, TemplateNotFound
from cpr_docs.language.languages import Language
from cpr_docs.language.messages import say
from cpr_docs.models.fields import fields_of
from cpr_docs.models.form import Form
from cpr_docs.models.guidance import FORM_NAMES, form_class
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.find import landmarks
from cpr_docs.templating.identity import PropertyName
from cpr_docs.templating.landmarks import Landmarks

_STYLES_LANGUAGE = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}"


def identity_of(returned: Returned, forms: Iterable[type[Form]], house: Path | None, hints: Hints) -> Identity:
    """The identity of a document: stated by its custom properties, or else recognised.

    Raises `NotReadable` for a document of no form, and for one that says that it is not what its reader named.
    """
    forms = [*forms, *([hints.form] if hints.form else [])]
    if not is_complete(returned.properties):
        return _recognised(returned, forms, house, hints)
    identity = identify(returned.properties, forms)
    if not hints.fits(identity.form) or hints.language not in (None, identity.language):
        raise NotReadable(f"the document says that it is {identity}, which is not what was named")
    return identity


def _recognised(returned: Returned, forms: Iterable[type[Form]], house: Path | None, hints: Hints) -> Identity:
    """The identity of a document that does not state all of it.

    Raises `NotReadable` for a document that has no controls of any form, and for one that may be several things: it
    names the argument that decides.
    """
    traces = _Traces(returned.body)
    if traces.is_template:
        raise NotReadable("the document is a template of cpr_docs, and no form that was made from it")
    candidates = _by_controls(traces, _variants(returned.properties, forms), hints)
    sights = _sights(traces, candidates, house, hints.language)
    is_named = hints.form is not None or PropertyName.FORM in returned.properties
    if not is_named and all(sight.is_strange for sight in sights):
        raise NotReadable(
            "the document was not made by cpr_docs, or it has lost most of its controls: if it is a form, say which "
            "(form=, or --form on the command line)"
        )
    language = hints.language or _stated(returned.properties) or _language(returned, traces, sights)
    sight = _decided([sight for sight in sights if sight.language is language], hints)
    check_version(returned.properties.get(PropertyName.SCHEMA_VERSION, "1"), sight.form)
    published = PropertyName.PUBLISHED in returned.properties or sight.is_published
    return Identity(sight.form, language, sight.marks.fingerprint, published)


class _Traces:
    """The traces that a form leaves in the main part of its document."""

    def __init__(self, body: etree._Element) -> None:
        self._body = body
        self.names: list[tuple[str, str]] = []
        """The tag and the name of each control."""
        self.is_template = False
        """True if a control contains an expression instead of a value."""
        for control in body.iter(qn("w:sdt")):
            properties, content = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
            tag = "" if properties is None else _value(properties, "w:tag")
            if properties is None or content is None or not tag:
                continue
            self.names.append((tag, _value(properties, "w:alias")))
            self.is_template |= any(str(text.text or "").lstrip().startswith("{{") for text in content.iter(qn("w:t")))

    @cached_property
    def tags(self) -> frozenset[str]:
        """The tags, and the lists whose rows have some: a program may have dropped the repeating section alone."""
        tags = {tag for tag, _name in self.names}
        return frozenset(tags | {tag.rpartition("[]")[0] for tag in tags if "[]" in tag})

    @cached_property
    def paths(self) -> frozenset[str]:
        """The paths that the tags lead to."""
        return frozenset(tag.partition("=")[0] for tag, _name in self.names)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of each paragraph outside the controls."""
        return frozenset(filter(None, map(words_outside, self._body.iter(qn("w:p")))))


@dataclass(frozen=True, slots=True)
class _Sight:
    """A document seen as one that was made from a template."""

    form: type[Form]
    language: Language
    marks: Landmarks
    missing: int
    """The number of the template's controls that the document lacks."""
    strange: int
    """The number of paragraphs whose words the template does not have."""
    is_published: bool
    is_strange: bool
    """True if the document lacks most of the controls."""

    @classmethod
    def of(cls, traces: _Traces, form: type[Form], language: Language, marks: Landmarks) -> "_Sight":
        published = bool(marks.unpublished) and not marks.unpublished & traces.tags
        lasting = marks.controls if published else marks.controls | marks.unpublished
        missing = len(lasting - traces.tags)
        strange = sum(not marks.is_set_text(words) for words in traces.words)
        return cls(form, language, marks, missing, strange, published, missing > len(lasting) // 2)


def _variants(properties: Mapping[str, str], forms: Iterable[type[Form]]) -> list[type[Form]]:
    """The forms that the document may be, one for each review type, as far as the properties say."""
    others = {form.name(): form for form in forms}
    bases: list[type[Form]] = [*others.values(), *(form_class(name) for name in FORM_NAMES if name not in others)]
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


def _by_controls(traces: _Traces, variants: Iterable[type[Form]], hints: Hints) -> list[type[Form]]:
    """Those with the most fields that the document has controls for."""
    counts = {form: len(traces.paths & {field.path for field in fields_of(form)}) for form in variants}
    most = max(counts.values(), default=0)
    if not most:
        raise NotReadable(
            "the document was not made by cpr_docs, or the program that saved it does not keep what says which answer "
            "belongs where: please copy the answers into the original document in Word, and save it there"
        )
    likely = [form for form, count in counts.items() if count == most]
    fitting = list(filter(hints.fits, likely))
    if not fitting:
        # To read it as another form would leave out controls, and what somebody wrote into them.
        raise NotReadable("the document has controls that the form or the review type that was named does not have")
    return fitting


def _sights(traces: _Traces, forms: Iterable[type[Form]], house: Path | None, only: Language | None) -> list[_Sight]:
    """The document as each of its possible templates shows it: a board's own first, then the master."""
    sights: list[_Sight] = []
    missing: TemplateNotFound | None = None
    for form in forms:
        for language in (only,) if only else Language:
            for folder in dict.fromkeys((house, None)):
                try:
                    sights.append(_Sight.of(traces, form, language, landmarks(form, language, "", folder)))
                except TemplateNotFound as error:
                    missing = error
    if not sights and missing is not None:
        raise missing
    return sights


def _stated(properties: Mapping[str, str]) -> Language | None:
    stated = properties.get(PropertyName.LANGUAGE)
    return next((language for language in Language if language.value == stated), None)


def _language(returned: Returned, traces: _Traces, sights: Iterable[_Sight]) -> Language:
    """The language on which all witnesses agree; the words must be among them."""
    sights = list(sights)
    fewest = min(sight.strange for sight in sights)
    by_text = _only({sight.language for sight in sights if sight.strange == fewest})
    by_names = _language_of_names(traces, {sight.form for sight in sights})
    tags = {language.tag: language for language in Language}
    votes = {by_text, by_names, *map(tags.get, _language_tags(returned))} - {None}
    language = _only(votes)
    if language is None or (by_text or by_names) is None:
        raise NotReadable(
            "the document does not say its language, and its words leave it open: say which it is (language=, or "
            "--language on the command line)"
        )
    return language


def _language_of_names(traces: _Traces, forms: Iterable[type[Form]]) -> Language | None:
    """The language in which the controls carry the labels of their fields."""
    labels = {field.path: field.label.title for form in forms for field in fields_of(form)}
    counts = dict.fromkeys(Language, 0)
    for tag, name in traces.names:
        if tag in labels:
            said = [language for language in Language if say(labels[tag], language) == name]
            if len(said) == 1:
                counts[said[0]] += 1
    most = max(counts.values())
    return _only({language for language, count in counts.items() if count == most}) if most else None


def _language_tags(returned: Returned) -> Iterator[str]:
    if returned.styles is not None:
        for language in returned.styles.iterfind(_STYLES_LANGUAGE):
            yield str(language.get(qn("w:val"), ""))
    yield returned.language


def _decided(sights: list[_Sight], hints: Hints) -> _Sight:
    """The template of the document; raises `NotReadable` where two forms or two review types are possible."""
    by_controls = [sight for sight in sights if sight.missing == min(other.missing for other in sights)]
    by_words = [sight for sight in sights if sight.strange == min(other.strange for other in sights)]
    # Controls alone could have been lost, and words alone rewritten: for a certain answer both must agree.
    agreed = [sight for sight in by_controls if sight in by_words] or [*by_controls, *by_words]
    forms = dict.fromkeys(sight.form for sight in agreed)
    if len(forms) > 1 and hints.likely is not None:
        forms = {form: None for form in forms if issubclass(form, hints.likely)} or forms
    if len(forms) == 1:
        return next(sight for sight in agreed if sight.form in forms)
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


def _value(properties: etree._Element, name: str) -> str:
    found = properties.find(qn(name))
    return "" if found is None else str(found.get(qn("w:val"), ""))
