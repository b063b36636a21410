"""`TimelineEntry`: what every timeline of a review says about an event (guidance, 5.11)."""

from typing import Annotated

from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import Label
from cpr_docs.models.when import When


class TimelineEntry(When):
    """A significant event or contact, and what the agency made of it."""

    event: Annotated[BilingualProse, Label(_("Significant event or contact"), "5.11")]
    """The event or contact: what was seen, heard and done."""
    response: Annotated[BilingualProse | None, Label(_("Response, decision and reasons"), "5.11")] = None
    """The agency's response, its decision and the reasons."""
    seen: Annotated[
        BilingualLine | None,
        Label(
            _("Who was seen (child seen: yes or no, alone or with whom)"),
            "5.11",
            short=_("Who was seen"),
        ),
    ] = None
    """The people who were seen; of the child, alone or with whom."""
