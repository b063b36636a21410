"""The rules of a merged timeline, its canonical form, its extracts and its summary."""

import datetime
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.errors import InvalidForm
from cpr_docs.guidance.merged_timeline.model import MergedTimeline
from cpr_docs.guidance.parts.agencies import Agency
from cpr_docs.guidance.report.model import Report
from cpr_docs.models.examples import example

CASE: dict[str, Any] = {
    "form": "merged_timeline",
    "review_type": "concise",
    "board": {"en": "A Board", "cy": "Bwrdd"},
    "case_identifier": "X-1",
    "version": 1,
    "dated": "2012-12-01",
    "start": "2012-01-01",
    "end": "2012-06-30",
}


def entry(ref: str | None, on: str = "2012-02-03", **values: Any) -> dict[str, Any]:
    row = {"on": on, "agency": "police", "event": {"en": f"Secret of {ref}"}, **values}
    return row if ref is None else {"id": ref, **row}


def timeline(*entries: dict[str, Any], **values: Any) -> MergedTimeline:
    return MergedTimeline.parse({**CASE, "entries": list(entries), **values})


def codes(*entries: dict[str, Any], **values: Any) -> dict[str, str]:
    with pytest.raises(InvalidForm) as refused:
        timeline(*entries, **values)
    return {problem.path: problem.code for problem in refused.value.problems}


@pytest.mark.parametrize("ref", ["police", "police/0", "police/x", "/1", "police-1-2/1", "Police/1"])
def test_a_ref_is_a_source_and_a_number(ref: str) -> None:
    assert codes(entry(ref)) == {"entries[0].id": "ref"}


def test_an_entry_repeats_one_that_there_is_and_that_repeats_no_other() -> None:
    assert codes(
        entry("police/1", same_as="police/1"),
        entry("education/1", same_as="police/9"),
        entry("social/1", same_as="education/1"),
    ) == {
        "entries[0].same_as": "same_as_itself",
        "entries[1].same_as": "same_as_unknown",
        "entries[2].same_as": "same_as_chain",
    }


def test_a_change_has_a_reason_and_so_has_a_longer_period() -> None:
    wrong = codes(
        entry("police/1", changed="corrected"),
        entry("police/2", changed_why={"en": "Why"}),
        extension_agreed_on="2012-03-01",
    )
    assert wrong == {
        "entries[0].changed_why": "required",
        "entries[1].changed_why": "not_asked",
        "extension_reason": "required",
    }


def test_an_added_row_gets_the_next_ref_of_the_panel_and_so_does_a_copied_one() -> None:
    form = timeline(entry("police/1"), entry(None), entry("police/1"), entry("panel/4"))
    assert [row.id for row in form.entries] == ["police/1", "panel/5", "panel/6", "panel/4"]
    assert MergedTimeline.parse(form.model_dump_json()) == form


def test_an_entry_that_repeats_another_is_directly_behind_it() -> None:
    form = timeline(
        entry("education/1", same_as="police/2"),
        entry("police/1"),
        entry("police/2", "2012-05-01"),
        entry("police/3", "2012-06-01"),
        entry("social/1", "2012-06-02", same_as="police/2"),
    )
    assert [row.id for row in form.entries] == ["police/1", "police/2", "education/1", "social/1", "police/3"]


def test_an_extract_says_what_it_is_of_and_gives_no_summary() -> None:
    whole = example("merged_timeline")
    assert isinstance(whole, MergedTimeline)
    extract = whole.only(["education", Agency.OTHER], start=datetime.date(2012, 5, 10), end=datetime.date(2012, 8, 2))
    assert [row.id for row in extract.entries] == ["education/3", "education/4", "panel/1", "other/1"]
    assert extract.filtered is not None
    assert extract.filtered.en == "agencies: Education, Other; from: 10 May 2012; to: 2 August 2012"
    again = extract.only(significant=True)
    assert [row.id for row in again.entries] == ["education/4"]
    assert again.filtered is not None
    assert str(again.filtered.cy).endswith("; digwyddiadau allweddol")
    with pytest.raises(InvalidForm, match="extract"):
        extract.summary()
    with pytest.raises(ValueError, match="an extract needs"):
        whole.only()


def test_the_summary_is_a_timeline_for_the_report() -> None:
    whole = example("merged_timeline")
    assert isinstance(whole, MergedTimeline)
    rows = whole.summary()
    report = example("report").replace(timeline=rows)
    assert isinstance(report, Report)
    assert report.timeline == rows
    joint = next(row for row in rows if row.event.en and "visit the home together" in row.event.en)
    assert joint.when is not None
    assert joint.agencies is not None
    assert (joint.when.cy, joint.agencies.en) == ("Mehefin 2012", "Education and Local Health Board")
    assert all(row.happened_on is None for row in rows)


def test_a_key_event_without_words_for_the_summary_is_noted_unless_it_is_left_out_or_told_with_another() -> None:
    form = timeline(
        entry("police/1", significant=True),
        entry("education/1", significant=True, same_as="police/2"),
        entry("police/2", summary={"en": "Told"}),
        entry("police/3", significant=True, left_out=True),
    )
    assert [note.path for note in form.summary_notes()] == ["entries[0].summary"]


_WORD = st.text("abcdef", min_size=1, max_size=5)


@st.composite
def _entries(draw: st.DrawFn) -> list[dict[str, Any]]:
    rows = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        row = entry(f"police/{number}", significant=draw(st.booleans()), left_out=draw(st.booleans()))
        row["agency"] = draw(st.sampled_from(list(Agency)[:-2]))
        row |= {name: {"en": f"Secret {draw(_WORD)}"} for name in ("event", "response", "seen", "comment", "strikes")}
        row |= {"summary": {"en": f"told {number}"}} if draw(st.booleans()) else {}
        row |= {"same_as": "police/1"} if number > 1 and draw(st.booleans()) else {}
        rows.append(row)
    return rows


@given(_entries())
def test_no_word_of_an_agency_is_in_the_summary(rows: list[dict[str, Any]]) -> None:
    found = timeline(*rows).summary()
    assert "Secret" not in json.dumps([row.model_dump(mode="json") for row in found])
    assert {row.event.en for row in found} <= {row["summary"]["en"] for row in rows if "summary" in row}
