"""The events of an agency's timeline come from a table, and go to one."""

from pathlib import Path
from typing import Any

import pytest

import cpr_docs

TIMELINE: Any = cpr_docs.example("agency_timeline")


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_all_events_come_back_from_a_table(suffix: str, language: str, tmp_path: Path) -> None:
    path = tmp_path / f"events.{suffix}"
    cpr_docs.write_table(TIMELINE, "events", path, language=language)
    assert TIMELINE.replace(events=cpr_docs.rows("agency_timeline", "events", path)) == TIMELINE


def test_an_agencys_own_spreadsheet_is_read(tmp_path: Path) -> None:
    text = "When,Significant event or contact,Source (record, page)\n"
    text = text.replace("Source (record, page)", '"Source (record, page)"')
    text += "tua mis Mawrth 2012,=Called,-12\n10-14/03/2012,+Visit,@p. 3\n"
    (tmp_path / "events.csv").write_text(text, encoding="utf-8")
    found = cpr_docs.rows("agency_timeline", "events", tmp_path / "events.csv", language="en")
    assert found == [
        {"on": "2012-03-01", "until": "2012-03-31", "about": True, "event": {"en": "=Called"}, "source": "-12"},
        {"on": "2012-03-10", "until": "2012-03-14", "event": {"en": "+Visit"}, "source": "@p. 3"},
    ]


def test_every_bad_cell_is_told_first() -> None:
    lines = [
        {"When": "mid-March", "Significant event or contact": "A"},
        {"When": "2012", "Significant event or contact": ""},
    ]
    with pytest.raises(cpr_docs.InvalidTable) as caught:
        cpr_docs.rows("agency_timeline", "events", lines, language="en")
    assert [problem.row for problem in caught.value.problems] == [1, 2]
