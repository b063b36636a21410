"""Letter that asks a member of the family to take part (guidance, 5.13 and Annex 1, 2.3, 2.5, 2.8, 4.7)."""

import dataclasses
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from cpr_docs.errors import Problem
from cpr_docs.guidance.invitation_letter.model import LanguageWanted
from cpr_docs.guidance.parts.family import CHILD_NAME, FamilyCorrespondence
from cpr_docs.guidance.parts.review import Contact
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _, p_
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Answers, Choice, Choices, Day, Label, ReviewType
from cpr_docs.models.parts import Part, Rows, Section
from cpr_docs.models.rules import rule

_SOURCE = "5.13; Annex 1, 2.3, 2.8"
_FEEDBACK = "Annex 1, 4.7"
_OPENING = Answers(_("We would like to ask for your help."), _("We would like you to take part in a review."))


class FamilyRelation(Choice):
    """The relationship of a member of the family to the child (guidance, 5.13; Annex 1, 2.8)."""

    CHILD = "child", p_("relationship to the child", "The child")
    SIBLING = "sibling", p_("relationship to the child", "Brother or sister")
    PARENT = "parent", p_("relationship to the child", "Parent")
    CARER = "carer", p_("relationship to the child", "Carer")
    GRANDPARENT = "grandparent", p_("relationship to the child", "Grandparent")
    OTHER = "other", p_("relationship to the child", "Another relationship")


class FamilyWish(Choice):
    """The answers to the question whether a member of the family would like to take part."""

    YES = "yes", _("I would like to take part")
    NO = "no", _("I would not like to take part")
    UNDECIDED = "undecided", _("I have not decided yet")


class FamilyWay(Choice):
    """The ways in which a member of the family can take part."""

    MEETING = "meeting", _("A meeting with a reviewer")
    PHONE = "phone", _("A telephone call")
    WRITING = "writing", _("A letter or an e-mail")
    TRUSTED = "trusted", _("Through somebody whom I trust")


class HearingWay(Choice):
    """The ways in which a member of the family may hear about the end of the review (guidance, Annex 1, 4.7)."""

    VISIT = "visit", _("A visit")
    PHONE = "phone", _("A telephone call")
    LETTER = "letter", _("A letter")
    NONE = "none", _("I would not like to hear about it")


class LeadingReviewer(Part):
    """A reviewer, whom the letter introduces to the family."""

    name: Annotated[Line, Label(_("Name"), "5.14, 6.7", keeps_letters=True)]
    """The reviewer's name."""
    designation: Annotated[BilingualLine, Label(_("Designation"), "5.14, 6.7")]
    """The reviewer's post."""


class FamilyReply(Part):
    """The answers of the member of the family on the slip."""

    wishes: Annotated[FamilyWish | None, Label(_("Taking part"), _SOURCE)] = None
    """The answer to the question whether the recipient would like to take part."""
    ways: Annotated[Choices[FamilyWay], Label(_("How I would like to take part"), "Annex 1, 2.3, 2.8")] = ()
    """The ways in which the recipient would like to take part."""
    telephone: Annotated[Line | None, Label(_("My telephone number"), _SOURCE)] = None
    """The telephone number at which the recipient would like to be called."""
    message: Annotated[
        BilingualProse | None, Label(_("What I would like the professionals to know or to ask"), "5.13")
    ] = None
    """The messages or questions that the recipient would like to contribute to the learning event."""
    needs: Annotated[BilingualProse | None, Label(_("Help that I need to take part"), "5.13, 5.14")] = None
    """The recipient's needs, such as access, an interpreter, or somebody to look after children."""
    feedback_way: Annotated[
        HearingWay | None,
        Label(
            _("When the review is finished, I would like to hear about it by"),
            _FEEDBACK,
            short=_("Hearing about the end"),
        ),
    ] = None
    """The way in which the recipient would like to hear about the end of the review."""
    language: Annotated[
        LanguageWanted | None,
        Label(_("Language I would like to use"), "Welsh language standards on meetings and on correspondence"),
    ] = None
    """The language that the recipient would like to speak and to be written to in."""


class FamilyLetter(FamilyCorrespondence):
    """The letter that asks a member of the family to take part in the review, with a slip for the answer."""

    TITLE: ClassVar[str] = _("Your Part in the Review")
    SHORT_TITLE: ClassVar[str] = _("Your Part")
    FILE_NAME: ClassVar[str] = _("Letter to the family")
    GUIDANCE: ClassVar[str] = "5.13; Annex 1, 2.3, 2.5, 2.8, 4.7"
    POSITION: ClassVar[int] = 20
    ANSWERED: ClassVar[str] = "reply"

    form: Literal["family_letter"]
    """The form's name."""
    relation: Annotated[FamilyRelation, Label(_("Relationship to the child"), "5.13; Annex 1, 2.8")]
    """The relationship to the child, printed on the slip for the Panel's record; no words of the letter change."""
    young: Annotated[bool, Label(_("Wording"), "5.13", answers=_OPENING)] = False
    """True for the wording in short sentences, for a child or young person."""
    child_name: Annotated[Line | None, dataclasses.replace(CHILD_NAME, asked="relation != 'child'", required=False)] = (
        None
    )
    """The name by which the family knows the child; blank in a letter to the child."""
    reviewers: Annotated[Rows[LeadingReviewer], Field(min_length=1), Label(_("Reviewers"), "5.14, 6.7")]
    """The reviewer, or the two reviewers of an extended review."""
    event_on: Annotated[Day | None, Label(_("Learning event"), "5.13; Annex 1, 2.8")] = None
    """The (first) day of the learning event, before which the reviewer would like to hear from the family."""
    meeting_by: Annotated[Day | None, Label(_("Please tell us by"), "Annex 1, 2.8")] = None
    """The day by which the signatory would like to have an answer."""
    approached_by: Annotated[Section[Contact], Label(_("Your contact"), "Annex 1, 2.3")] = None
    """The person who makes the first approach, and whom the recipient can ask; the signatory, if blank."""
    support: Annotated[BilingualLine | None, Label(_("Somebody who can support you"), "5.14, footnote 9")] = None
    """A person or service that can support the recipient, such as an advocate."""
    reply: Annotated[Section[FamilyReply], Label(_("Reply slip"), _SOURCE)] = None
    """The recipient's answers; blank when the letter is sent."""

    @rule("review_type", "reviewers")
    def _has_as_many_reviewers_as_its_review(self) -> Iterator[Problem]:
        if self.review_type == ReviewType.CONCISE and len(self.reviewers) > 1:
            yield Problem("reviewers", "too_many", _("has more than the one reviewer of a concise review"))
        if self.review_type == ReviewType.EXTENDED and len(self.reviewers) != 2:
            yield Problem("reviewers", "two_reviewers", _("does not have the two reviewers of an extended review"))

    @rule("meeting_by", "dated")
    def _is_answered_after_it_is_written(self) -> Iterator[Problem]:
        if self.meeting_by is not None and self.meeting_by < self.dated:
            yield Problem("meeting_by", "reply_by_before_letter", _("is before the date of the letter"))

    @rule("meeting_by", "event_on")
    def _is_answered_before_the_event(self) -> Iterator[Problem]:
        if self.meeting_by is not None and self.event_on is not None and self.meeting_by > self.event_on:
            yield Problem("meeting_by", "after_event", _("is after the event has begun"))
