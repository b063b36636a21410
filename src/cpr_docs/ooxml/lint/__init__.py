"""Finds faults that make Word refuse, repair or misprint a document, and that schema validators do not find.

The lint is a table of small checks, a file for each kind; `lint` runs them all over a package that is parsed once. It
also finds contents that an official document must not have (comments, hidden text, names in properties) and barriers
to accessibility.
"""

from itertools import islice
from typing import Final

from cpr_docs.ooxml.lint import (
    accessibility,
    control_checks,
    element_order,
    identifiers,
    package_checks,
    privacy,
    structure,
    style_checks,
    table_checks,
)
from cpr_docs.ooxml.lint.findings import LintCheck, LintFinding, Location, place
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.parsed import ParsedPackage

__all__ = ["CHECKS", "MAX_FINDINGS", "LintCheck", "LintFinding", "lint"]

CHECKS: Final[tuple[LintCheck, ...]] = (
    *package_checks.CHECKS,
    *structure.CHECKS,
    *element_order.CHECKS,
    *table_checks.CHECKS,
    *control_checks.CHECKS,
    *style_checks.CHECKS,
    *identifiers.CHECKS,
    *accessibility.CHECKS,
    *privacy.CHECKS,
)
"""Every check, in the order of the findings."""

MAX_FINDINGS: Final = 100
"""Findings of one check that are listed: a broken file must not keep the lint busy for hours."""


def lint(content: bytes | Package, *, template: bool = False) -> list[LintFinding]:
    """The findings for a document, or for a template before it is filled in; empty if it is faultless.

    Raises `PackageError` if the bytes are no package, or one that is not safe to open.
    """
    package = content if isinstance(content, Package) else Package.read(content)
    parsed = ParsedPackage.of(package, template=template)
    return [
        _finding(parsed, check, location)
        for check in CHECKS
        if check.of_templates or not template
        for location in islice(check.locations(parsed), MAX_FINDINGS)
    ]


def _finding(parsed: ParsedPackage, check: LintCheck, location: Location) -> LintFinding:
    message = f"{check.sentence}: {location.detail}" if location.detail else check.sentence
    return LintFinding(check.code, location.part, message, place(parsed, location.element))
