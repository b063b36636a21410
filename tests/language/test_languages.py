"""The languages, and lazy imports of their conventions."""

import subprocess
import sys

import pytest

from cpr_docs.language import Conventions, Language


def test_a_language_equals_its_code() -> None:
    assert Language("cy") is Language.WELSH
    assert Language.ENGLISH.value == "en"
    assert f"{Language.WELSH}" == "cy"


def test_each_language_has_the_other_one() -> None:
    assert Language.ENGLISH.other is Language.WELSH
    assert Language.WELSH.other is Language.ENGLISH


def test_the_tags_are_those_of_word_and_pdf() -> None:
    assert Language.ENGLISH.tag == "en-GB"
    assert Language.WELSH.tag == "cy-GB"


@pytest.mark.parametrize("language", Language)
def test_each_language_has_one_set_of_conventions(language: Language) -> None:
    conventions: Conventions = language.conventions
    assert conventions is language.conventions
    assert conventions is not language.other.conventions


def test_no_other_word_is_a_language() -> None:
    with pytest.raises(ValueError, match="language must be"):
        Language("fr")


def test_english_print_loads_no_welsh_grammar_and_nothing_loads_babel() -> None:
    program = (
        "import sys; from datetime import date; from cpr_docs.language import Language;"
        "Language.ENGLISH.conventions.date(date(2012, 1, 12));"
        "assert not any(name.startswith('cpr_docs.language.welsh') for name in sys.modules);"
        "Language.WELSH.conventions.date(date(2012, 1, 12));"
        "assert 'babel' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, env={"PYTHONPATH": ":".join(sys.path)})
