"""Conditions mean the same as in Jinja, and are unknown while a field that they name is blank."""

import itertools
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.models.conditions import UNKNOWN, ConditionError, evaluator, parse_condition, path_tests

PATHS = ("a", "b.c", "d")
BOXES = ("ticked", "e.known")
ANSWERS = ("yes", "it’s", 'a "b"', "no")
_VALUES: dict[str, tuple[Any, ...]] = dict.fromkeys(PATHS, (*ANSWERS, None)) | dict.fromkeys(BOXES, (True, False, None))


def _quoted(text: str) -> str:
    return f'"{text}"' if "'" in text else f"'{text}'"


_texts = st.sampled_from(ANSWERS).map(_quoted)
_paths = st.sampled_from(PATHS)
_tests = (
    st.builds("{} {} {}".format, _paths, st.sampled_from(["==", "!="]), _texts)
    | st.builds(
        lambda path, word, texts: f"{path} {word} [{', '.join(texts)}]",
        _paths,
        st.sampled_from(["in", "not in"]),
        st.lists(_texts, min_size=1, max_size=3),
    )
    | st.builds("{} is {}none".format, _paths | st.sampled_from(BOXES), st.sampled_from(["", "not "]))
    | st.sampled_from(BOXES)
    | st.builds("{} {} {}".format, st.sampled_from(BOXES), st.sampled_from(["==", "!="]), st.sampled_from(["true"]))
)
conditions = st.recursive(
    _tests,
    lambda inner: (
        st.builds("({} and {})".format, inner, inner)
        | st.builds("({} or {})".format, inner, inner)
        | st.builds("not {}".format, inner)
        | st.builds("not ({} or {} and {})".format, inner, inner, inner)
    ),
    max_leaves=6,
)
fillings = st.fixed_dictionaries({path: st.sampled_from(values) for path, values in _VALUES.items()})


def result_of(text: str, values: dict[str, Any]) -> bool | None:
    return evaluator(parse_condition(text), lambda path: lambda scope: scope[path])(values)


def jinja_result(text: str, values: dict[str, Any]) -> bool:
    nested: dict[str, Any] = {}
    for path, value in values.items():
        above, _dot, name = path.rpartition(".")
        (nested.setdefault(above, {}) if above else nested)[name] = value
    return bool(jinja2.Environment().compile_expression(text)(**nested))


@given(conditions, fillings)
def test_where_every_field_is_filled_in_a_condition_is_as_in_jinja(text: str, values: dict[str, Any]) -> None:
    filled = {path: _VALUES[path][0] if value is None else value for path, value in values.items()}
    assert result_of(text, filled) is jinja_result(text, filled)


def _asks_for_blanks(text: str) -> bool:
    return "none" in text


@given(conditions.filter(lambda text: not _asks_for_blanks(text)), fillings)
def test_a_known_result_stays_however_the_blanks_are_filled_in(text: str, values: dict[str, Any]) -> None:
    result = result_of(text, values)
    blanks = [path for path, value in values.items() if value is None]
    choices = [[value for value in _VALUES[path] if value is not None] for path in blanks]
    completed = [values | dict(zip(blanks, chosen, strict=True)) for chosen in itertools.product(*choices)]
    if result is not None:
        assert {result_of(text, each) for each in completed} == {result}
    named = {test.path for test in path_tests(parse_condition(text))}
    if named <= set(blanks):
        assert result is None


@given(conditions)
def test_invalid_fields_make_every_test_unknown(text: str) -> None:
    assert result_of(text, dict.fromkeys(_VALUES, UNKNOWN)) is None


@given(conditions, fillings)
def test_a_negated_condition_is_the_opposite(text: str, values: dict[str, Any]) -> None:
    result = result_of(text, values)
    assert result_of(f"not ({text})", values) is (None if result is None else not result)


WRONG = {
    "": "ends too early",
    "a ==": "ends too early",
    "a == b": "compares with 'b'",
    "a < 1": "has '< 1', which is not in the language",
    "a + 1": r"has '\+ 1'",
    "a()": r"has '\(', where nothing fits",
    "a|date": r"has '\|date'",
    "a[0] == 'x'": r"has '\[', where nothing fits",
    "a == 'x' b": "has 'b', where nothing fits",
    "(a == 'x'": r"ends where \) belongs",
    "a in 'x'": r"has .* where \( belongs",
    "a is defined": "has 'defined' where None belongs",
    "'x' == a": "has '==' where in belongs",
    "__class__ == 'x'": "names of fields do not begin with _",
    "a.__dict__": "names of fields do not begin with _",
    "not": "ends too early",
    "a and or b": "has 'or' where a path belongs",
}


@pytest.mark.parametrize("text", WRONG)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ConditionError, match=WRONG[text]):
        parse_condition(text)
