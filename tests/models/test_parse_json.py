"""The JSON of a form is UTF-8, complete, one object, and without duplicate keys."""

import io
import json
from typing import Any

import openpyxl
import pytest

import cpr_docs
from cpr_docs.errors import InvalidForm, UnknownForm
from cpr_docs.guidance.recommendation.model import ExtendedRecommendation, Recommendation
from cpr_docs.guidance.report.model import Report
from cpr_docs.models.form import Form
from cpr_docs.models.registry import form_class
from tests.models.data import EXTENDED_RECOMMENDATION, RECOMMENDATION, REMOVED, changed, messages

WHOLE = "(the whole form)"
NO_JSON = f"{WHOLE}: is not complete JSON"


def text(**changes: Any) -> str:
    return json.dumps(changed(RECOMMENDATION, changes), ensure_ascii=False)


class TestText:
    @pytest.mark.parametrize("ends", [0, 1, 100, 2000])
    def test_truncated_json_is_refused_with_the_place_where_it_ends(self, ends: int) -> None:
        [message] = messages(text()[:ends])
        assert message.startswith(f"{NO_JSON}: line 1, column ")

    def test_the_place_is_a_line_and_a_column(self) -> None:
        assert messages('{\n  "form": "report",\n  "review_type" "concise"\n}') == [f"{NO_JSON}: line 3, column 17"]

    @pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
    def test_a_constant_that_only_python_accepts_is_refused(self, constant: str) -> None:
        assert messages(f'{{"form": "report", "review_type": "concise", "x": {constant}}}') == [
            f"{WHOLE}: has a word that is no value of JSON (true, false, null): line 1, column 51"
        ]

    def test_a_number_of_thousands_of_digits_is_refused(self) -> None:
        assert messages('{"form": ' + "9" * 5000 + "}") == [NO_JSON]

    @pytest.mark.parametrize("depth", [500, 900, 100_000])
    @pytest.mark.parametrize(("opens", "closes"), [("[", "]"), ('{"a":', "}")])
    def test_deep_nesting_is_refused(self, depth: int, opens: str, closes: str) -> None:
        deep = f'{text(costs=REMOVED)[:-1]}, "costs": {opens * depth}"x"{closes * depth}}}'
        with pytest.raises(InvalidForm):
            Form.parse(deep)

    def test_a_byte_order_mark_is_no_part_of_the_data(self) -> None:
        form = Form.parse(text())
        assert Form.parse(text().encode("utf-8-sig")) == form
        assert Form.parse("\ufeff" + text()) == form

    def test_bytes_and_text_and_object_give_the_same_form(self) -> None:
        form = Form.parse(changed(RECOMMENDATION, {}))
        assert form == Form.parse(text()) == Form.parse(text().encode())

    @pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
    def test_other_bytes_than_utf_8_are_refused_with_their_place(self, encoding: str) -> None:
        data = '{"form": "report", "board": {"en": "Bwrdd Môn"}}'.encode(encoding)
        assert messages(data) == [f"{WHOLE}: is not UTF-8: byte {data.index(0xF4) + 1}"]

    @pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
    def test_utf_16_with_its_mark_is_read_as_windows_powershell_saves_it(self, mark: str) -> None:
        saved = "\ufeff" + text().replace("\n", "\r\n")
        assert Form.parse(saved.encode(mark)) == Form.parse(text())

    def test_half_of_utf_16_is_refused(self) -> None:
        data = text().encode("utf-16")[:-1]
        assert messages(data) == [f"{WHOLE}: is not UTF-16: byte {len(data)}"]

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-32"])
    def test_wider_encodings_are_refused(self, encoding: str) -> None:
        with pytest.raises(InvalidForm):
            Form.parse(text().encode(encoding))

    def test_half_a_character_is_refused(self) -> None:
        assert messages(text(case_identifier="\ud83d")) == [
            "case_identifier: holds a character that no Word document can hold: U+D83D, character 1"
        ]


class TestSlips:
    """Each message names the kind and the position of a syntax error."""

    COMMA = "lacks a comma: line {}, behind column {}"
    TOO_MANY = "has a comma too many: line {}, column {}"
    MARKS = 'has quotation marks that are not straight ones ("): line {}, column {}'
    COMMENT = "has a comment, which JSON does not have: line {}, column {}"
    NO_VALUE = "has a word that is no value of JSON (true, false, null): line {}, column {}"
    QUOTE = "has a quotation mark too few or too many: line {}, column {}"

    @pytest.mark.parametrize(
        ("written", "message", "line", "column"),
        [
            ('{\n  "a": 1\n  "b": 2\n}', COMMA, 2, 8),
            ('{"a": 1 "b": 2}', COMMA, 1, 7),
            ('{"a": [1 2]}', COMMA, 1, 8),
            ('{"a": [{"b": 1}\n\n {"b": 2}]}', COMMA, 1, 15),
            ('{"a": {"b": 1}\n"c": true}', COMMA, 1, 14),
            ('{"a": null,\n}', TOO_MANY, 1, 11),
            ('{"a": [1, 2,], "b": 2}', TOO_MANY, 1, 12),
            ('{"a": 1,, "b": 2}', TOO_MANY, 1, 8),
            ('{"a": [,1]}', TOO_MANY, 1, 8),
            ('{,"a": 1}', TOO_MANY, 1, 2),
            ("{\n “a”: 1}", MARKS, 2, 2),
            ('{\n "a”: "2014",\n "b": 1}', MARKS, 2, 4),
            ('{\n "a": “2014”}', MARKS, 2, 7),
            ('{"a": «x»}', MARKS, 1, 7),
            ("{'a': 1}", MARKS, 1, 2),
            ('{"a": 1, // why\n "b": 2}', COMMENT, 1, 10),
            ('{"a": "x" /* why */}', COMMENT, 1, 11),
            ('# why\n{"a": 1}', COMMENT, 1, 1),
            ('{"a": None}', NO_VALUE, 1, 7),
            ('{"a": "NaN",\n "b": [1, NaN]}', NO_VALUE, 2, 11),
            ('{"a": -Infinity}', NO_VALUE, 1, 7),
            ('{"a": True}', NO_VALUE, 1, 7),
            ('{"a": {"b": 1}\n', "is not complete JSON: line {}, column {}", 2, 1),
            ('{"a": [{"b": "x"}, "c": "y"}', "is not complete JSON: line {}, column {}", 1, 23),
            ('{"a": 007}', "is not complete JSON: line {}, column {}", 1, 8),
            ('{"a": "he said "yes" to"}', QUOTE, 1, 17),
            ('{\n"a": "hello,\n "b": 1}', QUOTE, 2, 13),
        ],
    )
    def test_it_is_named_with_its_line(self, written: str, message: str, line: int, column: int) -> None:
        assert messages(written) == [f"{WHOLE}: {message.format(line, column)}"]

    def test_quotation_marks_within_a_text_are_no_slip(self) -> None:
        written = '{"a": "she said “yes”, and",\n "b": tru}'
        assert messages(written) == [f"{NO_JSON}: line 2, column 7"]

    def test_no_message_contains_a_value(self) -> None:
        secret = '{"a": "Siân",\n "Siân": Siân “Siân” \'Siân\', }'
        assert all("Siân" not in message for message in messages(secret))


class TestOtherFiles:
    def test_the_message_of_a_word_document_names_the_command_for_it(self) -> None:
        document = cpr_docs.render(cpr_docs.example("report"), "en").content
        assert messages(document) == [f"{WHOLE}: is a Word document, not JSON; cpr-docs read takes it"]

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_the_message_of_a_table_names_the_command_for_it(self, delimiter: str, encoding: str) -> None:
        table = f'"Name"{delimiter}Agency\r\nA{delimiter}B\r\n'
        (message,) = messages(table.encode(encoding))
        assert message.startswith(f"{NO_JSON}: line 1, column ")
        assert message.endswith("; a table is the second file of cpr-docs batch")

    def test_a_pdf_is_named(self) -> None:
        assert messages(b"%PDF-1.7\n") == [f"{WHOLE}: is a PDF, neither JSON nor a table"]

    def test_a_workbook_too(self) -> None:
        book = io.BytesIO()
        openpyxl.Workbook().save(book)
        (message,) = messages(book.getvalue())
        assert "is a table, not JSON" in message


class TestRepeatedKeys:
    def test_at_the_top(self) -> None:
        assert messages('{"form": "report", "form": "report"}') == ["form: stands twice in one object"]

    def test_inside_with_the_whole_path(self) -> None:
        data = '{"case_issues": [{}, {"outline": {"text": 1, "text": 1}}], "form": "report"}'
        assert messages(data) == ["case_issues[1].outline.text: stands twice in one object"]

    def test_all_of_them(self) -> None:
        data = (
            '{"board": {"en": "x", "en": "y"}, "costs": 1, "costs": 2, "Carys": [{"end": 1, "end": 2, "d": 1, "d": 1}]}'
        )
        assert sorted(messages(data)) == [
            f"{path}: stands twice in one object" for path in ("?[0].?", "?[0].end", "board.en", "costs")
        ]

    def test_the_same_key_in_two_objects_is_no_repetition(self) -> None:
        assert messages(text()) == []


class TestWhichForm:
    @pytest.mark.parametrize("data", ["[]", "null", "5", '"report"', "true", [], None, 5, ("form",)])
    def test_only_an_object_is_a_form(self, data: Any) -> None:
        with pytest.raises(UnknownForm, match="must be an object"):
            Form.parse(data)

    def test_data_that_does_not_say_which_form_it_is(self) -> None:
        with pytest.raises(UnknownForm) as caught:
            Form.parse(changed(RECOMMENDATION, {"form": REMOVED}))
        assert [str(problem) for problem in caught.value.problems] == [
            "form: is missing: the name of the form, which cpr-docs forms lists"
        ]

    @pytest.mark.parametrize("name", ["", "Report", "reports", 5, ["report"], {"report": 1}, True])
    def test_a_form_that_there_is_not(self, name: Any) -> None:
        with pytest.raises(UnknownForm) as caught:
            Form.parse(changed(RECOMMENDATION, {"form": name}))
        (problem,) = caught.value.problems
        meant = "did you mean report? " if str(name).casefold() in ("report", "reports") else ""
        assert str(problem) == f"form: is no name of a form; {meant}cpr-docs forms lists all names"

    @pytest.mark.parametrize("review_type", ["", "Concise", "both", 5, ["concise"], {}, False])
    def test_a_review_type_that_there_is_not(self, review_type: Any) -> None:
        with pytest.raises(UnknownForm) as caught:
            Form.parse(changed(RECOMMENDATION, {"review_type": review_type}))
        assert [str(problem) for problem in caught.value.problems] == ["review_type: must be one of: concise, extended"]

    def test_no_review_type(self) -> None:
        assert messages(changed(RECOMMENDATION, {"review_type": REMOVED})) == [
            "review_type: is missing; it must be one of: concise, extended"
        ]

    def test_a_form_refuses_the_data_of_another(self) -> None:
        with pytest.raises(UnknownForm, match="form: must be one of: report"):
            Report.parse(changed(RECOMMENDATION, {}))

    @pytest.mark.parametrize("parser", [Form, Recommendation, ExtendedRecommendation])
    def test_form_base_class_and_subclass_parse_either_review_type(self, parser: type[Form]) -> None:
        for name in (RECOMMENDATION, EXTENDED_RECOMMENDATION):
            data = changed(name, {})
            assert type(parser.parse(data)) is form_class("recommendation").variant(data["review_type"])

    def test_the_data_that_is_parsed_stays_as_it_was(self) -> None:
        data = changed(RECOMMENDATION, {"board.en": "  Bwrdd  ", "costs": {}, "case_issues": [{}]})
        before = json.dumps(data)
        Form.parse(data)
        assert json.dumps(data) == before
