"""Letter of invitation to the learning event, with its reply slip (Annex 1, Appendix 1a)."""

from cpr_docs.authoring import letters
from cpr_docs.authoring.markup import paragraph, run
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance import sections
from cpr_docs.language.catalogue import _


def layout(sheet: Sheet) -> None:
    """Writes the letter on the sheet."""
    letters.head(sheet, _("Learning Event in respect of {child}"))
    _table(sheet)
    with sheet.locked():
        _framework(sheet)
    _event(sheet)
    _preparation(sheet)
    _close(sheet)
    _reply_slip(sheet)


def _table(sheet: Sheet) -> None:
    sheet.columns("sessions", ["on", "starts", "finishes"], [4070, 2500, 2500])
    sheet.fields("venue", label_width=2400)


def _framework(sheet: Sheet) -> None:
    sheet.text(
        _(
            "A new framework for multi-agency child practice reviews is currently being developed to reform the "
            "present serious case review system. The development of this framework has been endorsed by all the "
            "constituent members of the Local Safeguarding Children Board and therefore there is an expectation of "
            "participation."
        ),
        style="Letter",
    )
    sheet.text(
        _(
            "One of the features of this new framework is that it involves agencies, staff and families in a "
            "collective endeavour to reflect and learn from what has happened in order to improve practice in the "
            "future."
        ),
        style="Letter",
    )
    sheet.text(
        _(
            "In line with this new development an Extended Review is being undertaken with regard to {=child}. The "
            "review process uses a systems approach whereby the focus is on multi-agency professional practice with "
            "the aim of identifying underlying issues that are influencing practice more generally."
        )
        if sheet.extended
        else _(
            "In line with this new development a Concise Review is being undertaken with regard to {=child}. The "
            "review process uses a systems approach whereby the focus is on multi-agency professional practice with "
            "the aim of identifying underlying issues that are influencing practice more generally."
        ),
        style="Letter",
    )
    sheet.text(
        _(
            "As part of this Extended Review terms of reference have been constructed and time-lines prepared, but "
            "at the heart of the Review is the Learning Event. It is this to which you are invited as you were "
            "involved with the child and the child’s family and consequently you have something to contribute to the "
            "overall learning."
        )
        if sheet.extended
        else _(
            "As part of this Concise Review terms of reference have been constructed and time-lines prepared, but "
            "at the heart of the Review is the Learning Event. It is this to which you are invited as you were "
            "involved with the child and the child’s family and consequently you have something to contribute to the "
            "overall learning."
        ),
        style="Letter",
    )


def _event(sheet: Sheet) -> None:
    sheet.heading(2, _("The Learning Event"))
    held = sheet.inline(_("The Event is to be held at the times and at the venue given above."))
    sheet.body.append(paragraph(*held, run(" "), sheet.control("lunch"), style="Letter"))
    sheet.text(
        _(
            "The event will identify key single and inter-agency issues, learning points and issues for consideration "
            "by the LSCB. The event will be facilitated by {reviewer_1.name}, {reviewer_1.designation}, "
            "and {reviewer_2.name}, {reviewer_2.designation}, who will adopt a systems "
            "approach and structure the day to help participants reflect, think and learn together in a safe "
            "environment."
        )
        if sheet.extended
        else _(
            "The event will identify key single and inter-agency issues, learning points and issues for consideration "
            "by the LSCB. The event will be facilitated by {reviewer_1.name}, {reviewer_1.designation}, who will "
            "adopt a systems approach and structure the day to help participants reflect, think and learn together in "
            "a safe environment."
        ),
        style="Letter",
    )
    _contact(sheet)
    sheet.text(
        _(
            "The family are to be approached to see if they would like to meet with the Reviewers before the event, in "
            "which case any comments and observations they might wish to make can be woven into the discussions and "
            "reflections on the day."
        )
        if sheet.extended
        else _(
            "The family are to be approached to see if they would like to meet with the Reviewer before the event, in "
            "which case any comments and observations they might wish to make can be woven into the discussions and "
            "reflections on the day."
        ),
        style="Letter",
    )
    sheet.text(
        _(
            "After the event the Reviewers will compile a short report or learning output. You will have an "
            "opportunity to look at this in draft form and make comments before its final submission to the Board."
        )
        if sheet.extended
        else _(
            "After the event the Reviewer will compile a short report or learning output. You will have an "
            "opportunity to look at this in draft form and make comments before its final submission to the Board."
        ),
        style="Letter",
    )


def _contact(sheet: Sheet) -> None:
    """The ways to reach the reviewers directly, where the letter gives any (Annex 1, 2.6)."""
    reviewers = ("reviewer_1", "reviewer_2") if sheet.extended else ("reviewer_1",)
    given = " or ".join(f"{reviewer}.{name}" for reviewer in reviewers for name in ("telephone", "email"))
    messages = {
        "reviewer_1": (
            _("{=reviewer_1.name}, telephone: {reviewer_1.telephone}"),
            _("{=reviewer_1.name}, e-mail: {reviewer_1.email}"),
        ),
        "reviewer_2": (
            _("{=reviewer_2.name}, telephone: {reviewer_2.telephone}"),
            _("{=reviewer_2.name}, e-mail: {reviewer_2.email}"),
        ),
    }
    with sheet.when(given):
        sheet.text(
            _("You are welcome to contact the Reviewers directly:")
            if sheet.extended
            else _("You are welcome to contact the Reviewer directly:"),
            style="Letter",
            keep=True,
        )
        for reviewer in reviewers:
            for name, message in zip(("telephone", "email"), messages[reviewer], strict=True):
                with sheet.when(f"{reviewer}.{name}"):
                    sheet.text(message, style="Tight")
        sheet.gap()


def _preparation(sheet: Sheet) -> None:
    sheet.heading(2, _("Preparation for the event"))
    sheet.text(
        _(
            "It would be helpful if you could give some thought to your involvement with the child and the child’s "
            "family thinking specifically about:"
        ),
        style="Letter",
        keep=True,
    )
    sheet.bullets(
        [
            _("Assessments."),
            _("Decision making."),
            _("Actions."),
            _("Interaction with other professionals and services."),
            _("Areas of good practice."),
            _("Areas where there could be some improvements."),
        ],
        style="LetterBullet",
    )
    sheet.gap()
    sections.terms_enclosed(
        sheet, _("To help you with your preparation you will also receive the following documents:")
    )


def _close(sheet: Sheet) -> None:
    letters.close(
        sheet,
        _(
            "We very much look forward to working with you at the Learning Event and hope you find this new approach "
            "constructive and helpful. In the meantime if you have any queries or need further clarification please "
            "do not hesitate to contact us. Please use the reply slip to tell us whether you can attend."
        ),
    )


def _reply_slip(sheet: Sheet) -> None:
    about, return_to = _("Learning Event in respect of {=child}"), _("Please return this slip by {reply_by} to:")
    with letters.reply_slip(sheet, about, return_to):
        with sheet.asked("reply.attending"):
            sheet.fields("reply.attending")
        with sheet.asked("reply.sessions"):
            sheet.columns("reply.sessions", ["on", "starts", "attending"], [2900, 2000, 4170])
        sheet.texts("reply.needs")
        sheet.fields(*(f"reply.{name}" for name in ("event_language", "correspondence_language")))
