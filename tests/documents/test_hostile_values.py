"""Values that have broken other programs: printed exactly, or refused with their path and never repeated."""

import traceback
import unicodedata
from typing import Any

import pytest

from cpr_docs.documents.render import Renderer
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import InvalidForm
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.lint import lint
from tests.documents.cases import RENDERER, VARIANTS, case, changed, every_language
from tests.documents.controls import Control, read_controls
from tests.documents.reading import read_text

_PRINTED = {
    "an ampersand": "Heddlu & Addysg",
    "an entity": "&amp; &lt; &#65; &nbsp;",
    "angle brackets": "<w:p><b>a</b> < b > c",
    "the end of a text": '</w:t></w:r></w:p><w:sectPr/> w:val="x"',
    "quotes": "\"double\" 'single' “curly” ‘curly’ «angle» `back`",
    "an expression": "{{ 7*7 }}",
    "a statement": "{% for x in ().__class__.__mro__ %}{{ x }}{% endfor %}",
    "a paragraph statement": "{%p if false %} hidden {%p endif %}",
    "a raw block": "{% raw %}{{ x }}{% endraw %}",
    "a comment": "{# gone #}",
    "braces of docxtpl": "{_{ x }_} {_% y %_}",
    "the end of CDATA": "<![CDATA[ x ]]>",
    "an entity declaration": '<!DOCTYPE x [<!ENTITY a "b">]>&a;',
    "a processing instruction": "<?xml version='1.0'?>",
    "Welsh letters": "ŵ ŷ Ŵ Ŷ â ê î ô û ẁ ỳ ẅ",
    "emoji": "👶🏽 👨‍👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "right to left": "שלום עולם and مرحبا بالعالم \u202eback\u202c",
    "combining marks": unicodedata.normalize("NFC", "q\u0308\u0323 a\u0301\u0302"),
    "invisible characters": "a\u200bb\u00adc\ufeffd\u2060e",
    "a percent sign": "100% %s %(x)s {0} {x}",
    "backslashes": "C:\\Users\\n\\t \\1 \\g<0>",
    "a formula": "=HYPERLINK(1)",
    "a tab": "a\tb\t\tc",
    "several blanks": "a  b   c",
    "the last characters of a plane": "\U0001f9ff \U0010fffd \ufdd0",
    "20,000 characters": "Mae’r plentyn yn ŵyl. " * 900 + "diwedd",
    "one word of 20,000 characters": "w" * 20_000,
}

_REFUSED = {
    "NUL": "\x00",
    "a bell": "\x07",
    "a backspace": "\x08",
    "a vertical tab": "\x0b",
    "a form feed": "\x0c",
    "an escape": "\x1b",
    "a unit separator": "\x1f",
    "U+FFFE": "\ufffe",
    "U+FFFF": "\uffff",
    "a high surrogate": "\ud800",
    "a low surrogate": "\udfff",
}

_CASE = case(VARIANTS[0])
_SECRET = "Sioned-Secret"


def _control(content: bytes, path: str) -> Control:
    (found,) = (control for control in read_controls(content) if control.path == path)
    return found


def _both(text: str) -> dict[str, str]:
    return {"en": text, "cy": text}


@pytest.mark.parametrize("text", _PRINTED.values(), ids=_PRINTED)
@every_language
class TestPrinted:
    def test_exactly_in_a_line(self, text: str, language: Language) -> None:
        form = changed(_CASE, board=_both(text), subgroup_chair={"name": text})
        document = RENDERER.render(form, language)
        assert _control(document.content, "board").text == text
        assert _control(document.content, "subgroup_chair.name").text == text
        assert {finding.code for finding in lint(document.content)} <= {"tag-left"}

    def test_exactly_in_paragraphs_and_bullets(self, text: str, language: Language) -> None:
        prose = f"{text}\n- {text}\nend {text}"
        form = changed(_CASE, outline=_both(prose))
        assert _control(RENDERER.render(form, language).content, "outline").text == prose


@pytest.mark.parametrize("character", _REFUSED.values(), ids=_REFUSED)
class TestRefused:
    @pytest.mark.parametrize(
        ("path", "data"),
        [
            ("board.cy", lambda text: {"board": {"cy": text}}),
            ("subgroup_chair.name", lambda text: {"subgroup_chair": {"name": text}}),
            ("outline.en", lambda text: {"outline": {"en": f"fine\n{text}"}}),
            ("case_identifier", lambda text: {"case_identifier": text}),
            ("case_issues[1].text.en", lambda text: {"case_issues": [{"text": {"en": "a"}}, {"text": {"en": text}}]}),
        ],
    )
    def test_with_its_path_and_no_word_of_the_text(self, character: str, path: str, data: Any) -> None:
        with pytest.raises(InvalidForm) as caught:
            changed(_CASE, **data(f"{_SECRET} {character} {_SECRET}"))
        assert [problem.path for problem in caught.value.problems] == [path]
        _assert_silent(caught.value, character)

    def test_in_json_too(self, character: str) -> None:
        data = _CASE.model_dump_json(exclude_none=True).replace('"DA-CPR', f'"{_SECRET}\\u{ord(character):04x}DA-CPR')
        with pytest.raises(InvalidForm) as caught:
            Form.parse(data)
        assert [problem.path for problem in caught.value.problems] == ["case_identifier"]
        _assert_silent(caught.value, character)


def _assert_silent(error: BaseException, character: str) -> None:
    text = str(error) + repr(error) + "".join(traceback.format_exception(error))
    assert _SECRET not in text
    assert character not in text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029", "\n\n \t\n"])
def test_every_kind_of_line_end_begins_a_paragraph(end: str) -> None:
    form = changed(_CASE, outline={"en": f"one{end}two{end}- three"})
    assert _control(RENDERER.render(form, "en", missing="mark").content, "outline").text == "one\ntwo\n- three"


def test_a_line_end_in_a_setting_is_a_line_break() -> None:
    letter = next(variant for variant in VARIANTS if variant.name() == "invitation_letter")
    settings = Settings.parse({"welsh_correspondence": {"en": "Write in Welsh.\nWe shall answer.", "cy": "x"}})
    text = read_text(Renderer(settings=settings).render(case(letter), "en").content)
    assert "Write in Welsh.⏎We shall answer." in text
