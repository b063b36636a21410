"""Checks of what the tags name: paths, lists, filters, tests, and whether the values fit."""

import difflib
from collections.abc import Iterable, Iterator

from cpr_docs.language.catalogue import _
from cpr_docs.models.fields import Kind, fields_of
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.templating.checking.expressions import Comparison, FilterUse, printed
from cpr_docs.templating.checking.scope import Value
from cpr_docs.templating.checking.tags import Tag
from cpr_docs.templating.checking.template import Control, Template, spot_of
from cpr_docs.templating.checking.template_findings import TagLocation, TemplateCheck
from cpr_docs.templating.filter_reference import FILTERS, PARAGRAPHS, PRINTABLE, TESTS, UNKNOWN

_DID_YOU_MEAN = _("the form has no field {path}; did you mean {suggestion}?")
_FILTER_LIKE = _("there is no filter {name}; did you mean {suggestion}?")
_TEST_LIKE = _("there is no test {name}; did you mean {suggestion}?")


def unknown_path(template: Template) -> Iterator[TagLocation]:
    """Paths that lead nowhere."""
    for use in template.uses:
        for unknown in use.unknown:
            spot = spot_of(use.setting.tag, path=unknown.path, suggestion=unknown.suggestion)
            yield spot._replace(message=_DID_YOU_MEAN) if unknown.suggestion else spot


def no_list(template: Template) -> Iterator[TagLocation]:
    """Loops over what is no list."""
    for use in template.uses:
        looped = use.result if use.setting.tag.statement.loop is not None else None
        if looped is not None and looped.kind not in (Kind.ROWS, PARAGRAPHS, UNKNOWN):
            yield spot_of(use.setting.tag, path=looped.path)


def unknown_filter(template: Template) -> Iterator[TagLocation]:
    """Filters that the language does not have."""
    for use in template.uses:
        for used in use.filters:
            if used.name not in FILTERS:
                yield _perhaps(spot_of(use.setting.tag, name=used.name), used.name, FILTERS, _FILTER_LIKE)


def unknown_test(template: Template) -> Iterator[TagLocation]:
    """Tests that the language does not have."""
    for use in template.uses:
        for used in use.tests:
            if used.name not in TESTS:
                yield _perhaps(spot_of(use.setting.tag, name=used.name), used.name, TESTS, _TEST_LIKE)


def filter_type(template: Template) -> Iterator[TagLocation]:
    """Filters that are given another kind of value than they take."""
    for use in template.uses:
        for used in use.filters:
            if used.name in FILTERS and used.given.kind not in (UNKNOWN, *FILTERS[used.name].takes):
                yield spot_of(use.setting.tag, name=used.name, path=used.given.path, kind=used.given.kind)


def filter_blank(template: Template) -> Iterator[TagLocation]:
    """Filters that fail where there is no value, and nothing says that there is one."""
    for use in template.uses:
        for used in use.filters:
            known = FILTERS.get(used.name)
            if known and known.needs_value and used.given.may_be_blank(use.setting.present):
                yield spot_of(use.setting.tag, name=used.name, path=used.given.path)


def filter_argument(template: Template) -> Iterator[TagLocation]:
    """Filters that are given what they have no use for, or an answer that the question does not have."""
    for use in template.uses:
        for used in use.filters:
            if used.name in FILTERS and used.given.kind in FILTERS[used.name].takes and not _argument_fits(used):
                yield spot_of(use.setting.tag, name=used.name, path=used.given.path)


def test_type(template: Template) -> Iterator[TagLocation]:
    """Tests of what they are not for."""
    for use in template.uses:
        for used in use.tests:
            known = TESTS.get(used.name)
            if known and known.only_bilingual and used.given.kind != UNKNOWN and not used.given.bilingual:
                yield spot_of(use.setting.tag, name=used.name, path=used.given.path)


def comparison(template: Template) -> Iterator[TagLocation]:
    """Comparisons that can never be met."""
    for use in template.uses:
        for compared in use.comparisons:
            if not _can_be_equal(compared):
                yield spot_of(use.setting.tag, path=compared.given.path)


def not_printable(template: Template) -> Iterator[TagLocation]:
    """What a tag cannot print by itself: a section, a list, a tick."""
    for use, value in printed(template.uses):
        if value.kind in PRINTABLE or value.kind == UNKNOWN:
            continue
        if value.kind == Kind.YES_NO and use.setting.tag.control is not None:
            continue  # Its drop-down prints the two answers in words.
        yield spot_of(use.setting.tag, path=value.path, kind=value.kind)


def _perhaps(spot: TagLocation, name: str, known: Iterable[str], message: str) -> TagLocation:
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    if not near:
        return spot
    return spot._replace(parameters={**spot.parameters, "suggestion": near[0]}, message=message)


def _argument_fits(used: FilterUse) -> bool:
    if not FILTERS[used.name].takes_answer:
        return not used.arguments
    if used.given.kind == Kind.TICK:
        return not used.arguments
    return len(used.arguments) == 1 and used.arguments[0] in _answers(used.given)


def _answers(value: Value) -> set[str]:
    return {"yes", "no"} if value.kind == Kind.YES_NO else {member.value for member in value.type}


def _can_be_equal(compared: Comparison) -> bool:
    kind, constant = compared.given.kind, compared.constant
    if kind == UNKNOWN:
        return True
    if kind == Kind.CHOICE:
        return constant in _answers(compared.given)
    if kind in (Kind.TICK, Kind.YES_NO):
        return isinstance(constant, bool)
    if kind == Kind.INTEGER:
        return isinstance(constant, int)
    return kind == Kind.LINE and not compared.given.bilingual and isinstance(constant, str)


_PATHS_CHECKS: tuple[TemplateCheck[Template], ...] = (
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
    TemplateCheck("test-type", _("the test {name} is for text in two languages, which {path} is not"), test_type),
    TemplateCheck("comparison", _("{path} can never be what it is compared with"), comparison),
    TemplateCheck("not-printable", _("{path} cannot be printed by itself; its kind is: {kind}"), not_printable),
)


def unguarded(template: Template) -> Iterator[TagLocation]:
    """Values outside controls that may be blank, and no condition around them asks."""
    for use, value in printed(template.uses):
        tag = use.setting.tag
        if value.may_be_blank(use.setting.present) and tag.control is None and not _fills_cell(tag):
            yield spot_of(tag, path=value.path)


def _fills_cell(tag: Tag) -> bool:
    """Whether it stands alone in the cell of a table, which then is one to fill in by hand."""
    cell = None if tag.element is None else next(tag.element.iterancestors(qn("w:tc")), None)
    return cell is not None and text_of(cell).strip().startswith("{{") and text_of(cell).count("{{") == 1


_GUARDS_CHECKS: tuple[TemplateCheck[Template], ...] = (
    TemplateCheck("unguarded", _("{path} may be blank, and nothing would stand here: ask first with if"), unguarded),
)


_ONLY_PRINTED = _("the field {path} is printed, but no control holds it, and it could not be read back")


def not_printed(template: Template) -> Iterator[TagLocation]:
    """Fields that no control holds."""
    held = {control.path for control in template.controls}
    plain = {value.path for _use, value in printed(template.uses)}
    for field in fields_of(template.form):
        if field.path not in held:
            spot = TagLocation(PartName.DOCUMENT, template.body, "", {"path": field.path})
            yield spot._replace(message=_ONLY_PRINTED) if field.path in plain else spot


def answer_not_printed(template: Template) -> Iterator[TagLocation]:
    """Answers that have no box, beside others that have one."""
    found: dict[str, list[Control]] = {}
    for control in template.controls:
        if control.is_box:
            found.setdefault(control.path, []).append(control)
    for field in fields_of(template.form):
        boxes = found.get(field.path, [])
        lacking = set(field.answers) - {control.member for control in boxes}
        for answer in sorted(lacking) if boxes else ():
            yield TagLocation(boxes[0].part, boxes[0].element, "", {"path": field.path, "answer": answer})


_COVERAGE_CHECKS: tuple[TemplateCheck[Template], ...] = (
    TemplateCheck("not-printed", _("nothing in the template prints the field {path}"), not_printed),
    TemplateCheck("answer-not-printed", _("the answer {answer} to {path} has no box"), answer_not_printed),
)


CHECKS: tuple[TemplateCheck[Template], ...] = (
    *_PATHS_CHECKS,
    *_GUARDS_CHECKS,
    *_COVERAGE_CHECKS,
)
