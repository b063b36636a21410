"""The commands that hand out blanks, print drafts, and read what has been filled in so far."""

import json
from pathlib import Path
from typing import Any

import pytest

import cpr_docs
from cpr_docs.envelopes.print_run import print_run
from tests.cli.command import files, run
from tests.documents.cases import RENDERER, every_variant
from tests.examples import identity_of
from tests.reading.editing import Edited


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft in a file."""
    data = {"form": "evaluation_form", "review_type": "concise", "case_identifier": "AB-1"}
    path = tmp_path / "draft.json"
    path.write_text(cpr_docs.Form.draft(data).to_json(), encoding="utf-8")
    return path


def loaded(path: Path) -> Any:
    """The data of a draft's file."""
    return json.loads(path.read_text("utf-8"))


@every_variant
def test_blank_makes_both_documents_and_the_json_to_begin_with(variant: Any, tmp_path: Path) -> None:
    name, kind = variant.name(), identity_of(variant).get("review_type")
    of_type = ["--review-type", kind] if kind else []
    done = run(tmp_path, "blank", name, *of_type, "-o", "x", "--for", "paper")
    assert done.exit_code == 0
    stem = "-".join(filter(None, (name.replace("_", "-"), kind)))
    assert files(tmp_path) == ["x", f"x/{stem}-cy-blank.docx", f"x/{stem}-en-blank.docx"]
    blank: Any = cpr_docs.blank(name, kind)
    assert cpr_docs.read_draft(tmp_path / "x" / f"{stem}-cy-blank.docx") == blank.in_language("cy")
    assert run(tmp_path, "blank", name, *of_type, "-o", "x.json").exit_code == 0
    # A letter to Welsh Government begins with its office, which is in the settings.
    begun = cpr_docs.Settings().starting_data(variant)
    blank = cpr_docs.AnyForm.draft({**blank.data, **begun}) if begun else blank
    assert cpr_docs.AnyForm.draft((tmp_path / "x.json").read_bytes()) == blank


def test_blank_overwrites_nothing(tmp_path: Path) -> None:
    assert run(tmp_path, "blank", "report", "-o", "x.json").exit_code == 0
    assert run(tmp_path, "blank", "report", "-o", "x.json").exit_code == 2
    assert run(tmp_path, "blank", "report", "-o", "x.json", "--force").exit_code == 0


def test_render_takes_a_draft_only_if_told(draft: Path) -> None:
    refused = run(draft.parent, "render", "draft.json", "-l", "cy")
    assert (refused.exit_code, "event_on" in refused.stderr) == (1, True)
    assert refused.stderr.endswith("\n  --draft takes what is filled in so far.\n")
    done = run(draft.parent, "render", "draft.json", "-l", "cy", "--draft")
    assert done.exit_code == 0
    assert files(draft.parent) == ["AB-1-evaluation-form-cy-draft.docx", "draft.json"]


@pytest.mark.parametrize("option", [["--published"], ["--for", "published"]])
def test_a_draft_is_not_published(draft: Path, option: list[str]) -> None:
    draft.write_text(cpr_docs.blank("report", "concise").to_json(), encoding="utf-8")
    refused = run(draft.parent, "render", "draft.json", "-l", "cy", "--draft", *option)
    assert (refused.exit_code, "--draft is not for published copies" in refused.stderr) == (2, True)


def test_read_gives_what_is_filled_in_so_far_and_names_the_blanks(draft: Path) -> None:
    run(draft.parent, "render", "draft.json", "-l", "en", "--draft", "-o", "copy.docx")
    done = run(draft.parent, "read", "copy.docx", "--draft")
    assert (done.exit_code, json.loads(done.stdout)) == (0, loaded(draft))
    assert "still blank: board, " in done.stderr
    refused = run(draft.parent, "read", "copy.docx")
    assert (refused.exit_code, refused.stdout) == (1, "")


def test_copies_are_read_one_after_the_other_and_a_conflict_ends_with_status_1(draft: Path) -> None:
    content = RENDERER.render(cpr_docs.Form.draft(loaded(draft)), "en").content
    for number, venue in enumerate(["Canary Q7 A", "Canary Q7 B"]):
        copy = Edited(content).type("venue", venue).type(("board", "answers.job_title")[number], "Words")
        (draft.parent / f"{number}.docx").write_bytes(copy.saved())
    arguments = ("--draft", "--original", "draft.json", "-o", "draft.json", "--force")
    first = run(draft.parent, "read", "0.docx", *arguments)
    assert (first.exit_code, "venue: filled in" in first.stderr) == (0, True)
    second = run(draft.parent, "read", "1.docx", *arguments)
    assert (second.exit_code, "venue: was changed by two hands" in second.stderr) == (1, True)
    assert loaded(draft)["venue"] == {"en": "Canary Q7 A"}
    assert (loaded(draft)["board"], loaded(draft)["answers"]) == ({"en": "Words"}, {"job_title": "Words"})


def test_messages_are_in_welsh(draft: Path) -> None:
    run(draft.parent, "render", "draft.json", "-l", "cy", "--draft", "-o", "copy.docx")
    assert "yn wag o hyd: board, " in run(draft.parent, "read", "copy.docx", "--draft").stderr


def test_a_print_run_takes_no_drafts(tmp_path: Path) -> None:
    document = cpr_docs.render(cpr_docs.blank("evaluation_form", "concise"), "en")
    with pytest.raises(cpr_docs.ConversionFailed, match="is a draft, and a print run takes none"):
        print_run([document], tmp_path / "x.pdf")
