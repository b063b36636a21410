"""The record that the templates of both languages say the same: each has a hash of the other's text, as a property.

The hash covers the text of each paragraph and of the numbers of headings, and no markup, so that the hash does not
change when Word saves the file.
"""

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from cpr_docs.files import write_atomic
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.custom_properties import custom_properties, put_properties
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.document_properties import PropertyName, form_properties
from cpr_docs.templating.loader import find_template, template_name
from cpr_docs.templating.locations import strip_tags

_HASH_LENGTH = 32
_PROPERTIES = {Language.ENGLISH: PropertyName.ENGLISH, Language.WELSH: PropertyName.WELSH}


def words_hash(document: etree._Element, numbering: etree._Element | None) -> str:
    """The hash of a document's fixed text, without template tags, which other checks compare with the Welsh.

    `numbering` is the root of ``numbering.xml``, which has the words of numbered headings, "Learning point %1:".
    """
    paragraphs = [_fixed_text(paragraph) for paragraph in document.iter(qn("w:p"))]
    text = "\n".join(filter(None, [*paragraphs, *_words_of_numbers(numbering)]))
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_LENGTH]


def words_hash_of(template: Package) -> str:
    """The hash of a template's fixed text."""
    numbering = template.get(PartName.NUMBERING)
    return words_hash(
        parse_xml(template[PartName.DOCUMENT], PartName.DOCUMENT),
        None if numbering is None else parse_xml(numbering, PartName.NUMBERING),
    )


def _words_of_numbers(numbering: etree._Element | None) -> Iterator[str]:
    """The texts of numbers that have words; Word adds lists of its own without words when it saves a file."""
    for level in () if numbering is None else numbering.iter(qn("w:lvlText")):
        text = level.get(qn("w:val"), "")
        if any(map(str.isalpha, text)):
            yield unicodedata.normalize("NFC", " ".join(text.split()))


def carried_hash(template: Package, language: Language) -> str:
    """The recorded hash of the text in a language; empty if the template has none."""
    return custom_properties(template).get(_PROPERTIES[language], "")


def _fixed_text(paragraph: etree._Element) -> str:
    return unicodedata.normalize("NFC", " ".join(strip_tags(text_of(paragraph)).split()))


def record_welsh(folder: Path, forms: Sequence[type[AnyForm]]) -> list[str]:
    """Records in each template of the folder the hash of the other language's text; returns names of changed files."""
    changed = []
    for form in (variant for family in forms for variant in family.variants()):
        for language in (Language.WELSH, Language.ENGLISH):
            path = folder / language.value / template_name(form)
            if not path.is_file():
                continue
            now = words_hash_of(find_template(form, language.other, folder))
            template = Package.read(path)
            if carried_hash(template, language.other) != now:
                write_atomic(path, write_package(_recorded(template, form, language, now)), overwrite=True)
                changed.append(f"{language.value}/{path.name}")
    return changed


def _recorded(template: Package, form: type[AnyForm], language: Language, now: str) -> dict[str, bytes]:
    parts = dict(template)
    others = custom_properties(template)
    put_properties(parts, others | form_properties(form, language) | {_PROPERTIES[language.other]: now})
    return parts
