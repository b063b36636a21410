"""Forms of other shapes than the guidance's: without a review or a case, and of both review types in one class."""

from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from cpr_docs.authoring.build import Layout, build
from cpr_docs.authoring.page_setup import Page
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.language.bilingual import BilingualProse
from cpr_docs.language.catalogue import Both
from cpr_docs.language.languages import Language
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Day, Label
from cpr_docs.models.form import AnyForm, CaseForm, Form
from cpr_docs.models.parts import Part, Rows
from cpr_docs.models.when import When
from cpr_docs.templating.loader import template_name


class Session(Part):
    """A session of a forum."""

    topic: Annotated[Line, Label(Both("Topic", cy="Pwnc"), "")]
    """Its topic."""
    summary: Annotated[BilingualProse | None, Label(Both("Summary", cy="Crynodeb"), "")] = None
    """The words that were said."""


class Forum(AnyForm):
    """A forum: of no case, with a reference."""

    TITLE: ClassVar[str] = Both("Programme of a Forum", cy="Rhaglen Fforwm")
    GUIDANCE: ClassVar[str] = ""

    form: Literal["forum"]
    """The form's name."""
    reference: Annotated[Line | None, Field(max_length=60), Label(Both("Reference", cy="Cyfeirnod"), "")] = None
    """The board's own number of the forum."""
    held_on: Annotated[Day, Label(Both("Date of the forum", cy="Dyddiad y fforwm"), "")]
    """The day."""
    sessions: Annotated[Rows[Session], Label(Both("Sessions", cy="Sesiynau"), "")] = ()
    """Its sessions."""


class Notice(AnyForm):
    """A notice: of no case, without a reference, for everybody to read."""

    TITLE: ClassVar[str] = Both("Notice", cy="Hysbysiad")
    MARKED: ClassVar[bool] = False
    GUIDANCE: ClassVar[str] = ""

    form: Literal["notice"]
    """The form's name."""
    text: Annotated[BilingualProse, Label(Both("Text of the notice", cy="Testun yr hysbysiad"), "")]
    """Its text."""


class Referral(CaseForm):
    """A referral: of a case of which no review is decided yet."""

    TITLE: ClassVar[str] = Both("Referral", cy="Atgyfeiriad")
    GUIDANCE: ClassVar[str] = ""

    form: Literal["referral_note"]
    """The form's name."""
    reason: Annotated[BilingualProse | None, Label(Both("Reason", cy="Rheswm"), "")] = None
    """Its reason."""


class Agenda(Form):
    """An agenda: one class and one template for both review types."""

    TITLE: ClassVar[str] = Both("Agenda of the Panel", cy="Agenda’r Panel")
    GUIDANCE: ClassVar[str] = ""

    form: Literal["agenda"]
    """The form's name."""
    items: Annotated[BilingualProse | None, Label(Both("Items", cy="Eitemau"), "")] = None
    """The subject of the discussion."""
    scrutiny: Annotated[
        Line | None,
        Label(Both("Reviewer who scrutinises", cy="Adolygydd sy’n craffu"), "", asked="review_type == 'extended'"),
    ] = None
    """The second reviewer, of an extended review."""


class Event(When):
    """A row of the timeline."""

    what: Annotated[BilingualProse, Label(Both("What happened", cy="Beth a ddigwyddodd"), "")]
    """The event."""


class EventList(CaseForm):
    """A list of events: a landscape page, and rows that say when; a record, of which nobody translates every row."""

    TITLE: ClassVar[str] = Both("Events", cy="Digwyddiadau")
    MISSING: ClassVar[str] = "mark"
    GUIDANCE: ClassVar[str] = ""

    form: Literal["event_list"]
    """The form's name."""
    events: Annotated[Rows[Event], Label(Both("Events", cy="Digwyddiadau"), "")] = ()
    """Its events."""


def _events(sheet: Sheet) -> None:
    sheet.title(EventList.TITLE)
    sheet.fields("board", "case_identifier")
    sheet.columns("events", ["when", "on", "until", "at", "about", "what"], shares=(4, 3, 4, 2, 4, 6))


def _forum(sheet: Sheet) -> None:
    sheet.title(Forum.TITLE)
    sheet.fields("board", "reference", "held_on")
    sheet.columns("sessions", ["topic", "summary"], [1, 2])


def _notice(sheet: Sheet) -> None:
    sheet.title(Notice.TITLE)
    sheet.fields("board")
    sheet.texts("text")


def _referral(sheet: Sheet) -> None:
    sheet.title(Referral.TITLE)
    sheet.fields("board", "case_identifier")
    sheet.texts("reason")


def _agenda(sheet: Sheet) -> None:
    sheet.title(Agenda.TITLE, "{=review_type}")
    sheet.fields("board", "case_identifier", "scrutiny")
    sheet.texts("items")


LAYOUTS: dict[type[AnyForm], Layout] = {
    Forum: _forum,
    Notice: _notice,
    Referral: _referral,
    EventList: _events,
    Agenda: _agenda,
}
SHAPES = tuple(LAYOUTS)
PAGES: dict[type[AnyForm], Page] = {EventList: Page.A4_LANDSCAPE}
"""The paper of the forms that are not on upright A4."""

_BOARD = {"board": {"en": "Arian Board", "cy": "Bwrdd Arian"}}
_TEXT = {"en": "First.\n- Then this", "cy": "Yn gyntaf.\n- Wedyn hyn"}
_CASE = {**_BOARD, "case_identifier": "DA-1"}
CASES: tuple[dict[str, Any], ...] = (
    {"form": "forum", **_BOARD, "reference": "F/2012", "held_on": "2012-03-01", "sessions": [{"topic": "Learning"}]},
    {"form": "forum", **_BOARD, "held_on": "2012-03-01"},
    {"form": "notice", **_BOARD, "text": _TEXT},
    {"form": "referral_note", **_CASE, "reason": _TEXT},
    {
        "form": "event_list",
        **_CASE,
        "events": [
            {"on": "2012-03-12", "at": "14:30", "what": _TEXT},
            {"on": "2012-03-01", "until": "2012-03-31", "about": True, "what": _TEXT},
        ],
    },
    {"form": "agenda", "review_type": "concise", **_CASE, "items": _TEXT},
    {"form": "agenda", "review_type": "extended", **_CASE, "scrutiny": "Ms A"},
)
"""A case of each class, with and without a reference, and of each review type."""


def write_templates(folder: Path) -> Path:
    """Writes the templates of these forms into the folder, and returns it."""
    for form, layout in LAYOUTS.items():
        for language in Language:
            path = folder / language.value / template_name(form)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(build(form, language, layout, page=PAGES.get(form)))
    return folder
