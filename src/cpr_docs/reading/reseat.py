"""Content controls put back where the template has them, in a document that a program took apart when it saved it.

LibreOffice 24 and newer keeps the tags, but knows controls within a paragraph only. A control round a cell or round
paragraphs becomes one in the first of these paragraphs; a repeating section goes, or becomes a control within the first
paragraph that has no other. Only the shape of the controls counts here, since another program may have saved the
document again. What cannot be put back with certainty is left, and is refused by the index of the controls.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from lxml import etree

from cpr_docs.errors import NotReadable
from cpr_docs.models.fields import Kind, fields_of
from cpr_docs.models.parts import Part
from cpr_docs.ooxml.names import qn
from cpr_docs.reading.control_text import is_on
from cpr_docs.reading.regroup_rows import regroup
from cpr_docs.templating.fixed_words import outside_text
from cpr_docs.templating.invariants import TemplateInvariants
from cpr_docs.templating.xml_builder import control as new_control

_SDT, _PROPERTIES, _CONTENT = qn("w:sdt"), qn("w:sdtPr"), qn("w:sdtContent")
_TAG = f"{_PROPERTIES}/{qn('w:tag')}"
_SECTION = f"{_PROPERTIES}/{qn('w15:repeatingSection')}"
_SHOWS_PLACEHOLDER = f"{_PROPERTIES}/{qn('w:showingPlcHdr')}"
_PRINTED = re.compile(r"\{\{.*?\}\}")
_STYLE = f"{qn('w:pPr')}/{qn('w:pStyle')}"


@dataclass(frozen=True, slots=True)
class _Expected:
    """The controls of a form that a paragraph cannot contain."""

    prose: frozenset[str]
    lists: frozenset[str]


def reseat(body: etree._Element, form: type[Part], landmarks: TemplateInvariants) -> bool:
    """Puts controls and rows back into their shape; False for a document that has it, which is left untouched.

    The landmarks are those of the document's own template, or else of the one that a render would take now. A list
    without any row is not put back: other programs lose rows, and nobody could tell that from rows that were deleted.
    """
    expected = _expected(form)
    moved: list[etree._Element] = []
    relics: list[etree._Element] = []
    sections: list[etree._Element] = []
    has_rows = False
    for control in body.iter(_SDT):
        tag = _tag(control)
        if tag in expected.prose:
            moved += [control] * _is_within_paragraph(control)
        elif tag in expected.lists:
            if control.find(_SECTION) is None:
                relics.append(control)
            else:
                sections.append(control)
        has_rows |= "[]" in tag
    # A program that cannot keep repeating sections drops all. Where one is left, a person took another apart.
    is_ungrouped = has_rows and not sections
    adopted = list(filter(_adopt, sections))
    if not (moved or relics or is_ungrouped or adopted):
        return False
    for control in relics:
        _unwrap(control)
    for control in moved:
        _wrap(control, landmarks.following.get(_tag(control), ()))
    if is_ungrouped:
        for path in sorted(path for path in expected.lists if "[]" not in path):
            regroup(body, path)
    return True


@cache
def _expected(form: type[Part]) -> _Expected:
    fields = list(fields_of(form))
    prefixes = {field.path.rpartition("[]")[0] for field in fields if "[]" in field.path}
    return _Expected(
        frozenset(field.path for field in fields if field.kind is Kind.PROSE),
        frozenset(path for prefix in prefixes for path in _lists_above(prefix)),
    )


def _lists_above(path: str) -> Iterator[str]:
    """The path of a list, and those of the lists whose rows it is in."""
    steps = path.split("[]")
    for count in range(1, len(steps) + 1):
        yield "[]".join(steps[:count])


def _is_within_paragraph(control: etree._Element) -> bool:
    nearest = next(control.iterancestors(qn("w:p"), qn("w:tc"), qn("w:body")), None)
    if nearest is None or nearest.tag != qn("w:p"):
        return False
    # A placeholder has no other paragraphs, and whatever was written beside it is no part of it.
    return not is_on(control.find(_SHOWS_PLACEHOLDER))


def _adopt(section: etree._Element) -> bool:
    """True if rows stood before or behind a repeating section, where somebody pasted them; they go into it."""
    content = section.find(_CONTENT)
    path = _tag(section)
    found = False
    for direction in (True, False):
        for element in list(_rows_beside(section, path, is_before=direction)):
            found = True
            if content is not None:
                content.insert(0 if direction else len(content), element)
    return found


def _rows_beside(section: etree._Element, path: str, *, is_before: bool) -> Iterator[etree._Element]:
    """The elements next to the section that hold controls of its rows, and the blank ones between them."""
    blank: list[etree._Element] = []
    for element in section.itersiblings("*", preceding=is_before):
        tags = list(filter(None, map(_tag, element.iter(_SDT))))
        if not tags and element.tag != qn("w:tbl") and not outside_text(element):
            blank.append(element)
        elif tags and all(tag.startswith(f"{path}[]") for tag in tags):
            yield from (*blank, element)
            blank = []
        else:
            return


def _unwrap(control: etree._Element) -> None:
    content = control.find(_CONTENT)
    for child in () if content is None else list(content):
        control.addprevious(child)
    _remove(control)


def _remove(element: etree._Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)


def _wrap(control: etree._Element, following: Sequence[str]) -> None:
    """Puts the control round its paragraph and those that follow it as parts of the same text.

    The template has these words after the control; they are no part of the text.
    """
    if any(not _PRINTED.sub("", words).strip() for words in following):
        # A paragraph that is a value and nothing else looks like one more paragraph of the text.
        raise NotReadable(
            f"the program that saved the document moved the control of {_tag(control)}, and the end of its text cannot "
            "be told: please copy the answers into the original document in Word, and save it there"
        )
    ends = [re.compile(".*".join(map(re.escape, _PRINTED.split(words))), re.DOTALL) for words in following]
    paragraph = next(control.iterancestors(qn("w:p")))
    above, properties = paragraph.getparent(), control.find(_PROPERTIES)
    if above is None or properties is None or len(list(islice(filter(_tag, paragraph.iter(_SDT)), 2))) > 1:
        # Round the whole paragraph, it would contain the words of another control too.
        return
    _unwrap(control)
    parts = [paragraph, *_further(paragraph, ends, is_cell=above.tag == qn("w:tc"))]
    wrapper = new_control(*properties)
    paragraph.addprevious(wrapper)
    wrapper[1].extend(parts)


def _further(paragraph: etree._Element, ends: Sequence[re.Pattern[str]], *, is_cell: bool) -> Sequence[etree._Element]:
    """The paragraphs after the first: the rest of a cell, or elsewhere those up to a heading, a gap or a control."""
    taken: list[etree._Element] = []
    for element in paragraph.itersiblings("*"):
        if any(_tag(control) for control in element.iter(_SDT)):
            break
        if ends and any(end.fullmatch(" ".join(outside_text(element).split())) for end in ends):
            break
        if not is_cell and (element.tag != qn("w:p") or _ends_text(element, paragraph)):
            break
        taken.append(element)
    return taken


def _ends_text(element: etree._Element, first: etree._Element) -> bool:
    style = _style(element)
    return style.startswith("Heading") or (not outside_text(element) and style != _style(first))


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(_STYLE)
    return "" if style is None else str(style.get(qn("w:val"), ""))


def _tag(control: etree._Element) -> str:
    tag = control.find(_TAG)
    return "" if tag is None else str(tag.get(qn("w:val"), ""))
