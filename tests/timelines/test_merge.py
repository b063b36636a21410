"""Merging: the order of time, provenance, merging again, proposals, refusals."""

import datetime
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cpr_docs
from cpr_docs.errors import InvalidMerge
from cpr_docs.guidance.agency_timeline.model import AgencyTimeline
from cpr_docs.guidance.merged_timeline.model import MergedTimeline
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import MAX_ATTRIBUTES, MAX_TAGS, MAX_XML_BYTES
from cpr_docs.timelines.event_stems import stems_of
from cpr_docs.timelines.match_events import WRITTEN
from tests.cli.command import CANARY, write

DAY = datetime.date(2013, 1, 9)
CASE: dict[str, Any] = {
    "form": "agency_timeline",
    "review_type": "concise",
    "board": {"en": "A Board"},
    "case_identifier": "X-1",
    "start": "2012-01-01",
    "end": "2012-12-31",
    "author": {"name": "A", "telephone": "07700 900123"},
}


def event(on: str, text: str, **values: Any) -> dict[str, Any]:
    return {"on": on, "event": {"en": text}, **values}


def timeline(agency: str, *events: dict[str, Any], version: int = 1, **values: Any) -> AgencyTimeline:
    return AgencyTimeline.parse({**CASE, "agency": agency, "version": version, "events": list(events), **values})


def merged(*timelines: AgencyTimeline, **options: Any) -> cpr_docs.Merge:
    return cpr_docs.merge(timelines, dated=DAY, **options)


def refs(merge: cpr_docs.Merge) -> list[str | None]:
    return [entry.id for entry in merge.form.entries]


def notes(merge: cpr_docs.Merge) -> list[tuple[str, str]]:
    return [(problem.label, problem.code) for problem in merge.problems]


def test_entries_are_in_the_order_of_time_then_of_the_grid_then_of_the_agency() -> None:
    police = timeline(
        "police",
        event("2012-03-01", "a whole month", until="2012-03-31", about=True),
        event("2012-03-01", "late", at="14:30"),
        event("2012-03-01", "no time, first"),
        event("2012-03-01", "no time, second"),
    )
    education = timeline("education", event("2012-03-01", "early", at="09:00"), event("2012-03-01", "no time"))
    expected = ["police/3", "police/4", "education/2", "education/1", "police/2", "police/1"]
    assert refs(merged(education, police)) == refs(merged(police, education)) == expected


def test_a_second_service_has_its_own_source() -> None:
    first = timeline("police", event("2012-01-02", "one"), service={"en": "Child protection unit"})
    second = timeline("police", event("2012-01-01", "two"), service={"en": "Neighbourhood team"})
    other = timeline("other", event("2012-01-03", "three"), other_agency={"en": "Housing"})
    merge = merged(second, other, first)
    assert refs(merge) == ["police-2/1", "police/1", "other/1"]
    assert [(source.id, source.count) for source in merge.form.sources] == [
        ("police", 1),
        ("police-2", 1),
        ("other", 1),
    ]


@pytest.mark.parametrize(
    ("service", "told"),
    [(None, True), ({"cy": "Uned amddiffyn plant"}, True), ({"en": "Neighbourhood team"}, False)],
)
def test_a_timeline_that_may_be_a_version_of_another_source_is_told(service: Any, told: bool) -> None:
    onto = merged(timeline("police", event("2012-01-02", "one"), service={"en": "Child protection unit"})).form
    merge = merged(timeline("police", event("2012-01-02", "one"), version=2, service=service), onto=onto)
    assert refs(merge) == ["police/1", "police-2/1"]
    assert notes(merge) == [("", "further_source")] * told


def test_what_does_not_belong_together_is_refused_at_once_by_name() -> None:
    police = timeline("police")
    with pytest.raises(InvalidMerge) as refused:
        cpr_docs.merge(
            [
                police,
                timeline("police", event("2012-01-01", "again")),
                timeline("education", case_identifier="X-2"),
                timeline("probation", board={"en": "Another Board"}),
                timeline("other_lscb", other_agency={"en": "LSCB"}, review_type="extended"),
                cpr_docs.example("report"),
                b"no document",
            ]
        )
    found = {(str(problem.document), problem.code) for problem in refused.value.problems}
    assert found == {
        ("timeline 2", "same_version"),
        ("timeline 3", "other_case"),
        ("timeline 4", "other_board"),
        ("timeline 5", "other_type"),
        ("timeline 6", "other_form"),
        ("timeline 7", "unreadable"),
    }
    assert "X-2" not in str(refused.value)
    assert refused.value.headline("cy") == "y llinellau amser i’w cyfuno: 6 phroblem"


def test_an_extract_is_not_merged_onto() -> None:
    extract = merged(timeline("police", event("2012-01-01", "one"))).form.only(["police"])
    with pytest.raises(InvalidMerge):
        merged(timeline("police", version=2), onto=extract)


def test_a_document_in_word_is_read_first() -> None:
    form = cpr_docs.example("agency_timeline")
    document = cpr_docs.render(form, "en")
    assert refs(merged(document.content)) == refs(merged(form))  # type: ignore[arg-type]


def test_files_are_told_of_all_at_once_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "cut.json").write_text('{"form": ', encoding="utf-8")
    (tmp_path / "cut.docx").write_bytes(b"PK cut")
    write(tmp_path, "agency_timeline/concise", "good.json")
    write(tmp_path, "agency_timeline/concise", "bad.json", version=CANARY, start=CANARY)
    write(tmp_path, "agency_timeline/concise", "other.json", case_identifier=CANARY, agency="police", service=None)
    names = ["good.json", "bad.json", "cut.json", "cut.docx", "other.json"]
    with pytest.raises(InvalidMerge) as refused:
        cpr_docs.merge([tmp_path / name for name in names])
    found = [(problem.document, problem.path) for problem in refused.value.problems]
    assert sorted(found) == [
        ("bad.json", "start"),
        ("bad.json", "version"),
        ("cut.docx", ""),
        ("cut.json", ""),
        ("other.json", "case_identifier"),
    ]
    assert CANARY not in str(refused.value)
    assert refs(cpr_docs.merge(tmp_path / "good.json")) == refs(merged(cpr_docs.example("agency_timeline")))  # type: ignore[arg-type]
    assert refused.value.headline("cy").startswith("y llinellau amser i’w cyfuno: ")


# Proposals


def test_two_accounts_of_one_event_are_proposed_by_their_words_or_their_times() -> None:
    police = timeline(
        "police",
        event("2012-03-12", "Officers visit the home after a call from a neighbour"),
        event("2012-03-20", "Strategy meeting", at="14:30"),
        event("2012-04-01", "Nothing alike"),
    )
    education = timeline(
        "education",
        event("2012-03-01", "The neighbour says that officers visited the home", until="2012-03-31", about=True),
        event("2012-03-20", "A discussion among professionals", at="14:40"),
        event("2012-04-01", "Something else"),
    )
    merge = merged(police, education)
    assert [(each.ref, each.other) for each in merge.duplicates] == [
        ("police/1", "education/1"),
        ("education/2", "police/2"),
    ]
    assert str(merge.duplicates[0]) == "police/1: possibly the same as education/1"
    assert len(refs(merge)) == 6
    linked = merge.form.replace({f"entries[{refs(merge).index('education/1')}].same_as": "police/1"})
    assert [each.ref for each in merged(onto=linked).duplicates] == ["education/2"]


def test_an_event_of_the_same_agency_is_no_proposal_and_one_that_is_equal_is_a_note() -> None:
    merge = merged(timeline("police", *[event("2012-03-12", "Officers visit the home")] * 2))
    assert merge.duplicates == ()
    assert notes(merge) == [("police/2", "entry_twice")]
    onto = panel(merge, "police/2", changed="withdrawn", changed_why={"en": "Twice"})
    assert notes(merged(onto=onto)) == []


def test_words_are_compared_without_accents_function_words_and_endings() -> None:
    form = timeline("police", event("2012-01-01", "The officers visited the Tŷ, and visiting them was noted"))
    assert stems_of(form.events[0].event) == {"offic", "visit", "noted"}


# Merging again


def panel(merge: cpr_docs.Merge, ref: str, **values: Any) -> MergedTimeline:
    at = refs(merge).index(ref)
    return merge.form.replace({f"entries[{at}].{name}": value for name, value in values.items()})


def test_the_panels_words_stay_where_a_row_is_inserted_edited_moved_or_gone() -> None:
    before = [
        event("2012-01-01", "The first visit of the school nurse"),
        event("2012-02-01", "A telephone call from the clinic about the appointment"),
        event("2012-03-01", "The second visit, by two officers"),
        event("2012-04-01", "A letter about attendance"),
    ]
    first = merged(timeline("police", *before))
    onto = panel(first, "police/2", comment={"en": "Panel"}, significant=True)
    after = [
        event("2012-01-15", "An event that was forgotten"),
        before[3],
        before[0],
        event("2012-02-02", "A telephone call from the clinic about the missed appointment"),
    ]
    second = merged(timeline("police", *after, version=2), onto=onto)
    assert refs(second) == ["police/1", "police/5", "police/2", "police/3", "police/4"]
    edited, gone = second.form.entries[2], second.form.entries[3]
    assert edited.comment is not None
    assert edited.significant
    assert (edited.changed, edited.on) == ("corrected", datetime.date(2012, 2, 2))
    assert gone.changed == "withdrawn"
    assert notes(second) == [("police/2", "merged_entry_changed"), ("police/3", "merged_entry_withdrawn")]
    assert second.form.version == 2
    third = merged(timeline("police", *before, version=3), onto=second.form)
    assert third.form.entries[refs(third).index("police/3")].changed == "unchanged"
    assert third.form.entries[refs(third).index("police/5")].changed == "withdrawn"


def test_a_new_version_in_one_language_keeps_the_words_in_the_other() -> None:
    both = {"en": "A visit to the home", "cy": "Ymweliad â’r cartref"}
    first = timeline(
        "police",
        event("2012-01-03", "Another call that day", response={"en": "None"}),
        {"on": "2012-01-03", "event": both, "response": {"en": "A letter", "cy": "Llythyr"}},
        service={"en": "Child protection", "cy": "Amddiffyn plant"},
    )
    again = timeline(
        "police",
        event("2012-01-03", "A visit to the home", response={"en": "A telephone call"}),
        event("2012-01-03", "Another call that day", response={"en": "None"}),
        version=2,
        service={"en": "Child protection"},
    )
    merge = merged(again, onto=merged(first).form)
    changed, kept = merge.form.entries
    assert (refs(merge), notes(merge)) == (["police/2", "police/1"], [("police/2", "merged_entry_changed")])
    assert (changed.event.cy, kept.changed) == (both["cy"], "unchanged")
    assert changed.response is not None
    assert changed.response.cy is None
    assert merge.form.sources[0].service == first.service
    in_english = merged(first.in_language("en").replace(version=2), onto=merged(first).form)
    assert (notes(in_english), in_english.form.entries) == ([], merged(first).form.entries)


def test_a_row_that_the_panel_corrected_keeps_its_words() -> None:
    first = merged(timeline("police", event("2012-01-01", "The visit of the nurse")))
    onto = panel(first, "police/1", event={"en": "The call"}, changed="corrected", changed_why={"en": "A call"})
    second = merged(timeline("police", event("2012-01-01", "The visit of the new nurse"), version=2), onto=onto)
    assert second.form.entries[0].event.en == "The call"
    assert notes(second) == [("police/1", "merged_entry_corrected")]


def test_an_older_version_changes_nothing() -> None:
    newest = timeline("police", event("2012-01-01", "new"), version=2)
    merge = merged(newest, timeline("police", event("2012-01-01", "old"), version=1))
    assert merge.form.entries == merged(newest).form.entries
    assert [problem.code for problem in merge.problems] == ["older_version"]
    again = merged(timeline("police", event("2012-01-01", "old"), version=1), onto=merge.form)
    assert again.form.entries == merge.form.entries


_TEXTS = st.sampled_from(["visit home", "call clinic", "letter school", "meeting of officers", "referral"])
_DAYS = st.dates(datetime.date(2012, 1, 1), datetime.date(2012, 1, 20)).map(str)
_EVENTS = st.lists(st.builds(event, _DAYS, _TEXTS), max_size=6)


def _written(timelines: Sequence[AgencyTimeline]) -> list[tuple[Any, ...]]:
    return sorted(
        (str(each.agency), *(str(row.__dict__[name]) for name in WRITTEN)) for each in timelines for row in each.events
    )


@given(_EVENTS, _EVENTS, _EVENTS, st.randoms(use_true_random=False))
def test_nothing_is_lost_in_any_order_and_merging_again_changes_nothing(
    police: list[Any], education: list[Any], probation: list[Any], chance: random.Random
) -> None:
    given_events = (("police", police), ("education", education), ("probation", probation))
    timelines = [timeline(agency, *events) for agency, events in given_events]
    first = merged(*timelines)
    assert sorted(
        (str(row.agency), *(str(row.__dict__[name]) for name in WRITTEN)) for row in first.form.entries
    ) == _written(timelines)
    chance.shuffle(timelines)
    other = merged(*timelines)
    assert (other.form, other.duplicates) == (first.form, first.duplicates)
    again = merged(*timelines, onto=first.form)
    assert again.form.replace(version=1) == first.form


@given(_EVENTS, _EVENTS)
def test_a_ref_is_never_given_twice_and_no_row_is_removed(before: list[Any], after: list[Any]) -> None:
    first = merged(timeline("police", *before))
    second = merged(timeline("police", *after, version=2), onto=first.form)
    found = refs(second)
    assert len(found) == len(set(found))
    assert set(refs(first)) <= set(found)
    alive = [row for row in second.form.entries if row.changed != "withdrawn"]
    assert len(alive) == len(after)


@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_document_of_1600_entries_can_be_read_back(language: str) -> None:
    form: Any = cpr_docs.example("merged_timeline")
    entry = form.entries[0].model_copy(update={"id": None})
    sizes = []
    for count in (1, 101):
        document = cpr_docs.render(form.replace(entries=[entry] * count), language)
        content = Package.read(document.content)[PartName.DOCUMENT]
        sizes.append((len(content), content.count(b"<"), content.count(b"=")))
    size, tags, attributes = (first + 16 * (second - first) for first, second in zip(*sizes, strict=True))
    assert size < MAX_XML_BYTES
    assert tags < MAX_TAGS
    assert attributes < MAX_ATTRIBUTES
