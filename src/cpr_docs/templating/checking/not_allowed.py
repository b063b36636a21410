"""Checks of what may not be in a template, and of what goes from it into no document; compiling does the same."""

from collections.abc import Iterator

from cpr_docs.errors import PackageError
from cpr_docs.gate.allowed import UNSEEN_RELATIONSHIPS
from cpr_docs.gate.findings import AUTHORS, DELETED, NO_PART, UNREACHED, VARIABLES, Effect
from cpr_docs.gate.word_files import Inspection
from cpr_docs.ooxml.lint.hidden import SEEN_BY_NOBODY
from cpr_docs.templating.allowed_contents import LEFT_OUT, NOT_ALLOWED
from cpr_docs.templating.checking.findings import Check, Spot
from cpr_docs.templating.checking.template import Template

# The lint of documents tells these already.
_TOLD = frozenset(
    {
        *(what for last, what in UNSEEN_RELATIONSHIPS.items() if last in {*SEEN_BY_NOBODY, "attachedTemplate"}),
        *(DELETED, AUTHORS, VARIABLES, NO_PART, UNREACHED),
    }
)


def not_allowed(template: Template) -> Iterator[Spot]:
    """Contents of which no document is made."""
    return _spots(template, is_unseen=False)


def left_out(template: Template) -> Iterator[Spot]:
    """Contents that no reader sees."""
    return _spots(template, is_unseen=True)


def _spots(template: Template, *, is_unseen: bool) -> Iterator[Spot]:
    try:
        findings = Inspection(template.package, template.opened.roots).findings
    except PackageError:
        # The content types cannot be read, which another check tells.
        return
    for finding in findings:
        if (finding.effect is Effect.UNSEEN) is is_unseen and finding.what not in _TOLD:
            yield Spot(finding.part, finding.element, "", {"what": finding.what})


CHECKS: tuple[Check[Template], ...] = (
    Check("word", NOT_ALLOWED, not_allowed),
    Check("word", LEFT_OUT, left_out, "warning"),
)
