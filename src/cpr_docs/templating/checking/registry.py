"""The table of all checks, and running them over one template or over the two of a form."""

from collections.abc import Iterator

from cpr_docs.language.messages import _
from cpr_docs.models.fields import fields_of
from cpr_docs.ooxml.names import PartName
from cpr_docs.templating.checking import (
    braces,
    check_conditions,
    check_repetition,
    controls,
    coverage,
    elsewhere,
    guards,
    languages,
    not_allowed,
    pairs,
    paths,
    structure,
    syntax,
)
from cpr_docs.templating.checking.findings import Check, Hit, Spot
from cpr_docs.templating.checking.pairs import Pair
from cpr_docs.templating.checking.template import Template

CHECKS: tuple[Check[Template], ...] = (
    *syntax.CHECKS,
    *braces.CHECKS,
    *paths.CHECKS,
    *guards.CHECKS,
    *controls.CHECKS,
    *check_conditions.CHECKS,
    *check_repetition.CHECKS,
    *coverage.CHECKS,
    *elsewhere.CHECKS,
    *languages.CHECKS,
    *structure.CHECKS,
    *not_allowed.CHECKS,
)
"""The checks of one template."""

PAIR_CHECKS: tuple[Check[Pair], ...] = pairs.CHECKS
"""The checks of the two languages against each other."""

_OFFICES = (b"LibreOffice", b"OpenOffice")
SAVED_BY_LIBREOFFICE = Check[Template](
    "saved-by-libreoffice",
    _(
        "LibreOffice saved this template and lost the tags that say which control holds which field: export the master "
        "again, and edit it in Word"
    ),
    lambda _template: iter(()),
)


def examine(template: Template) -> list[Hit]:
    """Everything that is wrong with a template by itself."""
    if _lost_by_libreoffice(template):
        check, spot = SAVED_BY_LIBREOFFICE, Spot(PartName.DOCUMENT, template.body)
        return [_hit(template, check, spot)]
    checks = CHECKS if template.body is not None else structure.CHECKS
    return [_hit(template, check, spot) for check in checks for spot in check.spots(template)]


def compare(pair: Pair) -> Iterator[Hit]:
    """How the first template of a pair differs from the other."""
    if any(template.body is None or _lost_by_libreoffice(template) for template in pair):
        return
    for check in PAIR_CHECKS:
        for spot in check.spots(pair):
            yield _hit(pair.first, check, spot)


def _hit(template: Template, check: Check[Template] | Check[Pair], spot: Spot) -> Hit:
    return Hit(template.finding(check.code, check.sentence, spot, check.severity), spot.element)


def _lost_by_libreoffice(template: Template) -> bool:
    application = template.package.get(PartName.EXTENDED_PROPERTIES, b"")
    if template.body is None or not any(office in application for office in _OFFICES):
        return False
    held = {control.path for control in template.controls}
    return any(field.path not in held for field in fields_of(template.form))
