"""Checks of content controls, from which a completed document is read back."""

import re
from collections.abc import Iterator

from cpr_docs.language.catalogue import _
from cpr_docs.models.fields import FormField, Kind
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.templating.checking.blocks import Block
from cpr_docs.templating.checking.expressions import TypedExpression
from cpr_docs.templating.checking.scope import UnknownPath
from cpr_docs.templating.checking.template import Control, Template, location_of
from cpr_docs.templating.checking.template_findings import TagLocation, TemplateCheck
from cpr_docs.templating.conditional_controls import conditional_controls
from cpr_docs.templating.filter_reference import FILTERS
from cpr_docs.templating.grammar_filters import NOT_IN_CONTROL

_ONE_PRINTING_TAG = re.compile(r"\{\{[^{}]*\}\}")
_QUESTIONS = (Kind.TICK, Kind.YES_NO, Kind.CHOICE, Kind.CHOICES)
_DID_YOU_MEAN = _("the tag of this control is no field of the form: {path}; did you mean {suggestion}?")
_NO_VALUE = _("{path} is no single value, and no control can hold it")


def control_path(template: Template) -> Iterator[TagLocation]:
    """Controls whose tag is not the path of a single value."""
    for control in template.controls:
        value = template.scope.resolve_field(control.path)
        if isinstance(value, UnknownPath):
            location = _at(control, path=control.path, suggestion=value.suggestion)
            yield location._replace(message=_DID_YOU_MEAN) if value.suggestion else location
        elif value.kind in (Kind.ROWS, Kind.SECTION):
            yield _at(control, path=control.path)._replace(message=_NO_VALUE)


def control_answer(template: Template) -> Iterator[TagLocation]:
    """Check boxes for an answer that the question does not have."""
    for control, field in template.fields:
        answers = field.answers
        fits = control.member in answers if answers else not control.member
        if (control.is_box and field.kind in _QUESTIONS and not fits) or (control.member and not control.is_box):
            yield _at(control, path=control.path)


def control_expression(template: Template) -> Iterator[TagLocation]:
    """Controls whose content is not exactly one printing tag."""
    for control, _field in template.fields:
        if not _ONE_PRINTING_TAG.fullmatch(template.control_texts[control.element]):
            yield _at(control)


def control_disagrees(template: Template) -> Iterator[TagLocation]:
    """Controls that print another field, or the box of another answer, than the one in their tag."""
    for control, _field, expression in _printing(template):
        for value in expression.paths:
            if value.path != control.path:
                yield _at(control, printed=value.path)
        for used in expression.filters:
            if used.name == "box" and used.operand.path == control.path and "".join(used.arguments) != control.member:
                yield _at(control, printed=f"{control.path}={''.join(used.arguments)}")


def control_twice(template: Template) -> Iterator[TagLocation]:
    """Controls with the same tag as an earlier control."""
    seen: set[str] = set()
    for control in template.controls:
        if control.tag in seen:
            yield _at(control)
        seen.add(control.tag)


def control_letters(template: Template) -> Iterator[TagLocation]:
    """Filters in an editable control that change the text, so that the value cannot be read back."""
    for control, field, expression in _printing(template):
        for used in expression.filters:
            known = FILTERS.get(used.name)
            if known and not known.is_invertible and not field.derived:
                yield _at(control, name=used.name)


def control_kind(template: Template) -> Iterator[TagLocation]:
    """Controls whose kind does not fit the kind of their field."""
    for control, field in template.fields:
        content = control.control.content
        if content is None:
            continue
        is_list = control.control.has("w:dropDownList")
        is_date = control.control.has("w:date")
        if (
            (control.is_box and field.kind not in _QUESTIONS)
            or (field.kind in (Kind.TICK, Kind.CHOICES) and not control.is_box)
            or (is_list and field.kind not in (Kind.CHOICE, Kind.YES_NO))
            or (field.kind is Kind.YES_NO and not is_list and not control.is_box)
            or (is_date and field.kind not in (Kind.DATE, Kind.MONTH))
            or (
                field.kind is Kind.PROSE
                and not control.control.is_of_lines
                and next(content.iter(qn("w:p")), None) is None
            )
        ):
            yield _at(control, path=control.path, kind=field.kind)


def control_box(template: Template) -> Iterator[TagLocation]:
    """Check boxes that print their value without the filter ``box``."""
    for control, _field, expression in _printing(template):
        if control.is_box and "box" not in {used.name for used in expression.filters}:
            yield _at(control)


def control_place(template: Template) -> Iterator[TagLocation]:
    """Controls outside the main document, which are not read back, or in a text box, which Word stores twice."""
    for control in template.controls:
        boxed = next(control.element.iterancestors(qn("w:txbxContent")), None)
        if control.part != PartName.DOCUMENT or boxed is not None:
            yield _at(control)


def control_row(template: Template) -> Iterator[TagLocation]:
    """Controls of a list's rows that are not inside a loop over the list whose tags are alone in rows or paragraphs."""
    for control, _field, expression in _printing(template):
        enclosing = [block.row_path for block in expression.context.enclosing if _makes_repeating_section(block)]
        missing = next((row for row in _row_paths(control) if row not in enclosing), None)
        if missing:
            yield _at(control, path=missing.removesuffix("[]"))


def control_other_row(template: Template) -> Iterator[TagLocation]:
    """Controls inside a loop over a list that their field does not belong to."""
    for control, loop in _in_loops(template):
        if loop.row_path not in _row_paths(control):
            yield _at(control, path=loop.row_path.removesuffix("[]"))


def list_twice(template: Template) -> Iterator[TagLocation]:
    """Loops with controls of a list's rows after another loop with controls of the same rows."""
    first: dict[str, Block] = {}
    reported: list[Block] = []
    for control, loop in _in_loops(template):
        path = loop.row_path
        if path in _row_paths(control) and first.setdefault(path, loop) is not loop and loop not in reported:
            reported.append(loop)
            yield location_of(loop.opening, path=path.removesuffix("[]"))


def control_conditional(template: Template) -> Iterator[TagLocation]:
    """Controls under a condition that may leave out a value of the form."""
    blocks = template.blocks.get(PartName.DOCUMENT)
    if template.body is None or blocks is None or not blocks.are_balanced:
        return
    for control in conditional_controls(template.body, template.form):
        if control.condition:
            yield TagLocation(PartName.DOCUMENT, control.element, control.tag, {"condition": control.condition})


def _in_loops(template: Template) -> Iterator[tuple[Control, Block]]:
    """The controls, each with every closed loop over a list around it."""
    for control, _field, expression in _printing(template):
        for block in expression.context.enclosing:
            if block.row_path and block.closing is not None:
                yield control, block


def _row_paths(control: Control) -> list[str]:
    """The paths of the rows that a control belongs to, outermost first: ``points[]``, ``points[].actions[]``."""
    return [control.path[: brackets.end()] for brackets in re.finditer(r"\[\]", control.path)]


def _makes_repeating_section(block: Block) -> bool:
    """True if the block becomes a repeating section, because its tags are alone in paragraphs or table rows."""
    element = block.opening.element
    is_level = block.opening.is_level and element is not None and element.tag in (qn("w:p"), qn("w:tr"))
    return bool(block.row_path) and is_level


def _printing(template: Template) -> Iterator[tuple[Control, FormField, TypedExpression]]:
    """The controls whose content is exactly one printing tag, each with its field and expression."""
    for control, field in template.fields:
        expression = template.printed_in.get(control.element)
        if expression is not None and _ONE_PRINTING_TAG.fullmatch(template.control_texts[control.element]):
            yield control, field, expression


def _at(control: Control, **parameters: object) -> TagLocation:
    return TagLocation(control.part, control.element, control.tag, parameters)


CHECKS: tuple[TemplateCheck[Template], ...] = (
    TemplateCheck("control-path", _("the tag of this control is no field of the form: {path}"), control_path),
    TemplateCheck("control-answer", _("the tag of this box is no answer to {path}"), control_answer),
    TemplateCheck(
        "control-expression", _("this control must hold one printing tag and nothing else"), control_expression
    ),
    TemplateCheck(
        "control-disagrees", _("this control prints another field than its tag says: {printed}"), control_disagrees
    ),
    TemplateCheck(
        "control-twice", _("this control stands in the template twice, and could not be read back"), control_twice
    ),
    TemplateCheck(
        "control-letters",
        NOT_IN_CONTROL,
        control_letters,
    ),
    TemplateCheck("control-kind", _("this kind of control does not fit {path}, whose kind is: {kind}"), control_kind),
    TemplateCheck("control-box", _("this check box does not show its tick: its tag needs the filter box"), control_box),
    TemplateCheck(
        "control-place", _("a control in a header, footer, note or text box is not read back"), control_place
    ),
    TemplateCheck(
        "control-row",
        _("this control belongs to a row of {path}, and must stand between the loop’s own rows or paragraphs"),
        control_row,
    ),
    TemplateCheck(
        "control-other-row",
        _("this control belongs to no row of {path}, whose loop would print it for each row"),
        control_other_row,
    ),
    TemplateCheck(
        "list-twice",
        _("the rows of {path} stand in the template twice, and could not be read back"),
        list_twice,
    ),
    TemplateCheck(
        "control-conditional",
        _("a document has this control only under a condition ({condition}): others do not say what its field holds"),
        control_conditional,
        "warning",
    ),
)
