"""Turns the loops over a form's lists into repeating sections, to which Word's users can add rows.

A loop inside a loop iterates over a list of the outer loop's row: each item of the outer section contains a section.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from cpr_docs.errors import TemplateProblem
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.language.languages import Language
from cpr_docs.models.control_names import control_name
from cpr_docs.models.fields import FormField, Kind, field_at
from cpr_docs.models.parts import Part
from cpr_docs.ooxml.content_control import CONTROL, ContentControl, controls_around, controls_in
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.templating.enclosing_blocks import LoopBlock, root_path
from cpr_docs.templating.filters import ROWS_FOR
from cpr_docs.templating.xml_builder import child, parent, value

REPEATED_ID = "{{ next_id() }}"
"""The id of a repeated control: a new number in each row."""

# Word rejects a cell or text box that does not end in a paragraph: the closing tag's is kept, empty, unless rows do.
_END_IN_PARAGRAPH = frozenset(map(qn, ("w:tc", "w:txbxContent")))
# Parsed without Jinja, so that reading a document starts fast; `templates check` reports invalid tags.
_TAG = re.compile(
    r"\{%(?P<letter>(?:p|tr) )?\s*(?:(?P<ends>endfor)\b|for\s+(?P<row>\w+)\s+in[\s(]+(?P<path>[\w.]+)).*?%\}"
)


@dataclass(slots=True)
class RowLoop:
    """A loop whose opening tag is alone in a paragraph or a table row."""

    variable: str
    """The loop variable."""
    iterated: str
    """The list's path in the tag, ``row.actions``."""
    path: str
    """The list's path from the form's root, ``points[].actions``."""
    paragraph: etree._Element
    """The paragraph of the opening tag."""
    start: etree._Element
    """The element that docxtpl removes with the opening tag: its paragraph or table row."""
    end: etree._Element | None = None
    """The same for the closing tag; None if it is not a sibling of `start`."""

    def body(self) -> Iterator[etree._Element]:
        """The elements between the two tags."""
        for element in self.start.itersiblings():
            if element is self.end:
                return
            yield element

    def has_controls(self) -> bool:
        """True if there is a control of the list's rows between the tags."""
        controls = (control for element in self.body() for control in controls_in(element))
        return any(control.tag.startswith(f"{self.path}[].") for control in controls)


def row_loops(root: etree._Element) -> list[RowLoop]:
    """The loops that become repeating sections, outer loops first.

    A loop without controls, which only prints the rows again, is left out: a document with two sections for one list
    could not be read back.
    """
    return [loop for loop in loops_in(root) if loop.end is not None and loop.has_controls()]


def lists_by_paragraph(root: etree._Element) -> dict[etree._Element, str]:
    """The paths of the lists with a repeating section, by the paragraph of the loop's opening tag."""
    return {loop.paragraph: loop.path for loop in row_loops(root)}


def repeat_rows(
    root: etree._Element,
    form: type[Part],
    language: Language,
    ids: Iterator[int],
    is_locked: Callable[[str], bool] = lambda _path: False,
    *,
    required: str = "rows",
) -> None:
    """Wraps the rows or paragraphs of every loop over a list of the form in a repeating section.

    `is_locked` is true for the path of a list to which nobody can add rows. `required` is the filter of a list that
    must have rows.

    Raises `TemplateProblem` for such a loop without an end.
    """
    for loop in loops_in(root):
        field = _rows_field(form, loop.path)
        if field is None:
            continue
        if loop.end is None:
            raise TemplateProblem(
                _("the loop has no endfor beside it"), Sentence(_("loop over {path}"), path=loop.path)
            )
        if loop.has_controls():
            rows = (
                f"{ROWS_FOR}({field.label.row_for})"
                if field.label.row_for
                else required
                if _must_have_rows(form, loop.path)
                else "rows"
            )
            _repeat(loop, loop.end, control_name(form, loop.path, language), ids, rows, is_locked=is_locked(loop.path))


def is_repeated(element: etree._Element) -> bool:
    """True if the element is in an item of a repeating section."""
    return any(control.is_repeating_item for control in controls_around(element))


def loops_in(root: etree._Element) -> list[RowLoop]:
    """The loops whose opening tag is alone in a paragraph or a table row, outer loops first."""
    found: list[RowLoop] = []
    around: list[tuple[LoopBlock, RowLoop | None]] = []
    for tag, paragraph in _tags(root):
        carrier = paragraph if tag["letter"] == "p " else None
        if tag["letter"] == "tr ":
            carrier = next(paragraph.iterancestors(qn("w:tr")), None)
        if not tag["ends"]:
            path = root_path(tag["path"], [block for block, _loop in around])
            loop = None if carrier is None else RowLoop(tag["row"], tag["path"], path, paragraph, carrier)
            around.append((LoopBlock(tag["row"], path, ()), loop))
            found += [loop] if loop else []
        elif around:
            loop = around.pop()[1]
            if loop and carrier is not None and carrier.getparent() is loop.start.getparent():
                loop.end = carrier
    return found


def _tags(root: etree._Element) -> Iterator[tuple[re.Match[str], etree._Element]]:
    """The loop tags in document order, each with its paragraph."""
    texts: dict[etree._Element, list[str]] = {}
    for text in root.iter(qn("w:t")):
        # The nearest: a text box is a paragraph's descendant and contains paragraphs.
        paragraph = next(text.iterancestors(qn("w:p")), None)
        if paragraph is not None:
            texts.setdefault(paragraph, []).append(text.text or "")
    for paragraph, words in texts.items():
        yield from ((tag, paragraph) for tag in _TAG.finditer("".join(words)))


def _rows_field(form: type[Part], path: str) -> FormField | None:
    try:
        field = field_at(form, path)
    except KeyError:
        return None
    return field if field.kind is Kind.ROWS else None


def _must_have_rows(form: type[Part], path: str) -> bool:
    """True for a list with a least number of rows, which a complete form has."""
    above, _dot, name = path.rpartition(".")
    part = field_at(form, above.removesuffix("[]")).type if above else form
    return any(getattr(each, "min_length", 0) for each in part.model_fields[name].metadata)


def _repeat(loop: RowLoop, end: etree._Element, alias: str, ids: Iterator[int], rows: str, *, is_locked: bool) -> None:
    # Only the outermost section is locked against deletion, so that rows can be deleted with the lists in them.
    is_inner = is_repeated(loop.start)
    lock = ("contentLocked" if is_inner else "sdtContentLocked") if is_locked else "" if is_inner else "sdtLocked"
    section = ContentControl.new(
        value("w:alias", alias),
        value("w:tag", loop.path),
        value("w:id", REPEATED_ID if is_inner else next(ids)),
        *([value("w:lock", lock)] if lock else []),
        etree.Element(qn("w15:repeatingSection")),
    )
    item = ContentControl.new(value("w:id", REPEATED_ID), etree.Element(qn("w15:repeatingSectionItem")))
    body = list(loop.body())
    above = parent(loop.start)
    above.replace(loop.start, section.element)
    is_last = all("{%p" in text_of(after) for after in end.itersiblings("*"))
    if above.tag in _END_IN_PARAGRAPH and is_last and not _ends_in_paragraph(body):
        for leftover in [node for node in end if node.tag != qn("w:pPr")]:
            end.remove(leftover)
    else:
        above.remove(end)
    content = child(section.element, "w:sdtContent")
    content.append(item.element)
    content.text = f"{{% for {loop.variable} in {loop.iterated}|{rows} %}}"
    item.element.tail = "{% endfor %}"
    item.extend(body)


def _ends_in_paragraph(row: list[etree._Element]) -> bool:
    """True if every row ends in a paragraph, or in a content control whose content does."""
    if not row or row[-1].tag not in (qn("w:p"), CONTROL):
        return False
    if row[-1].tag == qn("w:p"):
        return "{%" not in text_of(row[-1])
    return _ends_in_paragraph(list(child(row[-1], "w:sdtContent")))
