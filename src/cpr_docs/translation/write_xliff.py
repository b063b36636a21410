"""Writes the texts of a form as XLIFF 1.2, the exchange format of translation programs (OASIS, 2008).

The file holds no date and no name, so that the same case results in the same bytes.
"""

from collections.abc import Iterable
from typing import Final

from lxml import etree

from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.xml import serialise_xml
from cpr_docs.translation.texts import TranslatableText, TranslationState, TranslationUnit, longest_translation
from cpr_docs.translation.unit_notes import form_words, unit_notes

NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:1.2"
VERSION: Final = "1.2"
FROM: Final = "cpr-docs"
"""The author of the notes that the library writes."""
STATES: Final = {
    TranslationState.MISSING: "needs-translation",
    TranslationState.STALE: "needs-review-translation",
    TranslationState.DONE: "translated",
}
_SPACE: Final = {qn("xml:space"): "preserve"}


def write_xliff(form_type: type[AnyForm], name: str, texts: Iterable[TranslatableText], language: Language) -> bytes:
    """The XLIFF file of texts that are translated into the language; `name` is that of the form's documents."""
    # lxml's types do not know that a namespace may have no prefix.
    root = etree.Element(f"{{{NAMESPACE}}}xliff", {"version": VERSION}, nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    file = _below(
        root,
        "file",
        {
            "original": name,
            "source-language": language.other.tag,
            "target-language": language.tag,
            "datatype": "plaintext",
            "product-name": FROM,
        },
    )
    _note(_below(file, "header"), form_words(form_type, language))
    body = _below(file, "body")
    for text in texts:
        for unit in text.units:
            _write_unit(body, form_type, text, unit, language)
    etree.indent(root)
    return serialise_xml(root) + b"\n"


def _write_unit(
    body: etree._Element,
    form_type: type[AnyForm],
    text: TranslatableText,
    unit: TranslationUnit,
    language: Language,
) -> None:
    attributes = {"id": unit.id, "resname": text.path, "extradata": text.stamp(unit), **_SPACE}
    longest = longest_translation(text, language)
    if longest is not None:
        attributes |= {"maxwidth": str(longest), "size-unit": "char"}
    element = _below(body, "trans-unit", attributes)
    _below(element, "source").text = unit.source
    _below(element, "target", {"state": STATES[unit.state]}).text = unit.target or None
    for note in unit_notes(form_type, text, unit, language):
        _note(element, note)
    if unit.state is TranslationState.STALE:
        earlier = _below(element, "alt-trans", _SPACE)
        if unit.earlier_source:
            _below(earlier, "source").text = unit.earlier_source
        _below(earlier, "target").text = unit.target


def _note(above: etree._Element, text: str) -> None:
    _below(above, "note", {"from": FROM}).text = text


def _below(above: etree._Element, name: str, attributes: dict[str, str] | None = None) -> etree._Element:
    return etree.SubElement(above, f"{{{NAMESPACE}}}{name}", attributes or {})
