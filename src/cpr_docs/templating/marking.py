"""Text that lacks the document's language, printed in the other one, after a note that says so."""

import copy
import re

from lxml import etree

from cpr_docs.language.languages import Language
from cpr_docs.models.fields import field_at
from cpr_docs.models.parts import Part
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.notes import note_of
from cpr_docs.templating.pieces import NOTE_STYLE, parent, put_before, run, speak, text_of

_EXPRESSION = re.compile(r"\{\{\s*([A-Za-z_][\w.]*)\s*\}\}")
_LOOP = re.compile(r"\{%p \s*for\s+(\w+)\s+in\s+([\w.]+)\s*\|\s*paragraphs\s*%\}")


def mark_line(
    control: etree._Element, first: etree._Element, last: etree._Element, expression: str, language: Language
) -> None:
    """Marks the text of a control that fits into a line; the note stands before the control, or in its cell."""
    foreign = [copy.deepcopy(original) for original in parent(first).iterchildren(qn("w:r"))]
    for original in foreign:
        original.tail = None
        speak(original, language.other)
        first.addprevious(original)
    put_before(foreign[0], f"{{% if {expression} is foreign %}}")
    foreign[-1].tail = "{% else %}"
    last.tail = "{% endif %}" + (last.tail or "")
    note = run(f"{note_of(language)} ", NOTE_STYLE)
    inline = control.find(f"{qn('w:sdtContent')}/{qn('w:r')}") is not None
    (control if inline else foreign[0]).addprevious(note)
    if inline:
        put_before(note, f"{{% if {expression} is foreign %}}")
        note.tail = "{% endif %}"


def mark_plain_text(root: etree._Element, form: type[Part], language: Language) -> None:
    """Marks what is printed outside controls: fields printed again, and a board's settings."""
    for original in list(root.iter(qn("w:r"))):
        match = _EXPRESSION.fullmatch(text_of(original).strip())
        if not match or _in_control(original):
            continue
        loop = _loop_of(original, match[1])
        expression = loop[2] if loop else match[1]
        if _may_be_foreign(form, expression):
            foreign = copy.deepcopy(original)
            foreign.tail = None
            speak(foreign, language.other)
            note = run(f"{note_of(language)} ", NOTE_STYLE)
            original.addprevious(note)
            original.addprevious(foreign)
            put_before(note, f"{{% if {expression} is foreign %}}")
            if loop:
                put_before(note, "{% if loop.first %}")
                note.tail = "{% endif %}"
            foreign.tail = "{% else %}"
            original.tail = "{% endif %}" + (original.tail or "")


def _loop_of(original: etree._Element, expression: str) -> re.Match[str] | None:
    """The loop over the paragraphs of a text that the expression prints one of."""
    variable = expression.partition(".")[0]
    paragraph = next(original.iterancestors(qn("w:p")), None)
    above = () if paragraph is None else paragraph.itersiblings(qn("w:p"), preceding=True)
    loops = filter(None, (_LOOP.fullmatch(text_of(before).strip()) for before in above))
    return next((loop for loop in loops if loop[1] == variable), None)


def _may_be_foreign(form: type[Part], path: str) -> bool:
    """Whether it may be text in one language only, which for what is no field of the form shows when it is printed."""
    try:
        return field_at(form, path).bilingual
    except KeyError:
        return True


def _in_control(element: etree._Element) -> bool:
    tag = f"{qn('w:sdtPr')}/{qn('w:tag')}"
    section = f"{qn('w:sdtPr')}/{qn('w15:repeatingSection')}"
    return any(
        above.find(tag) is not None and above.find(section) is None for above in element.iterancestors(qn("w:sdt"))
    )
