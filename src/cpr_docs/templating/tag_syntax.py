"""Finds braces in a template that docxtpl or Jinja do not read as a tag of the template language.

`checking` reports them with their place; the compiler refuses the first.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.grammar import NO_CALL, NO_STATEMENT
from cpr_docs.templating.row_ids import COUNTERS

HALF_TAG = _("these braces are no whole tag")
TAG_ACROSS = _(
    "this tag begins in a link, a control or a tracked change and ends in another: write it anew, in one piece"
)
DOCXTPL = _("docxtpl changes the paper at this tag, and the template language has no such tag")
PASSED_OVER = _(
    "docxtpl does not see its letter here, and the tag would be printed or fail: write it straight after the "
    "brace, and without a percent sign or a brace inside"
)
NOT_IN_TEXT = _("this tag stands in no text of the document, and what it prints would break it")
NOT_IN_DOCUMENT = _("a tag stands in the properties or in a part that no reader reads, where no value of a case may go")
ENCODING = _("this part is not in UTF-8, and its tags would not be filled in")

WHOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
"""A tag in the text of a paragraph."""

LETTER_PASSED_OVER = re.compile(r"(?:\{\{[-+]?\s*(?:p|tr|tc|r)\s+(?=\w)|\{%[-+]?\s*(?:p|tr|tc|r)\s+(?=\S))")
"""The beginning of a tag with docxtpl's letter; after docxtpl's patch, only tags that it overlooked have one."""

_PATH = r"[a-z_]+(?:\.[a-z_]+)*"
_HALF = re.compile(
    r"\{\{|\}\}|\{%|%\}|\{#|#\}|\{ +[{%]|[%}] +\}|%\{|\}%" + rf"|\{{\s*{_PATH}\s*\}}"  # single braces around a path
)
_DOCXTPL = re.compile(r"\{%-|-%\}|\{%\s*(?:colspan|cellbg|vm|hm)\b[^%]*%\}")
_BLANK_BEFORE_LETTER = re.compile(r"(?:\{\{\s+(?:p|tr|tc|r)\s+(?=\w)|\{%\s+(?:p|tr|tc|r)\s+(?=\S))")
# docxtpl removes the run or paragraph, so the output would be outside any run.
_PRINTED_BARE = re.compile(r"\{\{(?:p|tr|tc|r)\s|\{%r\s")
_KEYWORD = re.compile(r"\{%[-+]?\s*(?:(?:p|tr|tc|r)\s+)?(\w*)")
_KEYWORDS = frozenset({"if", "elif", "else", "endif", "for", "endfor"})
_COUNTER = re.compile(rf"(?<![\w.])(?:{'|'.join(sorted(COUNTERS))})\s*\(")
_BRACES = re.compile(r"\{[{%#]")


class BracedParagraph(NamedTuple):
    """A paragraph with braces, without its text boxes."""

    paragraph: etree._Element
    texts: list[etree._Element]
    words: str


class TagFault(NamedTuple):
    """Braces that are no tag of the language, and a message."""

    element: etree._Element
    tag: str
    message: str


def braced_paragraphs(root: etree._Element) -> Iterator[BracedParagraph]:
    """The paragraphs of a part that have braces."""
    found: dict[etree._Element, list[etree._Element]] = {}
    for text in root.iter(qn("w:t")):
        paragraph = next(text.iterancestors(qn("w:p")), None)
        if paragraph is not None:
            found.setdefault(paragraph, []).append(text)
    for paragraph, texts in found.items():
        if any("{" in text.text or "}" in text.text for text in texts if text.text):
            yield BracedParagraph(paragraph, texts, "".join([text.text or "" for text in texts]))


def half_tag(braced: BracedParagraph) -> str:
    """The first braces that are no complete tag; empty if there are none."""
    left = _HALF.search(WHOLE.sub("", braced.words))
    return left[0] if left else ""


def tags_across(braced: BracedParagraph) -> Iterator[str]:
    """The tags with only one end inside a link, control or tracked change."""
    if len(braced.texts) == 1:
        return
    around = [text.getparent().getparent() for text in braced.texts for _letter in text.text or ""]  # type: ignore[union-attr]
    for match in WHOLE.finditer(braced.words):
        if around[match.start()] is not around[match.end() - 1]:
            yield match[0]


def docxtpl_tags(braced: BracedParagraph) -> Iterator[str]:
    """The tags that docxtpl adds to Jinja's; they rewrite the XML, so the template could not be checked."""
    return (match[0] for match in WHOLE.finditer(braced.words) if _DOCXTPL.search(match[0]))


def is_of_docxtpl(tag: str) -> bool:
    """True if the tag is one that docxtpl adds to Jinja's."""
    return bool(_DOCXTPL.search(tag))


def tag_faults(root: etree._Element) -> Iterator[TagFault]:
    """The braces in a part that are no tag of the language."""
    for braced in braced_paragraphs(root):
        yield from (TagFault(braced.paragraph, *fault) for fault in _faults(braced))
    for element in root.iter("*"):
        values = [*element.attrib.values(), "" if element.tag == qn("w:t") else element.text or ""]
        for value in values:
            if _BRACES.search(str(value)):
                yield TagFault(element, str(value), NOT_IN_TEXT)


def _faults(braced: BracedParagraph) -> Iterator[tuple[str, str]]:
    half = half_tag(braced)
    if half:
        yield half, HALF_TAG
    yield from ((tag, TAG_ACROSS) for tag in tags_across(braced))
    for tag in WHOLE.findall(braced.words):
        if _DOCXTPL.search(tag):
            yield tag, DOCXTPL
        elif _BLANK_BEFORE_LETTER.match(tag):
            yield tag, PASSED_OVER
        elif _PRINTED_BARE.match(tag):
            yield tag, NOT_IN_TEXT
        elif (keyword := _KEYWORD.match(tag)) and keyword[1] not in _KEYWORDS:
            yield tag, NO_STATEMENT
        elif _COUNTER.search(tag) and not tag.startswith("{#"):
            yield tag, NO_CALL
