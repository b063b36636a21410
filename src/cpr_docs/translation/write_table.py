"""Writes the texts of a form as a Word table of two columns, for a translator without a translation program.

The source is on the left, in a control that nobody can edit; the translation on the right is a control of its own. Tags
of the controls, which Word does not print, hold the ids and the hashes.
"""

import itertools
from collections.abc import Iterable, Iterator
from typing import Final

from cpr_docs.authoring.markup import LABEL_FILL, Element, cell, element, paragraph, row, run, table
from cpr_docs.authoring.page_setup import Page
from cpr_docs.authoring.plain_document import plain_document
from cpr_docs.language.catalogue import _, fill_in, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.templating.xml_builder import (
    CELL_BULLET_STYLE,
    CELL_STYLE,
    PLACEHOLDER_STYLE,
    set_language,
    value,
)
from cpr_docs.translation.comparable import unit_tag
from cpr_docs.translation.texts import TranslatableText, TranslationUnit
from cpr_docs.translation.unit_notes import form_words, instructions, label_words, place_words

PROPERTY: Final = "CprDocsTranslation"
"""The custom property with the language of the translation."""
SOURCE: Final = "source="
"""The beginning of the tag of a source."""
FIXED: Final = "cpr-docs"
"""The tag of the words around the texts."""
PROMPT: Final = _("[translation]")
_LONGEST_TAG: Final = 64
_INTO: Final = {Language.WELSH: _("Translation into Welsh"), Language.ENGLISH: _("Translation into English")}
_NAMES: Final = {Language.WELSH: _("Welsh"), Language.ENGLISH: _("English")}


class _Table:
    """The rows of a table, whose controls have numbers in the order of the document."""

    def __init__(self, form_type: type[AnyForm], language: Language, width: int) -> None:
        self._form_type = form_type
        self._language = language
        self._numbers = itertools.count(1)
        self._left = width * 45 // 100
        self._right = width - self._left

    def head(self, name: str) -> list[Element]:
        """The title of the document, and how it is filled in."""
        words = translate(_INTO[self._language], self._language)
        how = translate(
            _(
                "Write the translation into the right-hand column. Everything else is locked. A text is taken when "
                "each of its paragraphs is translated."
            ),
            self._language,
        )
        lines = [
            paragraph(run(form_words(self._form_type, self._language)), style="Title"),
            paragraph(run(f"{name}: {words}"), style="Subtitle"),
            paragraph(run(how)),
        ]
        return [self._fixed(lines)]

    def table(self, texts: Iterable[TranslatableText]) -> Element:
        """The table of all texts."""
        names = [translate(_NAMES[each], self._language) for each in (self._language.other, self._language)]
        cells = [
            cell(width, self._fixed([paragraph(run(words), style="CellLabel")]), fill=LABEL_FILL)
            for words, width in zip(names, (self._left, self._right), strict=True)
        ]
        rows = [row(*cells, header=True), *itertools.chain.from_iterable(map(self._rows, texts))]
        return table((self._left, self._right), rows, title=translate(_INTO[self._language], self._language))

    def _rows(self, text: TranslatableText) -> Iterator[Element]:
        place = place_words(self._form_type, text.path, self._language)
        label = label_words(text, self._language)
        yield self._full_row([f"{place}: {label}" if place else label], "CellLabel", fill=LABEL_FILL)
        for unit in text.units:
            notes = list(instructions(text, unit, self._language))
            if unit.earlier_source:
                message = _("The earlier words were: {words}")
                notes.append(fill_in(message, {"words": unit.earlier_source}, self._language))
            if notes:
                yield self._full_row(notes, "CellHint")
            style = CELL_BULLET_STYLE if unit.is_bullet else CELL_STYLE
            yield row(
                cell(self._left, self._source(text, unit, style)),
                cell(self._right, paragraph(self._target(unit, label), style=style)),
                split=True,
            )

    def _full_row(self, lines: Iterable[str], style: str, *, fill: str = "") -> Element:
        content = self._fixed([paragraph(run(line), style=style, keep=True) for line in lines])
        return row(cell(self._left + self._right, content, fill=fill, span=2))

    def _source(self, text: TranslatableText, unit: TranslationUnit, style: str) -> Element:
        words = run(unit.source)
        set_language(words, self._language.other)
        return self._locked(text.stamp(unit), [paragraph(words, style=style)])

    def _target(self, unit: TranslationUnit, label: str) -> Element:
        words = run(unit.target) if unit.target else run(translate(PROMPT, self._language))
        properties = [
            value("w:alias", label[:_LONGEST_TAG]),
            value("w:tag", unit_tag(unit.id)),
            value("w:id", next(self._numbers)),
            value("w:lock", "sdtLocked"),
        ]
        if not unit.target:
            words.insert(0, element("w:rPr", {}, [value("w:rStyle", PLACEHOLDER_STYLE)]))
            properties.append(element("w:showingPlcHdr"))
        made = ContentControl.new(*properties, element("w:text"))
        made.extend([words])
        return made.element

    def _fixed(self, content: Iterable[Element]) -> Element:
        return self._locked(FIXED, content)

    def _locked(self, tag: str, content: Iterable[Element]) -> Element:
        lock = value("w:lock", "sdtContentLocked")
        made = ContentControl.new(value("w:tag", tag), value("w:id", next(self._numbers)), lock)
        made.extend(content)
        return made.element


def write_table(
    form_type: type[AnyForm], name: str, texts: Iterable[TranslatableText], language: Language, *, marking: str
) -> bytes:
    """The Word document with texts that are translated into the language; `name` is that of the form's documents."""
    page = Page.A4_LANDSCAPE
    made = _Table(form_type, language, page.setup.text_width)
    blocks = [*made.head(name), made.table(texts), paragraph(style="Gap")]
    title = f"{name}: {translate(_INTO[language], language)}"
    return plain_document(
        blocks, language, title=title, page=page, marking=marking, properties={PROPERTY: language.value}
    )
