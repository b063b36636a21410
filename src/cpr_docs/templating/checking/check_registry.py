"""The table of all checks, and running them over one template or over the two of a form."""

from collections.abc import Iterator

from cpr_docs.language.catalogue import _
from cpr_docs.models.fields import fields_of
from cpr_docs.ooxml.names import PartName
from cpr_docs.templating.checking import (
    check_controls,
    check_languages,
    check_paths,
    check_repetition,
    check_structure,
    check_syntax,
)
from cpr_docs.templating.checking.check_languages import Pair
from cpr_docs.templating.checking.template import Template
from cpr_docs.templating.checking.template_findings import LocatedFinding, TagLocation, TemplateCheck

CHECKS: tuple[TemplateCheck[Template], ...] = (
    *check_syntax.CHECKS,
    *check_paths.CHECKS,
    *check_controls.CHECKS,
    *check_repetition.CHECKS,
    *check_languages.CHECKS,
    *check_structure.CHECKS,
)
"""The checks of one template."""

PAIR_CHECKS: tuple[TemplateCheck[Pair], ...] = check_languages.PAIR_CHECKS
"""The checks of the two languages against each other."""

_OFFICES = (b"LibreOffice", b"OpenOffice")
SAVED_BY_LIBREOFFICE = TemplateCheck[Template](
    "saved-by-libreoffice",
    _(
        "LibreOffice saved this template and lost the tags that say which control holds which field: export the master "
        "again, and edit it in Word"
    ),
    lambda _template: iter(()),
)


def examine(template: Template) -> list[LocatedFinding]:
    """Everything that is wrong with a template by itself."""
    if _lost_by_libreoffice(template):
        check, spot = SAVED_BY_LIBREOFFICE, TagLocation(PartName.DOCUMENT, template.body)
        return [_hit(template, check, spot)]
    checks = CHECKS if template.body is not None else check_structure.CHECKS
    return [_hit(template, check, spot) for check in checks for spot in check.spots(template)]


def compare(pair: Pair) -> Iterator[LocatedFinding]:
    """How the first template of a pair differs from the other."""
    if any(template.body is None or _lost_by_libreoffice(template) for template in pair):
        return
    for check in PAIR_CHECKS:
        for spot in check.spots(pair):
            yield _hit(pair.first, check, spot)


def _hit(template: Template, check: TemplateCheck[Template] | TemplateCheck[Pair], spot: TagLocation) -> LocatedFinding:
    return LocatedFinding(template.finding(check.code, check.sentence, spot, check.severity), spot.element)


def _lost_by_libreoffice(template: Template) -> bool:
    application = template.package.get(PartName.EXTENDED_PROPERTIES, b"")
    if template.body is None or not any(office in application for office in _OFFICES):
        return False
    held = {control.path for control in template.controls}
    return any(field.path not in held for field in fields_of(template.form))
