"""Checks of how the braces of a tag stand on the paper, before docxtpl makes the tag whole."""

import re
from collections.abc import Iterator

from lxml import etree

from cpr_docs.language.messages import _
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.checking.findings import Check, Spot
from cpr_docs.templating.checking.template import Template

WHOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
"""A tag in the words of a paragraph."""

_PATH = r"[a-z_]+(?:\.[a-z_]+)*"
_HALF = re.compile(
    r"\{\{|\}\}|\{%|%\}|\{#|#\}|\{ +[{%]|[%}] +\}|%\{|\}%" + rf"|\{{\s*{_PATH}\s*\}}"  # one brace where two belong
)
_DOCXTPL = re.compile(r"\{%-|-%\}|\{%\s*(?:colspan|cellbg|vm|hm)\b[^%]*%\}")


def half(template: Template) -> Iterator[Spot]:
    """Braces that are no whole tag."""
    for part, paragraph, texts in _tagged(template):
        left = _HALF.search(WHOLE.sub("", _words(texts)))
        if left:
            yield Spot(part, paragraph, left[0])


def across(template: Template) -> Iterator[Spot]:
    """Tags that begin in a link or a tracked change and end outside of it, or the other way round."""
    for part, paragraph, texts in _tagged(template):
        around = [text.getparent().getparent() for text in texts for _letter in text.text or ""]  # type: ignore[union-attr]
        for match in WHOLE.finditer(_words(texts)):
            if around[match.start()] is not around[match.end() - 1]:
                yield Spot(part, paragraph, match[0])


def not_ours(template: Template) -> Iterator[Spot]:
    """What docxtpl has beside Jinja, and makes of a template what cannot be checked."""
    for part, paragraph, texts in _tagged(template):
        for match in WHOLE.finditer(_words(texts)):
            if _DOCXTPL.search(match[0]):
                yield Spot(part, paragraph, match[0])


def texts_with(braces: str, root: etree._Element) -> Iterator[etree._Element]:
    """The texts in which one of the braces stands: few of a template's words are tags."""
    return (text for text in root.iter(qn("w:t")) if text.text and any(brace in text.text for brace in braces))


def _tagged(template: Template) -> Iterator[tuple[str, etree._Element, list[etree._Element]]]:
    """The paragraphs with braces, each with its texts, without those of the text boxes in it."""
    for part, root in template.stories.items():
        around = (next(text.iterancestors(qn("w:p")), None) for text in texts_with("{}", root))
        for paragraph in dict.fromkeys(around):
            if paragraph is not None:
                texts = paragraph.iter(qn("w:t"))
                yield part, paragraph, [text for text in texts if next(text.iterancestors(qn("w:p"))) is paragraph]


def _words(texts: list[etree._Element]) -> str:
    return "".join(text.text or "" for text in texts)


CHECKS: tuple[Check[Template], ...] = (
    Check("half-tag", _("these braces are no whole tag"), half),
    Check(
        "tag-across",
        _("this tag begins in a link, a control or a tracked change and ends in another: write it anew, in one piece"),
        across,
    ),
    Check("docxtpl", _("docxtpl changes the paper at this tag, and the template language has no such tag"), not_ours),
)
