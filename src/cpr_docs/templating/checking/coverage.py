"""Checks of what a template leaves out: fields that nothing prints, answers without a box."""

from collections.abc import Iterator

from cpr_docs.language.messages import _
from cpr_docs.models.fields import fields_of
from cpr_docs.ooxml.names import PartName
from cpr_docs.templating.checking.findings import Check, Spot
from cpr_docs.templating.checking.template import Control, Template
from cpr_docs.templating.checking.uses import printed

_ONLY_PRINTED = _("the field {path} is printed, but no control holds it, and it could not be read back")


def not_printed(template: Template) -> Iterator[Spot]:
    """Fields that no control holds."""
    held = {control.path for control in template.controls}
    plain = {value.path for _use, value in printed(template.uses)}
    for field in fields_of(template.form):
        if field.path not in held:
            spot = Spot(PartName.DOCUMENT, template.body, "", {"path": field.path})
            yield spot._replace(message=_ONLY_PRINTED) if field.path in plain else spot


def answer_not_printed(template: Template) -> Iterator[Spot]:
    """Answers that have no box, beside others that have one."""
    found: dict[str, list[Control]] = {}
    for control in template.controls:
        if control.is_box:
            found.setdefault(control.path, []).append(control)
    for field in fields_of(template.form):
        boxes = found.get(field.path, [])
        lacking = set(field.answers) - {control.member for control in boxes}
        for answer in sorted(lacking) if boxes else ():
            yield Spot(boxes[0].part, boxes[0].element, "", {"path": field.path, "answer": answer})


CHECKS: tuple[Check[Template], ...] = (
    Check("not-printed", _("nothing in the template prints the field {path}"), not_printed),
    Check("answer-not-printed", _("the answer {answer} to {path} has no box"), answer_not_printed),
)
