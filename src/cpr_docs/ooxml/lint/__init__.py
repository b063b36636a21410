"""The lint that Word would do: what Word refuses, repairs or shows wrongly, and schema validators pass over.

It is a table of small checks, a file for each kind; `lint` runs them all over a package that was parsed once. It also
finds what an official paper must not hold (comments, hidden text, names in properties) and what makes it inaccessible.
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
"""Every check, in the order in which its findings are listed."""

MAX_FINDINGS: Final = 100
"""How many findings of one check are listed: a broken file of a stranger must not keep the lint busy for hours."""


def lint(content: bytes | Package, *, template: bool = False) -> list[LintFinding]:
    """All that is wrong with a document, or with a template that is not filled in; empty if nothing is.

    Raises `PackageError` if it is no package at all, or one that is not safe to open.
    """
    package = content if isinstance(content, Package) else Package.read(content)
    opened = ParsedPackage.of(package, template=template)
    return [
        _finding(opened, check, spot)
        for check in CHECKS
        if check.of_templates or not template
        for spot in islice(check.spots(opened), MAX_FINDINGS)
    ]


def _finding(opened: ParsedPackage, check: LintCheck, spot: Location) -> LintFinding:
    message = f"{check.sentence}: {spot.detail}" if spot.detail else check.sentence
    return LintFinding(check.code, spot.part, message, place(opened, spot.element))
