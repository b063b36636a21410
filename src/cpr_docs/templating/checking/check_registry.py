"""The list of all checks, and running them on one template or on a form's English and Welsh templates."""

from collections.abc import Iterator

from cpr_docs.language.catalogue import _
from cpr_docs.models.fields import fields_of
from cpr_docs.ooxml.names import PartName
from cpr_docs.templating.checking import (
    check_address_block,
    check_controls,
    check_copies,
    check_languages,
    check_paths,
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
    *check_copies.CHECKS,
    *check_languages.CHECKS,
    *check_structure.CHECKS,
    *check_address_block.CHECKS,
)
"""The checks of one template."""

PAIR_CHECKS: tuple[TemplateCheck[Pair], ...] = check_languages.PAIR_CHECKS
"""The checks that compare the two languages of a form."""

_LIBREOFFICE_NAMES = (b"LibreOffice", b"OpenOffice")
SAVED_BY_LIBREOFFICE = TemplateCheck[Template](
    "saved-by-libreoffice",
    _(
        "LibreOffice saved this template and lost the tags that say which control holds which field: export the master "
        "again, and edit it in Word"
    ),
    lambda _template: iter(()),
)


def examine(template: Template) -> list[LocatedFinding]:
    """All findings in a template by itself."""
    if _lost_control_tags(template):
        return [_finding(template, SAVED_BY_LIBREOFFICE, TagLocation(PartName.DOCUMENT, template.body))]
    checks = CHECKS if template.body is not None else check_structure.CHECKS
    return [_finding(template, check, location) for check in checks for location in check.find(template)]


def compare(pair: Pair) -> Iterator[LocatedFinding]:
    """The findings in the first template of a pair that come from comparing it with the other."""
    if any(template.body is None or _lost_control_tags(template) for template in pair):
        return
    for check in PAIR_CHECKS:
        for location in check.find(pair):
            yield _finding(pair.first, check, location)


def _finding(
    template: Template, check: TemplateCheck[Template] | TemplateCheck[Pair], location: TagLocation
) -> LocatedFinding:
    finding = template.finding(check.code, check.sentence, location, check.severity)
    return LocatedFinding(finding, location.element)


def _lost_control_tags(template: Template) -> bool:
    """True if LibreOffice saved the template and a field has no control: LibreOffice drops the tags of controls."""
    application = template.package.get(PartName.EXTENDED_PROPERTIES, b"")
    if template.body is None or not any(name in application for name in _LIBREOFFICE_NAMES):
        return False
    paths = {control.path for control in template.controls}
    return any(field.path not in paths for field in fields_of(template.form))
