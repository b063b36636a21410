"""Evidence of the form and the language of a document whose properties do not name them."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from lxml import etree

from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.control_names import control_name
from cpr_docs.models.fields import fields_of
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.core_properties import default_language
from cpr_docs.ooxml.names import qn
from cpr_docs.reading.untrusted import IncomingDocument
from cpr_docs.templating.copy_controls import is_copy
from cpr_docs.templating.document_properties import PropertyName
from cpr_docs.templating.fixed_words import outside_text

# Bounds on the comparison of an untrusted document with the templates of many forms.
_MAX_PARAGRAPHS = 5_000
_MAX_FIXED_TEXT_LENGTH = 2_000


class Evidence:
    """The controls of a document and the words outside them."""

    def __init__(self, body: etree._Element) -> None:
        self._body = body
        self.titles: list[tuple[str, str]] = []
        """The tag and the title (`w:alias`) of each control."""
        self.is_template = False
        """True if a control contains an expression instead of a value."""
        self.is_locked = False
        """True if the content of a field's control is locked, as in a finished paper; elsewhere only copies are."""
        for control in controls_in(body):
            content = control.content
            if content is None or not control.tag:
                continue
            self.titles.append((control.tag, control.alias))
            # Rows that follow the rows of another list are copies too.
            self.is_locked |= control.is_locked and "[" not in control.tag and not is_copy(control.tag)
            self.is_template |= any(str(text.text or "").lstrip().startswith("{{") for text in content.iter(qn("w:t")))

    @cached_property
    def tags(self) -> frozenset[str]:
        """The tags, and the lists whose rows have tags: a program may drop a repeating section and keep its rows."""
        tags = {tag for tag, _title in self.titles}
        return frozenset(tags | {tag.rpartition("[]")[0] for tag in tags if "[]" in tag})

    @cached_property
    def paths(self) -> frozenset[str]:
        """The field paths of the tags."""
        return frozenset(tag.partition("=")[0] for tag, _title in self.titles)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words outside the controls, by paragraph, bounded in number and length."""
        words = map(outside_text, islice(self._body.iter(qn("w:p")), _MAX_PARAGRAPHS))
        return frozenset(text for text in words if 0 < len(text) <= _MAX_FIXED_TEXT_LENGTH)

    def language_of_titles(self, forms: Iterable[type[AnyForm]]) -> Language | None:
        """The language of the field labels in most titles; None if both languages are as frequent."""
        fields = {field.path: (form, field) for form in forms for field in fields_of(form)}
        counts = dict.fromkeys(Language, 0)
        for tag, title in self.titles:
            form, field = fields.get(tag, (None, None))
            matches = [
                language
                for language in Language
                if field is not None
                and title in (translate(field.label.title, language), control_name(form, tag, language))
            ]
            if len(matches) == 1:
                counts[matches[0]] += 1
        english, welsh = counts[Language.ENGLISH], counts[Language.WELSH]
        if english == welsh:
            return None
        return Language.ENGLISH if english > welsh else Language.WELSH


def stated_languages(document: IncomingDocument) -> Iterator[Language | None]:
    """The languages that the properties and the styles name; None for any language without forms."""
    languages = {name: language for language in Language for name in (language.tag, language.value)}
    yield languages.get(document.properties.get(PropertyName.LANGUAGE, ""))
    if document.styles is not None and (stated := default_language(document.styles)):
        yield languages.get(stated)
    yield languages.get(document.language)
