"""Reads the Word table of two columns that came back from a translator.

A translation is all that its cell has, also words beside the control. Words elsewhere, and comments, are the
translator's notes.
"""

import copy
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from lxml import etree

from cpr_docs.errors import NotReadable
from cpr_docs.language.catalogue import Sentence, _, translate
from cpr_docs.language.languages import Language
from cpr_docs.language.text import is_blank_text
from cpr_docs.ooxml.content_control import ContentControl, controls_around, controls_in
from cpr_docs.ooxml.names import RelationshipType, qn
from cpr_docs.ooxml.relationships import targets_of
from cpr_docs.ooxml.xml import parse_xml, remove_element
from cpr_docs.reading.control_text import InvalidValue, line_of
from cpr_docs.reading.prompts import is_prompt_of_word
from cpr_docs.reading.untrusted import IncomingDocument
from cpr_docs.translation.comparable import one_paragraph
from cpr_docs.translation.returned_units import ReturnedFile, ReturnedUnit
from cpr_docs.translation.write_table import FIXED, PROMPT, PROPERTY, SOURCE

_PROMPTS: Final = frozenset(translate(PROMPT, language) for language in Language)
_ROW, _CELL, _PARAGRAPH = map(qn, ("w:tr", "w:tc", "w:p"))


def read_table(content: bytes) -> ReturnedFile:
    """The units of a Word document; raises `PackageError` for a file that is none, or not safe to open."""
    document = IncomingDocument.open(content)
    code = document.properties.get(PROPERTY, "")
    language = next((language for language in Language if language.value == code), None)
    if language is None:
        raise NotReadable(_("the Word document is no translation that was exported, or it has lost its properties"))
    if not any(control.tag for control in controls_in(document.body)):
        raise NotReadable(_("the Word document has lost its controls: they say which text is which"))
    comments = _comments(document)
    rows = list(document.body.iter(_ROW))
    units = [unit for number, row in enumerate(rows, start=1) for unit in _units(number, row, comments)]
    others = [words for row, words in comments.items() if row is None or not _targets(row)]
    return ReturnedFile(
        language, tuple(units), (*_strays(document.body), *(each for words in others for each in words))
    )


def _units(
    number: int, row: etree._Element, comments: dict[etree._Element | None, list[str]]
) -> Iterator[ReturnedUnit]:
    for control in _targets(row):
        cell = next(control.element.iterancestors(_CELL), None)
        source = next((each for each in controls_in(row) if each.tag.startswith(SOURCE)), None)
        first = next(row.iterchildren(_CELL), None)
        try:
            if cell is None or first is None or cell is first:
                raise InvalidValue("no_cell", _("its cells are not those of the export"))
            _remove_prompt(control)
            yield ReturnedUnit(
                control.tag,
                one_paragraph(line_of(first)),
                one_paragraph(line_of(cell)),
                "" if source is None else source.tag,
                comments=tuple(comments.get(row, ())),
            )
        except InvalidValue as error:
            problem = Sentence(error.message)
            raise NotReadable(_("row {row} of the table: {problem}"), row=number, problem=problem) from None


def _targets(row: etree._Element) -> list[ContentControl]:
    """The controls of a row that hold translations."""
    return [each for each in controls_in(row) if each.tag and each.tag != FIXED and not each.tag.startswith(SOURCE)]


def _remove_prompt(control: ContentControl) -> None:
    """Empties a control that shows its placeholder: its flag is believed only over known words."""
    words = " ".join(control.text.split())
    content = control.content
    if content is not None and (words in _PROMPTS or (control.is_placeholder and is_prompt_of_word(words))):
        for run in list(content):
            content.remove(run)


def _strays(body: etree._Element) -> Iterator[str]:
    """The words of paragraphs in no cell of a translation and in no control."""
    if not any(control.tag == FIXED for control in controls_in(body)):
        # A program has removed the controls around the words that were there.
        return
    for paragraph in body.iter(_PARAGRAPH):
        cell = next(paragraph.iterancestors(_CELL), None)
        if any(control.tag for control in controls_around(paragraph)) or (cell is not None and _is_of_text(cell)):
            continue
        words = one_paragraph(line_of(_without_controls(paragraph)))
        if not is_blank_text(words):
            yield words


def _is_of_text(cell: etree._Element) -> bool:
    """True for the cell of a source, whose words are compared, and for that of a translation."""
    return any(control.tag not in ("", FIXED) for control in controls_in(cell))


def _without_controls(paragraph: etree._Element) -> etree._Element:
    """The paragraph without the controls in it: LibreOffice moves controls into their paragraphs."""
    made = copy.deepcopy(paragraph)
    for control in list(controls_in(made)):
        if control.tag:
            remove_element(control.element)
    return made


def _comments(document: IncomingDocument) -> dict[etree._Element | None, list[str]]:
    """The comments by the row of the table that they are in; None for those elsewhere."""
    words: dict[str, str] = {}
    for name in targets_of(document.package, document.main, RelationshipType.COMMENTS):
        for comment in parse_xml(document.package[name], name).iter(qn("w:comment")):
            words[str(comment.get(qn("w:id")))] = one_paragraph(line_of(comment))
    found: dict[etree._Element | None, list[str]] = defaultdict(list)
    for reference in document.body.iter(qn("w:commentReference")):
        text = words.pop(str(reference.get(qn("w:id"))), "")
        if text:
            found[next(reference.iterancestors(_ROW), None)].append(text)
    found[None] += filter(None, words.values())
    return dict(found)
