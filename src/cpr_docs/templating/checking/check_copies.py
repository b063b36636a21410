"""Checks of copies, the locked controls that print a value again."""

import re
from collections.abc import Iterator

from cpr_docs.language.catalogue import _
from cpr_docs.models.fields import Kind
from cpr_docs.templating.checking.expressions import PRINT
from cpr_docs.templating.checking.scope import UnknownPath, Value
from cpr_docs.templating.checking.template import Template
from cpr_docs.templating.checking.template_findings import TagLocation, TemplateCheck
from cpr_docs.templating.copy_controls import PREFIX, copied
from cpr_docs.templating.filter_reference import FILTERS

_ONE_PRINTING_TAG = re.compile(r"\{\{[^{}]*\}\}")
_DID_YOU_MEAN = _("the tag of this copy is no value of the form: {path}; did you mean {suggestion}?")


def copy_path(template: Template) -> Iterator[TagLocation]:
    """Copies whose tag is not the path of a single value, with known filters."""
    for part, control in template.copy_controls:
        expression = copied(control.tag)
        location = TagLocation(part, control.element, control.tag, {"path": control.tag.removeprefix(PREFIX)})
        value = None if expression is None else _copied_value(template, expression.path)
        if isinstance(value, UnknownPath) and value.suggestion:
            parameters = {**location.parameters, "suggestion": value.suggestion}
            yield location._replace(parameters=parameters, message=_DID_YOU_MEAN)
        elif (
            expression is None
            or value is None
            or isinstance(value, UnknownPath)
            or value.kind in (Kind.ROWS, Kind.SECTION)
            or not FILTERS.keys() >= set(expression.filters)
        ):
            yield location


def _copied_value(template: Template, path: str) -> Value | UnknownPath:
    # The review type has no control, but may be printed.
    return template.scope.resolve(path) if path == "review_type" else template.scope.resolve_field(path)


def copy_disagrees(template: Template) -> Iterator[TagLocation]:
    """Copies that print another expression than their tag says, or more than one, or other words."""
    printed = {
        copy: usage.canonical
        for usage in template.usages
        if usage.kind == PRINT and (copy := usage.tag.copy) is not None
    }
    for part, control in template.copy_controls:
        canonical = printed.get(control.element, "")
        is_one = _ONE_PRINTING_TAG.fullmatch(control.text.strip()) is not None
        if not is_one or f"{PREFIX}{canonical}" != control.tag:
            yield TagLocation(part, control.element, control.tag, {"printed": canonical or "–"})


CHECKS: tuple[TemplateCheck[Template], ...] = (
    TemplateCheck("copy-path", _("the tag of this copy is no value of the form: {path}"), copy_path),
    TemplateCheck("copy-disagrees", _("this copy prints something else than its tag says: {printed}"), copy_disagrees),
)
