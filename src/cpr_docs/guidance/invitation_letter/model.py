"""Letter of invitation to the learning event (guidance, Annex 1, Appendix 1a)."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.letter import Letter
from cpr_docs.guidance.parts.review import NamedPerson, is_email
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _, p_
from cpr_docs.language.text import Line, is_blank
from cpr_docs.models.field_types import Answers, Choice, Day, Label, ReviewType, Time
from cpr_docs.models.parts import Part, Rows, Section
from cpr_docs.models.rules import rule
from cpr_docs.models.schema_version import Upgrade

_SOURCE = "Annex 1, Appendix 1a"

_LUNCH = Answers(_("Lunch will be provided."), _("Lunch will not be provided."))
_ATTENDANCE = Answers(_("I will attend"), _("I will not attend"))


class EventSession(Part):
    """One day, or part of a day, of the learning event (guidance, Annex 1, 2.3)."""

    on: Annotated[Day, Label(_("Date"), _SOURCE)]
    """The day of the session."""
    starts: Annotated[Time, Label(_("Starts at"), _SOURCE)]
    """The time at which the session starts."""
    finishes: Annotated[Time, Label(_("Finishes at"), _SOURCE)]
    """The time at which the session finishes, on the same day."""

    @rule("starts", "finishes")
    def _finishes_after_its_start(self) -> Iterator[Problem]:
        if self.finishes <= self.starts:
            yield Problem("finishes", "before_start", _("is not after the start of the session"))


class Facilitator(NamedPerson):
    """A reviewer, who facilitates the event."""

    designation: Annotated[BilingualLine, Label(_("Designation"), _SOURCE)]
    """The reviewer's post."""
    telephone: Annotated[Line | None, Label(_("Telephone"), "Annex 1, 2.6", since=2)] = None
    """The reviewer's telephone number, for direct contact."""
    email: Annotated[Line | None, Label(_("E-mail"), "Annex 1, 2.6", since=2)] = None
    """The reviewer's e-mail address, for direct contact."""

    @rule("email", since=2)
    def _has_an_address(self) -> Iterator[Problem]:
        if not is_email(self.email):
            yield Problem("email", "email", _("is not an address"))


class LanguageWanted(Choice):
    """A language that a participant would like to use."""

    WELSH = "cy", _("Welsh")
    ENGLISH = "en", _("English")


class SessionReply(Part):
    """The recipient's answer for one session of several, which its day and time name."""

    on: Annotated[Day, Label(_("Date"), f"{_SOURCE}, note on a reply slip; Annex 1, 2.3")]
    """The day of the session."""
    starts: Annotated[Time, Label(_("Starts at"), f"{_SOURCE}, note on a reply slip; Annex 1, 2.3")]
    """The time at which the session starts."""
    attending: Annotated[
        bool | None, Label(_("Attendance"), f"{_SOURCE}, note on a reply slip", answers=_ATTENDANCE)
    ] = None
    """True if the recipient will attend the session."""

    def is_blank(self) -> bool:
        """True if the row answers nothing: the slip prints the day and time of each session."""
        return self.attending is None


def _by_time(rows: tuple[SessionReply, ...]) -> tuple[SessionReply, ...]:
    return tuple(sorted(rows, key=lambda row: (row.on, row.starts)))


class Reply(Part):
    """The recipient's answers on the reply slip."""

    attending: Annotated[
        bool | None,
        Label(
            _("Attendance"),
            f"{_SOURCE}, note on a reply slip",
            answers=_ATTENDANCE,
            asked="not several_sessions",
            required=False,
        ),
    ] = None
    """True if the recipient will attend; blank for an event of several sessions."""
    sessions: Annotated[
        Rows[SessionReply],
        AfterValidator(_by_time),
        Label(
            _("Attendance at each session"),
            f"{_SOURCE}, note on a reply slip; Annex 1, 2.3",
            since=2,
            asked="several_sessions",
            required=False,
            row_for="sessions",
        ),
    ] = ()
    """The answers for an event of several sessions, which need not be on consecutive days."""
    needs: Annotated[
        BilingualProse | None,
        Label(_("Dietary, access or other needs"), f"{_SOURCE}, note on a reply slip"),
    ] = None
    """The recipient's dietary, access or other needs."""
    event_language: Annotated[
        LanguageWanted | None,
        Label(_("Language I would like to use at the event"), "Welsh language standards on meetings"),
    ] = None
    """The language that the recipient would like to speak at the event."""
    correspondence_language: Annotated[
        LanguageWanted | None,
        Label(_("Language I would like for correspondence"), "Welsh language standards on correspondence"),
    ] = None
    """The language in which the recipient would like to be written to."""


def _with_an_answer_for_each_session(data: dict[str, Any]) -> dict[str, Any]:
    """The data with one answer to several sessions as an answer to each of them."""
    given, reply = data.get("sessions"), data.get("reply")
    if not isinstance(reply, dict) or reply.get("attending") is None or reply.get("sessions"):
        return data
    if not isinstance(given, list | tuple) or not all(isinstance(session, dict) for session in given):
        return data
    # A document has blank rows to be filled in.
    sessions = [session for session in given if not is_blank(session)]
    if len(sessions) < 2:
        return data
    rows = [
        {name: session.get(name) for name in ("on", "starts")} | {"attending": reply["attending"]}
        for session in sessions
    ]
    return {**data, "reply": {**reply, "attending": None, "sessions": rows}}


def _with_bilingual_recipient(data: dict[str, Any]) -> dict[str, Any]:
    """Version 1 had the recipient's job title, agency and address once, for both languages."""
    recipient = data.get("recipient")
    if not isinstance(recipient, dict):
        return data
    both = {
        name: dict.fromkeys(("en", "cy"), recipient[name])
        for name in ("job_title", "agency", "address")
        if isinstance(recipient.get(name), str)
    }
    return {**data, "recipient": recipient | both} if both else data


def _as_version_2(data: dict[str, Any]) -> dict[str, Any]:
    """The data of version 1 in the shape of version 2."""
    return _with_bilingual_recipient(_with_an_answer_for_each_session(data))


class InvitationLetter(Letter):
    """The letter that invites a practitioner to the learning event, with its reply slip."""

    TITLE: ClassVar[str] = _("Invitation to the Learning Event")
    SHORT_TITLE: ClassVar[str] = _("Invitation")
    FILE_NAME: ClassVar[str] = _("Letter of invitation")
    GUIDANCE: ClassVar[str] = "Annex 1, 2.6 and Appendix 1a"
    POSITION: ClassVar[int] = 3
    ANSWERED: ClassVar[str] = "reply"
    UPGRADES: ClassVar[Mapping[int, Upgrade]] = {2: _as_version_2}
    DERIVED: ClassVar[Mapping[str, Label]] = {
        "several_sessions": Label(
            _("Several sessions"),
            "Annex 1, 2.3",
            answers=Answers(p_("Several sessions", "Yes"), p_("Several sessions", "No")),
        )
    }

    form: Literal["invitation_letter"]
    """The form's name."""
    child: Annotated[BilingualLine, Label(_("The child’s label"), _SOURCE, keeps_letters=True)]
    """The anonymous label of the child, such as "Child A"."""
    sessions: Annotated[
        Rows[EventSession], Field(min_length=1), Label(_("Date of the event"), f"{_SOURCE}; Annex 1, 2.3")
    ]
    """The sessions of the event, at least one, in order."""
    venue: Annotated[BilingualLine, Label(_("Venue"), _SOURCE)]
    """The venue of the event."""
    lunch: Annotated[bool, Label(_("Lunch"), _SOURCE, answers=_LUNCH)]
    """True if lunch is provided."""
    reviewer_1: Annotated[Facilitator, Label(_("Reviewer 1"), f"{_SOURCE}; 5.14, 6.7; Annex 1, 1.7")]
    """The reviewer who facilitates the event."""
    reply_by: Annotated[Day, Label(_("Return by"), f"{_SOURCE}, note on a reply slip")]
    """The day by which the signatory needs the reply slip."""
    reply: Annotated[Section[Reply], Label(_("Reply slip"), f"{_SOURCE}, note on a reply slip")] = None
    """The recipient's answers; blank when the letter is sent."""

    @rule("sessions[].on", "sessions[].starts", "sessions[].finishes")
    def _has_sessions_in_order(self) -> Iterator[Problem]:
        for index in range(1, len(self.sessions)):
            before, session = self.sessions[index - 1], self.sessions[index]
            if (session.on, session.starts) < (before.on, before.finishes):
                yield Problem(f"sessions[{index}]", "order", _("starts before the session before it finishes"))

    @property
    def several_sessions(self) -> bool:
        """True if the event has more than one session."""
        return len(self.sessions) > 1

    @rule("sessions[].on", "sessions[].starts", "reply.sessions[].on", "reply.sessions[].starts", since=2)
    def _answers_its_own_sessions(self) -> Iterator[Problem]:
        left = [(session.on, session.starts) for session in self.sessions]
        # Of one session, no row is asked for at all.
        for index, row in enumerate(self.reply.sessions if self.reply and self.several_sessions else ()):
            if (row.on, row.starts) in left:
                left.remove((row.on, row.starts))
            else:
                yield Problem(
                    f"reply.sessions[{index}].on", "no_session", _("names no session of the letter, or one twice")
                )

    @rule("reply_by", "sessions[0].on")
    def _is_answered_before_the_event(self) -> Iterator[Problem]:
        if self.reply_by > self.sessions[0].on:
            yield Problem("reply_by", "too_late", _("is after the event has begun"))

    @rule("reply_by", "dated", since=2)
    def _is_answered_after_it_is_written(self) -> Iterator[Problem]:
        if self.reply_by < self.dated:
            yield Problem("reply_by", "reply_by_before_letter", _("is before the date of the letter"))

    @rule("dated", "sessions[0].on")
    def _is_written_before_the_event(self) -> Iterator[Problem]:
        if self.dated > self.sessions[0].on:
            yield Problem("dated", "too_late", _("is after the event has begun"))


ConciseInvitationLetter = InvitationLetter.of_type(ReviewType.CONCISE)


class ExtendedInvitationLetter(InvitationLetter):
    """The letter of an extended review."""

    review_type: Literal[ReviewType.EXTENDED]
    """Extended."""
    reviewer_2: Annotated[Facilitator, Label(_("Reviewer 2"), f"{_SOURCE}; 6.7, 6.8; Annex 1, 1.7")]
    """The second, external reviewer, responsible for the additional scrutiny."""
