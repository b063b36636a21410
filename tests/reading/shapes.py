"""Random small form classes, each with a layout: rows in rows, sections in rows, conditions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from hypothesis import strategies as st
from pydantic import Field, create_model

from cpr_docs.authoring.sheet import Sheet
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import Both
from cpr_docs.language.text import Line, Prose
from cpr_docs.models.field_types import Answers, Choice, Choices, Day, Label, Month, Pounds, ReviewType, Time
from cpr_docs.models.form import AnyForm, CaseForm, Form
from cpr_docs.models.parts import Part, Rows, Section


class Agreed(Choice):
    """A question."""

    YES = "yes", Both("Agreed", cy="Cytunwyd")
    NO = "no", Both("Not agreed", cy="Ni chytunwyd")


class Done(Choice):
    """Another question, whose answers have the same values."""

    YES = "yes", Both("Done", cy="Gwnaed")
    NO = "no", Both("Not done", cy="Nis gwnaed")


_TYPES: dict[str, Any] = {
    "line": Line,
    "prose": Prose,
    "words": BilingualLine,
    "text": BilingualProse,
    "day": Day,
    "month": Month,
    "time": Time,
    "money": Pounds,
    "count": int,
    "agreed": Agreed,
    "done": Done,
}
_LIST: Any = Rows
_SECTION: Any = Section
_CHOICES: Any = Choices
_TICKS = ("tick", "yes_no")


@dataclass(frozen=True)
class Shape:
    """The fields of a part, and their layout."""

    leaves: tuple[tuple[str, bool], ...]
    """The value fields, by the name of the type, with True if required; the first is an optional line."""
    sections: tuple["Shape", ...]
    lists: tuple[tuple["Shape", str], ...]
    """The lists, each with its layout: each, columns or cell."""
    condition: int
    """The number of the first leaf that depends on leaf 0 having a value."""
    is_asked: bool = False
    """True if the label has the condition (`asked`), False if the template has it."""

    @property
    def plain(self) -> bool:
        """True if the part has no sections and no lists."""
        return not self.sections and not self.lists

    def has_condition(self) -> bool:
        """True if the template prints a field of the part, or of a part inside, under a condition."""
        inside = (*self.sections, *(shape for shape, _way in self.lists))
        own = not self.is_asked and self.condition < len(self.leaves)
        return own or any(shape.has_condition() for shape in inside)


def shapes(depth: int) -> st.SearchStrategy[Shape]:
    """Parts with up to `depth` levels of lists and sections inside."""
    leaf = st.tuples(st.sampled_from([*_TYPES, *_TICKS, "several"]), st.booleans())
    leaves = st.lists(leaf, max_size=2).map(lambda more: (("line", False), *more))
    conditions = st.sampled_from([1, 2, 9, 9])
    if not depth:
        return st.builds(Shape, leaves, st.just(()), st.just(()), conditions, st.booleans())
    inside = shapes(depth - 1)
    ways = st.sampled_from(["each", "columns", "cell"])
    sections = st.lists(inside, max_size=1).map(tuple)
    lists = st.lists(st.tuples(inside, ways), min_size=depth > 1, max_size=max(depth - 1, 1)).map(tuple)
    return st.builds(Shape, leaves, sections, lists, conditions, st.booleans())


_CONSTANTS = {"TITLE": Both("Generated", cy="Cynhyrchwyd"), "GUIDANCE": ""}


class _OfOneType(Form):
    """A form of concise reviews."""

    review_type: Literal[ReviewType.CONCISE]


BASES: tuple[type[AnyForm], ...] = (_OfOneType, Form, CaseForm, AnyForm)
"""The bases of the generated forms: of one review type, of both, without a review, without a case."""


def form_of(shape: Shape, base: type[AnyForm] = _OfOneType) -> type[AnyForm]:
    """A form class of the shape."""
    body = {"__module__": __name__, "__annotations__": {"form": Literal["generated"]}, **_CONSTANTS}
    form: type[AnyForm] = _model(shape, type("_Generated", (base,), body))
    return form


def _model(shape: Shape, base: Any) -> Any:
    fields: dict[str, Any] = {}
    for name, kind, is_required in _leaves(shape):
        answers = Answers(Both("Is so", cy="Felly"), Both("Is not", cy="Nid felly")) if kind == "yes_no" else None
        is_asked = shape.is_asked and int(name.lstrip("abcdefghijklmnopqrstuvwxyz_")) >= shape.condition
        if is_asked:
            conditional: dict[str, Any] = {"asked": "line0 is not none", "required": is_required}
            is_required = False
        else:
            conditional = {}
        label = Label(Both(name, cy=f"{name} cy"), "", answers=answers, **conditional)
        if kind in _TICKS:
            fields[name] = (Annotated[bool | None, label], None) if answers else (Annotated[bool, label], False)
        elif kind == "several":
            fewest = Field(min_length=int(is_required))
            fields[name] = (Annotated[_CHOICES[Agreed], fewest, label], ... if is_required else ())
        elif is_required:
            fields[name] = (Annotated[_TYPES[kind], label], ...)
        else:
            fields[name] = (Annotated[_TYPES[kind] | None, label], None)
    for name, inside, way in _parts(shape):
        label = Label(Both(name, cy=f"{name} cy"), "")
        container: Any = _LIST if way else _SECTION
        fields[name] = (Annotated[container[_model(inside, Part)], label], () if way else None)
    return create_model("Generated", __base__=base, __module__=__name__, **fields)


def _leaves(shape: Shape) -> Iterator[tuple[str, str, bool]]:
    for number, (kind, is_required) in enumerate(shape.leaves):
        # A field that the template may leave out cannot be required.
        yield f"{kind}{number}", kind, is_required and (shape.is_asked or number < shape.condition)


def _parts(shape: Shape) -> Iterator[tuple[str, Shape, str]]:
    for number, section in enumerate(shape.sections):
        yield f"section{number}", section, ""
    for number, (inside, way) in enumerate(shape.lists):
        yield f"list{number}", inside, way


def lay_out(sheet: Sheet, shape: Shape) -> None:
    """Writes the layout of the shape."""
    identifier = sheet.form.identifier_path()
    sheet.fields("board", *[identifier] * bool(identifier))
    _write(sheet, shape, "")


def _write(sheet: Sheet, shape: Shape, prefix: str) -> None:
    names = [f"{prefix}{name}" for name, _kind, _required in _leaves(shape)]
    sheet.fields(*(names if shape.is_asked else names[: shape.condition]))
    if names[shape.condition :] and not shape.is_asked:
        with sheet.when(names[0]):
            sheet.fields(*names[shape.condition :])
    for name, inside, way in _parts(shape):
        path = f"{prefix}{name}"
        if way == "cell" and not inside.has_condition():
            sheet.fields(path)
        elif way == "columns" and not inside.has_condition():
            columns = [name for name, _kind, _required in _leaves(inside)]
            columns += [name for name, _inside, _way in _parts(inside)]
            sheet.columns(path, columns, [9070 // len(columns)] * len(columns))
        elif way:
            with sheet.each(path):
                _write(sheet, inside, f"{path}[].")
        else:
            _write(sheet, inside, f"{path}.")


def as_printed(shape: Shape, data: dict[str, Any]) -> dict[str, Any]:
    """The data without the fields that an unmet condition leaves out."""
    kept = dict(data)
    for number, (name, _kind, _required) in enumerate(_leaves(shape)):
        if number >= shape.condition and not shape.is_asked and not data.get("line0"):
            kept.pop(name, None)
    for name, inside, _way in _parts(shape):
        value = data.get(name)
        if isinstance(value, dict):
            kept[name] = as_printed(inside, value)
        elif value:
            kept[name] = [as_printed(inside, row) for row in value]
    return kept
