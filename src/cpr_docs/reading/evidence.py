"""The evidence of a form in a document that does not say which form it is, nor in which language."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from lxml import etree

from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import fields_of
from cpr_docs.models.form import Form
from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.core_properties import default_language
from cpr_docs.ooxml.names import qn
from cpr_docs.reading.untrusted import IncomingDocument
from cpr_docs.templating.document_properties import PropertyName
from cpr_docs.templating.fixed_words import words_outside

# Bounds on what a stranger's document can make the comparison with twenty templates cost.
_MOST_PARAGRAPHS = 5_000
_LONGEST_SET_TEXT = 2_000


class Evidence:
    """The controls of a document and the words outside them."""

    def __init__(self, body: etree._Element) -> None:
        self._body = body
        self.names: list[tuple[str, str]] = []
        """The tag and the name of each control."""
        self.is_template = False
        """True if a control contains an expression instead of a value."""
        for control in controls_in(body):
            content = control.content
            if content is None or not control.tag:
                continue
            self.names.append((control.tag, control.alias))
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
        """The words of each paragraph outside the controls, as many as the longest form could have."""
        words = map(words_outside, islice(self._body.iter(qn("w:p")), _MOST_PARAGRAPHS))
        return frozenset(said for said in words if 0 < len(said) <= _LONGEST_SET_TEXT)

    def language_of_names(self, forms: Iterable[type[Form]]) -> Language | None:
        """The language in which the controls carry the labels of their fields."""
        labels = {field.path: field.label.title for form in forms for field in fields_of(form)}
        counts = dict.fromkeys(Language, 0)
        for tag, name in self.names:
            said = [language for language in Language if tag in labels and translate(labels[tag], language) == name]
            if len(said) == 1:
                counts[said[0]] += 1
        english, welsh = counts[Language.ENGLISH], counts[Language.WELSH]
        if english == welsh:
            return None
        return Language.ENGLISH if english > welsh else Language.WELSH


def stated_languages(returned: IncomingDocument) -> Iterator[Language | None]:
    """The languages that the properties and the styles name; None for one that no form is in."""
    languages = {name: language for language in Language for name in (language.tag, language.value)}
    yield languages.get(returned.properties.get(PropertyName.LANGUAGE, ""))
    if returned.styles is not None and (stated := default_language(returned.styles)):
        yield languages.get(stated)
    yield languages.get(returned.language)
