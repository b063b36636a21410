"""The English words that a Welsh template was made from: a hash of the paragraphs, which both languages carry.

It is one of the words alone, paragraph by paragraph, so that it outlives what Word does to a file when it saves it.
"""

import hashlib
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from cpr_docs.errors import OutputError
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.custom_properties import custom_properties, put_properties
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.document_properties import PropertyName, form_properties
from cpr_docs.templating.loader import find_template, template_name
from cpr_docs.templating.locations import without_tags

_LENGTH = 32


def english_hash(document: etree._Element) -> str:
    """The hash of a document's words; set text alone, for the tags are compared with the Welsh one by one."""
    paragraphs = (_words(paragraph) for paragraph in document.iter(qn("w:p")))
    text = "\n".join(filter(None, paragraphs))
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def carried_hash(template: Package) -> str:
    """The hash that a template carries; empty where it carries none."""
    return custom_properties(template).get(PropertyName.ENGLISH, "")


def _words(paragraph: etree._Element) -> str:
    return unicodedata.normalize("NFC", " ".join(without_tags(text_of(paragraph)).split()))


def record_welsh(folder: Path, forms: Sequence[type[Form]]) -> list[str]:
    """Writes into each Welsh template of the folder the hash of its English; returns the names of those changed."""
    changed = []
    for form in (variant for one in forms for variant in one.variants()):
        path = folder / Language.WELSH.value / template_name(form)
        if not path.is_file():
            continue
        english = find_template(form, Language.ENGLISH, folder)[PartName.DOCUMENT]
        now = english_hash(parse_xml(english, PartName.DOCUMENT))
        welsh = Package.read(path)
        if carried_hash(welsh) != now:
            _replace(path, write_package(_recorded(welsh, form, now)))
            changed.append(f"{Language.WELSH.value}/{path.name}")
    return changed


def _recorded(welsh: Package, form: type[Form], now: str) -> dict[str, bytes]:
    parts = dict(welsh)
    others = custom_properties(welsh)
    put_properties(parts, others | form_properties(form, Language.WELSH) | {PropertyName.ENGLISH: now})
    return parts


def _replace(path: Path, content: bytes) -> None:
    passing = path.with_name(f".{path.name}.part")
    try:
        passing.write_bytes(content)
        passing.replace(path)
    except OSError as error:
        passing.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written ({error.strerror})") from None
