"""Hypothesis strategies for whole forms, derived from the models' fields and rules.

The data is drawn field by field. A violated rule is repaired by the code of its problem: a required value is drawn, a
superfluous value is removed.
"""

import datetime
import json
import re
import types
import typing
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, TypeVar

from annotated_types import Ge, Le, MaxLen, MinLen
from hypothesis import assume
from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from cpr_docs.errors import InvalidForm, Problem
from cpr_docs.language.languages import Language
from cpr_docs.language.text import is_blank
from cpr_docs.models.draft import Draft
from cpr_docs.models.fields import IDENTITY, FormField, Kind, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.models.parts import Part

_FormT = TypeVar("_FormT", bound=AnyForm)

BOTH = tuple(Language)

_MOST_ROWS = 3
_NEEDS_A_VALUE = frozenset({"required", "missing"})
_ROW_NUMBER = re.compile(r"\[\d+\]")
_TOO_EARLY = frozenset(
    {
        "before_accepted",
        "before_declined",
        "before_discussion",
        "before_received",
        "before_recommendation",
        "before_referral",
        "before_report",
        "dated_too_early",
        "decision_before_recommendation",
    }
)
"""The codes of a day that is before another day of the form."""
_ROUNDS_OF_MENDING = 8

# Half of all texts consist of strings that have caused defects, the others of any characters.
_PIECES = (
    *("Plentyn A", "Tŷ Glan-y-dŵr", "ŵŷŴŶâêîôû", "yng Nghaerdydd", 'O’Neill "O\'Neill" “quoted”', "a & b", "&amp;"),
    *("<w:p>", "</w:t>", "a < b > c", "]]>", "<!--", "{{ 7*7 }}", "{% raw %}", "{% for x in y %}", "{# note #}"),
    *("{{", "}}", "{_{", "%}", "\\n", "50%", "👶🏽", "👨‍👩‍👧", "עברית", "مرحبا", "\u202eright to left\u202c"),
    *("e\u0301", "w\u0302", "a\u0323\u0302", "\u0301", "\u200b", "\u00a0", "\u00ad", "\u2028", "a\tb", "\t"),
    *("=1+1", "@x", "- dash", "• dot", "…", "£1,250.00", "12 January 2012", "2.30 pm", "(ticked)", "☒", "☐"),
    "a long text that goes on " * 12,
)
_BREAKS = "\n\r\u0085\u2028\u2029"
_FORBIDDEN = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]))


def _characters(without: str) -> st.SearchStrategy[str]:
    return st.characters(exclude_categories=["Cs"], exclude_characters=_FORBIDDEN + without)


def _is_visible(text: str) -> bool:
    return not is_blank(text)


def lines(longest: int = 200) -> st.SearchStrategy[str]:
    """A line of text, with white space at the ends and decomposed characters."""
    pieces = [piece for piece in _PIECES if len(piece) <= longest // 4 and not set(piece) & set(_BREAKS)]
    # NFC can expand a character to three.
    free = st.text(_characters(_BREAKS), min_size=1, max_size=min(longest // 3, 30))
    return (st.lists(st.sampled_from(pieces), min_size=1, max_size=3).map(" ".join) | free).filter(_is_visible)


def proses() -> st.SearchStrategy[str]:
    """Paragraphs and bullets, with empty lines and every kind of line separator."""
    bullets = st.sampled_from(["", "- ", "• ", "*\t", "  - "])
    paragraph = st.builds(str.__add__, bullets, st.sampled_from(_PIECES) | st.text(_characters(""), max_size=30))
    ends = st.sampled_from(["\n", "\r\n", "\n\n", "\u2029"])
    joined = st.builds(lambda end, items: end.join(items), ends, st.lists(paragraph, min_size=1, max_size=4))
    return joined.filter(_is_visible)


def forms(variant: type[_FormT], languages: Iterable[Language] = BOTH) -> st.SearchStrategy[_FormT]:
    """Valid forms of a variant, whose text exists in at least these languages.

    Without languages, each text exists in one language or in both, at random.
    """
    return _forms(variant, frozenset(languages))


@st.composite
def _forms(draw: st.DrawFn, variant: type[_FormT], languages: frozenset[Language]) -> _FormT:
    data = draw(_parts(variant, languages))
    data |= {"form": variant.name(), "schema_version": variant.SCHEMA_VERSION}
    types = variant.review_types()
    data |= {"review_type": draw(st.sampled_from(types)).value} if types else {}
    for _round in range(_ROUNDS_OF_MENDING):
        try:
            return variant.parse(data)
        except InvalidForm as error:
            for problem in error.problems:
                _mend(draw, data, variant, problem, languages)
    assume(False)
    raise AssertionError


@st.composite
def _parts(draw: st.DrawFn, part: type[Part], languages: frozenset[Language]) -> dict[str, Any]:
    fields = (field_at(part, name) for name in part.model_fields if name not in IDENTITY)
    drawn = {field.path: draw(_values(part, field, languages)) for field in fields}
    return {name: value for name, value in drawn.items() if value is not None}


def _values(part: type[Part], field: FormField, languages: frozenset[Language]) -> st.SearchStrategy[Any]:
    strategy = _present(field, list(_constraints(part.model_fields[field.path])), languages)
    return st.none() | strategy if field.optional else strategy


def _present(field: FormField, constraints: list[Any], languages: frozenset[Language]) -> st.SearchStrategy[Any]:
    least, most = _limit(constraints, Ge, "ge"), _limit(constraints, Le, "le")
    if field.bilingual:
        return _bilingual(proses() if field.kind is Kind.PROSE else lines(), languages)
    if field.kind is Kind.SECTION:
        return _parts(field.type, languages)
    if field.kind is Kind.ROWS:
        fewest = _limit(constraints, MinLen, "min_length") or 0
        return st.lists(_parts(field.type, languages), min_size=fewest, max_size=_MOST_ROWS)
    if field.kind is Kind.LINE:
        return lines(_limit(constraints, MaxLen, "max_length") or 200)
    plain: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.PROSE: proses(),
        Kind.DATE: st.dates(least or datetime.date.min, most or datetime.date.max),
        Kind.MONTH: st.builds("{:04}-{:02}".format, st.integers(1900, 9999), st.integers(1, 12)),
        Kind.TIME: st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
        Kind.MONEY: st.decimals(least, Decimal("9999999999.99"), places=2),
        Kind.INTEGER: st.integers(least, most),
        Kind.TICK: st.booleans(),
        Kind.YES_NO: st.booleans(),
        Kind.CHOICE: st.sampled_from(field.answers or ("",)),
        Kind.CHOICES: st.lists(
            st.sampled_from(field.answers or ("",)), min_size=_limit(constraints, MinLen, "min_length") or 0, max_size=3
        ),
    }
    return plain[field.kind]


def _bilingual(texts: st.SearchStrategy[str], languages: frozenset[Language]) -> st.SearchStrategy[dict[str, str]]:
    if not languages:
        return st.sampled_from([(Language.ENGLISH,), (Language.WELSH,), BOTH]).flatmap(
            lambda chosen: st.fixed_dictionaries({language.value: texts for language in chosen})
        )
    others = {language.value: texts for language in BOTH if language not in languages}
    return st.fixed_dictionaries({language.value: texts for language in sorted(languages)}, optional=others)


def _constraints(annotation: Any) -> Iterator[Any]:
    """All metadata of an annotation, at any depth."""
    if isinstance(annotation, FieldInfo):
        yield from annotation.metadata
        yield from _constraints(annotation.annotation)
    elif typing.get_origin(annotation) is typing.Annotated:
        bare, *beside = typing.get_args(annotation)
        yield from _constraints(bare)
        for extra in beside:
            yield from extra.metadata if isinstance(extra, FieldInfo) else [extra]
    elif typing.get_origin(annotation) in (typing.Union, types.UnionType):
        for member in typing.get_args(annotation):
            yield from _constraints(member)


def _limit(constraints: list[Any], kind: type, name: str) -> Any:
    return next((getattr(constraint, name) for constraint in constraints if isinstance(constraint, kind)), None)


def _mend(
    draw: st.DrawFn, data: dict[str, Any], form: type[AnyForm], problem: Problem, languages: frozenset[Language]
) -> None:
    above, name = _found(data, problem.path)
    if problem.path == "facilitators":
        above[name] = draw(st.lists(_parts(field_at(form, name).type, languages), min_size=2, max_size=2))
    elif problem.code in _NEEDS_A_VALUE:
        path = problem.path
        part = field_at(form, _ROW_NUMBER.sub("[]", path.rpartition(".")[0])).type if "." in path else form
        field = field_at(part, name)
        tick = field.kind is Kind.TICK
        values = _present(field, list(_constraints(part.model_fields[name])), languages)
        above[name] = tick or draw(values.filter(lambda value: not is_blank(value)))
    elif problem.code in ("not_asked", "involved"):
        above.pop(name, None)
    elif problem.code in ("objective_numbers", "action_numbers"):
        above[name] = draw(st.integers(1, 99))
    elif problem.code == "before_start":
        start = {"end": "start", "until": "on", "involved_until": "involved_from"}.get(name, "starts")
        assume(above[start] != above[name])
        above[start], above[name] = sorted((above[start], above[name]))
    elif problem.code == "order" and name.endswith("]"):
        del above[name.partition("[")[0]][1:]
    elif problem.path.endswith("].starts") and ".items[" in problem.path:
        session, _items = _found(data, f"{problem.path.rpartition('.items[')[0]}.items")
        for item in session["items"]:
            item["starts"] = session["starts"]
    elif problem.code == "no_session":
        rows, sessions = data["reply"]["sessions"], data["sessions"]
        for row in rows[len(sessions) :]:
            row["attending"] = None
        for row, session in zip(rows, sessions, strict=False):
            row |= {"on": session["on"], "starts": session["starts"]}
    elif problem.code == "no_point":
        rows, points = data["reply"]["comments"], data["points"]
        for row in rows[len(points) :]:
            row["comment"] = None
        for row, point in zip(rows, points, strict=False):
            row["number"] = point["number"]
    elif problem.code == "number_twice":
        for number, point in enumerate(data["points"], start=1):
            point["number"] = number
    elif problem.code in ("too_many", "two_reviewers"):
        rows = data["reviewers"]
        data["reviewers"] = rows[:1] if data["review_type"] == "concise" else [*rows, *rows][:2]
    elif problem.code == "before_event":
        above[name] = data["event_on"]
    elif problem.code == "too_late":
        above[name] = data["sessions"][0]["on"]
    elif problem.code == "email":
        above[name] = f"a@{above[name].strip()}"
    elif problem.code == "year_before_start":
        data["year_start"], data["year_end"] = data["year_end"], data["year_start"]
    elif problem.code == "forum_numbers":
        for number, event in enumerate(data["events"], start=1):
            event["number"] = number
    elif problem.code == "reply_by_before_letter":
        above[name] = data["dated"]
    elif problem.code == "due_before_letter":
        assume(data["dated"] != data["due_on"])
        data["dated"], data["due_on"] = data["due_on"], data["dated"]
    elif problem.code == "amendment_dates":
        above[name] = data["terms"]["dated"]
    elif problem.code in ("source_ref", "source_twice"):
        above[name] = f"police-{2 + data['sources'].index(above)}"
    elif problem.code == "code_twice":
        above[name] = f"code-{data['code_names'].index(above)}"
    elif problem.code in ("point_numbers", "action_numbers"):
        taken = set(_numbers(data))
        above[name] = next(number for number in range(1, len(taken) + 2) if number not in taken)
    elif problem.code == "unknown_action":
        above.clear()
    elif problem.code in _TOO_EARLY:
        # Of days that follow each other, each may be the last of all.
        above[name] = max(day for day in data.values() if isinstance(day, datetime.date))
    elif problem.path == "outcome":
        above[name] = data["review_type"]
    else:
        # A value that contradicts another may be left out.
        assert field_at(form, _ROW_NUMBER.sub("[]", problem.path)).optional, f"do not know how to mend {problem}"
        above.pop(name, None)


def _numbers(data: Any) -> Iterator[int]:
    """The numbers of all rows."""
    if isinstance(data, dict):
        yield from (value for name, value in data.items() if name == "number")
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _numbers(value)


def _found(data: dict[str, Any], path: str) -> tuple[Any, str]:
    """The container of the value at a problem's path, and its key."""
    above: Any = data
    *steps, last = path.split(".")
    for step in steps:
        name, _bracket, index = step.partition("[")
        above = above[name][int(index[:-1])] if index else above[name]
    return above, last


def drafts(variant: type[AnyForm], languages: Iterable[Language] = BOTH) -> st.SearchStrategy[Draft[Any]]:
    """Drafts of a variant: valid forms without some of their values."""
    return _drafts(variant, frozenset(languages))


@st.composite
def _drafts(draw: st.DrawFn, variant: type[AnyForm], languages: frozenset[Language]) -> Draft[Any]:
    data = json.loads(draw(_forms(variant, languages)).model_dump_json(exclude_none=True))
    kept = draw(st.sampled_from([0, 1, 2, 3]))
    # A rule may need a value that was left out.
    try:
        return variant.draft(_without_some(draw, data, kept))
    except InvalidForm:
        assume(False)
        raise AssertionError from None


def _without_some(draw: st.DrawFn, data: dict[str, Any], kept: int) -> dict[str, Any]:
    """The data, of which so many quarters are kept, apart from the fields of identity."""
    found = {}
    for name, value in data.items():
        if name in IDENTITY or draw(st.integers(0, 3)) < kept:
            is_section = isinstance(value, dict) and not value.keys() <= {"en", "cy"}
            found[name] = _without_some(draw, value, kept) if is_section else value
    return found
