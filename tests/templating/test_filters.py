"""The fields and format of a value do not depend on the types seen before."""

from collections.abc import Mapping
from typing import ClassVar

import pytest

from cpr_docs.language.catalogue import Both
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import Choice, Label
from cpr_docs.models.parts import Part
from cpr_docs.templating.filters import MISSING, is_ticked, runtime_for


class _Sum(Part):
    DERIVED: ClassVar[Mapping[str, Label]] = {"total": Label(Both("Total", cy="Cyfanswm"), "")}

    @property
    def total(self) -> str:
        return "sum"


class _Plain(_Sum):
    DERIVED: ClassVar[Mapping[str, Label]] = {}


class _One(Choice):
    OTHER = "other", "Another agency"


class _Two(Choice):
    OTHER = "other", "Some other outcome"


@pytest.mark.parametrize("order", [(_Sum, _Plain), (_Plain, _Sum)])
def test_a_part_has_its_own_derived_fields_in_any_order(order: tuple[type[Part], ...]) -> None:
    fields = runtime_for(Language.ENGLISH).fields
    found = {kind: dict(fields[kind](kind())) for kind in order}
    assert found == {_Sum: {"total": "sum"}, _Plain: {}}


def test_choices_of_two_types_with_equal_values_have_their_own_labels() -> None:
    words = runtime_for(Language.ENGLISH).words
    assert [words[type(choice)](choice) for choice in (_One.OTHER, _Two.OTHER)] == [
        "Another agency",
        "Some other outcome",
    ]


@pytest.mark.parametrize(
    ("value", "answer", "ticked"),
    [
        (True, None, True),
        (False, None, False),
        (None, None, False),
        (True, "yes", True),
        (True, "no", False),
        (False, "no", True),
        (False, "yes", False),
        (False, "police", False),
        (True, "police", False),
        (_One.OTHER, "other", True),
        (_One.OTHER, "yes", False),
        (None, "no", False),
    ],
)
def test_a_box_is_ticked_by_its_own_answer_alone(value: object, answer: str | None, ticked: bool) -> None:
    assert is_ticked(value, answer) is ticked


@pytest.mark.parametrize("use", [bool, iter, len, str, hash, lambda missing: missing == 1, lambda missing: missing < 1])
def test_an_undefined_name_can_be_passed_on_but_not_used(use: object) -> None:
    assert callable(use)
    with pytest.raises(LookupError):
        use(MISSING)
