"""What a template prints whatever the form holds: how a reader of its documents knows that nothing was lost or added.

Set text is what stands outside the controls; where Jinja prints a value into it, any words may stand there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from cpr_docs.models.form import Form
from cpr_docs.ooxml.content_control import CONTROL, ContentControl, controls_in
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.conditional_controls import conditions_by_tag
from cpr_docs.templating.document_properties import fingerprint
from cpr_docs.templating.enclosing_blocks import ConditionBlock, enclosing_blocks
from cpr_docs.templating.expand_rows import lists_by_paragraph

_UNPUBLISHED = "not settings.published"
_STATEMENT = re.compile(r"\{%.*?%\}|\{#.*?#\}")
_PRINTED = re.compile(r"\{\{.*?\}\}")


@dataclass(frozen=True, slots=True)
class TemplateInvariants:
    """What stands in every document of a template."""

    fingerprint: str
    """Which template it is."""
    controls: frozenset[str]
    """The tags of the controls, and of the lists, that no condition and no loop can leave out."""
    unpublished: frozenset[str]
    """Those that only a published copy leaves out."""
    conditional: Mapping[str, str]
    """The tags of the controls, and of the lists, that a document may not have although the form has a value there,
    each with the condition under which it is printed, in the template language."""
    set_text: frozenset[str]
    """The words of each paragraph outside its controls, with single spaces, but of those into which Jinja prints."""
    patterns: tuple[re.Pattern[str], ...]
    """The words of the paragraphs into which Jinja prints, whatever it prints."""
    following: Mapping[str, tuple[str, ...]]
    """The words of the paragraphs that directly follow a control of paragraphs, Jinja's expressions included."""

    def is_set_text(self, words: str) -> bool:
        """True if the words of a paragraph are the template's own, and hold no value."""
        return " ".join(words.split()) in self.set_text

    def may_print(self, words: str) -> bool:
        """True if the words of a paragraph may be the template's own with values between them."""
        words = " ".join(words.split())
        return words in self.set_text or any(pattern.fullmatch(words) for pattern in self.patterns)


def invariants_of(template: Package, form: type[Form]) -> TemplateInvariants:
    """The landmarks of a template of the form."""
    body = parse_xml(template[PartName.DOCUMENT], PartName.DOCUMENT)
    words = {" ".join(_STATEMENT.sub("", _outside(paragraph)).split()) for paragraph in body.iter(qn("w:p"))}
    lasting = list(_lasting(body))
    return TemplateInvariants(
        fingerprint(template),
        frozenset(tag for tag, unpublished in lasting if not unpublished),
        frozenset(tag for tag, unpublished in lasting if unpublished),
        conditions_by_tag(body, form),
        frozenset(text for text in words if text and not _PRINTED.search(text)),
        tuple(re.compile(pattern, re.DOTALL) for pattern in sorted(filter(None, map(_pattern, words)))),
        {
            control.tag: tuple(_following(control.element))
            for control in controls_in(body)
            if (content := control.content) is not None and content.find(qn("w:p")) is not None
        },
    )


def _pattern(words: str) -> str:
    """The pattern of the words of a paragraph; empty where Jinja prints nothing there, or all of it."""
    around = _PRINTED.split(words)
    # A paragraph that is a value and nothing else would let any words pass.
    return ".*".join(map(re.escape, around)) if len(around) > 1 and any(map(str.strip, around)) else ""


def _following(control: etree._Element) -> Iterator[str]:
    for element in control.itersiblings("*"):
        if element.tag != qn("w:p") or any(control.tag for control in controls_in(element)):
            return
        words = " ".join(_STATEMENT.sub("", _outside(element)).split())
        if words:
            yield words


def _lasting(body: etree._Element) -> Iterator[tuple[str, bool]]:
    """The controls that stand whatever the form holds, and whether only in what is not published."""
    lists = lists_by_paragraph(body)
    for element, around in enclosing_blocks(body, "w:p", "w:sdt"):
        if all(isinstance(block, ConditionBlock) and block.expression == _UNPUBLISHED for block in around):
            # The rows of a list may be none, but the list is there to add one to.
            tag = ContentControl(element).tag if element.tag == CONTROL else lists.get(element, "")
            if tag:
                yield tag, bool(around)


def _outside(element: etree._Element) -> str:
    """The words of a paragraph that stand in no control with a tag."""
    words = []
    for child in element:
        if child.tag == qn("w:t"):
            words.append(str(child.text or ""))
        elif child.tag != CONTROL or not ContentControl(child).tag:
            words.append(_outside(child))
    return "".join(words)
