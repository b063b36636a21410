"""Puts content controls back in the template's structure, in a document whose controls another program moved.

LibreOffice 24 and newer keeps the tags, but supports controls within a paragraph only. A control around a cell or
around paragraphs becomes an inline control in the first of these paragraphs. A repeating section becomes an inline
control around the text before the first control of its rows, and is lost without such text. Only the structure of the
controls matters here, because another program may have saved the document again. A control that cannot be put back with
certainty is left, and the control index refuses the document. A document whose rows cannot be told apart is refused
here.

The rows of a list that lost its repeating section are put into a new section. A row begins with the control that all
rows of the template begin with; if a template begins its rows with a condition, a repeated tag begins a new row.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

from lxml import etree

from cpr_docs.errors import NotReadable
from cpr_docs.language.catalogue import _
from cpr_docs.models.fields import Kind, fields_of
from cpr_docs.models.parts import Part
from cpr_docs.ooxml.content_control import ContentControl, controls_around, controls_in
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.copy_controls import PREFIX, is_copy
from cpr_docs.templating.fixed_words import outside_text, style_of
from cpr_docs.templating.invariants import TemplateInvariants
from cpr_docs.templating.xml_builder import value

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


_CONTAINERS = frozenset(map(qn, ("w:body", "w:tbl", "w:tc", "w:sdtContent", "w:txbxContent")))
_INDIVISIBLE = frozenset(map(qn, ("w:p", "w:tr")))


def regroup(scope: etree._Element, path: str, starts: Mapping[str, str]) -> None:
    """Wraps the rows of the list, and of the lists in them, in repeating sections.

    `starts` has, by the path of a list, the tag that each row begins with. Raises `NotReadable` if rows cannot be
    separated with certainty.
    """
    _regroup([control.element for control in controls_in(scope) if control.tag.startswith(f"{path}[]")], path, starts)


def _regroup(controls: Sequence[etree._Element], path: str, starts: Mapping[str, str]) -> None:
    if not controls:
        return
    container = _container_of(controls, path)
    by_child: dict[etree._Element, list[etree._Element]] = {}
    for control in controls:
        by_child.setdefault(_child_of(container, control), []).append(control)
    children = list(by_child)
    if any(child.tag not in _INDIVISIBLE and _has_duplicates(_own_tags(child, path)) for child in children):
        # The document contains the list several times: each becomes a list of its own.
        for inside in by_child.values():
            _regroup(inside, path, starts)
        return
    items = _items(children, path, starts.get(path, ""))
    if not items:
        raise NotReadable(
            _(
                "the rows of {path} have lost the repeating section that held them, and cannot be told apart with "
                "certainty: please copy the answers into the original document in Word, and save it there"
            ),
            path=path,
        )
    _build(container, items, path, starts)


def _items(children: Sequence[etree._Element], path: str, start: str) -> list[list[etree._Element]]:
    """The elements of each item; none if the items cannot be separated with certainty.

    `start` is the tag that each item begins with, if the template says so.
    """
    tags = {child: frozenset(_own_tags(child, path)) for child in children}
    items = list(_split(children, tags, ""))
    if all(len(item) == 1 for item in items):
        return items
    if any(start in tags[child] for child in children):
        items = list(_split(children, tags, start))
        is_certain = all(
            start in tags[item[0]] and not _has_duplicates([tag for child in item for tag in tags[child]])
            for item in items
        )
    else:
        is_certain = len({frozenset().union(*map(tags.__getitem__, item)) for item in items}) == 1
    return items if is_certain else []


def _split(
    children: Iterable[etree._Element], tags: Mapping[etree._Element, frozenset[str]], start: str
) -> Iterator[list[etree._Element]]:
    """The elements of each item: the start begins a new item, or without one, each repeated tag does."""
    item: list[etree._Element] = []
    seen: frozenset[str] = frozenset()
    for child in children:
        if item and (start in tags[child] if start else tags[child] & seen):
            yield item
            item, seen = [], frozenset()
        item.append(child)
        seen |= tags[child]
    if seen:
        yield item


def _build(
    container: etree._Element, items: Sequence[Sequence[etree._Element]], path: str, starts: Mapping[str, str]
) -> None:
    children = list(container)
    places = {child: place for place, child in enumerate(children)}
    bounds = [*(places[item[0]] for item in items), places[items[-1][-1]] + 1]
    spans = [children[begin:end] for begin, end in pairwise(bounds)]
    section = ContentControl.new(value("w:tag", path), etree.Element(qn("w15:repeatingSection")))
    container.insert(bounds[0], section.element)
    for span in spans:
        item = ContentControl.new(etree.Element(qn("w15:repeatingSectionItem")))
        item.extend(span)
        section.extend([item.element])
        for inner in sorted({tag.rpartition("[]")[0] for tag in _tags(item.element, path)} - {path}, key=len):
            # A list two levels down is regrouped with the rows of the list in between.
            if "[]" not in inner.removeprefix(f"{path}[]"):
                regroup(item.element, inner, starts)


def _container_of(controls: Sequence[etree._Element], path: str) -> etree._Element:
    """The element whose children are the items of the list: a table, a cell or the body."""
    container = _parent(controls[0])
    while any(container not in control.iterancestors() for control in controls[1:]):
        container = _parent(container)
    paragraphs = [element for element in (container, *container.iterancestors()) if element.tag == qn("w:p")]
    container = _parent(paragraphs[0]) if paragraphs else container
    while container.tag not in _CONTAINERS:
        container = _parent(container)
    if container.tag == qn("w:tc") and not _has_duplicates([ContentControl(control).tag for control in controls]):
        # A single item in a cell: the table row is the item, unless it also contains controls of other fields.
        row = next(container.iterancestors(qn("w:tr")))
        tags = (control.tag for control in controls_in(row) if control.tag and not is_copy(control.tag))
        if all(tag.startswith(f"{path}[]") for tag in tags):
            container = next(row.iterancestors(qn("w:tbl")))
    return container


def _child_of(container: etree._Element, control: etree._Element) -> etree._Element:
    """The child of the container that contains the control."""
    return next(element for element in (control, *control.iterancestors()) if element.getparent() is container)


def _own_tags(element: etree._Element, path: str) -> list[str]:
    """The tags of the list's own fields in an element, without lists in its rows."""
    return [tag for tag in _tags(element, path) if "[]" not in tag.removeprefix(f"{path}[]")]


def _tags(element: etree._Element, path: str) -> list[str]:
    return [control.tag for control in controls_in(element) if control.tag.startswith(f"{path}[]")]


def _has_duplicates(tags: Sequence[str]) -> bool:
    return len(set(tags)) < len(tags)


def _parent(element: etree._Element) -> etree._Element:
    above = element.getparent()
    assert above is not None
    return above
