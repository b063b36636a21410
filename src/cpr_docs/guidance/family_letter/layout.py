"""Letter that asks a member of the family to take part, with a slip for the answer (5.13; Annex 1, 2.3, 2.8).

The wording for a child or young person has sentences of at most 15 words; both wordings share the plainest ones.
"""

from cpr_docs.authoring import letters
from cpr_docs.authoring.markup import paragraph, run
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.language.catalogue import _

_ADULT, _YOUNG = "not young", "young"


def layout(sheet: Sheet) -> None:
    """Writes the letter on the sheet."""
    letters.head(sheet, _("Your Part in the Review"))
    _review(sheet)
    _part(sheet)
    _report(sheet)
    _people(sheet)
    letters.enclosed(sheet)
    letters.close(sheet)
    _reply_slip(sheet)


def _review(sheet: Sheet) -> None:
    sheet.text("{young}", style="Letter")
    with sheet.when(_ADULT):
        sheet.text(
            _(
                "The review is about the way in which services worked with your family. It is called a Child Practice "
                "Review. Its purpose is to learn, so that children are better protected in future. It does not look "
                "for somebody to blame, and it is not a court or a police investigation."
            ),
            style="Letter",
        )
    with sheet.when(_YOUNG):
        sheet.text(
            _(
                "Many people have worked with your family. Now some of them will meet, to look back together. They "
                "want to learn how to keep children safer. This is called a Child Practice Review. It is not about "
                "blaming anybody. It is not a court, and it is not the police."
            ),
            style="Letter",
        )
    with sheet.asked("child_name"), sheet.when("child_name"):
        sheet.text(_("{child_name} is at the heart of the review."), style="Letter")


def _part(sheet: Sheet) -> None:
    with sheet.when(_ADULT):
        sheet.text(
            _(
                "Your view matters to us. If you would like to, you can tell a reviewer what you would like the "
                "professionals to know, or the questions that you would like them to think about. What you say will be "
                "taken to a meeting of the people who worked with your family, and may inform what the review "
                "concludes. You do not have to take part, and you can change your mind at any time."
            ),
            style="Letter",
        )
    with sheet.when(_YOUNG):
        sheet.text(
            _(
                "What you think matters to us. You can say what you would like these people to know. You can ask them "
                "questions too. A reviewer will take your words to their meeting. You do not have to take part. You "
                "can change your mind at any time."
            ),
            style="Letter",
        )
    with sheet.when("event_on"):
        sheet.text(_("The meeting is on {event_on}. We would like to hear from you before then."), style="Letter")
    with sheet.when(_ADULT):
        sheet.text(
            _(
                "You choose how to take part: at a meeting with a reviewer, by telephone, by letter or e-mail, or "
                "through somebody whom you trust."
            ),
            style="Letter",
        )
    with sheet.when(_YOUNG):
        sheet.text(
            _(
                "You choose how: we can meet, talk on the telephone, or write. Somebody you trust can also speak for "
                "you."
            ),
            style="Letter",
        )


def _report(sheet: Sheet) -> None:
    with sheet.when(_ADULT):
        sheet.text(
            _(
                "At the end a short report will be published. It will not name you or anybody in your family. We will "
                "tell you what it says before it is published."
            ),
            style="Letter",
        )
    with sheet.when(_YOUNG):
        sheet.text(
            _(
                "At the end there will be a short report. Everybody can read it. It will not say your name, or the "
                "names of your family. We will tell you first what it says."
            ),
            style="Letter",
        )


def _people(sheet: Sheet) -> None:
    sheet.text(_("The review is led by:"), style="Letter", keep=True)
    with letters.spaced(sheet), sheet.each("reviewers"):
        row = (sheet.control("reviewers[].name"), run(", "), sheet.control("reviewers[].designation"))
        sheet.body.append(paragraph(*row, style="LetterBullet"))
    with sheet.when("approached_by"):
        sheet.text(_("If you have any questions, please ask:"), style="Letter", keep=True)
        letters.contact(sheet, "approached_by")
    with sheet.when("support"):
        sheet.text(_("Somebody who can support you: {support}"), style="Letter")
    with sheet.when("meeting_by"):
        sheet.text(_("Please let us know by {meeting_by}, on the slip or by telephone."), style="Letter")


def _reply_slip(sheet: Sheet) -> None:
    about = _("Our reference: {=case_identifier} ({=review_type})")
    # The family signs nothing. The slip fits on one page in Welsh too, also blank: the boxes of the relationships stand
    # side by side on paper.
    with letters.reply_slip(sheet, about, _("Please return this slip to:"), signature=()):
        sheet.labelled("relation")
        sheet.fields("reply.wishes", "reply.ways", "reply.telephone")
        sheet.texts("reply.message", "reply.needs")
        sheet.fields("reply.feedback_way", "reply.language")
