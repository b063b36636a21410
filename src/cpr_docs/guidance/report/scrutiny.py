"""The findings on the additional issues of an extended review (guidance, 6.4, 6.8)."""

from typing import Annotated

from cpr_docs.guidance.parts.questions import SIX_QUESTIONS
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import Label
from cpr_docs.models.parts import Part, Rows

_SOURCE = "6.4, 6.8"
_HISTORY, _ROBUST, _IMPLEMENTED, _WORKED, _DUTIES, _OBSTACLES = SIX_QUESTIONS


class ScrutinyFinding(Part):
    """The finding on a question beyond the six."""

    question: Annotated[BilingualLine, Label(_("Further issue"), _SOURCE)]
    """The question, in one line."""
    finding: Annotated[BilingualProse, Label(_("Finding"), _SOURCE)]
    """The finding on the question."""


class Scrutiny(Part):
    """The findings on the six questions of an extended review, and on further ones."""

    known_history: Annotated[
        BilingualProse | None,
        Label(_HISTORY, _SOURCE, short=_("Previous relevant information or history"), since=2),
    ] = None
    """The finding on question 1: the use of known information and history."""
    plan_robust: Annotated[
        BilingualProse | None, Label(_ROBUST, _SOURCE, short=_("The plan: robust and appropriate"), since=2)
    ] = None
    """The finding on question 2: the quality of the plan."""
    plan_implemented: Annotated[
        BilingualProse | None,
        Label(_IMPLEMENTED, _SOURCE, short=_("The plan: implemented, monitored and reviewed"), since=2),
    ] = None
    """The finding on question 3: the use of the plan."""
    plan_worked: Annotated[
        BilingualProse | None, Label(_WORKED, _SOURCE, short=_("The plan: aspects that worked well"), since=2)
    ] = None
    """The finding on question 4: the aspects of the plan that worked well and that did not, and challenge."""
    duties: Annotated[
        BilingualProse | None, Label(_DUTIES, _SOURCE, short=_("Statutory duties of agencies"), since=2)
    ] = None
    """The finding on question 5: the statutory duties of agencies."""
    obstacles: Annotated[
        BilingualProse | None, Label(_OBSTACLES, _SOURCE, short=_("Obstacles or difficulties"), since=2)
    ] = None
    """The finding on question 6: obstacles that prevented agencies from fulfilling their duties."""
    further: Annotated[Rows[ScrutinyFinding], Label(_("Further issues"), _SOURCE, since=2)] = ()
    """The findings on further issues of the panel or the reviewers."""
