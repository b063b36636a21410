"""The rows of a list: what stands between a loop's tags becomes a repeating section, to which Word can add."""

import re
from collections.abc import Iterator

from lxml import etree

from cpr_docs.errors import TemplateProblem
from cpr_docs.language.languages import Language
from cpr_docs.language.messages import say
from cpr_docs.models.fields import FormField, Kind, field_at
from cpr_docs.models.parts import Part
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.pieces import child, control, parent, text_of, value

REPEATED_ID = "{{ next_id() }}"
"""The id of a control that stands in a document more than once."""

# As docxtpl reads it: the letter straight after the brace, and one blank.
LOOP = re.compile(r"\{%(tr|p) \s*for\s+(\w+)\s+in\s+([\w.]+)\s*(?:\|\s*rows\s*)?%\}")
_END = re.compile(r"\{%(tr|p) \s*endfor\s*%\}")


def repeat_rows(root: etree._Element, form: type[Part], language: Language, ids: Iterator[int]) -> None:
    """Puts a repeating section round the rows or paragraphs of every loop over a list of the form."""
    for kind, name in (("tr", "w:tr"), ("p", "w:p")):
        for start in list(root.iter(qn(name))):
            loop = LOOP.fullmatch(text_of(start).strip())
            if loop and loop[1] == kind:
                field = _rows(form, loop[3])
                if field is not None:
                    _repeat(start, field, loop[2], say(field.label.title, language), next(ids))


def is_repeated(element: etree._Element) -> bool:
    """Whether the element stands in a repeated row."""
    item = f"{qn('w:sdtPr')}/{qn('w15:repeatingSectionItem')}"
    return any(above.find(item) is not None for above in element.iterancestors(qn("w:sdt")))


def _rows(form: type[Part], path: str) -> FormField | None:
    try:
        field = field_at(form, path)
    except KeyError:
        return None
    return field if field.kind is Kind.ROWS else None


def _repeat(start: etree._Element, field: FormField, variable: str, alias: str, number: int) -> None:
    end, body = _end_of(start, field.path)
    section = control(
        value("w:alias", alias),
        value("w:tag", field.path),
        value("w:id", number),
        # The list itself cannot be deleted; rows can still be added and taken away.
        value("w:lock", "sdtLocked"),
        etree.Element(qn("w15:repeatingSection")),
    )
    item = control(value("w:id", REPEATED_ID), etree.Element(qn("w15:repeatingSectionItem")))
    above = parent(start)
    above.replace(start, section)
    above.remove(end)
    content = child(section, "w:sdtContent")
    content.append(item)
    content.text = f"{{% for {variable} in {field.path}|rows %}}"
    item.tail = "{% endfor %}"
    child(item, "w:sdtContent").extend(body)


def _end_of(start: etree._Element, path: str) -> tuple[etree._Element, list[etree._Element]]:
    """What ends the loop, and what stands between its tags."""
    body: list[etree._Element] = []
    depth = 1
    for element in start.itersiblings():
        text = text_of(element).strip()
        depth += 1 if LOOP.fullmatch(text) else -1 if _END.fullmatch(text) else 0
        if not depth:
            return element, body
        body.append(element)
    raise TemplateProblem("the loop has no endfor beside it", f"loop over {path}")
