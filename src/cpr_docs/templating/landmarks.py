"""What a template prints whatever the form holds: how a reader of its documents knows that nothing was lost or added.

Set text is what stands outside the controls; where Jinja prints a value into it, any words may stand there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.identity import fingerprint
from cpr_docs.templating.pieces import text_of
from cpr_docs.templating.rows import row_loops

_BLOCK = re.compile(
    r"\{%\s*(?:p|tr|tc|r)?\s*(?:(?P<opens>(?:if|for)\s.*?)|endif|endfor|(?P<turns>else|elif\s.*?))\s*%\}"
)
_UNPUBLISHED = re.compile(r"if\s+not\s+settings\.published")
_STATEMENT = re.compile(r"\{%.*?%\}|\{#.*?#\}")
_PRINTED = re.compile(r"\{\{.*?\}\}")
_INLINE = re.compile(r"\{%\s*(?:if|for)\b")
_TAG = re.compile(r"\{\{.*?\}\}|\{%\s*(?P<statement>\w+).*?%\}|\{#.*?#\}")
_ANY_WORDS = "\0any\0words\0"


@dataclass(frozen=True, slots=True)
class Landmarks:
    """What stands in every document of a template."""

    fingerprint: str
    """Which template it is."""
    controls: frozenset[str]
    """The tags of the controls, and of the lists, that no condition and no loop can leave out."""
    unpublished: frozenset[str]
    """Those that only a published copy leaves out."""
    alone: frozenset[str]
    """The tags of the controls beside which no words stand in their paragraph."""
    set_text: frozenset[str]
    """The words of each paragraph outside its controls, with single spaces."""
    patterns: tuple[re.Pattern[str], ...]
    """The same for paragraphs into which a value is printed."""
    prints_values_alone: bool
    """True if there are paragraphs that are a value and nothing else."""

    def is_set_text(self, words: str) -> bool:
        """Whether the words of a paragraph are the template's own."""
        words = " ".join(words.split())
        return words in self.set_text or any(pattern.fullmatch(words) for pattern in self.patterns)


def landmarks_of(template: Package) -> Landmarks:
    """The landmarks of a template."""
    body = parse_xml(template[PartName.DOCUMENT], PartName.DOCUMENT)
    alone, literal, patterns = set(), set(), set()
    prints_values_alone = False
    for paragraph in body.iter(qn("w:p")):
        text = _outside(paragraph)
        words = " ".join(_STATEMENT.sub("", text).split())
        if not words:
            alone |= {_tag(control) for control in paragraph.iter(qn("w:sdt"))}
        elif _PRINTED.search(words) or _INLINE.search(text):
            pattern = _pattern(text)
            if re.fullmatch(pattern, _ANY_WORDS):
                # As a pattern it would let any words pass.
                prints_values_alone = True
            else:
                patterns.add(pattern)
        else:
            literal.add(words)
    lasting = list(_lasting(body))
    return Landmarks(
        fingerprint(template),
        frozenset(tag for tag, unpublished in lasting if not unpublished),
        frozenset(tag for tag, unpublished in lasting if unpublished),
        frozenset(alone - {""}),
        frozenset(literal),
        tuple(re.compile(pattern, re.DOTALL) for pattern in sorted(patterns)),
        prints_values_alone,
    )


def _pattern(text: str) -> str:
    """The words that a paragraph may have: a value may be any, and what a statement encloses may be left out."""
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    for match in _TAG.finditer(text):
        pieces.append(_literal(text[at : match.start()]))
        at = match.end()
        statement = match["statement"]
        if match[0].startswith("{{"):
            pieces.append(".*")
        elif statement in ("if", "for"):
            starts.append(len(pieces))
            pieces.append("(?:")
        elif statement in ("else", "elif") and starts:
            pieces.append("|")
        elif statement == "endif" and starts:
            starts.pop()
            pieces.append(")?")
        elif statement == "endfor" and starts:
            # Any number of rows.
            pieces[starts.pop() :] = [".*"]
    pieces.append(_literal(text[at:]))
    if starts:
        # The statement encloses more than the paragraph, so that nothing in the paragraph is left out.
        return _pattern(_STATEMENT.sub("", text))
    return "".join(pieces)


def _literal(text: str) -> str:
    """Set text, each blank of which may be gone beside what is left out."""
    return " ?".join(map(re.escape, re.split(r"\s+", text)))


def _lasting(body: etree._Element) -> Iterator[tuple[str, bool]]:
    """The controls that stand whatever the form holds, and whether only in what is not published."""
    around: list[bool] = []
    lists = {loop.start: loop.path for loop in row_loops(body)}
    for element in body.iter(qn("w:p"), qn("w:tr"), qn("w:sdt")):
        if element in lists and all(around):
            # The rows may be none, but the list is there to add one to.
            yield lists[element], bool(around)
        if element.tag == qn("w:p"):
            for block in _BLOCK.finditer(text_of(element)):
                if block["opens"]:
                    around.append(bool(_UNPUBLISHED.fullmatch(block["opens"])))
                elif around and block["turns"]:
                    around[-1] = False
                elif around:
                    around.pop()
        elif element.tag == qn("w:sdt") and all(around) and _tag(element):
            yield _tag(element), bool(around)


def _outside(element: etree._Element) -> str:
    """The words of a paragraph that stand in no control with a tag."""
    words = []
    for child in element:
        if child.tag == qn("w:t"):
            words.append(str(child.text or ""))
        elif child.tag != qn("w:sdt") or not _tag(child):
            words.append(_outside(child))
    return "".join(words)


def _tag(control: etree._Element) -> str:
    tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    return "" if tag is None else str(tag.get(qn("w:val"), ""))
