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
from cpr_docs.ooxml.content_control import ContentControl, controls_in
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import qn
from cpr_docs.reading.regroup_rows import regroup
from cpr_docs.templating.fixed_words import style_of, words_outside
from cpr_docs.templating.invariants import TemplateInvariants

_PRINTED = re.compile(r"\{\{.*?\}\}")


@dataclass(frozen=True, slots=True)
class _Expected:
    """The controls of a form that a paragraph cannot contain."""

    prose: frozenset[str]
    lists: frozenset[str]


def reseat(body: etree._Element, form: type[Part], landmarks: TemplateInvariants, headings: Headings) -> bool:
    """Puts controls and rows back into their shape; False for a document that has it, which is left untouched.

    The landmarks are those of the document's own template, or else of the one that a render would take now. A list
    without any row is not put back: other programs lose rows, and nobody could tell that from rows that were deleted.
    """
    expected = _expected(form)
    moved: list[ContentControl] = []
    relics: list[ContentControl] = []
    sections: list[ContentControl] = []
    has_rows = False
    for control in controls_in(body):
        tag = control.tag
        if tag in expected.prose:
            moved += [control] * _is_within_paragraph(control)
        elif tag in expected.lists:
            (sections if control.is_repeating else relics).append(control)
        has_rows |= "[]" in tag
    # A program that cannot keep repeating sections drops all. Where one is left, a person took another apart.
    is_ungrouped = has_rows and not sections
    adopted = list(filter(_adopt, sections))
    if not (moved or relics or is_ungrouped or adopted):
        return False
    for control in relics:
        control.unwrap()
    for control in moved:
        _wrap(control, landmarks.following.get(control.tag, ()), headings)
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


def _is_within_paragraph(control: ContentControl) -> bool:
    nearest = next(control.element.iterancestors(qn("w:p"), qn("w:tc"), qn("w:body")), None)
    if nearest is None or nearest.tag != qn("w:p"):
        return False
    # A placeholder has no other paragraphs, and whatever was written beside it is no part of it.
    return not control.is_placeholder


def _adopt(section: ContentControl) -> bool:
    """True if rows stood before or behind a repeating section, where somebody pasted them; they go into it."""
    content = section.content
    found = False
    for direction in (True, False):
        for element in list(_rows_beside(section, is_before=direction)):
            found = True
            if content is not None:
                content.insert(0 if direction else len(content), element)
    return found


def _rows_beside(section: ContentControl, *, is_before: bool) -> Iterator[etree._Element]:
    """The elements next to the section that hold controls of its rows, and the blank ones between them."""
    blank: list[etree._Element] = []
    for element in section.element.itersiblings("*", preceding=is_before):
        tags = [control.tag for control in controls_in(element) if control.tag]
        if not tags and element.tag != qn("w:tbl") and not words_outside(element):
            blank.append(element)
        elif tags and all(tag.startswith(f"{section.tag}[]") for tag in tags):
            yield from (*blank, element)
            blank = []
        else:
            return


def _wrap(control: ContentControl, following: Sequence[str], headings: Headings) -> None:
    """Puts the control round its paragraph and those that follow it as parts of the same text.

    The template has these words after the control; they are no part of the text.
    """
    if any(not _PRINTED.sub("", words).strip() for words in following):
        # A paragraph that is a value and nothing else looks like one more paragraph of the text.
        raise NotReadable(
            f"the program that saved the document moved the control of {control.tag}, and the end of its text cannot "
            "be told: please copy the answers into the original document in Word, and save it there"
        )
    ends = [re.compile(".*".join(map(re.escape, _PRINTED.split(words))), re.DOTALL) for words in following]
    paragraph = next(control.element.iterancestors(qn("w:p")))
    above, properties = paragraph.getparent(), control.properties
    tagged = (inside for inside in controls_in(paragraph) if inside.tag)
    if above is None or properties is None or len(list(islice(tagged, 2))) > 1:
        # Round the whole paragraph, it would contain the words of another control too.
        return
    control.unwrap()
    parts = [paragraph, *_further(paragraph, ends, None if above.tag == qn("w:tc") else headings)]
    wrapper = ContentControl.new(*properties)
    paragraph.addprevious(wrapper.element)
    wrapper.extend(parts)


def _further(
    paragraph: etree._Element, ends: Sequence[re.Pattern[str]], headings: Headings | None
) -> Sequence[etree._Element]:
    """The paragraphs after the first: the rest of a cell, or elsewhere those up to a heading, a gap or a control.

    `headings` is None in a cell.
    """
    taken: list[etree._Element] = []
    for element in paragraph.itersiblings("*"):
        if any(control.tag for control in controls_in(element)):
            break
        if ends and any(end.fullmatch(" ".join(words_outside(element).split())) for end in ends):
            break
        if headings and (element.tag != qn("w:p") or _ends_text(element, paragraph, headings)):
            break
        taken.append(element)
    return taken


def _ends_text(element: etree._Element, first: etree._Element, headings: Headings) -> bool:
    is_gap = not words_outside(element) and style_of(element) != style_of(first)
    return is_gap or headings.level(element) > 0
