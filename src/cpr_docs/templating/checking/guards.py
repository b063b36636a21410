"""The check of values that may be blank where a reader would see nothing, and not know that something is missing."""

from collections.abc import Iterator

from cpr_docs.language.messages import _
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.checking.findings import Check, Spot
from cpr_docs.templating.checking.tags import Tag
from cpr_docs.templating.checking.template import Template, spot_of
from cpr_docs.templating.checking.uses import printed
from cpr_docs.templating.pieces import text_of


def unguarded(template: Template) -> Iterator[Spot]:
    """Values outside controls that may be blank, and no condition around them asks."""
    for use, value in printed(template.uses):
        tag = use.setting.tag
        if value.may_be_blank(use.setting.present) and tag.control is None and not _fills_cell(tag):
            yield spot_of(tag, path=value.path)


def _fills_cell(tag: Tag) -> bool:
    """Whether it stands alone in the cell of a table, which then is one to fill in by hand."""
    cell = None if tag.element is None else next(tag.element.iterancestors(qn("w:tc")), None)
    return cell is not None and text_of(cell).strip().startswith("{{") and text_of(cell).count("{{") == 1


CHECKS: tuple[Check[Template], ...] = (
    Check("unguarded", _("{path} may be blank, and nothing would stand here: ask first with if"), unguarded),
)
