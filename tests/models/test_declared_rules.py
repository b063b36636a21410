"""A declared rule runs when the fields that it names are valid; all problems of data are told in one round."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cpr_docs
from cpr_docs.modelling import Both, Day, Form, Label, Line, Part, Problem, ReviewType, Rows, Section, rule
from cpr_docs.models.check_class import check_part
from cpr_docs.models.rules import rules_of
from tests.models.classes import PARTS
from tests.models.data import changed, problems
from tests.models.rules import Changes, Expected
from tests.models.test_rules_of_a_letter import RULES as OF_A_LETTER
from tests.models.test_rules_of_a_recommendation import RULES as OF_A_RECOMMENDATION
from tests.models.test_rules_of_a_review import RULES as OF_A_REVIEW


def label(english: str) -> Label:
    return Label(Both(english, cy=f"{english} (cy)"), "")


class Stay(Part):
    """A row, with a rule over two of its fields."""

    start: Annotated[Day, label("Start")]
    end: Annotated[Day, label("End")]
    place: Annotated[Line | None, label("Place")] = None
    address: Annotated[Line | None, label("Address")] = None

    @rule("start", "end")
    def _ends_last(self) -> Iterator[Problem]:
        if self.end < self.start:
            yield Problem("end", "before_start", "is before the start")

    @rule("place?", "address?")
    def _is_somewhere(self) -> Iterator[Problem]:
        if self.place is None and self.address is None:
            yield Problem("place", "required", "is needed, or an address")


class Terms(Part):
    agreed_on: Annotated[Day | None, label("Agreed on")] = None


class Stays(Form):
    TITLE: ClassVar[str] = Both("Stays", cy="Arosiadau")
    GUIDANCE: ClassVar[str] = ""
    form: Literal["stays"]
    review_type: Literal[ReviewType.CONCISE]
    written_on: Annotated[Day, label("Written on")]
    terms: Annotated[Section[Terms], label("Terms")] = None
    stays: Annotated[Rows[Stay], label("Stays")] = ()

    @rule("written_on", "terms.agreed_on")
    def _is_agreed_first(self) -> Iterator[Problem]:
        assert self.terms is not None
        assert self.terms.agreed_on is not None
        if self.written_on < self.terms.agreed_on:
            yield Problem("terms.agreed_on", "too_late", "is after the writing")

    @rule("stays[].start", "stays[].end")
    def _are_in_order(self) -> Iterator[Problem]:
        for index in range(1, len(self.stays)):
            if self.stays[index].start < self.stays[index - 1].end:
                yield Problem(f"stays[{index}]", "order", "starts before the one before ends")

    @rule("written_on", "stays[0].start")
    def _is_written_last(self) -> Iterator[Problem]:
        if self.written_on < self.stays[0].start:
            yield Problem("written_on", "too_early", "is before the first stay")

    def rules(self) -> Iterator[Problem]:
        if self.case_identifier == "X":
            yield Problem("case_identifier", "not_x", "may not be X")


BAD_STAY = {"start": "2012-05-02", "end": "2012-05-01"}
GOOD_STAY = {"start": "2012-04-01", "end": "2012-04-02", "place": "x"}
WHOLE: dict[str, Any] = {
    "form": "stays",
    "review_type": "concise",
    "board": {"en": "Board"},
    "case_identifier": "X",
    "written_on": "2012-01-01",
    "terms": {"agreed_on": "2012-01-02"},
    "stays": [BAD_STAY, GOOD_STAY],
}
ALL = {
    ("stays[0].end", "before_start"),
    ("stays[0].place", "required"),
    ("terms.agreed_on", "too_late"),
    ("written_on", "too_early"),
}
# The fields that can be made wrong, and the problems that then nobody can know.
WRONG: dict[str, tuple[Any, set[tuple[str, str]]]] = {
    "written_on": (5, {("terms.agreed_on", "too_late"), ("written_on", "too_early")}),
    "terms": ("x", {("terms.agreed_on", "too_late")}),
    "board": ([], set()),
    "colour": ("red", set()),
}


def codes(data: dict[str, Any]) -> set[tuple[str, str]]:
    try:
        Stays.parse(data)
    except cpr_docs.InvalidForm as error:
        found = [(problem.path, problem.code) for problem in error.problems]
        assert len(found) == len(set(found))
        return set(found)
    return set()


@given(st.sets(st.sampled_from(sorted(WRONG))))
def test_each_rule_runs_unless_a_field_that_it_names_is_wrong(wrong: set[str]) -> None:
    data = WHOLE | {name: WRONG[name][0] for name in wrong}
    unknown = set().union(*(WRONG[name][1] for name in wrong))
    of_types = codes(data) - ALL
    # An unknown name may be that of a person.
    assert {path for path, _code in of_types} == {"?" if name == "colour" else name for name in wrong}
    assert codes(data) - of_types == ALL - unknown


def test_the_rules_of_a_whole_part_wait_for_all_of_it() -> None:
    assert codes(WHOLE | {"stays": [GOOD_STAY], "terms": None, "written_on": "2012-05-01"}) == {
        ("case_identifier", "not_x")
    }


def test_a_rule_over_rows_waits_for_each_row() -> None:
    late = GOOD_STAY | {"start": "2012-04-01"}
    data = WHOLE | {"stays": [GOOD_STAY, late], "case_identifier": "A", "written_on": "2013-01-01"}
    assert codes(data) == {("stays[1]", "order")}
    assert codes(data | {"board": None}) == {("stays[1]", "order"), ("board", "missing")}
    data["stays"] = [GOOD_STAY, late, {"start": "2012-04-01", "place": "x"}]
    assert codes(data) == {("stays[2].end", "missing")}
    data["stays"] = [GOOD_STAY, "x", late | {"end": "2001-01-01"}]
    assert codes(data) == {("stays[1]", "model_type"), ("stays[2].end", "before_start")}


ELSEWHERE: list[Any] = [*OF_A_LETTER, *OF_A_RECOMMENDATION, *OF_A_REVIEW]


@pytest.mark.parametrize(("form", "changes", "expected"), ELSEWHERE)
def test_each_rule_of_the_guidance_is_told_beside_a_field_of_a_wrong_type(
    form: str, changes: Changes, expected: Expected
) -> None:
    if any(path.startswith("board.") or path == "board" for path in changes):
        pytest.skip("the case changes the field itself")
    assert problems(changed(form, {**changes, "board": "Board"})) == sorted([*expected, ("board", "not_bilingual")])


def test_a_rule_that_reads_an_unknown_field_which_it_does_not_name_waits() -> None:
    class Careless(Part):
        first: Annotated[Day, label("First")]
        second: Annotated[Day, label("Second")]

        @rule("first")
        def _is_first(self) -> Iterator[Problem]:
            if self.second < self.first:
                yield Problem("first", "late", "is late")

    with pytest.raises(pydantic.ValidationError) as caught:
        Careless.model_validate({"first": "2012-01-01"})
    assert "second" in str(caught.value)
    assert "late" not in str(caught.value)


def test_a_fault_in_a_rule_is_raised() -> None:
    class Faulty(Part):
        first: Annotated[Day, label("First")]

        @rule("first")
        def _breaks(self) -> Iterator[Problem]:
            yield from self.nothing  # type: ignore[attr-defined]

        def nobody(self) -> None:
            pass

    with pytest.raises(AttributeError, match="nothing"):
        Faulty.model_validate({"first": "2012-01-01"})


def test_a_rule_can_be_replaced_and_removed_by_a_subclass() -> None:
    class Without(Stay):
        def _ends_last(self) -> Iterator[Problem]:
            yield from ()

    class Other(Stay):
        @rule("start")
        def _ends_last(self) -> Iterator[Problem]:
            yield Problem("start", "other", "is another rule")

    data = {"start": "2012-05-02", "end": "2012-05-01", "place": "x"}
    assert Without.model_validate(data).place == "x"
    assert [each.name for each in rules_of(Other)] == ["_ends_last", "_is_somewhere"]
    with pytest.raises(ValueError, match="is another rule"):
        Other.model_validate(data)


class Grown(Form):
    """A form in its second version, which brought a rule and a field that is required."""

    SCHEMA_VERSION: ClassVar[int] = 2
    TITLE: ClassVar[str] = Both("Grown", cy="Tyfodd")
    GUIDANCE: ClassVar[str] = ""
    form: Literal["grown"]
    review_type: Literal[ReviewType.CONCISE]
    start: Annotated[Day, label("Start")]
    end: Annotated[Day | None, label("End")] = None
    reason: Annotated[Line | None, Label(Both("Reason", cy="Rheswm"), "", since=2, required="end is not none")] = None

    @rule("start", "end", since=2)
    def _ends_last(self) -> Iterator[Problem]:
        assert self.end is not None
        if self.end < self.start:
            yield Problem("end", "before_start", "is before the start")


@pytest.mark.parametrize("board", [{"en": "Board"}, 5])
def test_a_rule_of_a_later_version_refuses_no_earlier_data(board: Any) -> None:
    data = {"form": "grown", "review_type": "concise", "board": board, "case_identifier": "A"}
    data |= {"start": "2012-01-02", "end": "2012-01-01"}
    of_types = [] if board != 5 else ["board"]
    with pytest.raises(cpr_docs.InvalidForm) as caught:
        Grown.parse(data | {"schema_version": 2})
    assert [each.path for each in caught.value.problems] == [*of_types, "end", "reason"]
    if of_types:
        with pytest.raises(cpr_docs.InvalidForm) as caught:
            Grown.parse(data)
        assert [each.path for each in caught.value.problems] == of_types
    else:
        form = Grown.parse(data)
        assert form.schema_version == 1
        assert [each.path for each in form.notes()] == ["end", "reason"]


MISTAKES = {
    "strat": r"Wrong\._rule: the rule names strat, which is no field; did you mean start\?",
    "stays.start": r"Wrong\._rule: the rule names stays\.start; write stays\[\]",
    "start[]": r"Wrong\._rule: the rule names start\[\]; write start",
    "stays[].begin": r"Wrong\._rule: the rule names stays\[\]\.begin, which is no field",
    "start.year": r"Wrong\._rule: the rule names start\.year, which is no field",
}


@pytest.mark.parametrize("path", MISTAKES)
def test_a_path_that_is_no_field_is_refused(path: str) -> None:
    with pytest.raises(TypeError, match=MISTAKES[path]):

        class Wrong(Part):
            start: Annotated[Day, label("Start")]
            stays: Annotated[Rows[Stay], label("Stays")] = ()

            @rule(path)
            def _rule(self) -> Iterator[Problem]:
                yield from ()


def test_a_rule_names_its_fields() -> None:
    for paths in ((), (5,)):
        with pytest.raises(TypeError, match="rule must name the fields that it reads"):
            rule(*paths)
    with pytest.raises(TypeError, match="rule must name the fields that it reads"):
        rule(lambda part: ())  # type: ignore[arg-type]


def test_each_rule_of_the_guidance_names_fields_of_its_part() -> None:
    for part in PARTS:
        check_part(part)
