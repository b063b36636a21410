"""Reference sheets, one page each (Annex 1, Appendices 1b, 1c and 1f; Annex 3)."""

from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance import sections
from cpr_docs.language.catalogue import _

PRECONDITIONS = (
    (
        _("SAFETY"),
        _(
            "In any situation where personal, professional or organisational change is at stake, the issue of safety "
            "is fundamental to the effective working of a group. Without this, group members will be withdrawn and "
            "defensive and the main personal agenda for each participant will be personal survival. Conversation will "
            "be at the trivial, social level while people explore the motivation of others and the potential threat to "
            "themselves."
        ),
    ),
    (
        _("OPENNESS"),
        _(
            "Only when people feel safe will they begin to move from projecting a purely impersonal public persona to "
            "revealing a more human image of themselves. Once this process begins, group members become able to be "
            "open and honest, both with each other and themselves. They are able to share feelings and emotions and "
            "become open about their own personal/professional agendas and issues they care about."
        ),
    ),
    (
        _("TRUST"),
        _(
            "With this sharing emerges a feeling of trust in other members of the group. Once people can be relied on "
            "not to laugh, disparage or take advantage, then people will be very much more willing to take risks, both "
            "in what they attempt themselves and in how they interact with others, knowing that what they say will not "
            "be taken in the wrong spirit."
        ),
    ),
    (
        _("CHALLENGE"),
        _(
            "In this trusting environment, group members can become truly challenging, in the sense of “constructive "
            "confrontation”. Procedures, behaviour, perceptions can all be examined and reviewed. Correlation (or the "
            "lack of it) between motivation and the effect of behaviour can be checked out and fed back."
        ),
    ),
    (
        _("CHANGE"),
        _(
            "As a direct result of such trusting and constructive encounters, genuine and permanent change or "
            "co-operation can then be expected."
        ),
    ),
)
"""The five preconditions (Appendix 1b)."""

STAGES = (
    (
        _("WINTERTIME"),
        _("The ground may be frozen and the weather stormy."),
        _("This is the stage of defensiveness, usually at the outset of a group."),
        _("Trust is low and anxiety is high."),
    ),
    (
        _("SPRINGTIME"),
        _("New life starts to break through the surface crust."),
        _(
            "This is the stage of working through defensiveness. The group is underway, trust is building and anxiety "
            "is reducing."
        ),
    ),
    (
        _("SUMMERTIME"),
        _("There is an abundance of growth and the sun is high."),
        _(
            "This is the stage of authentic behaviour where the group is working hard and meeting its aims and "
            "objectives. Trust is high and anxiety is a spur to growth and change."
        ),
    ),
    (
        _("AUTUMN"),
        _("The fruit is harvested and stored; the harvesters give thanks and go their way."),
        _(
            "This is the stage of closure. As the group draws to a close the members gather in and review the fruit of "
            "their learning and prepare to transfer it to life in the wider world outside."
        ),
    ),
)
"""The four stages (Appendix 1c)."""

MODES = (
    (
        _("The hierarchical mode"),
        _(
            "Here the facilitator directs the learning process and does things for the group. This is leading from the "
            "front by thinking and acting on behalf of the group. Thus the facilitator decides on the objectives and "
            "the programme, interprets and gives meaning, challenges resistance, manages group feelings and provides "
            "structures for learning."
        ),
    ),
    (
        _("The co-operative mode"),
        _(
            "Here the facilitator shares power over the learning process and manages the different dimension with the "
            "group. The facilitator enables and guides the group to become more self-directing and their view, though "
            "influential, is not final but one amongst many. Outcomes are always negotiated and learning processes are "
            "devised through collaboration."
        ),
    ),
    (
        _("The autonomous mode"),
        _(
            "Here the facilitator respects the total autonomy of the group and does not do things for them or with "
            "them, but gives them freedom to find their own way, exercising their own judgement without any "
            "intervention on the facilitator’s part. The bedrock of learning is unprompted, self-directed practice. It "
            "is not about the abdication of responsibility but rather the subtle art of creating conditions within "
            "which people can exercise full self-determination in their learning."
        ),
    ),
)
"""The three modes of facilitation (Appendix 1f)."""

NOTTINGHAM = _(
    "Professional Development Group, University of Nottingham in Charles, M with Stevenson, O (1990) "
    "“Multidisciplinary is Different” University of Nottingham."
)
HERON = _("Heron, J (1989) The Facilitators Handbook London. Kogan Page.")

CONSULTATION = (
    _(
        "Case identified by worker/line manager as appropriate for multi agency consultation via discussion between "
        "worker and Line Manager and counterparts in other relevant agencies. (Advice about whether or not the case is "
        "appropriate can be sought from the Child Protection Co-ordinator in Children’s Services or the Safeguarding "
        "Children Board Co-ordinator)"
    ),
    _(
        "Worker to seek consent from parents/carers and child/young person if appropriate (If no consent then the case "
        "cannot be considered)"
    ),
    _("Contact Safeguarding Children Board Co-ordinator for copy of agreed chronology format"),
    _(
        "Referrer to send multi agency chronology for the last six months of involvement and social history to cover "
        "all previous involvement to CSCB Co-ordinator 2 weeks prior to steering group meeting"
    ),
    _("Referral information, multi agency chronology and social history considered by steering group"),
    _(
        "2 facilitators identified (preferably from different disciplines and with no involvement with the case) and 1 "
        "observer"
    ),
    _(
        "Date and venue arranged for session to take place (co-ordinated with professionals who will be attending by "
        "CSCB Co-ordinator)"
    ),
    _(
        "Facilitators will require minutes of initial CP conference and most recent review CP conference at least two "
        "weeks before the planned session"
    ),
    _("Facilitators plan session and brief observer"),
    _("Session held"),
    _(
        "Participants identify actions to be taken as a consequence of session and provide feedback directly to Line "
        "Managers"
    ),
    _("Participants complete evaluation forms directly after the session"),
    _("Facilitators and observer de-brief and evaluate following session"),
    _("Evaluation of initial feedback undertaken by Steering Group"),
    _("Date set for de-brief/evaluation meeting/discussion with participants"),
    _("Outcome of follow up evaluation reviewed by steering group to inform the pilot"),
)
"""The boxes of the flow chart in their order (Annex 3): a list can be read aloud, a picture cannot."""


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sheet.text("{sheet}", style="Title")
    sheet.text("{board}", style="Subtitle")
    sheet.text(sections.also_in(sheet), style="Remark")
    for kind, parts, credit in (
        ("preconditions", PRECONDITIONS, NOTTINGHAM),
        ("stages", STAGES, HERON),
        ("facilitation", MODES, HERON),
    ):
        with sheet.when(f"sheet == '{kind}'"):
            for heading, *sentences in parts:
                sheet.heading(1, heading)
                with sheet.locked():
                    for sentence in sentences:
                        sheet.text(sentence)
            sheet.text(credit, style="Remark")
    with sheet.when("sheet == 'consultation'"):
        sheet.numbered(CONSULTATION)
