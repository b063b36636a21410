"""The invariants of a template: the controls and text that all its documents contain, to detect losses and additions.

Fixed text is text outside the controls. A pattern matches fixed text into which Jinja prints values.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from cpr_docs.language.line_breaks import NO_BREAK_HYPHEN, breakable
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.content_control import CONTROL, ContentControl, controls_in
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.conditional_controls import conditions_by_tag
from cpr_docs.templating.copy_controls import has_copies, is_copy
from cpr_docs.templating.document_properties import fingerprint
from cpr_docs.templating.enclosing_blocks import ConditionBlock, LoopBlock, enclosing_blocks, join_conditions
from cpr_docs.templating.expand_rows import lists_by_paragraph

_UNPUBLISHED = "not settings.published"
_STATEMENT = re.compile(r"\{%.*?%\}|\{#.*?#\}")
_PRINTED = re.compile(r"\{\{.*?\}\}")


@dataclass(frozen=True, slots=True)
class TemplateInvariants:
    """The controls and text that every document of a template contains."""

    fingerprint: str
    """The template's fingerprint."""
    controls: frozenset[str]
    """The tags of the controls and lists outside conditions and loops."""
    unpublished: frozenset[str]
    """The tags of the controls and lists that only a published copy omits."""
    conditional: Mapping[str, str]
    """The tags of the controls and lists that a document can lack although the form has a value, each with its
    condition in the template language."""
    tags: frozenset[str]
    """The tags of all controls and lists, also of those in the rows of a list."""
    printed_under: Mapping[str, str]
    """The tags of all controls and lists outside loops, each with the condition under which it is printed; empty if it
    always is."""
    fixed_text: frozenset[str]
    """The fixed text of each paragraph into which Jinja prints nothing, with single spaces."""
    unpublished_text: frozenset[str]
    """The fixed text that only a published copy omits."""
    patterns: tuple[re.Pattern[str], ...]
    """The patterns of the paragraphs into which Jinja prints."""
    following: Mapping[str, tuple[str, ...]]
    """By the tag of a block-level control, the text of the paragraphs directly after it, with Jinja's expressions."""
    row_starts: Mapping[str, str]
    """By the path of a list, the tag of the first control of its rows, if no condition is around it in the row."""
    has_copies: bool = False
    """True if the template prints values again as copies; earlier masters printed them as bare words."""

    def is_fixed_text(self, text: str) -> bool:
        """True if the text of a paragraph is fixed text without values."""
        return " ".join(text.split()) in self.fixed_text

    def may_print(self, text: str) -> bool:
        """True if the text of a paragraph is fixed text, perhaps with values in it."""
        text = " ".join(text.split())
        return text in self.fixed_text or any(pattern.fullmatch(text) for pattern in self.patterns)


def invariants_of(template: Package, form: type[AnyForm], adapted: Package | None = None) -> TemplateInvariants:
    """The invariants of a template of the form; `adapted` is the template for another edition than the screen."""
    body = parse_xml((adapted or template)[PartName.DOCUMENT], PartName.DOCUMENT)
    published, unpublished = _texts(body)
    texts = published | unpublished
    permanent = list(_permanent_tags(body))
    return TemplateInvariants(
        fingerprint(template),
        frozenset(tag for tag, unpublished in permanent if not unpublished),
        frozenset(tag for tag, unpublished in permanent if unpublished),
        conditions_by_tag(body, form),
        frozenset({control.tag for control in controls_in(body)}.union(lists_by_paragraph(body).values())),
        dict(_printed_under(body)),
        _without_values(texts),
        _without_values(unpublished - published),
        tuple(re.compile(pattern, re.DOTALL) for pattern in sorted(filter(None, map(_pattern, texts)))),
        {
            control.tag: tuple(_following(control.element))
            for control in controls_in(body)
            if (content := control.content) is not None and content.find(qn("w:p")) is not None
        },
        dict(_row_starts(body)),
        has_copies(template),
    )


def _texts(body: etree._Element) -> tuple[set[str], set[str]]:
    """The texts of the paragraphs that published copies print, and of the paragraphs that they omit."""
    published: set[str] = set()
    unpublished: set[str] = set()
    for paragraph, around in enclosing_blocks(body, "w:p"):
        omitted = any(isinstance(block, ConditionBlock) and block.expression == _UNPUBLISHED for block in around)
        (unpublished if omitted else published).add(_fixed_words(paragraph))
    return published, unpublished


def _without_values(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(text for text in texts if text and not _PRINTED.search(text))


def _pattern(text: str) -> str:
    """The pattern of a paragraph's text; empty if Jinja prints nothing there, or all of it."""
    around = _PRINTED.split(text)
    # The pattern of a paragraph that is a single value would match any text.
    return ".*".join(map(re.escape, around)) if len(around) > 1 and any(map(str.strip, around)) else ""


def _following(control: etree._Element) -> Iterator[str]:
    for element in control.itersiblings("*"):
        if element.tag != qn("w:p") or any(control.tag for control in controls_in(element)):
            return
        text = _fixed_words(element)
        if text:
            yield text


def _permanent_tags(body: etree._Element) -> Iterator[tuple[str, bool]]:
    """The tags of the controls and lists in every document, each with True if published copies omit it."""
    lists = lists_by_paragraph(body)
    for element, around in enclosing_blocks(body, "w:p", "w:sdt"):
        if all(isinstance(block, ConditionBlock) and block.expression == _UNPUBLISHED for block in around):
            # Only the list itself is permanent, since it may have no rows.
            tag = ContentControl(element).tag if element.tag == CONTROL else lists.get(element, "")
            if tag and not is_copy(tag):
                yield tag, bool(around)


def _printed_under(body: etree._Element) -> Iterator[tuple[str, str]]:
    lists = lists_by_paragraph(body)
    found: dict[str, list[str]] = {}
    for element, around in enclosing_blocks(body, "w:p", "w:sdt"):
        tag = ContentControl(element).tag if element.tag == CONTROL else lists.get(element, "")
        conditions = [block.expression for block in around if isinstance(block, ConditionBlock)]
        if tag and not is_copy(tag) and "[]" not in tag and len(conditions) == len(around):
            found.setdefault(tag, []).append(join_conditions(conditions, "and") if conditions else "")
    for tag, conditions in found.items():
        yield tag, join_conditions(conditions, "or") if all(conditions) else ""


def _row_starts(body: etree._Element) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for element, around in enclosing_blocks(body, "w:sdt"):
        tag = ContentControl(element).tag
        path, in_row, _field = tag.rpartition("[]")
        if in_row and path not in seen and not is_copy(tag):
            seen.add(path)
            if around and isinstance(around[-1], LoopBlock):
                yield path, tag


def _fixed_words(paragraph: etree._Element) -> str:
    """The text of a paragraph outside its controls, with Jinja's expressions, without its statements."""
    return breakable(" ".join(_STATEMENT.sub("", _text_outside(paragraph)).split()))


def _text_outside(element: etree._Element) -> str:
    """The text of a paragraph outside the controls with a tag."""
    text = []
    for child in element:
        if child.tag == qn("w:t"):
            text.append(str(child.text or ""))
        elif child.tag == qn("w:noBreakHyphen"):
            text.append(NO_BREAK_HYPHEN)
        elif child.tag != CONTROL or not ContentControl(child).tag:
            text.append(_text_outside(child))
    return "".join(text)
