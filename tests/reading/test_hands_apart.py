"""Copies of one draft that several hands filled in apart are merged: nothing is lost, and a conflict is named."""

import itertools
from typing import Any

import pytest

from cpr_docs.language.languages import Language
from cpr_docs.models.draft import Draft, blank
from cpr_docs.models.form import Form
from cpr_docs.reading.compare import compare
from cpr_docs.reading.result import ChangeKind, Reading
from cpr_docs.templating.document_properties import GIVEN_NAMES
from tests.documents.cases import RENDERER, every_language
from tests.reading.editing import Edited

_DATA = {
    "form": "evaluation_form",
    "review_type": "concise",
    "board": {"en": "Afon Board", "cy": "Bwrdd Afon"},
    "case_identifier": "AB-1",
    "answers": {"job_title": "Nurse", "objectives_met": "yes"},
}


def opened(draft: Draft[Any], language: Language | str = "en") -> Edited:
    """A copy of a draft, open in Word."""
    return Edited(RENDERER.render(draft, language).content)


def merged(draft: Draft[Any], *copies: Edited) -> Reading:
    """The reading of the last of some copies, each read onto the draft that came of the one before."""
    first, *others = copies
    reading = compare(first.saved(), draft)
    assert reading.draft is not None
    return merged(reading.draft, *others) if others else reading


def value(draft: Draft[Any] | None, path: str) -> Any:
    """The value of a draft's data at a path; None for a blank."""
    found: Any = None if draft is None else draft.data
    for step in path.split("."):
        found = (found or {}).get(step)
    return found


def evaluation() -> Draft[Any]:
    return Form.draft(_DATA)


@every_language
def test_copies_that_changed_different_fields_are_both_taken_in_any_order(language: Language) -> None:
    draft = evaluation()
    first = opened(draft).type("venue", "The Hall").type("answers.job_title", "Midwife")
    second = opened(draft, language).pick_date(
        "event_on", "2013-05-01", "1 May 2013" if language == "en" else "1 Mai 2013"
    )
    for copies in itertools.permutations([first, second]):
        reading = merged(draft, *copies)
        assert reading.conflicts == ()
        assert value(reading.draft, "venue.en") == "The Hall"
        assert value(reading.draft, "answers.job_title") == "Midwife"
        assert value(reading.draft, "event_on") == "2013-05-01"


@pytest.mark.parametrize("given", ["blank", "given"])
def test_a_field_that_both_changed_is_named_and_not_overwritten(given: str) -> None:
    path = {"blank": "venue", "given": "board"}[given]
    draft = evaluation()
    reading = merged(draft, opened(draft).type(path, "The first"), opened(draft).type(path, "The second"))
    assert value(reading.draft, f"{path}.en") == "The first"
    [conflict] = reading.conflicts
    assert conflict.path == path
    assert (conflict.kept.en, conflict.written.en) == ("The first", "The second")
    assert reading.changes == ()
    assert "The first" not in repr(conflict) + str(conflict)


def test_a_field_that_both_changed_alike_is_no_conflict() -> None:
    draft = evaluation()
    reading = merged(draft, opened(draft).type("venue", "The Hall"), opened(draft).type("venue", "The Hall"))
    assert (reading.conflicts, reading.changes) == ((), ())


def test_the_same_text_in_two_languages_is_no_conflict() -> None:
    draft = evaluation()
    reading = merged(draft, opened(draft).type("venue", "The Hall"), opened(draft, "cy").type("venue", "Y Neuadd"))
    assert reading.conflicts == ()
    assert value(reading.draft, "venue") == {"en": "The Hall", "cy": "Y Neuadd"}


def test_an_older_copy_changes_nothing_back() -> None:
    draft = evaluation()
    newer = (
        opened(draft)
        .type("venue", "The Hall")
        .tick("answers.objectives_met=yes", False)
        .tick("answers.objectives_met=no")
    )
    reading = merged(draft, newer.clear("answers.job_title"), opened(draft))
    assert (reading.conflicts, reading.changes) == ((), ())
    assert value(reading.draft, "venue.en") == "The Hall"
    assert value(reading.draft, "answers") == {"objectives_met": "no"}


def test_a_value_that_this_hand_cleared_is_cleared() -> None:
    draft = evaluation()
    other = opened(draft).type("venue", "The Hall")
    reading = merged(draft, other, opened(draft).clear("answers.job_title"))
    assert reading.conflicts == ()
    assert [(change.path, change.kind) for change in reading.changes] == [("answers.job_title", ChangeKind.CLEARED)]
    assert value(reading.draft, "answers.job_title") is None


def test_without_the_record_a_blank_changes_nothing_and_a_difference_is_a_conflict() -> None:
    draft = evaluation()
    copy = opened(draft).type("board", "Another").clear("answers.job_title").type("venue", "The Hall")
    name = "docProps/custom.xml"
    copy.parts[name] = copy.parts[name].replace(f'name="{GIVEN_NAMES[0]}"'.encode(), b'name="Other"')
    reading = merged(draft, copy)
    assert [conflict.path for conflict in reading.conflicts] == ["board"]
    assert value(reading.draft, "board.en") == "Afon Board"
    assert value(reading.draft, "answers.job_title") == "Nurse"
    assert value(reading.draft, "venue.en") == "The Hall"


def test_the_record_has_no_value_and_no_path_in_clear() -> None:
    properties = opened(evaluation()).parts["docProps/custom.xml"].decode()
    assert not [word for word in ("Afon", "Nurse", "AB-1", "job_title", "board") if word in properties]


class TestRows:
    def draft(self, *names: str) -> Draft[Any]:
        data = {"form": "terms_of_reference", "review_type": "concise", "board": {"en": "Board", "cy": "Bwrdd"}}
        return Form.draft({**data, "panel_members": [{"name": name} for name in names]})

    def names(self, reading: Reading) -> list[str]:
        return [row["name"] for row in value(reading.draft, "panel_members") or ()]

    def test_both_add_a_row(self) -> None:
        draft = self.draft("Ann Price")
        first = opened(draft).add_row("panel_members").type("panel_members[].name", "Bryn Rees", 1)
        second = opened(draft).add_row("panel_members").type("panel_members[].name", "Cari Rees", 1)
        reading = merged(draft, first, second)
        assert (sorted(self.names(reading)), reading.conflicts) == (["Ann Price", "Bryn Rees", "Cari Rees"], ())

    def test_one_adds_and_another_removes(self) -> None:
        draft = self.draft("Ann Price", "Bryn Rees")
        first = opened(draft).delete_row("panel_members", 0)
        second = opened(draft).add_row("panel_members").type("panel_members[].name", "Cari Jones", 2)
        for copies in itertools.permutations([first, second]):
            reading = merged(draft, *copies)
            assert (self.names(reading), reading.conflicts) == (["Bryn Rees", "Cari Jones"], ())

    def test_each_edits_another_row(self) -> None:
        draft = self.draft("Ann Price", "Bryn Rees")
        first = opened(draft).type("panel_members[].name", "Anna Price", 0)
        second = opened(draft).type("panel_members[].name", "Brynmor Rees", 1)
        for copies in itertools.permutations([first, second]):
            reading = merged(draft, *copies)
            assert (self.names(reading), reading.conflicts) == (["Anna Price", "Brynmor Rees"], ())

    def test_both_edit_the_same_row(self) -> None:
        draft = self.draft("Ann Price", "Bryn Rees")
        first = opened(draft).type("panel_members[].name", "Anna Price", 0)
        second = opened(draft).type("panel_members[].name", "Annie Price", 0)
        reading = merged(draft, first, second)
        assert self.names(reading) == ["Anna Price", "Bryn Rees"]
        assert [conflict.path for conflict in reading.conflicts] == ["panel_members[0].name"]

    def test_an_older_copy_brings_no_row_back_and_takes_none_away(self) -> None:
        draft = self.draft("Ann Price", "Bryn Rees")
        newer = opened(draft).delete_row("panel_members", 0)
        newer.add_row("panel_members").type("panel_members[].name", "Cari Jones", 1)
        reading = merged(draft, newer, opened(draft))
        assert (self.names(reading), reading.changes, reading.conflicts) == (["Bryn Rees", "Cari Jones"], (), ())


def test_a_section_that_another_hand_filled_in_is_kept() -> None:
    draft = blank("recommendation", "concise")
    first = opened(draft).type("board_decision.title", "Chair")
    second = opened(draft, "cy").type("outline", "Amlinelliad")
    for copies in itertools.permutations([first, second]):
        reading = merged(draft, *copies)
        assert reading.conflicts == ()
        assert value(reading.draft, "board_decision.title.en") == "Chair"
        assert value(reading.draft, "outline.cy") == "Amlinelliad"
