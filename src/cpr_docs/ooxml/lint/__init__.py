"""The lint that Word would do: what Word refuses, repairs or shows wrongly, and schema validators pass over.

It is a table of small checks, a file for each kind; `lint` runs them all over a package that was parsed once. It also
finds what an official paper must not hold (comments, hidden text, names in properties) and what makes it inaccessible.
"""

from itertools import islice
from typing import Final

from cpr_docs.ooxml.lint import (
    container,
    content_controls,
    hidden,
    marks,
    order,
    properties,
    reading,
    structure,
    styles,
    tables,
    wording,
)
from cpr_docs.ooxml.lint.findings import Check, Finding, Spot
from cpr_docs.ooxml.lint.opened import Opened
from cpr_docs.ooxml.lint.places import place
from cpr_docs.ooxml.package import Package

__all__ = ["CHECKS", "MAX_FINDINGS", "Check", "Finding", "lint"]

CHECKS: Final[tuple[Check, ...]] = (
    *container.CHECKS,
    *structure.CHECKS,
    *order.CHECKS,
    *tables.CHECKS,
    *content_controls.CHECKS,
    *styles.CHECKS,
    *marks.CHECKS,
    *wording.CHECKS,
    *properties.CHECKS,
    *reading.CHECKS,
    *hidden.CHECKS,
)
"""Every check, in the order in which its findings are listed."""

MAX_FINDINGS: Final = 100
"""How many findings of one check are listed: a broken file of a stranger must not keep the lint busy for hours."""


def lint(content: bytes | Package, *, template: bool = False) -> list[Finding]:
    """All that is wrong with a document, or with a template that is not filled in; empty if nothing is.

    Raises `PackageError` if it is no package at all, or one that is not safe to open.
    """
    package = content if isinstance(content, Package) else Package.read(content)
    opened = Opened.of(package, template=template)
    return [
        _finding(opened, check, spot)
        for check in CHECKS
        if check.of_templates or not template
        for spot in islice(check.spots(opened), MAX_FINDINGS)
    ]


def _finding(opened: Opened, check: Check, spot: Spot) -> Finding:
    message = f"{check.sentence}: {spot.detail}" if spot.detail else check.sentence
    return Finding(check.code, spot.part, message, place(opened, spot.element))
