"""The actions of many action plans in one table, for the sub-group that monitors them (guidance, 5.22)."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cpr_docs.arguments import require_each
from cpr_docs.errors import OutputError
from cpr_docs.guidance.action_plan.model import ActionPlan, ActionPlanPoint, PlanAction
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import folded
from cpr_docs.models.fields import field_at
from cpr_docs.tables.cell_values import CellValue, cell_value
from cpr_docs.tables.row_fields import RowField
from cpr_docs.tables.write_rows import save_table
from cpr_docs.tables.written_table import WrittenColumn, WrittenTable

_BOARD = "board"
_COLUMNS = (
    "case_identifier",
    *(f"points[].actions[].{name}" for name in ("number", "what", "agency", "lead", "due", "status", "completed_on")),
)


@dataclass(frozen=True, slots=True)
class ActionProgress:
    """An action of a plan, with its place."""

    case_identifier: str
    """The identifier of the case."""
    board: Bilingual = field(repr=False)
    """The name of the board that holds the review: two boards may have cases of one identifier."""
    point: ActionPlanPoint = field(repr=False)
    """The conclusion or learning point that the action serves."""
    action: PlanAction = field(repr=False)
    """The action."""


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """The actions of many plans."""

    actions: tuple[ActionProgress, ...]
    """The actions, by case identifier; those of a plan are in the plan's order."""

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        language: Language | str = Language.ENGLISH,
        overwrite: bool = False,
    ) -> Path:
        """Writes a table with a line for each action, in the format of the suffix: .xlsx or .csv.

        Headings and answers are in the language. A text that is missing in it is in the other. Plans of several boards
        have a column for the board. Raises `OutputError` for another suffix, for .xlsx without openpyxl, and if the
        file cannot be written, and `OutputExists` if it exists and `overwrite` is false.
        """
        chosen, target = Language(language), Path(path)
        paths = (_BOARD, *_COLUMNS) if _are_several([each.board for each in self.actions]) else _COLUMNS
        lines = [tuple(_cells(each, paths, chosen)) for each in self.actions]
        title = translate(_("Progress of action plans"), chosen)
        save_table(WrittenTable(title, chosen, tuple(_columns(paths, chosen)), lines), target, overwrite=overwrite)
        return target


def progress_of(plans: Iterable[Any], names: Sequence[str] = ()) -> PlanProgress:
    """The actions of the plans; raises `OutputError` for two plans of one case, with their names or numbers."""
    known = require_each("plans", plans, ActionPlan, "action plans")
    _require_cases(known, names or [str(number) for number in range(1, len(known) + 1)])
    ordered = sorted(known, key=lambda plan: plan.case_identifier)
    return PlanProgress(
        tuple(
            ActionProgress(plan.case_identifier, plan.board, point, action)
            for plan in ordered
            for point in plan.points
            for action in point.actions
        )
    )


def _require_cases(plans: Sequence[ActionPlan], names: Sequence[str]) -> None:
    of_case: dict[str, list[tuple[Bilingual, str]]] = {}
    for plan, name in zip(plans, names, strict=True):
        earlier = of_case.setdefault(plan.case_identifier, [])
        for board, first in earlier:
            if _may_be_one(board, plan.board):
                message = _("plans {first} and {second} are of the same case: give one version of each plan")
                raise OutputError(message, first=first, second=name)
        earlier.append((plan.board, name))


def _may_be_one(board: Bilingual, other: Bilingual) -> bool:
    """True unless the names differ in each language that both have: a document has that of its language alone."""
    one, two = _names(board), _names(other)
    return not {language for language, _name in one} & {language for language, _name in two} or bool(one & two)


def _names(board: Bilingual) -> set[tuple[Language, str]]:
    """The names of a board as they are compared."""
    return {(language, folded(text)) for language in Language if (text := board.text_in(language))}


def _are_several(boards: Sequence[Bilingual]) -> bool:
    return any(_names(boards[0]).isdisjoint(_names(board)) for board in boards[1:])


def _columns(paths: Sequence[str], language: Language) -> Iterator[WrittenColumn]:
    for path in paths:
        shown = field_at(ActionPlan, path)
        heading = translate(shown.label.title, language)
        if path.endswith(".agency"):
            # The cell may also have the name of another agency, which is no answer of the grid.
            shown = field_at(ActionPlan, path.replace(".agency", ".other_agency"))
        yield WrittenColumn(path, RowField(path, shown, (), required=False), heading)


def _cells(each: ActionProgress, paths: Sequence[str], language: Language) -> Iterator[CellValue]:
    for path in paths:
        name = path.rpartition(".")[2]
        value: Any = getattr(each if path == name else each.action, name)
        if name == "agency" and each.action.other_agency is not None:
            value = each.action.other_agency
        if isinstance(value, Bilingual):
            yield value.text_in_either(language)
        else:
            yield cell_value(field_at(ActionPlan, path), value, language, None)
