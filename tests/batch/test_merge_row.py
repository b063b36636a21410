"""The fast merge of a row makes the same letter as validating the whole form."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cpr_docs
from cpr_docs.batch.columns import match_columns
from cpr_docs.batch.merge_row import RowInvalid, RowMerger
from cpr_docs.guidance.invitation_letter.model import ConciseInvitationLetter
from cpr_docs.models.form import AnyForm
from cpr_docs.tables.table import Row
from tests.batch.cases import letter, problems, recipient

_PATHS = (
    "recipient.name",
    "recipient.job_title",
    "recipient.address",
    "dated",
    "venue.cy",
    "signatory.email",
    "board.en",
)
_TEXT = st.sampled_from(["", " ", "A", " Siân  ŵyn ", "- a\n- b", "a\r\nb", "\x00", "=1+1", "x" * 70, "#N/A"])
_CELLS = st.tuples(_TEXT, _TEXT, _TEXT, st.sampled_from(["", "2013-01-14", "2014-01-14", "soon"]), _TEXT, _TEXT, _TEXT)


def _validated(cells: tuple[str, ...]) -> "AnyForm | list[str]":
    """The letter, validated as a whole."""
    merger = RowMerger(ConciseInvitationLetter, letter(), match_columns(_PATHS, ConciseInvitationLetter))
    return _merged(merger, cells)


def _merged(merger: RowMerger, cells: tuple[str, ...]) -> "AnyForm | list[str]":
    try:
        return merger.merge(Row(2, cells))
    except RowInvalid as error:
        return [str(problem) for problem in error.problems]


GOOD = ("A", "B", "C", "2013-01-14", "D", "e@f.example", "G")


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(_CELLS)
def test_the_fast_merge_makes_the_same_letter_or_reports_the_same_problems(cells: tuple[str, ...]) -> None:
    merger = RowMerger(ConciseInvitationLetter, letter(), match_columns(_PATHS, ConciseInvitationLetter))
    assert _merged(merger, GOOD) == _validated(GOOD)
    fast, whole = _merged(merger, cells), _validated(cells)
    assert fast == whole
    if isinstance(fast, AnyForm):
        assert type(fast) is type(whole)
        assert isinstance(whole, AnyForm)
        assert fast.model_dump_json() == whole.model_dump_json()


def test_the_fast_merge_is_used() -> None:
    merger = RowMerger(ConciseInvitationLetter, letter(), match_columns(_PATHS, ConciseInvitationLetter))
    first = merger.merge(Row(2, GOOD))
    second = merger.merge(Row(3, ("Z", *GOOD[1:])))
    assert second.__dict__["reviewer_1"] is first.__dict__["reviewer_1"]


def test_the_shared_letter_is_left_as_it_was() -> None:
    shared = letter()
    cpr_docs.check_batch(shared, [recipient(**{"venue.cy": "x", "signatory.designation.en": "y"})])
    assert shared == letter()


def test_no_row_has_the_values_of_another() -> None:
    rows = [recipient(), {"Name": "Mr B"}, {"Name": "Mr C", "Agency": "Police"}]
    plan = cpr_docs.check_batch(letter(), rows)
    forms = [_form(plan, number) for number in (1, 2, 3)]
    assert [form.recipient.job_title and form.recipient.job_title.en for form in forms] == ["Social Worker", None, None]
    assert [form.recipient.agency and form.recipient.agency.cy for form in forms] == ["Social Services", None, "Police"]


@pytest.mark.parametrize(
    ("cells", "agency"),
    [
        ({"Agency": "Police"}, {"en": "Police", "cy": "Police"}),
        ({"Agency": "Police", "Agency (Welsh)": "Heddlu"}, {"en": "Police", "cy": "Heddlu"}),
        ({"Asiantaeth (Cymraeg)": "Heddlu", "Asiantaeth": "Police"}, {"en": "Police", "cy": "Heddlu"}),
        ({"Agency": "Police", "Agency (Welsh)": " "}, {"en": "Police", "cy": "Police"}),
        ({"Agency": "", "recipient.agency.en": "Police", "Language": "en"}, {"en": "Police", "cy": None}),
        ({"Agency (English)": "Police", "Agency (Welsh)": "Heddlu"}, {"en": "Police", "cy": "Heddlu"}),
        ({"Agency": "", "Agency (Welsh)": ""}, None),
    ],
)
def test_a_column_is_for_both_languages_unless_it_names_one(cells: dict[str, str], agency: Any) -> None:
    plan = cpr_docs.check_batch(letter(), [{"Name": "Mr A"} | cells])
    assert plan.problems == ()
    found = _form(plan, 1).recipient.agency
    assert (found and found.model_dump()) == agency


def _form(plan: cpr_docs.BatchPlan, number: int) -> Any:
    from cpr_docs.batch.row_renderer import RowRenderer

    row = next(row for row in plan.table.rows() if row.number == number)
    return RowRenderer(plan.job).letter(row).form


def test_a_cell_replaces_the_shared_value_even_if_it_is_blank() -> None:
    shared = letter(recipient={"name": "Mr X", "agency": "Police"})
    plan = cpr_docs.check_batch(shared, [{"Name": "Mr Y", "Agency": "", "venue.cy": "Neuadd"}])
    assert plan.problems == ()
    form = _form(plan, 1)
    assert form.recipient.agency is None
    assert form.venue.cy == "Neuadd"
    assert form.venue.en == letter()["venue"]["en"]


@pytest.mark.parametrize("section", ["reply", "recipient"])
def test_data_of_one_recipient_is_not_sent_to_all(section: str) -> None:
    values = {"reply": {"attending": True}, "recipient": {"name": "Mr X", "telephone": "1", "address": "1 High Street"}}
    found = problems([{"Name": "Mr Y"}], letter(**{section: values[section]}))
    reason = "belongs to one recipient; give it a column{} in the table, or leave it out of the letter"
    headings = {"reply": {"reply": ""}, "recipient": {"recipient.telephone": "", "recipient.address": ' "Address"'}}
    assert found == [f"{path}: {reason.format(heading)}" for path, heading in headings[section].items()]


def test_the_answers_of_one_participant_are_not_sent_to_all() -> None:
    shared = cpr_docs.example("evaluation_form").model_dump(mode="json")
    assert any(
        problem.startswith("answers.rating: belongs to one") for problem in problems([{"answers.name": "A"}], shared)
    )
