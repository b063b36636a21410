"""Control characters and invisible characters of untrusted names are escaped."""

import os

import pytest

from cpr_docs.language.normalise import visible, visible_lines

NAMES = {
    "plain": ("letter 1.docx", "letter 1.docx"),
    "Welsh": ("Tŷ Siân – ŵ’s.docx", "Tŷ Siân – ŵ’s.docx"),
    "a byte that is not UTF-8": (os.fsdecode(b"si\xe2n.docx"), "si\\xe2n.docx"),
    "a terminal's colour": ("a\x1b[31mb", "a\\x1b[31mb"),
    "two lines": ("a\nrow 2: fine", "a\\nrow 2: fine"),
    "a line of Unicode's": ("a\u2028b\x85c", "a\\u2028b\\x85c"),
    "an override of direction": ("a\u202efdp.exe", "a\\u202efdp.exe"),
    "an isolate": ("\u2066a\u2069", "\\u2066a\\u2069"),
    "nothing to see": ("\u200b\u3164\u2800\ufeff", "\\u200b\\u3164\\u2800\\ufeff"),
    "half a pair": ("\ud800", "\\ud800"),
    "beyond the first plane": ("\U000e0041👶", "\\U000e0041👶"),
}


@pytest.mark.parametrize(("name", "shown"), NAMES.values(), ids=NAMES)
def test_a_name_is_shown_as_a_reader_can_see_it(name: str, shown: str) -> None:
    assert visible(name) == shown
    assert visible(name).encode()


def test_a_message_keeps_its_lines() -> None:
    assert visible_lines("one:\n  a\x1bb\n") == "one:\n  a\\x1bb\n"
