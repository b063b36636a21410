"""Validation makes text canonical, so that printing does not change it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from cpr_docs.language.text import Paragraph, canonical_line, canonical_prose, paragraphs
from tests.models.data import RECOMMENDATION, changed, messages
from tests.strategies import lines, proses

FORBIDDEN = [*map(chr, range(9)), "\x0b", "\x0c", *map(chr, range(14, 32)), "\ud800", "\udfff", "\ufffe", "\uffff"]
NEWLINES = ["\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029"]

PROSE = {
    "one paragraph": ("text", "text"),
    "blanks outside": (" \t text \n ", "text"),
    "empty lines": ("one\n\n \n\ntwo", "one\ntwo"),
    "blanks at the ends of lines": ("one  \n\t two", "one\ntwo"),
    "blanks within a line stay": ("one  two\tthree", "one  two\tthree"),
    "nothing": (" \n\t\n", ""),
    "a hyphen": ("- one", "- one"),
    "a hyphen with more blanks": ("-   one", "- one"),
    "a hyphen and a tab": ("-\tone", "- one"),
    "a hyphen and a fixed blank": ("-\u00a0one", "- one"),
    "an indented bullet": ("    - one", "- one"),
    "a round bullet": ("• one", "- one"),
    "a black circle": ("● one", "- one"),
    "a black square": ("▪ one", "- one"),
    "a middle dot": ("· one", "- one"),
    "an asterisk": ("* one", "- one"),
    "a hyphen that begins a word": ("-one", "-one"),
    "a dash is no bullet": ("– one", "– one"),
    "a bullet with nothing": ("- \ntext", "-\ntext"),
    "a bullet in a bullet": ("- - one", "- - one"),
    "decomposed letters": ("w\u0302", "ŵ"),
    **{f"a line ends with {end!a}": (f"one{end}two", "one\ntwo") for end in NEWLINES},
}


@pytest.mark.parametrize(("text", "expected"), PROSE.values(), ids=PROSE)
def test_prose_is_paragraphs_and_bullets(text: str, expected: str) -> None:
    assert canonical_prose(text) == expected


@pytest.mark.parametrize("newline", NEWLINES, ids=ascii)
def test_a_line_has_no_newline_but_outside(newline: str) -> None:
    assert canonical_line(f"{newline} text {newline}") == "text"
    with pytest.raises(PydanticCustomError, match="single line"):
        canonical_line(f"one{newline}two")


@pytest.mark.parametrize("canonical", [canonical_line, canonical_prose])
@pytest.mark.parametrize("character", FORBIDDEN, ids=ascii)
def test_a_character_that_xml_forbids_is_refused_with_its_position(canonical: object, character: str) -> None:
    assert callable(canonical)
    with pytest.raises(PydanticCustomError) as caught:
        canonical(f"e\u0301 {character}text")
    context = caught.value.context or {}
    assert caught.value.type == "forbidden_character"
    assert (context["code_point"], context["position"]) == (f"{ord(character):04X}", 4)


def test_the_position_of_a_character_is_in_the_message() -> None:
    assert messages(changed(RECOMMENDATION, {"outline.en": "ab\x0bc"})) == [
        "outline.en: holds a character that no Word document can hold: U+000B, character 3"
    ]


@given(lines())
def test_a_canonical_line_is_composed_and_has_no_blanks_outside(text: str) -> None:
    line = canonical_line(text)
    assert line == line.strip()
    assert unicodedata.is_normalized("NFC", line)
    assert not set(line) & set("".join(NEWLINES))
    assert canonical_line(line) == line


@given(proses() | st.text().filter(lambda text: not set(text) & set(FORBIDDEN)))
def test_canonical_prose_is_composed_and_has_no_blanks_outside_any_paragraph(text: str) -> None:
    prose = canonical_prose(text)
    assert unicodedata.is_normalized("NFC", prose)
    assert not set(prose) & set("\r\u0085\u2028\u2029")
    assert prose == "" or all(line and line == line.strip() for line in prose.split("\n"))
    assert canonical_prose(prose) == prose


@given(proses())
def test_canonical_prose_loses_no_word(text: str) -> None:
    def words(text: str) -> str:
        composed = unicodedata.normalize("NFC", text)
        return "".join(character for character in composed if not character.isspace() and character not in "-•●▪·*")

    assert words(canonical_prose(text)) == words(text)


@given(proses())
def test_prose_equals_its_joined_paragraphs(text: str) -> None:
    prose = canonical_prose(text)
    assert "\n".join(f"- {each.text}" if each.bullet else each.text for each in paragraphs(prose)) == prose


def test_paragraphs_and_bullets() -> None:
    assert paragraphs("First\n- one\n-two\nthree") == [
        Paragraph("First", bullet=False),
        Paragraph("one", bullet=True),
        Paragraph("-two", bullet=False, after_bullet=True),
        Paragraph("three", bullet=False),
    ]
