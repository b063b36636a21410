"""The check of controls that a document may never have, because the template prints them only under a condition."""

from collections.abc import Iterator

from cpr_docs.language.messages import _
from cpr_docs.ooxml.names import PartName
from cpr_docs.templating.checking.findings import Check, Spot
from cpr_docs.templating.checking.template import Template
from cpr_docs.templating.conditional_controls import conditional_controls


def conditional(template: Template) -> Iterator[Spot]:
    """Controls under a condition that may leave out a value of the form."""
    blocks = template.blocks.get(PartName.DOCUMENT)
    if template.body is None or blocks is None or not blocks.are_whole:
        return
    for control in conditional_controls(template.body, template.form):
        if control.condition:
            yield Spot(PartName.DOCUMENT, control.element, control.tag, {"condition": control.condition})


CHECKS: tuple[Check[Template], ...] = (
    Check(
        "control-conditional",
        _("a document has this control only under a condition ({condition}): others do not say what its field holds"),
        conditional,
        "warning",
    ),
)
