"""A form is immutable at any depth, so that it can be shared, cached and compared."""

import copy
import datetime
import pickle
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pydantic
import pytest

from cpr_docs.models.field_types import Month
from cpr_docs.models.form import Form
from tests.models.classes import MODELS
from tests.models.data import EXTENDED_REPORT, LETTER, RECOMMENDATION, changed

CASES = [RECOMMENDATION, EXTENDED_REPORT, LETTER, "evaluation_form/extended", "terms_of_reference/extended"]
PLAIN = (str, int, bool, datetime.date, datetime.time, Decimal, Month, type(None))


def all_below(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, pydantic.BaseModel):
        for _name, inner in value:
            yield from all_below(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from all_below(inner)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_is_frozen_forbids_extra_fields_and_hides_input(model: type[pydantic.BaseModel]) -> None:
    config = model.model_config
    assert (config["frozen"], config["extra"], config["hide_input_in_errors"]) == (True, "forbid", True)
    assert not model.__pydantic_root_model__


@pytest.mark.parametrize("name", CASES)
def test_every_value_of_a_form_is_immutable(name: str) -> None:
    values = list(all_below(Form.parse(changed(name, {}))))
    assert len(values) > 20
    assert [value for value in values if not isinstance(value, (*PLAIN, tuple, pydantic.BaseModel))] == []


@pytest.mark.parametrize("name", CASES)
def test_no_attribute_of_a_form_can_be_set_or_deleted(name: str) -> None:
    for value in all_below(Form.parse(changed(name, {}))):
        if isinstance(value, pydantic.BaseModel):
            for field in type(value).model_fields:
                with pytest.raises(pydantic.ValidationError, match="frozen"):
                    setattr(value, field, None)
                with pytest.raises(pydantic.ValidationError, match="frozen"):
                    delattr(value, field)
            with pytest.raises(pydantic.ValidationError):
                value.something = 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", CASES)
def test_equal_forms_are_one_key(name: str) -> None:
    form, same = (Form.parse(changed(name, {})) for _time in range(2))
    other = Form.parse(changed(name, {"case_identifier": "another"}))
    assert {form, same, other} == {form, other}
    assert len({form, same, other}) == 2


@pytest.mark.parametrize("name", CASES)
def test_a_form_travels(name: str) -> None:
    form = Form.parse(changed(name, {}))
    assert pickle.loads(pickle.dumps(form)) == copy.deepcopy(form) == form
