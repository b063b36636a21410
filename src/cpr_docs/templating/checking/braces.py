"""Checks of how the braces of a tag stand on the paper, before docxtpl makes the tag whole."""

from collections.abc import Iterator

from cpr_docs.templating.checking.findings import Check, Spot
from cpr_docs.templating.checking.template import Template
from cpr_docs.templating.tag_syntax import DOCXTPL, HALF_TAG, TAG_ACROSS, docxtpl_tags, half_tag, tags_across


def half(template: Template) -> Iterator[Spot]:
    """Braces that are no whole tag."""
    for part, braced in template.written:
        left = half_tag(braced)
        if left:
            yield Spot(part, braced.paragraph, left)


def across(template: Template) -> Iterator[Spot]:
    """Tags that begin in a link or a tracked change and end outside of it, or the other way round."""
    for part, braced in template.written:
        for tag in tags_across(braced):
            yield Spot(part, braced.paragraph, tag)


def not_ours(template: Template) -> Iterator[Spot]:
    """What docxtpl has beside Jinja, and makes of a template what cannot be checked."""
    for part, braced in template.written:
        for tag in docxtpl_tags(braced):
            yield Spot(part, braced.paragraph, tag)


CHECKS: tuple[Check[Template], ...] = (
    Check("half-tag", HALF_TAG, half),
    Check("tag-across", TAG_ACROSS, across),
    Check("docxtpl", DOCXTPL, not_ours),
)
