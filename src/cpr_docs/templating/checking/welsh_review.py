"""The record that a Welsh template translates the current English text: a hash, in a custom property of both languages.

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


def english_hash(document: etree._Element, numbering: etree._Element | None) -> str:
    """The hash of a document's fixed text, without template tags, which other checks compare with the Welsh.

    `numbering` is the root of ``numbering.xml``, which has the words of numbered headings, "Learning point %1:".
    """
    paragraphs = [_fixed_text(paragraph) for paragraph in document.iter(qn("w:p"))]
    text = "\n".join(filter(None, [*paragraphs, *_words_of_numbers(numbering)]))
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_LENGTH]


def english_hash_of(template: Package) -> str:
    """The hash of a template's fixed text."""
    numbering = template.get(PartName.NUMBERING)
    return english_hash(
        parse_xml(template[PartName.DOCUMENT], PartName.DOCUMENT),
        None if numbering is None else parse_xml(numbering, PartName.NUMBERING),
    )


def _words_of_numbers(numbering: etree._Element | None) -> Iterator[str]:
    """The texts of numbers that have words; Word adds lists of its own without words when it saves a file."""
    for level in () if numbering is None else numbering.iter(qn("w:lvlText")):
        text = level.get(qn("w:val"), "")
        if any(map(str.isalpha, text)):
            yield unicodedata.normalize("NFC", " ".join(text.split()))


def carried_hash(template: Package) -> str:
    """The recorded hash of a template; empty if the template has none."""
    return custom_properties(template).get(PropertyName.ENGLISH, "")


def _fixed_text(paragraph: etree._Element) -> str:
    return unicodedata.normalize("NFC", " ".join(strip_tags(text_of(paragraph)).split()))


def record_welsh(folder: Path, forms: Sequence[type[AnyForm]]) -> list[str]:
    """Records the hash of the English text in each Welsh template of the folder; returns the names of changed files."""
    changed = []
    for form in (variant for family in forms for variant in family.variants()):
        path = folder / Language.WELSH.value / template_name(form)
        if not path.is_file():
            continue
        now = english_hash_of(find_template(form, Language.ENGLISH, folder))
        welsh = Package.read(path)
        if carried_hash(welsh) != now:
            write_atomic(path, write_package(_recorded(welsh, form, now)), overwrite=True)
            changed.append(f"{Language.WELSH.value}/{path.name}")
    return changed


def _recorded(welsh: Package, form: type[AnyForm], now: str) -> dict[str, bytes]:
    parts = dict(welsh)
    others = custom_properties(welsh)
    put_properties(parts, others | form_properties(form, Language.WELSH) | {PropertyName.ENGLISH: now})
    return parts
