"""Documents compared with their original: the other language is kept, and every change is listed."""

from typing import Any

import pytest

from cpr_docs.errors import NotReadable
from cpr_docs.language.languages import Language
from cpr_docs.models.examples import example
from cpr_docs.reading.compare import compare
from cpr_docs.reading.match_rows import moved_rows
from cpr_docs.reading.result import ChangeKind, Reading
from tests.documents.cases import RENDERER, every_language
from tests.reading.cases import edited
from tests.reading.editing import Edited


def compared(document: Edited, name: str, *, sparse: bool = False) -> tuple[Any, dict[str, ChangeKind]]:
    """The merged form, and the changes by path."""
    reading = compare(document.saved(), example(name, sparse=sparse))
    return reading.form, {change.path: change.kind for change in reading.changes}


@every_language
def test_an_edited_text_keeps_the_other_language(language: Language) -> None:
    original: Any = example("report")
    form, changes = compared(edited("report", language).type("conclusions", "new"), "report")
    assert form.conclusions.text_in(language) == "new"
    assert form.conclusions.text_in(language.other) == original.conclusions.text_in(language.other)
    assert changes == {"conclusions": ChangeKind.CHANGED}
    assert form.model_copy(update={"conclusions": original.conclusions}) == original


@every_language
def test_a_cleared_text_is_removed_in_both_languages(language: Language) -> None:
    form, changes = compared(edited("report", language).clear("conclusions"), "report")
    assert form.conclusions is None
    assert changes == {"conclusions": ChangeKind.CLEARED}


@every_language
def test_a_blank_section_that_was_filled_in_is_listed_field_by_field(language: Language) -> None:
    document = edited("recommendation", language, sparse=True)
    document.tick("board_decision.answer=agree").type("board_decision.title", "Cadeirydd")
    form, changes = compared(document, "recommendation", sparse=True)
    assert form.board_decision.answer == "agree"
    assert changes == {"board_decision.answer": ChangeKind.FILLED, "board_decision.title": ChangeKind.FILLED}


@every_language
def test_an_answer_that_was_no_is_changed_and_not_filled_in(language: Language) -> None:
    letter = edited("invitation_letter", language)
    was = example("invitation_letter").lunch  # type: ignore[attr-defined]
    _form, changes = compared(letter.pick("lunch", "no" if was else "yes"), "invitation_letter")
    assert changes == {"lunch": ChangeKind.CHANGED}


class TestRows:
    @every_language
    def test_edited_in_its_place(self, language: Language) -> None:
        original: Any = example("terms_of_reference")
        document = edited("terms_of_reference", language).type("panel_members[].designation", "new", row=1)
        form, changes = compared(document, "terms_of_reference")
        assert changes == {"panel_members[1].designation": ChangeKind.CHANGED}
        kept = original.panel_members[1].designation.text_in(language.other)
        assert form.panel_members[1].designation.text_in(language.other) == kept

    @every_language
    def test_moved_to_the_front_keeps_its_other_language(self, language: Language) -> None:
        original: Any = example("terms_of_reference")
        last = len(original.panel_members) - 1
        document = edited("terms_of_reference", language).move_row("panel_members", last, 0)
        form, changes = compared(document, "terms_of_reference")
        assert form.panel_members == (original.panel_members[-1], *original.panel_members[:-1])
        assert changes == {"panel_members[0]": ChangeKind.MOVED}

    @every_language
    def test_added_and_removed(self, language: Language) -> None:
        original: Any = example("terms_of_reference")
        document = edited("terms_of_reference", language).delete_row("panel_members", 0).add_row("panel_members")
        last = len(original.panel_members) - 1
        document.type("panel_members[].name", "Zz", row=last).type("panel_members[].designation", "Yy", row=last)
        form, changes = compared(document, "terms_of_reference")
        assert form.panel_members[:-1] == original.panel_members[1:]
        assert changes == {f"panel_members[{last}]": ChangeKind.ADDED, "panel_members[0]": ChangeKind.REMOVED}


def test_another_form_is_refused() -> None:
    with pytest.raises(NotReadable, match="another form"):
        compare(edited("report", Language.ENGLISH).saved(), example("report", "extended"))


def test_a_change_names_its_path_and_no_value() -> None:
    reading = compare(edited("report", Language.WELSH).type("conclusions", "Sioned").saved(), example("report"))
    assert isinstance(reading, Reading)
    assert [str(change) for change in reading.changes] == ["conclusions: changed"]
    assert "Sioned" not in repr(reading)


def test_fallback_text_that_was_translated() -> None:
    original: Any = example("report")
    lacking = original.model_copy(
        update={"conclusions": type(original.conclusions).model_validate({"en": original.conclusions.en})}
    )
    document = Edited(RENDERER.render(lacking, Language.WELSH, missing="mark").content)
    assert compare(document.saved(), lacking).changes == ()
    # The pasted paragraph replaces the words and their note.
    document.put("conclusions", "<w:p><w:r><w:t>Casgliad</w:t></w:r></w:p>")
    reading: Any = compare(document.saved(), lacking)
    assert reading.form.conclusions.model_dump() == {"en": original.conclusions.en, "cy": "Casgliad"}


@pytest.mark.parametrize(
    ("origins", "expected"),
    [
        ([0, 1, 2], set()),
        ([1, 2, 0], {2}),
        ([2, 0, 1], {0}),
        ([None, 1, None, 0], {1}),
        ([], set()),
        ([3, 2, 1, 0], {0, 1, 2}),
    ],
)
def test_as_few_rows_as_possible_count_as_moved(origins: list[int | None], expected: set[int]) -> None:
    assert moved_rows(origins) == expected
