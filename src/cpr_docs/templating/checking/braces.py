"""Checks of how the braces of a tag stand on the paper, before docxtpl makes the tag whole."""

import re
from collections.abc import Iterator

from cpr_docs.language.messages import _
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
    for part, paragraph, _texts, words in template.written:
        left = _HALF.search(WHOLE.sub("", words))
        if left:
            yield Spot(part, paragraph, left[0])


def across(template: Template) -> Iterator[Spot]:
    """Tags that begin in a link or a tracked change and end outside of it, or the other way round."""
    for part, paragraph, texts, words in template.written:
        if len(texts) == 1:
            continue
        around = [text.getparent().getparent() for text in texts for _letter in text.text or ""]  # type: ignore[union-attr]
        for match in WHOLE.finditer(words):
            if around[match.start()] is not around[match.end() - 1]:
                yield Spot(part, paragraph, match[0])


def not_ours(template: Template) -> Iterator[Spot]:
    """What docxtpl has beside Jinja, and makes of a template what cannot be checked."""
    for part, paragraph, _texts, words in template.written:
        for match in WHOLE.finditer(words):
            if _DOCXTPL.search(match[0]):
                yield Spot(part, paragraph, match[0])


CHECKS: tuple[Check[Template], ...] = (
    Check("half-tag", _("these braces are no whole tag"), half),
    Check(
        "tag-across",
        _("this tag begins in a link, a control or a tracked change and ends in another: write it anew, in one piece"),
        across,
    ),
    Check("docxtpl", _("docxtpl changes the paper at this tag, and the template language has no such tag"), not_ours),
)
