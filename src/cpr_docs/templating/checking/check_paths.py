"""Checks of the expressions in tags: unknown names, wrong types, unguarded optional fields, unprinted fields."""

import difflib
from collections.abc import Iterable, Iterator

from cpr_docs.language.catalogue import _
from cpr_docs.models.fields import Kind, field_of, fields_of
from cpr_docs.models.parts import Part
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.templating.checking.expressions import Comparison, FilterUse, printed
from cpr_docs.templating.checking.scope import Value
from cpr_docs.templating.checking.tags import Tag
from cpr_docs.templating.checking.template import Control, Template, location_of
from cpr_docs.templating.checking.template_findings import TagLocation, TemplateCheck
from cpr_docs.templating.filter_reference import FILTERS, PARAGRAPHS, PRINTABLE, TESTS, UNKNOWN
from cpr_docs.templating.grammar_filters import CHANGES_LETTERS, arguments_fit

_DID_YOU_MEAN = _("the form has no field {path}; did you mean {suggestion}?")
_FILTER_LIKE = _("there is no filter {name}; did you mean {suggestion}?")
_TEST_LIKE = _("there is no test {name}; did you mean {suggestion}?")
_ONLY_PRINTED = _("the field {path} is printed, but no control holds it, and it could not be read back")


def unknown_path(template: Template) -> Iterator[TagLocation]:
    """Paths that the form does not have."""
    for expression in template.expressions:
        for unknown in expression.unknown:
            location = location_of(expression.tag, path=unknown.path, suggestion=unknown.suggestion)
            yield location._replace(message=_DID_YOU_MEAN) if unknown.suggestion else location


def no_list(template: Template) -> Iterator[TagLocation]:
    """Loops over a value that is not a list."""
    for expression in template.expressions:
        looped = expression.result if expression.tag.statement.loop is not None else None
        if looped is not None and looped.kind not in (Kind.ROWS, PARAGRAPHS, UNKNOWN):
            yield location_of(expression.tag, path=looped.path)


def unknown_filter(template: Template) -> Iterator[TagLocation]:
    """Filters that the template language does not have."""
    for expression in template.expressions:
        for used in expression.filters:
            if used.name not in FILTERS:
                yield _with_suggestion(location_of(expression.tag, name=used.name), used.name, FILTERS, _FILTER_LIKE)


def unknown_test(template: Template) -> Iterator[TagLocation]:
    """Tests that the template language does not have."""
    for expression in template.expressions:
        for used in expression.tests:
            if used.name not in TESTS:
                yield _with_suggestion(location_of(expression.tag, name=used.name), used.name, TESTS, _TEST_LIKE)


def filter_type(template: Template) -> Iterator[TagLocation]:
    """Filters whose operand has a kind that they do not accept."""
    for expression in template.expressions:
        for used in expression.filters:
            if used.name in FILTERS and used.operand.kind not in (UNKNOWN, *FILTERS[used.name].input_kinds):
                yield location_of(expression.tag, name=used.name, path=used.operand.path, kind=used.operand.kind)


def filter_blank(template: Template) -> Iterator[TagLocation]:
    """Filters that fail on a blank operand, if no condition excludes a blank."""
    for expression in template.expressions:
        for used in expression.filters:
            known = FILTERS.get(used.name)
            if known and known.requires_value and used.operand.may_be_blank(expression.context.present):
                yield location_of(expression.tag, name=used.name, path=used.operand.path)


def filter_argument(template: Template) -> Iterator[TagLocation]:
    """Filters with an argument that they do not accept, or that is not an answer to the question."""
    for expression in template.expressions:
        for used in expression.filters:
            if (
                used.name in FILTERS
                and used.operand.kind in FILTERS[used.name].input_kinds
                and not _argument_fits(used)
            ):
                yield location_of(expression.tag, name=used.name, path=used.operand.path)


def test_type(template: Template) -> Iterator[TagLocation]:
    """Tests for bilingual text whose operand is not bilingual."""
    for expression in template.expressions:
        for used in expression.tests:
            known = TESTS.get(used.name)
            if known and known.only_bilingual and used.operand.kind != UNKNOWN and not used.operand.bilingual:
                yield location_of(expression.tag, name=used.name, path=used.operand.path)


def never_equal(template: Template) -> Iterator[TagLocation]:
    """Comparisons that are never true."""
    for expression in template.expressions:
        for comparison in expression.comparisons:
            if not _can_be_equal(comparison):
                yield location_of(expression.tag, path=comparison.operand.path)


def not_printable(template: Template) -> Iterator[TagLocation]:
    """Printed values of a kind that a tag cannot print: a section, a list, a tick."""
    for expression, value in printed(template.expressions):
        if value.kind in PRINTABLE or value.kind == UNKNOWN:
            continue
        if value.kind == Kind.YES_NO and expression.tag.control is not None:
            continue  # Its drop-down list prints the two answers in words.
        yield location_of(expression.tag, path=value.path, kind=value.kind)


def unguarded(template: Template) -> Iterator[TagLocation]:
    """Printed values outside controls that may be blank, without a condition that excludes a blank."""
    for expression, value in printed(template.expressions):
        tag = expression.tag
        if value.may_be_blank(expression.context.present) and tag.control is None and not _fills_cell(tag):
            yield location_of(tag, path=value.path)


def not_printed(template: Template) -> Iterator[TagLocation]:
    """Fields without a content control."""
    in_controls = {control.path for control in template.controls}
    printed_paths = {value.path for _expression, value in printed(template.expressions)}
    for field in fields_of(template.form):
        if field.path not in in_controls:
            location = TagLocation(PartName.DOCUMENT, template.body, "", {"path": field.path})
            yield location._replace(message=_ONLY_PRINTED) if field.path in printed_paths else location


def answer_not_printed(template: Template) -> Iterator[TagLocation]:
    """Answers without a check box, if other answers to the question have one."""
    by_path: dict[str, list[Control]] = {}
    for control in template.controls:
        if control.is_box:
            by_path.setdefault(control.path, []).append(control)
    for field in fields_of(template.form):
        boxes = by_path.get(field.path, [])
        without_box = set(field.answers) - {control.member for control in boxes}
        for answer in sorted(without_box) if boxes else ():
            yield TagLocation(boxes[0].part, boxes[0].element, "", {"path": field.path, "answer": answer})


def _with_suggestion(location: TagLocation, name: str, known: Iterable[str], message: str) -> TagLocation:
    closest = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    if not closest:
        return location
    return location._replace(parameters={**location.parameters, "suggestion": closest[0]}, message=message)


def unfit_argument(template: Template) -> Iterator[TagLocation]:
    """Filters of grammar that cannot use their arguments: an unknown or ambiguous word, no gender, no field."""
    for expression in template.expressions:
        for used in expression.filters:
            if used.name in CHANGES_LETTERS and not (arguments_fit(used.name, used.arguments) and _lists(used)):
                yield location_of(expression.tag, name=used.name)


def _lists(used: FilterUse) -> bool:
    """True unless it lists rows without the name of one of their fields that is a text, or answers with one."""
    if used.name != "listing" or used.operand.kind not in (Kind.ROWS, Kind.CHOICES):
        return True
    if used.operand.kind == Kind.CHOICES:
        return not used.arguments
    names = used.operand.type.model_fields
    return bool(used.arguments) and used.arguments[0] in names and _is_text_of_row(used.operand.type, used.arguments[0])


def _is_text_of_row(part: type[Part], name: str) -> bool:
    return field_of(part, name).kind in (Kind.LINE, Kind.CHOICE)


def _argument_fits(used: FilterUse) -> bool:
    if used.name in CHANGES_LETTERS:
        return True  # `unfit_argument` finds these
    if not FILTERS[used.name].has_argument or used.operand.kind == Kind.TICK:
        return not used.arguments
    return len(used.arguments) == 1 and used.arguments[0] in _answers(used.operand)


def _answers(value: Value) -> set[str]:
    return {"yes", "no"} if value.kind == Kind.YES_NO else {member.value for member in value.type}


def _can_be_equal(comparison: Comparison) -> bool:
    kind, constant = comparison.operand.kind, comparison.constant
    if kind == UNKNOWN:
        return True
    if kind == Kind.CHOICE:
        return constant in _answers(comparison.operand)
    if kind in (Kind.TICK, Kind.YES_NO):
        return isinstance(constant, bool)
    if kind == Kind.INTEGER:
        return isinstance(constant, int)
    return kind == Kind.LINE and not comparison.operand.bilingual and isinstance(constant, str)


def _fills_cell(tag: Tag) -> bool:
    """True if the tag is alone in a table cell: if blank, the cell is left empty to be completed by hand."""
    cell = None if tag.element is None else next(tag.element.iterancestors(qn("w:tc")), None)
    return cell is not None and text_of(cell).strip().startswith("{{") and text_of(cell).count("{{") == 1


CHECKS: tuple[TemplateCheck[Template], ...] = (
    TemplateCheck("unknown-path", _("the form has no field {path}"), unknown_path),
    TemplateCheck("no-list", _("{path} is no list, and a loop cannot go through it"), no_list),
    TemplateCheck("unknown-filter", _("there is no filter {name}"), unknown_filter),
    TemplateCheck("unknown-test", _("there is no test {name}"), unknown_test),
    TemplateCheck("filter-type", _("the filter {name} is not for {path}, whose kind is: {kind}"), filter_type),
    TemplateCheck(
        "filter-blank", _("the filter {name} fails where {path} is blank: ask first whether it is there"), filter_blank
    ),
    TemplateCheck(
        "filter-argument", _("what the filter {name} is given in brackets is no answer to {path}"), filter_argument
    ),
    TemplateCheck("filter-grammar", _("the filter {name} cannot use what it is given in brackets"), unfit_argument),
    TemplateCheck("test-type", _("the test {name} is for text in two languages, which {path} is not"), test_type),
    TemplateCheck("comparison", _("{path} can never be what it is compared with"), never_equal),
    TemplateCheck("not-printable", _("{path} cannot be printed by itself; its kind is: {kind}"), not_printable),
    TemplateCheck("unguarded", _("{path} may be blank, and nothing would stand here: ask first with if"), unguarded),
    TemplateCheck("not-printed", _("nothing in the template prints the field {path}"), not_printed),
    TemplateCheck("answer-not-printed", _("the answer {answer} to {path} has no box"), answer_not_printed),
)
