"""Questions of the guidance: set text of several forms, and the labels of the answers to them."""

from cpr_docs.language.catalogue import _

SIX_QUESTIONS = (
    _(
        "Whether previous relevant information or history about the child and/or family members was known and taken "
        "into account in professionals’ assessment, planning and decision-making in respect of the child, the family "
        "and their circumstances. How that knowledge contributed to the outcome for the child."
    ),
    _(
        "Whether the child protection plan (and/or the looked after child plan or pathway plan) was robust, and "
        "appropriate for that child, the family and their circumstances."
    ),
    _(
        "Whether the plan was effectively implemented, monitored and reviewed and whether all agencies contributed "
        "appropriately to the development and delivery of the multi-agency plan."
    ),
    _(
        "The aspects of the plan that worked well and those that did not work well and why. The degree to which "
        "agencies challenged each other regarding the effectiveness of the plan, including progress against agreed "
        "outcomes for the child. Whether the protocol for professional disagreement was invoked."
    ),
    _("Whether the respective statutory duties of agencies working with the child and family were fulfilled."),
    _(
        "Whether there were obstacles or difficulties in this case that prevented agencies from fulfilling their "
        "duties (and this should include consideration of both organisational issues and other contextual issues)."
    ),
)
"""The six questions of every extended review (6.4; Annex 2, Extended Review and Appendix 1)."""

AREAS_TO_COVER = (
    _("Were the risks in the situation identified and understood?"),
    _("How were family members engaged with?"),
    _("What were the family’s views at the time and what are they now?"),
    _("How did the professionals work together?"),
    _("What went well? This is about identifying good practice and what facilitated that good practice."),
    _("What could have been done better and why did it not happen at the time?"),
)
"""The areas that the reviewer covers at the learning event (Annex 1, 3.9)."""
