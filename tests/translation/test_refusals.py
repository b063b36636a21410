"""A file that does not fit the case is refused with every text, and nothing that somebody wrote is lost."""

from typing import Any

import pytest
from lxml import etree

import cpr_docs
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.xml import MAX_TAGS, MAX_XML_BYTES
from tests.translation.translator import child, edited, expected, marked, name, texts, translated

CANARY = "Canary Q7"
BULLETS = "It began.\n- One\n- Two"


@pytest.fixture(scope="module")
def form() -> Any:
    return cpr_docs.example("recommendation").replace({"outline": {"en": BULLETS}, "communication": {"en": "None yet"}})


@pytest.fixture(scope="module")
def file(form: Any) -> bytes:
    return translated(cpr_docs.export_translation(form, "cy"))


def codes(problems: Any) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in problems]


def refused(form: Any, content: bytes) -> list[tuple[str, str]]:
    with pytest.raises(cpr_docs.TranslationRefused) as caught:
        cpr_docs.import_translation(form, content)
    assert CANARY not in str(caught.value) + caught.value.text("cy") + repr(caught.value)
    return codes(caught.value.problems)


class TestTheCaseHasChangedSince:
    @pytest.mark.parametrize(
        "now",
        [
            pytest.param("It began again.\n- One\n- Two", id="other words"),
            pytest.param("It began.\n- One", id="a paragraph less"),
            pytest.param("- One\n- Two", id="another order"),
        ],
    )
    def test_each_text_that_has_changed_is_refused(self, form: Any, file: bytes, now: str) -> None:
        changed = form.replace({"outline.en": now, "communication.en": CANARY})
        assert refused(changed, file) == [("outline", "source_changed"), ("communication", "source_changed")]

    def test_a_text_that_is_no_longer_there_is_refused(self, form: Any, file: bytes) -> None:
        assert refused(form.replace(communication=None), file) == [("communication", "unknown_text")]

    def test_the_other_texts_are_taken_where_those_are_skipped(self, form: Any, file: bytes) -> None:
        changed = form.replace({"outline.en": "It began again."})
        result = cpr_docs.import_translation(changed, file, changed="skip")
        assert codes(result.changed) == [("outline", "source_changed")]
        assert result.form is not None
        wanted = expected(changed, Language.WELSH)
        del wanted["outline"]
        assert texts(result.form, Language.WELSH) == wanted

    def test_another_paragraph_at_the_end_leaves_the_text_incomplete(self, form: Any, file: bytes) -> None:
        longer = form.replace({"outline.en": f"{BULLETS}\nThe end."})
        result = cpr_docs.import_translation(longer, file)
        assert codes(result.incomplete) == [("outline", "incomplete")]
        assert "outline" not in result.taken

    def test_welsh_that_was_written_in_the_case_meanwhile_is_kept(self, form: Any, file: bytes) -> None:
        meanwhile = form.replace({"board.cy": CANARY})
        result = cpr_docs.import_translation(meanwhile, file)
        assert codes(result.conflicts) == [("board", "conflict")]
        assert CANARY not in str(result.conflicts)
        assert result.form is not None
        assert texts(result.form, Language.WELSH) == expected(form, Language.WELSH) | {"board": CANARY}

    def test_the_same_welsh_on_both_sides_is_no_conflict(self, form: Any, file: bytes) -> None:
        meanwhile = form.replace({"board.cy": expected(form, Language.WELSH)["board"]})
        assert cpr_docs.import_translation(meanwhile, file).conflicts == ()


class TestTheFileIsNotWhole:
    def test_a_text_with_paragraphs_to_go_is_told_and_not_taken(self, form: Any) -> None:
        content = translated(cpr_docs.export_translation(form, "cy"), marked, "outline#1")
        result = cpr_docs.import_translation(form, content)
        assert [str(problem) for problem in result.incomplete] == [
            "outline: is not taken: 1 of 3 paragraphs are translated"
        ]
        assert result.taken == ()
        assert result.form == form

    def test_units_that_are_gone_leave_their_texts_as_they_were(self, form: Any, file: bytes) -> None:
        def drop(unit: Any) -> None:
            unit.getparent().remove(unit)

        result = cpr_docs.import_translation(form, edited(file, drop, "board#1"))
        assert "board" not in result.taken
        assert "outline" in result.taken
        result = cpr_docs.import_translation(form, edited(file, drop, "outline#2"))
        assert codes(result.incomplete) == [("outline", "incomplete")]

    def test_an_emptied_translation_removes_nothing(self, form: Any) -> None:
        content = translated(cpr_docs.export_translation(form, "cy"), lambda _text: "\u200b ", "board#")
        result = cpr_docs.import_translation(form, content)
        assert codes(result.incomplete) == [("board", "incomplete")]
        assert result.form == form

    def test_a_source_that_a_program_filled_in_is_no_translation(self, form: Any) -> None:
        content = cpr_docs.export_translation(form, "cy")
        copied = edited(content, lambda unit: _copy_source(unit), "outline")
        assert cpr_docs.import_translation(form, copied).taken == ()

    def test_a_name_that_is_the_same_in_both_languages_is_one(self, form: Any) -> None:
        content = translated(cpr_docs.export_translation(form, "cy"), str, "communication")
        assert cpr_docs.import_translation(form, content).taken == ("communication",)

    def test_the_translator_s_notes_are_told(self, form: Any, file: bytes) -> None:
        def comment(unit: Any) -> None:
            etree.SubElement(unit, name("note"), {"from": "Sioned"}).text = CANARY

        result = cpr_docs.import_translation(form, edited(file, comment, "board#"))
        assert [(each.path, each.words) for each in result.comments] == [("board", CANARY)]
        assert CANARY not in repr(result.comments)


class TestTheFileWasChangedByHand:
    def test_a_source_that_was_edited_in_the_file_is_told(self, form: Any, file: bytes) -> None:
        def edit(unit: Any) -> None:
            child(unit, "source").text = CANARY

        assert refused(form, edited(file, edit, "outline#2")) == [("outline", "source_edited")]

    def test_spaces_and_decomposed_letters_in_a_source_are_no_change(self, form: Any) -> None:
        spaced = form.replace({"board.en": "Bwrdd  Tŷ\u00a0Glan"})

        def space(unit: Any) -> None:
            child(unit, "source").text = "\n  Bwrdd Ty\u0302 \n Glan  "

        content = edited(translated(cpr_docs.export_translation(spaced, "cy")), space, "board#")
        assert "board" in cpr_docs.import_translation(spaced, content).taken

    @pytest.mark.parametrize("invented", [CANARY, "board", "board#0", "board#2", "board#1#1", "", "#", "outline[3]#1"])
    def test_an_id_that_is_not_of_the_case_is_refused(self, form: Any, file: bytes, invented: str) -> None:
        content = edited(file, lambda unit: unit.set("id", invented), "board#1")
        assert [code for _path, code in refused(form, content)] in (["unknown_text"], ["source_changed"])

    def test_a_unit_that_is_there_twice_is_refused_also_where_changes_are_skipped(self, form: Any, file: bytes) -> None:
        content = edited(file, lambda unit: unit.set("id", "outline#1"), "outline#2")
        with pytest.raises(cpr_docs.TranslationRefused) as caught:
            cpr_docs.import_translation(form, content, changed="skip")
        assert codes(caught.value.problems) == [("outline", "duplicate")]

    def test_the_file_of_another_form_is_refused(self, file: bytes) -> None:
        assert refused(cpr_docs.example("evaluation_form"), file)

    def test_a_translation_that_the_field_refuses_is_told_with_its_path(self, form: Any) -> None:
        content = cpr_docs.export_translation(form, "cy").replace(b'target-language="cy-GB"', b'target-language="fr"')
        with pytest.raises(cpr_docs.NotReadable, match="translated into English or into Welsh"):
            cpr_docs.import_translation(form, content)


class TestTheFileIsNoXliff:
    @pytest.mark.parametrize(
        ("content", "message"),
        [
            pytest.param(b"", "the XLIFF file: not well-formed XML", id="empty"),
            pytest.param(b"Canary Q7", "not well-formed XML", id="text"),
            pytest.param(b"\xff\xfe\x00", "neither UTF-8 nor UTF-16", id="binary"),
            pytest.param(b"<a/>", "neither XLIFF nor a Word document", id="other XML"),
            pytest.param(
                b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>',
                "save it as XLIFF 1.2",
                id="XLIFF 2.0",
            ),
            pytest.param(b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"/>', "does not say", id="no file"),
            pytest.param(
                b'<!DOCTYPE xliff [<!ENTITY e SYSTEM "file:///etc/passwd">]><xliff>&e;</xliff>',
                "document type declaration",
                id="an entity",
            ),
            pytest.param(b"<xliff>" + b"<g>" * 5000 + b"</g>" * 5000 + b"</xliff>", "not well-formed", id="deep"),
            pytest.param(b"<xliff>" + b"<g/>" * (MAX_TAGS + 1) + b"</xliff>", "more than", id="many tags"),
            pytest.param(b"<xliff>" + b" " * MAX_XML_BYTES + b"</xliff>", "larger than", id="large"),
        ],
    )
    def test_it_is_refused_and_the_message_has_none_of_its_words(self, form: Any, content: bytes, message: str) -> None:
        with pytest.raises(cpr_docs.PackageError, match=message) as caught:
            cpr_docs.import_translation(form, content)
        assert CANARY not in str(caught.value)


@pytest.mark.parametrize("source", [None, 3, object()])
def test_a_source_of_another_type_is_a_type_error(form: Any, source: Any) -> None:
    with pytest.raises(TypeError):
        cpr_docs.import_translation(form, source)


@pytest.mark.parametrize("form", [None, {}, "board"])
def test_a_form_of_another_type_is_a_type_error(form: Any) -> None:
    with pytest.raises(TypeError):
        cpr_docs.export_translation(form, "cy")


def _copy_source(unit: Any) -> None:
    child(unit, "target").text = child(unit, "source").text
