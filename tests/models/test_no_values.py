"""No error contains a value of a case: not in its message, repr, traceback or chained errors."""

import copy
import json
import pickle
import traceback
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.errors import DataError
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from tests.examples import FILES
from tests.models.data import changed

CANARY = "Canary Q7"
NUMBER = 918273645
WRONG = [
    CANARY,
    f"{CANARY}\n{CANARY}",
    f"{CANARY}\x07",
    f"2012-01-31 {CANARY}",
    f"{NUMBER}",
    f"{NUMBER}-{NUMBER}",
    f"-{NUMBER}",
    f"{NUMBER}.{NUMBER}",
    CANARY.encode() + b"\xff",
    NUMBER,
    -NUMBER,
    NUMBER + 0.125,
    [CANARY],
    (CANARY, NUMBER),
    {CANARY: NUMBER},
    {"en": [CANARY], "cy": NUMBER},
    {"en": f"{CANARY}\ud800"},
    {"en": CANARY, "de": CANARY},
    [{"text": CANARY, CANARY: CANARY}, {"reason": {"en": NUMBER}}],
    {"name": f"{CANARY}\x00", "involved": CANARY, "start": CANARY, "on": NUMBER},
]
NAMES = FILES


def places(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        yield (*path, step)
        yield from places(value, (*path, step))


def put(data: Any, path: tuple[str | int, ...], value: Any) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


def error_texts(error: BaseException) -> Iterator[str]:
    yield from (str(error), repr(error), str(error.args), *traceback.format_exception(error))
    yield repr(pickle.loads(pickle.dumps(error)))


def silent(error: BaseException) -> bool:
    text = "\n".join(error_texts(error))
    # A chained error, such as pydantic's, would contain the input even if it does not print it.
    alone = error.__cause__ is None and error.__context__ is None
    return alone and CANARY not in text and "Q7" not in text and str(NUMBER) not in text


def error_of(case: Any) -> DataError[Any] | None:
    try:
        Form.parse(case)
    except DataError as error:
        return error
    return None


@given(st.data())
def test_a_problem_of_a_value_does_not_contain_the_value(data: st.DataObject) -> None:
    case = changed(data.draw(st.sampled_from(NAMES)), {})
    for _change in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.sampled_from(list(places(case))))
        # Copied, because a later change may be inside it.
        put(case, place, copy.deepcopy(data.draw(st.sampled_from(WRONG))))
    error = error_of(case)
    assert error is None or silent(error)


@pytest.mark.parametrize("name", NAMES)
def test_every_value_of_a_case_at_once_is_wrong(name: str) -> None:
    for wrong in WRONG:
        case = changed(name, {})
        for place in [place for place in places(case) if place not in (("form",), ("review_type",))]:
            try:
                put(case, place, copy.deepcopy(wrong))
            except (TypeError, KeyError, IndexError):
                continue  # inside a value that is already wrong
        with pytest.raises(DataError) as caught:
            Form.parse(case)
        assert silent(caught.value)


@given(st.sampled_from(NAMES), st.integers(0, 400), st.sampled_from(["utf-8", "latin-1"]))
def test_a_problem_of_json_does_not_contain_its_text(name: str, cut: int, encoding: str) -> None:
    case = changed(name, {"board.en": f"{CANARY} é", "case_identifier": str(NUMBER)})
    text = json.dumps(case, ensure_ascii=False)
    start = text.index(CANARY)
    with pytest.raises(DataError) as caught:
        Form.parse(text[: start + cut].encode(encoding, errors="replace"))
    assert silent(caught.value)


def test_a_problem_of_a_duplicate_key_does_not_contain_its_values() -> None:
    for text in (f'{{"a": "{CANARY}", "a": {NUMBER}}}', f'{{"{CANARY}": 1, "{CANARY}": 2}}'):
        with pytest.raises(DataError) as caught:
            Form.parse(text)
        assert silent(caught.value)


@pytest.mark.parametrize("field", ["form", "review_type"])
@pytest.mark.parametrize("wrong", WRONG, ids=ascii)
def test_a_problem_of_the_form_s_name_does_not_contain_the_name(field: str, wrong: Any) -> None:
    with pytest.raises(DataError) as caught:
        Form.parse(changed("report/concise", {field: wrong}))
    assert silent(caught.value)


@pytest.mark.parametrize("language", Language)
def test_missing_text_is_reported_without_the_text_in_the_other_language(language: Language) -> None:
    form = Form.parse(changed("report/concise", {"circumstances": {language.other.value: CANARY}}))
    with pytest.raises(DataError) as caught:
        form.require(language)
    assert silent(caught.value)
    assert [problem.path for problem in caught.value.problems] == ["circumstances"]
