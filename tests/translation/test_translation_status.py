"""The state of each translation: missing, stale, done; and what an earlier file brings back."""

from typing import Any

import pytest

import cpr_docs
from cpr_docs.language.languages import Language
from tests.translation.translator import child, marked, texts, translated, units

TEXT = "It began.\n- One\n- Two"


@pytest.fixture(scope="module")
def form() -> Any:
    return cpr_docs.example("recommendation").replace({"outline": {"en": TEXT}})


@pytest.fixture(scope="module")
def file(form: Any) -> bytes:
    return translated(cpr_docs.export_translation(form, "cy"))


@pytest.fixture(scope="module")
def done(form: Any, file: bytes) -> Any:
    return cpr_docs.import_translation(form, file).form


def states(form: Any, previous: bytes | None = None) -> dict[str, str]:
    return {each.path: each.state.value for each in cpr_docs.translation_status(form, "cy", previous=previous)}


def unit(content: bytes, id_: str) -> Any:
    return next(each for each in units(content) if each.get("id") == id_)


def state_of(content: bytes, id_: str) -> tuple[str, str]:
    target = child(unit(content, id_), "target")
    return str(target.get("state")), target.text or ""


def test_a_text_without_words_in_the_language_is_missing(form: Any) -> None:
    assert [path for path, state in states(form).items() if state == "missing"] == ["outline"]
    assert set(states(form)) == set(texts(form, Language.ENGLISH))


def test_what_came_back_is_done(done: Any, file: bytes) -> None:
    assert set(states(done).values()) == set(states(done, file).values()) == {"done"}


def test_a_label_is_that_of_the_translation_s_language(form: Any) -> None:
    labels = {each.path: each.label for each in cpr_docs.translation_status(form, "cy")}
    assert labels["board"] == "Enw’r BLlDP"


def test_another_number_of_paragraphs_is_stale(done: Any) -> None:
    assert states(done.replace({"outline.en": f"{TEXT}\nThe end."}))["outline"] == "stale"


class TestWithAnEarlierFile:
    def test_words_that_changed_are_stale(self, done: Any, file: bytes) -> None:
        changed = done.replace({"outline.en": TEXT.replace("One", "Three")})
        assert states(changed)["outline"] == "done"
        assert states(changed, file)["outline"] == "stale"

    def test_a_translation_that_was_changed_too_is_done(self, done: Any, file: bytes) -> None:
        changed = done.replace({"outline.en": TEXT.replace("One", "Three"), "outline.cy": "Un\n- Dau\n- Tri"})
        assert states(changed, file)["outline"] == "done"

    def test_the_export_marks_the_paragraph_and_shows_what_it_was(self, done: Any, file: bytes) -> None:
        changed = done.replace({"outline.en": TEXT.replace("One", "Three")})
        content = cpr_docs.export_translation(changed, "cy", previous=file)
        assert state_of(content, "outline#1") == ("translated", marked("It began."))
        assert state_of(content, "outline#2") == ("needs-review-translation", marked("One"))
        earlier = child(unit(content, "outline#2"), "alt-trans")
        assert (child(earlier, "source").text, child(earlier, "target").text) == ("One", marked("One"))

    def test_it_is_stale_until_somebody_translates_it_anew(self, done: Any, file: bytes) -> None:
        changed = done.replace({"outline.en": TEXT.replace("One", "Three")})
        second = cpr_docs.export_translation(changed, "cy", previous=file)
        assert states(changed, second)["outline"] == "stale"
        back = translated(second, marked, "outline")
        result: Any = cpr_docs.import_translation(changed, back)
        assert result.taken == ("outline",)
        assert states(result.form, back)["outline"] == "done"

    def test_a_program_that_leaves_the_state_as_it_was_is_understood(self, done: Any, file: bytes) -> None:
        changed = done.replace({"outline.en": TEXT.replace("One", "Three")})
        second = cpr_docs.export_translation(changed, "cy", previous=file)
        back = second.replace(
            f'review-translation">{marked("One")}'.encode(), f'review-translation">{marked("3")}'.encode()
        )
        assert back != second
        result: Any = cpr_docs.import_translation(changed, back)
        assert states(result.form, back)["outline"] == "done"

    def test_the_paragraphs_around_a_new_one_keep_their_translation(self, done: Any, file: bytes) -> None:
        longer = done.replace({"outline.en": "It began.\n- One\n- One and a half\n- Two"})
        content = cpr_docs.export_translation(longer, "cy", previous=file)
        found = [state_of(content, f"outline#{number}") for number in (1, 2, 3, 4)]
        assert found == [
            ("translated", marked("It began.")),
            ("translated", marked("One")),
            ("needs-translation", ""),
            ("translated", marked("Two")),
        ]
        result: Any = cpr_docs.import_translation(longer, translated(content, marked, "outline#3"))
        assert texts(result.form, Language.WELSH)["outline"].count("\n") == 3

    def test_without_it_the_translator_sees_the_present_words(self, done: Any) -> None:
        longer = done.replace({"outline.en": f"{TEXT}\nThe end."})
        content = cpr_docs.export_translation(longer, "cy")
        notes = [str(note.text) for note in unit(content, "outline#1").iter("{*}note")]
        assert any(texts(done, Language.WELSH)["outline"] in note for note in notes)
        # Nothing was translated, so that nothing is incomplete.
        assert cpr_docs.import_translation(longer, content).incomplete == ()

    def test_the_file_of_a_refused_import_brings_its_work_back(self, form: Any, file: bytes) -> None:
        changed = form.replace({"board.en": "Another Board"})
        with pytest.raises(cpr_docs.TranslationRefused):
            cpr_docs.import_translation(changed, file)
        second = cpr_docs.export_translation(changed, "cy", previous=file)
        result: Any = cpr_docs.import_translation(changed, second)
        assert texts(result.form, Language.WELSH)["outline"] == "« It began. »\n- « One »\n- « Two »"

    def test_a_row_before_others_moves_their_translations_with_them(self) -> None:
        form = cpr_docs.example("report", "extended")
        file = cpr_docs.export_translation(form, "cy")
        data = form.model_dump(mode="json", exclude_none=True)
        moved = _without_welsh(data) | {}
        issues = moved["case_issues"] if "case_issues" in moved else moved["timeline"]
        issues.insert(0, {**issues[0]} | _other_words(issues[0]))
        case = type(form).parse(moved)
        second = cpr_docs.export_translation(case, "cy", previous=file)
        missing = [each.get("id") for each in units(second) if not child(each, "target").text]
        assert missing
        assert {str(id_).partition("[")[2].partition("]")[0] for id_ in missing} == {"0"}

    def test_a_file_in_the_other_direction_is_refused(self, form: Any, file: bytes) -> None:
        with pytest.raises(cpr_docs.NotReadable, match="into the other language"):
            cpr_docs.translation_status(form, "en", previous=file)


def _without_welsh(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) == {"en", "cy"}:
            return {"en": value["en"]}
        return {name: _without_welsh(inner) for name, inner in value.items()}
    return [_without_welsh(row) for row in value] if isinstance(value, list) else value


def _other_words(row: dict[str, Any]) -> dict[str, Any]:
    return {name: {"en": f"Other {name}"} for name, value in row.items() if isinstance(value, dict) and "en" in value}
