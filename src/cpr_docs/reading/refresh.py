"""Refreshes a document: its copies say what its controls say, and nothing else of it changes."""

import os
from collections.abc import Iterable
from typing import Any

from lxml import etree

from cpr_docs.documents.document import Document
from cpr_docs.errors import NotReadable
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import ReviewType
from cpr_docs.models.form import AnyForm, form_classes
from cpr_docs.ooxml.content_control import ContentControl, controls_in
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.ooxml.xml import parse_xml, serialise_xml
from cpr_docs.reading.copy_values import CopyPrinter
from cpr_docs.reading.hints import Hints
from cpr_docs.reading.read import IndexedDocument, opened, reading_of
from cpr_docs.reading.untrusted import Source
from cpr_docs.reading.write_copies import holds_paragraphs, write_box, write_line, write_paragraphs
from cpr_docs.templating.filters import is_ticked

_MOVED = _(
    "another program moved the copy of {path}, which cannot be refreshed: please open the document in Word, or render "
    "it anew"
)
_ROWS = _("the rows of {path} are printed again, and there are now more or fewer of them: please render it anew")
_OTHERS = _("the rows of {path} no longer follow from the form, and cannot be refreshed: please render it anew")
_BARE = _("{path} is printed again outside every control, where it cannot be refreshed: please render it anew")


def refresh(
    source: Source,
    *,
    templates: str | os.PathLike[str] | None = None,
    forms: Iterable[type[AnyForm]] = (),
    form: str | type[AnyForm] | None = None,
    language: Language | str | None = None,
    review_type: ReviewType | str | None = None,
) -> Document:
    """Implements `cpr_docs.refresh`."""
    forms = form_classes(forms)
    hints = Hints.of(form, language, review_type, forms)
    found = opened(source, templates=templates, forms=forms, hints=hints, keep_places=True)
    identity = found.indexed.identity
    writer = _CopyWriter(found.indexed)
    for stale in found.stale.copies():
        if stale.is_count:
            raise NotReadable(_ROWS, path=stale.path)
        writer.write(stale.copy.element, stale.value, stale.copy.expression.filters, stale.path)
    for path in found.stale.rows_for_others():
        raise NotReadable(_OTHERS, path=path)
    for path, controls, value in found.stale.derived():
        for group in (*controls.editable, *controls.readonly):
            for member, box in group.boxes.items():
                writer.write_box(box, member, value, path)
            if group.control is not None:
                writer.write(group.control, value, (), path)
    content = write_package({**found.indexed.document.package, **writer.parts()})
    after = reading_of(content, templates=templates, forms=forms, hints=hints)[0]
    for place in after.stale:
        raise NotReadable(_BARE, path=place.path)
    return Document(content, after.form, identity.language, identity.purpose)


class _CopyWriter:
    """Writes into the parts of a document as they are in the file, without what reading put back into shape."""

    def __init__(self, indexed: IndexedDocument) -> None:
        self._indexed = indexed
        self._printer = CopyPrinter(indexed.identity.language)
        package: Package = indexed.document.package
        names = {name for name, _number in indexed.places.values()}
        self._roots = {name: parse_xml(package[name], name) for name in names}
        self._controls = {name: [each.element for each in controls_in(root)] for name, root in self._roots.items()}
        self._changed: set[str] = set()

    def write(self, control: etree._Element, value: Any, filters: tuple[str, ...], path: str) -> None:
        """Writes a value into a copy, and into its repetition for older programs."""
        for target in self._targets(control, path):
            is_foreign = isinstance(value, Bilingual) and value.text_in(self._indexed.identity.language) is None
            if holds_paragraphs(target):
                write_paragraphs(target, self._printer.paragraphs(value), is_foreign=is_foreign)
            else:
                write_line(target, self._printer.text(value, filters), is_foreign=is_foreign)

    def write_box(self, control: etree._Element, member: str, value: Any, path: str) -> None:
        """Sets a box of a derived value."""
        for target in self._targets(control, path):
            write_box(target, ticked=is_ticked(value, member or None))

    def parts(self) -> dict[str, bytes]:
        """The changed parts."""
        return {name: serialise_xml(self._roots[name]) for name in sorted(self._changed)}

    def _targets(self, control: etree._Element, path: str) -> list[etree._Element]:
        properties = ContentControl(control).properties
        assert properties is not None, "a control without properties has no tag"
        name, number = self._indexed.places[properties]
        target = self._controls[name][number]
        if holds_paragraphs(target) is not holds_paragraphs(control):
            raise NotReadable(_MOVED, path=path)
        self._changed.add(name)
        around = next(target.iterancestors(qn("mc:AlternateContent")), None)
        tag = ContentControl(target).tag
        fallbacks = () if around is None else around.iterchildren(qn("mc:Fallback"))
        repeated = [each.element for fallback in fallbacks for each in controls_in(fallback) if each.tag == tag]
        return [target, *repeated]
