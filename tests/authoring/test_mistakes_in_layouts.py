"""A mistake in a layout is reported when the template is built, with the form, the field and the remedy."""

import re
from collections.abc import Callable
from typing import Annotated, Any, ClassVar, Literal

import pytest

from cpr_docs.authoring import Sheet, build
from cpr_docs.authoring.markup import FULL_WIDTH
from cpr_docs.language.languages import Language
from cpr_docs.modelling import (
    Answers,
    Both,
    Choice,
    Day,
    Form,
    Label,
    Line,
    Part,
    Prose,
    ReviewType,
    Rows,
    Section,
)
from cpr_docs.ooxml.names import qn


def _label(text: str, answers: Answers | None = None) -> Label:
    return Label(Both(text, cy=f"{text} (cy)"), "", answers=answers)


class Place(Choice):
    HOME = "home", Both("At home", cy="Gartref")
    SCHOOL = "school", Both("At school", cy="Yn yr ysgol")


class Item(Part):
    what: Annotated[Line, _label("Action")]
    due: Annotated[Day | None, _label("Due")] = None


class Contact(Part):
    telephone: Annotated[Line | None, _label("Telephone")] = None


class Note(Form):
    TITLE: ClassVar[str] = Both("Note", cy="Nodyn")
    GUIDANCE: ClassVar[str] = ""
    form: Literal["note"]
    review_type: Literal[ReviewType.CONCISE]
    visited_on: Annotated[Day, _label("Visited")]
    place: Annotated[Place | None, _label("Place")] = None
    known: Annotated[bool | None, _label("Known", Answers(Both("Yes", cy="Oes"), Both("No", cy="Nac oes")))] = None
    urgent: Annotated[bool, _label("Urgent")] = False
    contact: Annotated[Section[Contact], _label("Contact")] = None
    actions: Annotated[Rows[Item], _label("Actions")] = ()
    account: Annotated[Prose | None, _label("Account")] = None


TEXT = Both("Fixed text", cy="Testun")
Step = Callable[[Sheet], Any]


def _each(path: str, step: Step) -> Step:
    def write(sheet: Sheet) -> None:
        with sheet.each(path):
            step(sheet)

    return write


def _when(condition: str) -> Step:
    def write(sheet: Sheet) -> None:
        with sheet.when(condition):
            sheet.text(TEXT)

    return write


def _locked(sheet: Sheet) -> None:
    with sheet.locked():
        sheet.text("{place}")


def _steps(*steps: Step) -> Step:
    def write(sheet: Sheet) -> None:
        for step in steps:
            step(sheet)

    return write


FIELDS = "board, case_identifier, visited_on, place, known, urgent, contact, actions, account"
ANSWERS = "the answers are home, school"
MISTAKES: dict[str, tuple[Step, str]] = {
    "a path misspelt": (
        lambda sheet: sheet.fields("visted_on"),
        "visted_on: is no field of the form; did you mean visited_on?",
    ),
    "a path of another form": (
        lambda sheet: sheet.fields("practice_issues"),
        f"practice_issues: is no field of the form; there are {FIELDS}",
    ),
    "a path without its section": (
        lambda sheet: sheet.fields("telephone"),
        "telephone: is no field of the form; did you mean contact.telephone?",
    ),
    "a path of a row misspelt": (
        lambda sheet: sheet.columns("actions", ["wat"], [1]),
        "actions[].wat: is no field of the form; did you mean actions[].what?",
    ),
    "a path without the brackets of its list": (
        lambda sheet: sheet.fields("actions.what"),
        "actions.what: actions is a list; write actions[].what",
    ),
    "brackets after a field": (
        lambda sheet: sheet.fields("contact[].telephone"),
        "contact[].telephone: is no field of the form; did you mean contact.telephone?",
    ),
    "a path that is no text": (lambda sheet: sheet.fields(7), '7: is no path; write a text such as "board"'),  # type: ignore[arg-type]
    "the form's name": (
        lambda sheet: sheet.fields("review_type"),
        "review_type: is in the document's properties, and is not printed",
    ),
    "a numbered heading outside a list": (
        lambda sheet: sheet.numbered_heading(1, Both("Action {number}:", cy="Gweithred {number}:"), "visited_on"),
        "numbered heading: is in no list; write it inside with sheet.each",
    ),
    "a numbered heading without its number in Welsh": (
        _each("actions", lambda sheet: sheet.numbered_heading(1, Both("Action {number}:", cy="Gweithred:"))),
        '"Action {number}:": needs {number} once in each language, and no field',
    ),
    "a numbered heading with a field in its text": (
        _each("actions", lambda sheet: sheet.numbered_heading(1, Both("{number} {place}", cy="{number} {place}"))),
        '"{number} {place}": needs {number} once in each language, and no field',
    ),
    "a numbered heading with a percentage": (
        _each("actions", lambda sheet: sheet.numbered_heading(1, Both("{number} %1", cy="{number}"))),
        '"{number} %1": has a %, which Word reads as a number',
    ),
    "lines without a field": (lambda sheet: sheet.labelled(), "labelled: has no rows; name at least one field"),
    "a path misspelt in fixed text": (
        lambda sheet: sheet.text("{visted_on}"),
        "visted_on: is no field of the form; did you mean visited_on?",
    ),
    "a path misspelt that is printed again": (
        lambda sheet: sheet.text("{=visted_on}"),
        "visted_on: is no field of the form; did you mean visited_on?",
    ),
    "a section in fixed text": (
        lambda sheet: sheet.text("{contact}"),
        "contact: is a section; name one of its fields, such as contact.telephone",
    ),
    "a list in fixed text": (
        lambda sheet: sheet.text("{actions}"),
        "actions: is a list; name one of its fields, such as actions[].what",
    ),
    "a section among the facts": (
        lambda sheet: sheet.facts((TEXT, "contact")),
        "contact: is a section; name one of its fields, such as contact.telephone",
    ),
    "paragraphs in a line": (
        lambda sheet: sheet.text("{account}"),
        "account: is a field of paragraphs, which do not fit into a line; write texts or block",
    ),
    "a field of a row outside each": (
        lambda sheet: sheet.fields("actions[].what"),
        'actions[].what: is a field of a row; write it inside with sheet.each("actions")',
    ),
    "a condition on a row outside each": (
        _when("actions[].due"),
        'actions[].due: is a field of a row; write it inside with sheet.each("actions")',
    ),
    "columns of a section": (
        lambda sheet: sheet.columns("contact", ["telephone"], [1]),
        "contact: is a section; write fields, or name a list",
    ),
    "each of a section": (
        _each("contact", lambda sheet: sheet.fields("contact.telephone")),
        "contact: is a section; write the section's fields without each",
    ),
    "two widths for one column": (
        lambda sheet: sheet.columns("actions", ["what"], [4000, 5070]),
        "actions: has 1 field and 2 widths; write a width for each field",
    ),
    "columns over the page": (
        lambda sheet: sheet.columns("actions", ["what", "due"], [6000, 6000]),
        "actions: the widths are 12000 twentieths of a point together, the page has 9070 (160 mm); write smaller ones, "
        "or shares=(1, 1)",
    ),
    "a width below nought": (
        lambda sheet: sheet.columns("actions", ["what", "due"], [9100, -30]),
        "actions: -30 is no width; write whole numbers above 0",
    ),
    "a width that is a fraction": (
        lambda sheet: sheet.columns("actions", ["what", "due"], [0.5, 0.5]),  # type: ignore[list-item]
        "actions: 0.5 is no width; write whole numbers above 0",
    ),
    "a table of no columns": (
        lambda sheet: sheet.columns("actions", [], []),
        "actions: the table has no columns; name at least one field",
    ),
    "columns that are a text": (
        lambda sheet: sheet.columns("actions", "what", [1, 1, 1, 1]),
        'actions: the fields are a text; write a list, ["what"]',
    ),
    "a label over the page": (
        lambda sheet: sheet.fields("place", label_width=9070),
        "label_width=9070: is in twentieths of a point, from 1 to 9069",
    ),
    "a label without width": (
        lambda sheet: sheet.facts((TEXT, "place"), label_width=0),
        "label_width=0: is in twentieths of a point, from 1 to 9069",
    ),
    "a table of no fields": (lambda sheet: sheet.fields(), "fields: has no rows; name at least one field"),
    "a table of no facts": (lambda sheet: sheet.facts(), "facts: has no rows; name at least one field"),
    "a table of no texts": (lambda sheet: sheet.texts(), "texts: has no rows; name at least one field"),
    "a path beside a label": (
        lambda sheet: sheet.fields((TEXT, "place")),
        'place: stands beside a label; write a list, ["place"]',
    ),
    "boxes of a date": (
        lambda sheet: sheet.boxes("visited_on"),
        "visited_on: is no question with fixed answers; write fields",
    ),
    "boxes of a tick": (
        lambda sheet: sheet.boxes("urgent"),
        "urgent: is no question with fixed answers; write tick",
    ),
    "an answer that is none": (
        lambda sheet: sheet.boxes("place", ["hom"]),
        f"place: 'hom' is no answer; {ANSWERS}",
    ),
    "a box of no answer": (lambda sheet: sheet.box("place"), f"place: '' is no answer; {ANSWERS}"),
    "a tick of a question": (lambda sheet: sheet.tick("known"), "known: is a question; write boxes for a question"),
    "a tick of a choice": (lambda sheet: sheet.tick("place"), "place: is a choice; write boxes for a question"),
    "texts of a date": (lambda sheet: sheet.texts("visited_on"), "visited_on: is a date; write fields"),
    "a block of a line": (
        lambda sheet: sheet.block("case_identifier", style="Tight"),
        "case_identifier: is a line of text; write fields, or text with {path}",
    ),
    "a block of a line again": (
        lambda sheet: sheet.block_again("case_identifier", style="Tight"),
        "case_identifier: is a line of text; write text with {=path}",
    ),
    "fixed text without Welsh": (
        lambda sheet: sheet.text("Something new"),
        'fixed text: "Something new" has no Welsh; write Both("Something new", cy="…")',
    ),
    "a heading with empty Welsh": (
        lambda sheet: sheet.heading(1, Both("Dates", cy="")),
        'fixed text: "Dates" has no Welsh; write Both("Dates", cy="…")',
    ),
    "fixed text that is a list": (
        lambda sheet: sheet.text([TEXT]),  # type: ignore[arg-type]
        'fixed text: is a list; write Both("…", cy="…")',
    ),
    "empty fixed text": (lambda sheet: sheet.text(""), 'fixed text: is empty; write Both("…", cy="…")'),
    "a field that the Welsh lacks": (
        lambda sheet: sheet.text(Both("At {place}", cy="Yn rhywle")),
        '"At {place}": the Welsh lacks {place}; write it in both languages',
    ),
    "a field that the English lacks": (
        lambda sheet: sheet.text(Both("Somewhere", cy="Yn {place}")),
        '"Somewhere": the English lacks {place}; write it in both languages',
    ),
    "a brace without its other": (
        lambda sheet: sheet.text(Both("At {place", cy="Yn {place}")),
        '"At {place": has a brace without its other; write {path} or {=path}',
    ),
    "tags in fixed text": (
        lambda sheet: sheet.text(Both("At {{ place }}", cy="Yn {{ place }}")),
        '"At {{ place }}": has a brace without its other; write {path} or {=path}',
    ),
    "bullets that are one text": (
        lambda sheet: sheet.bullets(TEXT),
        '"Fixed text": is one text; write a list of texts, in square brackets',
    ),
    "no bullets": (lambda sheet: sheet.bullets([]), "a list of fixed text: is empty; write at least one text"),
    "a numbered list that is one text": (
        lambda sheet: sheet.numbered(TEXT),
        '"Fixed text": is one text; write a list of texts, in square brackets',
    ),
    "a field in a locked group": (
        _locked,
        "locked: holds a field or a list; write them outside the with block",
    ),
    "a field with two controls": (
        lambda sheet: sheet.fields("place", "place"),
        "place: has two content controls; print it again as {=place}, or with facts",
    ),
    "two titles": (
        _steps(lambda sheet: sheet.title(TEXT, TEXT), lambda sheet: sheet.title(TEXT, TEXT)),
        "title: is written twice; write a heading of level 1 instead",
    ),
    "a heading of level 0": (lambda sheet: sheet.heading(0, TEXT), "heading of level 0: the levels are 1 to 3"),
    "a heading of level 7": (lambda sheet: sheet.heading(7, TEXT), "heading of level 7: the levels are 1 to 3"),
    "a first heading of level 2": (
        lambda sheet: sheet.heading(2, TEXT),
        "heading of level 2: no heading is above; write level 1",
    ),
    "a level that is skipped": (
        _steps(lambda sheet: sheet.heading(1, TEXT), lambda sheet: sheet.heading(3, TEXT)),
        "heading of level 3: the heading above is of level 1; write level 2",
    ),
    "a condition that names no field": (
        _when("not enclosures"),
        f'when("not enclosures"): enclosures is no field of the form; there are {FIELDS}',
    ),
    "a condition that is none": (
        _when("not"),
        "when(\"not\"): is no condition (unexpected 'end of statement block')",
    ),
    "a layout that writes nothing": (lambda sheet: None, "layout: writes nothing; call the methods of the sheet"),
    "a required field that is not printed": (
        lambda sheet: sheet.fields("board", "case_identifier"),
        'visited_on: is required, but the layout does not print it; write sheet.fields("visited_on")',
    ),
    "a required field of a row that is not printed": (
        _steps(
            lambda sheet: sheet.fields("board", "case_identifier", "visited_on"),
            lambda sheet: sheet.columns("actions", ["due"], [1]),
        ),
        'actions[].what: is required, but the layout does not print it; write sheet.fields("actions[].what")',
    ),
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_layout_names_the_form_the_field_and_the_remedy(mistake: str, language: Language) -> None:
    layout, sentence = MISTAKES[mistake]
    with pytest.raises(ValueError, match=rf"\A{re.escape(f'Note, {sentence}')}\Z"):
        build(Note, language, layout)


class Plan(Form):
    TITLE: ClassVar[str] = Both("Plan", cy="Cynllun")
    GUIDANCE: ClassVar[str] = ""
    form: Literal["plan"]


ConcisePlan = Plan.of_type(ReviewType.CONCISE)
ExtendedPlan = Plan.of_type(ReviewType.EXTENDED)


def test_a_template_is_of_one_review_type() -> None:
    sentence = "Plan is of several review types; build a template for each: ConcisePlan, ExtendedPlan"
    with pytest.raises(ValueError, match=rf"\A{sentence}\Z"):
        Sheet(Plan, Language.ENGLISH)


def test_a_template_is_of_a_class() -> None:
    with pytest.raises(TypeError, match=r"\Aform must be a class of a form, not str\Z"):
        Sheet("plan", Language.ENGLISH)  # type: ignore[arg-type]


def test_a_form_of_ones_own_has_no_layout_of_the_guidance() -> None:
    with pytest.raises(ValueError, match=r"\ANote: has no layout; give build a function that writes it on a Sheet\Z"):
        build(Note, Language.ENGLISH)


def _full(sheet: Sheet) -> None:
    sheet.fields("board", "case_identifier", "visited_on")


def test_controls_of_one_field_may_be_in_different_conditions() -> None:
    def layout(sheet: Sheet) -> None:
        _full(sheet)
        for condition in ("urgent", "not urgent"):
            with sheet.when(condition):
                sheet.fields("place")

    assert build(Note, Language.ENGLISH, layout)


@pytest.mark.parametrize(
    ("shares", "widths"), [([2, 1], [6046, 3024]), ([50, 50], [4535, 4535]), ([6000, 3070], [6000, 3070])]
)
def test_widths_below_100_are_shares_of_the_page(shares: list[int], widths: list[int]) -> None:
    sheet = Sheet(Note, Language.ENGLISH)
    sheet.columns("actions", ["what", "due"], shares)
    assert [int(column.get(qn("w:w"), "")) for column in sheet.body[0].iter(qn("w:gridCol"))] == widths
    assert sum(widths) == FULL_WIDTH
