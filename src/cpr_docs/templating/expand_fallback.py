"""Expands a template so that a text without the document's language is printed in the other one, after a note.

Text typed after a note in Word inherits the note's style. A run is therefore a note only if its text matches, too.
"""

import copy
import re
from functools import cache
from itertools import islice

from lxml import etree

from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import field_at
from cpr_docs.models.parts import Part
from cpr_docs.ooxml.content_control import ContentControl, controls_around
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.templating.xml_builder import NOTE_STYLE, parent, put_before, run, set_language

_EXPRESSION = re.compile(r"\{\{\s*([A-Za-z_][\w.]*)\s*\}\}")
_LOOP = re.compile(r"\{%p \s*for\s+(\w+)\s+in\s+([\w.]+)\s*\|\s*paragraphs\s*%\}")


def mark_line(
    control: etree._Element, first: etree._Element, last: etree._Element, expression: str, language: Language
) -> None:
    """Marks the text of a control of one line; the note precedes the control, or is in its cell."""
    foreign = [copy.deepcopy(original) for original in parent(first).iterchildren(qn("w:r"))]
    for original in foreign:
        original.tail = None
        set_language(original, language.other)
        first.addprevious(original)
    put_before(foreign[0], f"{{% if {expression} is foreign %}}")
    foreign[-1].tail = "{% else %}"
    last.tail = "{% endif %}" + (last.tail or "")
    note = run(f"{fallback_note(language)} ", NOTE_STYLE)
    content = ContentControl(control).content
    inline = content is not None and content.find(qn("w:r")) is not None
    (control if inline else foreign[0]).addprevious(note)
    if inline:
        put_before(note, f"{{% if {expression} is foreign %}}")
        note.tail = "{% endif %}"


def mark_plain_text(root: etree._Element, form: type[Part], language: Language) -> None:
    """Marks text outside controls: fields that are printed again, and a board's settings."""
    for original in list(root.iter(qn("w:r"))):
        match = _EXPRESSION.fullmatch(text_of(original).strip())
        if not match or _in_control(original):
            continue
        loop = _loop_of(original, match[1])
        expression = loop[2] if loop else match[1]
        if _may_be_foreign(form, expression):
            foreign = copy.deepcopy(original)
            foreign.tail = None
            set_language(foreign, language.other)
            note = run(f"{fallback_note(language)} ", NOTE_STYLE)
            original.addprevious(note)
            original.addprevious(foreign)
            put_before(note, f"{{% if {expression} is foreign %}}")
            if loop:
                put_before(note, "{% if loop.first %}")
                note.tail = "{% endif %}"
            foreign.tail = "{% else %}"
            original.tail = "{% endif %}" + (original.tail or "")


def _loop_of(original: etree._Element, expression: str) -> re.Match[str] | None:
    """The loop over the paragraphs of a text, if the expression prints its loop variable."""
    variable = expression.partition(".")[0]
    paragraph = next(original.iterancestors(qn("w:p")), None)
    above = () if paragraph is None else paragraph.itersiblings(qn("w:p"), preceding=True)
    loops = filter(None, (_LOOP.fullmatch(text_of(before).strip()) for before in above))
    return next((loop for loop in loops if loop[1] == variable), None)


def _may_be_foreign(form: type[Part], path: str) -> bool:
    """True if the path may lead to a text in one language only; a path outside the form may."""
    try:
        return field_at(form, path).bilingual
    except KeyError:
        return True


def _in_control(element: etree._Element) -> bool:
    return any(control.tag and not control.is_repeating for control in controls_around(element))


_RUN, _TEXT = qn("w:r"), qn("w:t")
_STYLE = f"{qn('w:rPr')}/{qn('w:rStyle')}"
_MAX_SIBLINGS = 50
"""The number of siblings on each side that are searched for other runs of the same note."""


def fallback_note(language: Language) -> str:
    """The note before a text that is available in the other language only."""
    message = _("[in English only]") if language.other is Language.ENGLISH else _("[in Welsh only]")
    return translate(message, language)


def has_note_style(run: etree._Element) -> bool:
    """True if the run has the character style of a note."""
    style = run.find(_STYLE)
    return style is not None and style.get(qn("w:val")) == NOTE_STYLE


def is_note(run: etree._Element) -> bool:
    """True if the run is a note or a part of a note, which Word may split over several runs."""
    if not has_note_style(run):
        return False
    words = _run_text(run)
    if words in _notes():
        return True
    for direction in (True, False):
        for beside in islice(run.itersiblings(preceding=direction), _MAX_SIBLINGS):
            if beside.tag == _RUN:
                if not has_note_style(beside):
                    break
                words = f"{_run_text(beside)} {words}" if direction else f"{words} {_run_text(beside)}"
    squeezed = "".join(words.split())
    return any(squeezed in "".join(note.split()) for note in _notes())


def _run_text(run: etree._Element) -> str:
    return " ".join("".join(str(text.text or "") for text in run.iterchildren(_TEXT)).split())


@cache
def _notes() -> tuple[str, ...]:
    return tuple(map(fallback_note, Language))
