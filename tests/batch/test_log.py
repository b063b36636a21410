"""The log of a batch: its steps with rows and places, and no value of a form or of a table."""

import logging
from pathlib import Path

import pytest

import cpr_docs
from tests.batch.cases import HEADINGS, ROWS, letter, table


def values() -> set[str]:
    """Every text of the letter and of the rows, of at least four letters, other than headings."""
    found: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)
        elif isinstance(value, str) and len(value) > 3:
            found.update(value.splitlines())

    walk({name: value for name, value in letter().items() if name not in ("form", "review_type")})
    walk([list(row) for row in ROWS])
    return {value for value in found if len(value) > 3 and value not in HEADINGS}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_whole_batch_logs_its_steps_and_no_value(
    workers: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "cpr_docs")
    bad = (*ROWS[0][:1], "", *ROWS[0][2:4], "neither")
    path = table(tmp_path, [*ROWS, bad])
    plan = cpr_docs.check_batch(letter(), path, name="{name}-{row}-{language}")
    plan.write(tmp_path / "out", skip_bad=True, workers=workers)
    plan.write(tmp_path / "out", skip_bad=True, workers=workers)
    smaller = cpr_docs.check_batch(letter(), table(tmp_path, ROWS[:1]), name="{name}-{row}-{language}")
    smaller.write(tmp_path / "out", workers=workers, stale="remove")
    text = caplog.text
    for step in ("rows checked", "batch: started", "batch: resumed", "batch: finished", "earlier run removed"):
        assert step in text
    assert "row 5 refused, column Language: language" in text
    assert {value for value in values() if value in text or value.replace(" ", "-") in text} == set()


def test_the_log_says_where_a_template_came_from(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "cpr_docs")
    form = cpr_docs.example("evaluation_form")
    cpr_docs.Renderer().source(type(form), cpr_docs.Language.WELSH)
    assert [record.getMessage() for record in caplog.records if "cy/evaluation_form" in record.getMessage()] in (
        [],
        ["template cy/evaluation_form.concise.docx: loaded from the masters"],
    )
