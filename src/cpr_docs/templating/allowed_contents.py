"""Templates from elsewhere at the gate: the same contents are refused when a template is compiled and told by `check`.

What a reader would see or use, such as a field that fetches something, is refused. What no reader sees, such as a
comment or the metadata of a logo, goes into no document.
"""

from collections.abc import Mapping

from lxml import etree

from cpr_docs.errors import TemplateProblem
from cpr_docs.gate.admission import Effect, GateFinding
from cpr_docs.gate.word_files import Inspection
from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.headings import Headings
from cpr_docs.templating.locations import places_of

NOT_ALLOWED = _("this may not be in a template, and no document is made of it: {what}")
LEFT_OUT = _("this goes into no document: {what}")


def require_allowed(template: Mapping[str, bytes], headings: Headings) -> None:
    """Raises `TemplateProblem`, with its place, for a template with contents that may not be in one."""
    for finding in Inspection(template).findings:
        if finding.effect is not Effect.UNSEEN:
            raise TemplateProblem(NOT_ALLOWED.format(what=finding.what), _place(finding, headings))


def without_unseen(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts without what no reader sees; the same ones where there is nothing of the kind."""
    inspection = Inspection(parts)
    unseen = [finding for finding in inspection.findings if finding.effect is Effect.UNSEEN]
    return inspection.without(unseen) if unseen else parts


def _place(finding: GateFinding, headings: Headings) -> str:
    if finding.element is None:
        return finding.part
    places = places_of(finding.element.getroottree().getroot(), headings)
    around: etree._Element | None = finding.element
    while around is not None and around not in places:
        around = around.getparent()
    return ", ".join(filter(None, (finding.part, "" if around is None else str(places[around]))))
