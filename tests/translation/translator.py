"""A translator: fills in translation files as a program does, and tells what the texts of a form are."""

from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.languages import Language
from cpr_docs.language.text import BULLET, canonical_prose
from cpr_docs.models.draft import Draft
from cpr_docs.models.fields import Kind
from cpr_docs.models.form import AnyForm
from cpr_docs.models.parts import Part
from cpr_docs.ooxml.content_control import ContentControl, controls_in
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.ooxml.xml import parse_xml, remove_element, serialise_xml
from cpr_docs.templating.xml_builder import run
from cpr_docs.translation.texts import texts_of
from cpr_docs.translation.write_xliff import NAMESPACE

Words = Callable[[str], str]


def marked(text: str) -> str:
    """A translation of any text, which no two texts share."""
    return f"« {text} »"


def name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def units(content: bytes) -> list[etree._Element]:
    """The units of an XLIFF file, which belong to its tree."""
    return list(etree.fromstring(content).iter(name("trans-unit")))


def child(unit: etree._Element, local: str) -> etree._Element:
    found = unit.find(name(local))
    assert found is not None
    return found


def edited(content: bytes, edit: Callable[[etree._Element], None], id_starts: str = "") -> bytes:
    """The XLIFF file after an edit of each unit whose id begins so."""
    root = etree.fromstring(content)
    for unit in list(root.iter(name("trans-unit"))):
        if str(unit.get("id")).startswith(id_starts):
            edit(unit)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def translated(content: bytes, words: Words = marked, id_starts: str = "") -> bytes:
    """The XLIFF file with a translation of each unit whose id begins so."""

    def translate(unit: etree._Element) -> None:
        child(unit, "target").text = words(child(unit, "source").text or "")
        child(unit, "target").set("state", "translated")

    return edited(content, translate, id_starts)


def returned_table(
    content: bytes, words: Words = marked, id_starts: str = "", edit: Callable[[etree._Element], None] | None = None
) -> bytes:
    """The Word table with a translation in each control whose tag begins so, after an edit of its body."""
    parts = dict(Package.read(content))
    body = parse_xml(parts[PartName.DOCUMENT])
    for row in body.iter(qn("w:tr")):
        controls = {control.tag.partition("=")[0]: control for control in controls_in(row)}
        source = controls.pop("source", None)
        for tag, control in controls.items():
            if source is not None and tag.startswith(id_starts):
                type_into(control, words(source.text))
    if edit is not None:
        edit(body)
    return write_package({**parts, PartName.DOCUMENT: serialise_xml(body)})


def type_into(control: ContentControl, words: str) -> None:
    """Types into a control, as Word does: its placeholder goes."""
    for showing in control.element.findall(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"):
        remove_element(showing)
    content = control.content
    assert content is not None
    for each in list(content):
        content.remove(each)
    content.append(run(words))


FORMATS: dict[Any, Callable[..., bytes]] = {"xliff": translated, "docx": returned_table}
"""How a translator fills in a file, by its format."""


def expected(form: AnyForm | Draft[Any], language: Language, words: Words = marked) -> dict[str, str]:
    """The translations of all texts, by path: each paragraph and each bullet is translated, and stays one."""
    return {text.path: _translation(text, words) for text in texts_of(form, language)}


def texts(form: AnyForm | Draft[Any], language: Language) -> dict[str, str]:
    """All texts in one language, by path."""
    values = form.values if isinstance(form, Draft) else form
    found = {}
    for path, value in _values(values, ""):
        text = value.text_in(language) if isinstance(value, Bilingual) else None
        if text is not None:
            found[path] = text
    return found


def others(form: AnyForm | Draft[Any], language: Language) -> dict[str, Any]:
    """All values but the texts in the language, by path."""
    values = form.values if isinstance(form, Draft) else form
    return {
        path: value.text_in(language.other) if isinstance(value, Bilingual) else value
        for path, value in _values(values, "")
    }


def _translation(text: Any, words: Words) -> str:
    lines = ((BULLET if unit.is_bullet else "") + words(unit.source) for unit in text.units)
    joined = "\n".join(lines)
    return canonical_prose(joined) if text.field.kind is Kind.PROSE else joined


def _values(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Part):
        for field, inner in value.__dict__.items():
            yield from _values(inner, f"{path}.{field}" if path else field)
    elif isinstance(value, tuple) and any(isinstance(row, Part) for row in value):
        for index, row in enumerate(value):
            yield from _values(row, f"{path}[{index}]")
    else:
        yield path, value
