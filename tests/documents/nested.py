"""A form with lists in lists: points have actions, and actions have steps."""

from typing import Annotated, Any, ClassVar, Literal

from cpr_docs.authoring.build import build
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.catalogue import Both
from cpr_docs.language.languages import Language
from cpr_docs.language.text import Line, Prose
from cpr_docs.models.field_types import Day, Label, ReviewType
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part, Rows
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package


def _label(english: str, welsh: str) -> Label:
    return Label(Both(english, cy=welsh), "")


class Step(Part):
    text: Annotated[Line, _label("Step", "Cam")]
    done: Annotated[bool, _label("Done", "Gwnaed")] = False


class Action(Part):
    what: Annotated[BilingualLine, _label("Action", "Camau i’w cymryd")]
    due: Annotated[Day | None, _label("Due date", "Dyddiad cwblhau")] = None
    steps: Annotated[Rows[Step], _label("Steps", "Camau")] = ()


class Point(Part):
    text: Annotated[Prose, _label("Learning point", "Pwynt dysgu")]
    actions: Annotated[Rows[Action], _label("Actions", "Camau gweithredu")] = ()


class Plan(Form):
    TITLE: ClassVar[str] = Both("Plan", cy="Cynllun")
    GUIDANCE: ClassVar[str] = ""
    form: Literal["plan"]
    review_type: Literal[ReviewType.CONCISE]
    points: Annotated[Rows[Point], _label("Points", "Pwyntiau")] = ()


def plan(points: list[dict[str, Any]] | None = None) -> Plan:
    """A plan of three points: with two actions, with none, with one."""
    steps = [{"text": "Write it", "done": True}, {"text": "Send it"}]
    default: list[dict[str, Any]] = [
        {
            "text": "Listen to the child.\n- Always",
            "actions": [
                {"what": _both("Train staff"), "due": "2012-01-31", "steps": steps},
                {"what": _both("Audit the records"), "steps": []},
            ],
        },
        {"text": "Share what is known."},
        {"text": "Meet sooner.", "actions": [{"what": _both("Review the protocol"), "steps": steps[1:]}]},
    ]
    board = {"en": "A Board", "cy": "Bwrdd"}
    data = {"form": "plan", "review_type": "concise", "board": board, "case_identifier": "X"}
    return Plan.parse({**data, "points": default if points is None else points})


def _both(text: str) -> dict[str, str]:
    return {"en": text, "cy": f"{text} (cy)"}


def lay_out(sheet: Sheet) -> None:
    """A layout with a list in paragraphs, a list as a table, and a list in a cell."""
    sheet.fields("board", "case_identifier")
    sheet.heading(1, Both("The points", cy="Y pwyntiau"))
    with sheet.each("points"):
        sheet.fields("points[].text")
        sheet.columns("points[].actions", ["what", "due", "steps"], [3000, 2000, 4070])


def packed(language: Language, body: str | None = None) -> Package:
    """The template of the plan, with another body below its first table if one is given."""
    if body is None:
        return Package.read(build(Plan, language, lay_out))
    built = Package.read(build(Plan, language, lambda sheet: sheet.fields("board", "case_identifier")))
    document = built[PartName.DOCUMENT].decode().replace("<w:sectPr>", f"{body}<w:sectPr>", 1)
    return Package({**built, PartName.DOCUMENT: document.encode()})
