"""Checks of the content controls, by which a filled-in document is read back."""

import re
from collections.abc import Iterator

from cpr_docs.language.catalogue import _
from cpr_docs.models.fields import FormField, Kind
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.templating.checking.blocks import Block
from cpr_docs.templating.checking.expressions import Use
from cpr_docs.templating.checking.scope import UnknownPath
from cpr_docs.templating.checking.template import Control, Template, spot_of
from cpr_docs.templating.checking.template_findings import TagLocation, TemplateCheck
from cpr_docs.templating.conditional_controls import conditional_controls
from cpr_docs.templating.filter_reference import FILTERS

_ONE_TAG = re.compile(r"\{\{[^{}]*\}\}")
_QUESTIONS = (Kind.TICK, Kind.YES_NO, Kind.CHOICE)
_LIKE = _("the tag of this control is no field of the form: {path}; did you mean {suggestion}?")
_NO_VALUE = _("{path} is no single value, and no control can hold it")


def no_field(template: Template) -> Iterator[TagLocation]:
    """Controls whose tag is no path."""
    for control in template.controls:
        found = template.scope.field(control.path)
        if isinstance(found, UnknownPath):
            spot = _spot(control, path=control.path, suggestion=found.suggestion)
            yield spot._replace(message=_LIKE) if found.suggestion else spot
        elif found.kind in (Kind.ROWS, Kind.SECTION):
            yield _spot(control, path=control.path)._replace(message=_NO_VALUE)


def no_answer(template: Template) -> Iterator[TagLocation]:
    """Boxes of answers that the question does not have."""
    for control, field in template.fields:
        answers = field.answers
        fits = control.member in answers if answers else not control.member
        if (control.is_box and field.kind in _QUESTIONS and not fits) or (control.member and not control.is_box):
            yield _spot(control, path=control.path)


def no_expression(template: Template) -> Iterator[TagLocation]:
    """Controls that do not hold one printing tag and nothing else."""
    for control, _field in template.fields:
        if not _ONE_TAG.fullmatch(template.held[control.element]):
            yield _spot(control)


def disagrees(template: Template) -> Iterator[TagLocation]:
    """Controls that print another field than their tag says, or the box of another answer."""
    for control, _field, use in _printing(template):
        for value in use.paths:
            if value.path != control.path:
                yield _spot(control, printed=value.path)
        for used in use.filters:
            if used.name == "box" and used.given.path == control.path and "".join(used.arguments) != control.member:
                yield _spot(control, printed=f"{control.path}={''.join(used.arguments)}")


def twice(template: Template) -> Iterator[TagLocation]:
    """Controls with a tag that stands in the template already."""
    seen: set[str] = set()
    for control in template.controls:
        if control.tag in seen:
            yield _spot(control)
        seen.add(control.tag)


def letters(template: Template) -> Iterator[TagLocation]:
    """Filters in an editable control that print other letters than the value has."""
    for control, field, use in _printing(template):
        for used in use.filters:
            known = FILTERS.get(used.name)
            if known and not known.keeps_letters and not field.derived:
                yield _spot(control, name=used.name)


def kind(template: Template) -> Iterator[TagLocation]:
    """Controls of a kind that does not fit their field."""
    for control, field in template.fields:
        content = control.control.content
        if content is None:
            continue
        is_list = control.control.has("w:dropDownList")
        is_date = control.control.has("w:date")
        if (
            (control.is_box and field.kind not in _QUESTIONS)
            or (field.kind is Kind.TICK and not control.is_box)
            or (is_list and field.kind not in (Kind.CHOICE, Kind.YES_NO))
            or (field.kind is Kind.YES_NO and not is_list and not control.is_box)
            or (is_date and field.kind not in (Kind.DATE, Kind.MONTH))
            or (field.kind is Kind.PROSE and next(content.iter(qn("w:p")), None) is None)
        ):
            yield _spot(control, path=control.path, kind=field.kind)


def unmarked_box(template: Template) -> Iterator[TagLocation]:
    """Check boxes that do not show their tick."""
    for control, _field, use in _printing(template):
        if control.is_box and "box" not in {used.name for used in use.filters}:
            yield _spot(control)


def not_read(template: Template) -> Iterator[TagLocation]:
    """Controls where reading back does not look, or would find them twice."""
    for control in template.controls:
        boxed = next(control.element.iterancestors(qn("w:txbxContent")), None)
        if control.part != PartName.DOCUMENT or boxed is not None:
            yield _spot(control)


def outside_rows(template: Template) -> Iterator[TagLocation]:
    """Controls of a list's rows that do not stand between the loop's own rows or paragraphs."""
    for control, _field, use in _printing(template):
        around = [block.row for block in use.setting.inside if _makes_rows(block)]
        outside = next((row for row in _rows_of(control) if row not in around), None)
        if outside:
            yield _spot(control, path=outside.removesuffix("[]"))


def in_other_rows(template: Template) -> Iterator[TagLocation]:
    """Controls that a loop over another list than their own prints once for each of its rows."""
    for control, loop in _in_loops(template):
        if loop.row not in _rows_of(control):
            yield _spot(control, path=loop.row.removesuffix("[]"))


def list_twice(template: Template) -> Iterator[TagLocation]:
    """Loops that hold controls of a list's rows, as a loop before them does."""
    first: dict[str, Block] = {}
    told: list[Block] = []
    for control, loop in _in_loops(template):
        if loop.row in _rows_of(control) and first.setdefault(loop.row, loop) is not loop and loop not in told:
            told.append(loop)
            yield spot_of(loop.opening, path=loop.row.removesuffix("[]"))


def _in_loops(template: Template) -> Iterator[tuple[Control, Block]]:
    """The controls with each loop over a list around them; a loop without an end is another mistake."""
    for control, _field, use in _printing(template):
        for block in use.setting.inside:
            if block.row and block.closing is not None:
                yield control, block


def _rows_of(control: Control) -> list[str]:
    """The rows that a control belongs to, from the outside: ``points[]``, ``points[].actions[]``."""
    return [control.path[: brackets.end()] for brackets in re.finditer(r"\[\]", control.path)]


def _makes_rows(block: Block) -> bool:
    """True if the block becomes a repeating section: its tags are alone in paragraphs or table rows."""
    holder = block.opening.element
    return bool(block.row) and block.opening.is_level and holder is not None and holder.tag in (qn("w:p"), qn("w:tr"))


def _printing(template: Template) -> Iterator[tuple[Control, FormField, Use]]:
    """The controls that hold one printing tag, with what it uses."""
    for control, field in template.fields:
        use = template.uses_in_controls.get(control.element)
        if use is not None and _ONE_TAG.fullmatch(template.held[control.element]):
            yield control, field, use


def _spot(control: Control, **parameters: object) -> TagLocation:
    return TagLocation(control.part, control.element, control.tag, parameters)


_CONTROLS_CHECKS: tuple[TemplateCheck[Template], ...] = (
    TemplateCheck("control-path", _("the tag of this control is no field of the form: {path}"), no_field),
    TemplateCheck("control-answer", _("the tag of this box is no answer to {path}"), no_answer),
    TemplateCheck("control-expression", _("this control must hold one printing tag and nothing else"), no_expression),
    TemplateCheck("control-disagrees", _("this control prints another field than its tag says: {printed}"), disagrees),
    TemplateCheck("control-twice", _("this control stands in the template twice, and could not be read back"), twice),
    TemplateCheck(
        "control-letters",
        _("the filter {name} changes what is printed, and this control could not be read back"),
        letters,
    ),
    TemplateCheck("control-kind", _("this kind of control does not fit {path}, whose kind is: {kind}"), kind),
    TemplateCheck(
        "control-box", _("this check box does not show its tick: its tag needs the filter box"), unmarked_box
    ),
    TemplateCheck("control-place", _("a control in a header, footer, note or text box is not read back"), not_read),
    TemplateCheck(
        "control-row",
        _("this control belongs to a row of {path}, and must stand between the loop’s own rows or paragraphs"),
        outside_rows,
    ),
    TemplateCheck(
        "control-other-row",
        _("this control belongs to no row of {path}, whose loop would print it for each row"),
        in_other_rows,
    ),
    TemplateCheck(
        "list-twice",
        _("the rows of {path} stand in the template twice, and could not be read back"),
        list_twice,
    ),
)


def conditional(template: Template) -> Iterator[TagLocation]:
    """Controls under a condition that may leave out a value of the form."""
    blocks = template.blocks.get(PartName.DOCUMENT)
    if template.body is None or blocks is None or not blocks.are_whole:
        return
    for control in conditional_controls(template.body, template.form):
        if control.condition:
            yield TagLocation(PartName.DOCUMENT, control.element, control.tag, {"condition": control.condition})


_CHECK_CONDITIONS_CHECKS: tuple[TemplateCheck[Template], ...] = (
    TemplateCheck(
        "control-conditional",
        _("a document has this control only under a condition ({condition}): others do not say what its field holds"),
        conditional,
        "warning",
    ),
)


CHECKS: tuple[TemplateCheck[Template], ...] = (
    *_CONTROLS_CHECKS,
    *_CHECK_CONDITIONS_CHECKS,
)
