"""Puts content controls back in the template's structure, in a document whose controls another program moved.

LibreOffice 24 and newer keeps the tags, but supports controls within a paragraph only. A control around a cell or
around paragraphs becomes an inline control in the first of these paragraphs. A repeating section becomes an inline
control around the text before the first control of its rows, and is lost without such text. Only the structure of the
controls matters here, because another program may have saved the document again. A control that cannot be put back with
certainty is left, and the control index refuses the document.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from lxml import etree

from cpr_docs.errors import NotReadable
from cpr_docs.language.catalogue import _
from cpr_docs.models.fields import Kind, fields_of
from cpr_docs.models.parts import Part
from cpr_docs.ooxml.content_control import ContentControl, controls_around, controls_in
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import qn
from cpr_docs.reading.regroup_rows import regroup
from cpr_docs.templating.copy_controls import PREFIX, is_copy
from cpr_docs.templating.fixed_words import outside_text, style_of
from cpr_docs.templating.invariants import TemplateInvariants

_EXPRESSION = re.compile(r"\{\{.*?\}\}")


@dataclass(frozen=True, slots=True)
class _BlockPaths:
    """The paths of a form whose controls are larger than a paragraph."""

    prose: frozenset[str]
    lists: frozenset[str]


def reseat(body: etree._Element, form: type[Part], invariants: TemplateInvariants, headings: Headings) -> bool:
    """Restores the structure of controls and rows; False if the structure is intact and nothing was changed.

    The invariants belong to the document's own template, otherwise to the template that a render would use now. A list
    without rows is not restored: rows that a program lost look like rows that a person deleted.
    """
    block_paths = _block_paths(form)
    moved: list[ContentControl] = []
    list_controls: list[ContentControl] = []
    sections: list[ContentControl] = []
    has_rows = False
    for control in controls_in(body):
        tag = control.tag
        if tag.removeprefix(PREFIX) in block_paths.prose:
            moved += [control] * _is_within_paragraph(control)
        elif tag in block_paths.lists:
            (sections if control.is_repeating else list_controls).append(control)
        has_rows |= "[]" in tag
    # A program without repeating sections drops all of them. If a section is left, a person removed the other.
    is_ungrouped = has_rows and not sections
    pasted = list(filter(_move_pasted_rows_in, sections))
    if not (moved or list_controls or is_ungrouped or pasted):
        return False
    for control in list_controls:
        control.unwrap()
    for control in moved:
        _wrap(control, invariants.following.get(control.tag, ()), headings)
    if is_ungrouped:
        for path in sorted(path for path in block_paths.lists if "[]" not in path):
            regroup(body, path, invariants.row_starts)
    return True


@cache
def _block_paths(form: type[Part]) -> _BlockPaths:
    fields = list(fields_of(form))
    prefixes = {field.path.rpartition("[]")[0] for field in fields if "[]" in field.path}
    return _BlockPaths(
        frozenset(field.path for field in fields if field.kind is Kind.PROSE),
        frozenset(path for prefix in prefixes for path in _lists_above(prefix)),
    )


def _lists_above(path: str) -> Iterator[str]:
    """The path of a list, and the paths of the lists whose rows contain it."""
    steps = path.split("[]")
    for count in range(1, len(steps) + 1):
        yield "[]".join(steps[:count])


def _is_within_paragraph(control: ContentControl) -> bool:
    nearest = next(control.element.iterancestors(qn("w:p"), qn("w:tc"), qn("w:body")), None)
    if nearest is None or nearest.tag != qn("w:p") or control.is_of_lines:
        return False
    if is_copy(control.tag):
        # A copy of a text may also be inside a sentence of the template.
        return not outside_text(nearest)
    # A placeholder is a single paragraph, and words beside a placeholder do not belong to its control.
    return not control.is_placeholder


def _move_pasted_rows_in(section: ContentControl) -> bool:
    """Moves rows that somebody pasted before or after a repeating section into it; True if there are any."""
    content = section.content
    found = False
    for is_before in (True, False):
        for element in list(_rows_beside(section, is_before=is_before)):
            found = True
            if content is not None:
                content.insert(0 if is_before else len(content), element)
    return found


def _rows_beside(section: ContentControl, *, is_before: bool) -> Iterator[etree._Element]:
    """The elements next to the section with controls of its rows, and the set text of rows between them."""
    between: list[etree._Element] = []
    for element in section.element.itersiblings("*", preceding=is_before):
        tags = [control.tag for control in controls_in(element) if control.tag]
        if not tags and element.tag != qn("w:tbl"):
            between.append(element)
            continue
        words = {*filter(None, map(outside_text, between))}
        if not tags or not all(tag.startswith(f"{section.tag}[]") for tag in tags):
            return
        if words and not words <= _set_text_of(section):
            return
        yield from (*between, element)
        between = []


def _set_text_of(section: ContentControl) -> frozenset[str]:
    """The text of the paragraphs without controls in the rows of a section, such as its headings, and no text."""
    found = {""}
    for paragraph in section.element.iter(qn("w:p")):
        around = next(control for control in controls_around(paragraph) if control.tag)
        if around.tag == section.tag and not any(control.tag for control in controls_in(paragraph)):
            found.add(outside_text(paragraph))
    return frozenset(found)


def _wrap(control: ContentControl, following: Sequence[str], headings: Headings) -> None:
    """Wraps the control around its paragraph and the following paragraphs of the same text.

    `following` are the template's words after the control, which end the text.
    """
    if any(not _EXPRESSION.sub("", words).strip() for words in following):
        # A paragraph that contains only a value looks like another paragraph of the text.
        raise NotReadable(
            _(
                "the program that saved the document moved the control of {tag}, and the end of its text "
                "cannot be told: please copy the answers into the original document in Word, and save it there"
            ),
            tag=control.tag,
        )
    ends = [re.compile(".*".join(map(re.escape, _EXPRESSION.split(words))), re.DOTALL) for words in following]
    paragraph = next(control.element.iterancestors(qn("w:p")))
    above, properties = paragraph.getparent(), control.properties
    tagged = (inside for inside in controls_in(paragraph) if inside.tag)
    if above is None or properties is None or len(list(islice(tagged, 2))) > 1:
        # Around the whole paragraph, the control would also contain the words of another control.
        return
    control.unwrap()
    parts = [paragraph, *_following_paragraphs(paragraph, ends, None if above.tag == qn("w:tc") else headings)]
    wrapper = ContentControl.new(*properties)
    paragraph.addprevious(wrapper.element)
    wrapper.extend(parts)


def _following_paragraphs(
    paragraph: etree._Element, ends: Sequence[re.Pattern[str]], headings: Headings | None
) -> Sequence[etree._Element]:
    """The further paragraphs of the text: the rest of a cell, or elsewhere up to a heading, a gap or a control.

    `headings` is None in a cell.
    """
    taken: list[etree._Element] = []
    for element in paragraph.itersiblings("*"):
        if any(control.tag for control in controls_in(element)):
            break
        if ends and any(end.fullmatch(" ".join(outside_text(element).split())) for end in ends):
            break
        if headings and (element.tag != qn("w:p") or _ends_text(element, paragraph, headings)):
            break
        taken.append(element)
    return taken


def _ends_text(element: etree._Element, first: etree._Element, headings: Headings) -> bool:
    is_gap = not outside_text(element) and style_of(element) != style_of(first)
    return is_gap or headings.level(element) > 0
