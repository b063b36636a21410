"""The rows of a list: what stands between a loop's tags becomes a repeating section, to which Word can add.

A loop inside a loop goes through a list of the outer loop's row: its section stands in each item of the outer section.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from cpr_docs.errors import TemplateProblem
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import FormField, Kind, field_at
from cpr_docs.models.parts import Part
from cpr_docs.ooxml.content_control import ContentControl, controls_around, controls_in
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.xml_builder import child, parent, value

REPEATED_ID = "{{ next_id() }}"
"""The id of a control that stands in a document more than once."""

# Word refuses a cell or a text box that does not end in a paragraph: that of the closing tag stays there, empty.
_END_IN_PARAGRAPH = frozenset(map(qn, ("w:tc", "w:txbxContent")))
# Read without Jinja, so that reading a document stays fast; `templates check` tells what Jinja would not take.
_TAG = re.compile(
    r"\{%(?P<letter>(?:p|tr) )?\s*(?:(?P<ends>endfor)\b|for\s+(?P<row>\w+)\s+in[\s(]+(?P<path>[\w.]+)).*?%\}"
)


@dataclass(slots=True)
class RowLoop:
    """A loop whose opening tag stands in a paragraph or a table row of its own."""

    variable: str
    """The name that the loop gives each row."""
    iterated: str
    """The list as the tag names it, ``row.actions``."""
    path: str
    """The list from the form's root, ``points[].actions``."""
    paragraph: etree._Element
    """The paragraph of the opening tag."""
    start: etree._Element
    """The element that docxtpl takes away with that tag: the paragraph, or its table row."""
    end: etree._Element | None = None
    """The one of the closing tag; None where no such paragraph or row stands beside the opening one."""

    def body(self) -> Iterator[etree._Element]:
        """The elements between the two tags."""
        for element in self.start.itersiblings():
            if element is self.end:
                return
            yield element

    def holds_controls(self) -> bool:
        """True if a control of the list's rows stands between the tags."""
        controls = (control for element in self.body() for control in controls_in(element))
        return any(control.tag.startswith(f"{self.path}[].") for control in controls)


def row_loops(root: etree._Element) -> list[RowLoop]:
    """The loops that become repeating sections, outer ones before those inside.

    A loop that only prints its rows again is none of them: a document that holds the section of a list twice could not
    be read back.
    """
    return [loop for loop in _loops(root) if loop.end is not None and loop.holds_controls()]


def lists_by_paragraph(root: etree._Element) -> dict[etree._Element, str]:
    """The paths of the lists whose rows repeat, each by the paragraph of its loop's opening tag."""
    return {loop.paragraph: loop.path for loop in row_loops(root)}


def repeat_rows(root: etree._Element, form: type[Part], language: Language, ids: Iterator[int]) -> None:
    """Puts a repeating section round the rows or paragraphs of every loop over a list of the form.

    Raises `TemplateProblem` for such a loop without an end.
    """
    for loop in _loops(root):
        field = _rows(form, loop.path)
        if field is None:
            continue
        if loop.end is None:
            raise TemplateProblem("the loop has no endfor beside it", f"loop over {loop.path}")
        if loop.holds_controls():
            _repeat(loop, loop.end, translate(field.label.title, language), ids)


def is_repeated(element: etree._Element) -> bool:
    """True if the element stands in a repeated row."""
    return any(control.is_repeating_item for control in controls_around(element))


def _loops(root: etree._Element) -> list[RowLoop]:
    found: list[RowLoop] = []
    around: list[tuple[str, str, RowLoop | None]] = []
    for tag, paragraph in _tags(root):
        holder = paragraph if tag["letter"] == "p " else None
        if tag["letter"] == "tr ":
            holder = next(paragraph.iterancestors(qn("w:tr")), None)
        if not tag["ends"]:
            path = _from_root(tag["path"], around)
            loop = None if holder is None else RowLoop(tag["row"], tag["path"], path, paragraph, holder)
            around.append((tag["row"], path, loop))
            found += [loop] if loop else []
        elif around:
            loop = around.pop()[2]
            if loop and holder is not None and holder.getparent() is loop.start.getparent():
                loop.end = holder
    return found


def _tags(root: etree._Element) -> Iterator[tuple[re.Match[str], etree._Element]]:
    """The tags of loops in their order, each with its paragraph."""
    texts: dict[etree._Element, list[str]] = {}
    for text in root.iter(qn("w:t")):
        # In a text box one paragraph stands within another.
        paragraph = next(text.iterancestors(qn("w:p")), None)
        if paragraph is not None:
            texts.setdefault(paragraph, []).append(text.text or "")
    for paragraph, words in texts.items():
        yield from ((tag, paragraph) for tag in _TAG.finditer("".join(words)))


def _from_root(iterated: str, around: list[tuple[str, str, RowLoop | None]]) -> str:
    """The path from the form's root of what a tag names inside these loops."""
    name, dot, rest = iterated.partition(".")
    outer = next((path for variable, path, _loop in reversed(around) if variable == name), None)
    return iterated if outer is None else f"{outer}[]{dot}{rest}"


def _rows(form: type[Part], path: str) -> FormField | None:
    try:
        field = field_at(form, path)
    except KeyError:
        return None
    return field if field.kind is Kind.ROWS else None


def _repeat(loop: RowLoop, end: etree._Element, alias: str, ids: Iterator[int]) -> None:
    # The outermost list cannot be deleted; rows can still be added and taken away, with the lists in them.
    inner = is_repeated(loop.start)
    section = ContentControl.new(
        value("w:alias", alias),
        value("w:tag", loop.path),
        value("w:id", REPEATED_ID if inner else next(ids)),
        *([] if inner else [value("w:lock", "sdtLocked")]),
        etree.Element(qn("w15:repeatingSection")),
    )
    item = ContentControl.new(value("w:id", REPEATED_ID), etree.Element(qn("w15:repeatingSectionItem")))
    body = list(loop.body())
    above = parent(loop.start)
    above.replace(loop.start, section.element)
    if above.tag in _END_IN_PARAGRAPH and end.getnext() is None:
        for beside in [held for held in end if held.tag != qn("w:pPr")]:
            end.remove(beside)
    else:
        above.remove(end)
    content = child(section.element, "w:sdtContent")
    content.append(item.element)
    content.text = f"{{% for {loop.variable} in {loop.iterated}|rows %}}"
    item.element.tail = "{% endfor %}"
    item.extend(body)
