"""Refuses contents that no template may have: the compiler and `check` apply the same list (`gate`).

A template with contents that a reader would see or use, such as a field that fetches a file, is refused. Contents that
no reader sees, such as comments or the metadata of a logo, are removed.
"""

from collections.abc import Mapping

from cpr_docs.errors import TemplateProblem
from cpr_docs.gate.admission import Effect, GateFinding
from cpr_docs.gate.word_files import Inspection
from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.headings import Headings
from cpr_docs.templating.locations import places_of

NOT_ALLOWED = _("this may not be in a template, and no document is made of it: {what}")
LEFT_OUT = _("this goes into no document: {what}")


def require_allowed(template: Mapping[str, bytes], headings: Headings) -> None:
    """Raises `TemplateProblem`, with its place, for the first content that a template may not have."""
    for finding in Inspection(template).findings:
        if finding.effect is not Effect.UNSEEN:
            raise TemplateProblem(NOT_ALLOWED.format(what=finding.what), _place(finding, headings))


def strip_unseen(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts without contents that no reader sees; the same object if there are none."""
    inspection = Inspection(parts)
    unseen = [finding for finding in inspection.findings if finding.effect is Effect.UNSEEN]
    return inspection.without(unseen) if unseen else parts


def _place(finding: GateFinding, headings: Headings) -> str:
    if finding.element is None:
        return finding.part
    places = places_of(finding.element.getroottree().getroot(), headings)
    around = (finding.element, *finding.element.iterancestors())
    place = next((str(places[element]) for element in around if element in places), "")
    return ", ".join(filter(None, (finding.part, place)))
