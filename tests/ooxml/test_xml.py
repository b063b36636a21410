"""XML from elsewhere is parsed safely, or refused without being expanded."""

import time

import pytest

from cpr_docs.errors import PackageError
from cpr_docs.ooxml.names import NAMESPACES, qn
from cpr_docs.ooxml.xml import parse_xml

_LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_welsh_letters_are_read_in_both_encodings(encoding: str) -> None:
    declared = "utf-16" if encoding == "utf-16" else "utf-8"
    content = f'<?xml version="1.0" encoding="{declared}"?><x>ŵŷ</x>'.encode(encoding)
    assert parse_xml(content).text == "ŵŷ"


_REFUSED = {
    "a document type": (b"<!DOCTYPE x><x/>", "document type"),
    "a billion laughs": (f'<!DOCTYPE x [<!ENTITY a0 "ha">{_LAUGHS}]><x>&a11;</x>'.encode(), "document type"),
    "a file of the machine": (b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>', "document type"),
    "a document type in UTF-16": ("<!DOCTYPE x><x/>".encode("utf-16"), "document type"),
    "a document type in an encoding that hides it": (
        b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE x+AD4-<x/>',
        "not well-formed",
    ),
    "another encoding": ("<x>ŵ</x>".encode("iso8859-14"), "UTF-8"),
    "an entity of nobody": (b"<x>&Sioned;</x>", "not well-formed"),
    "an open element": (b"<x>\n<Sioned></x>", "line 2"),
    "nothing": (b"", "not well-formed"),
    "a tree too deep": (b"<x>" * 1000 + b"</x>" * 1000, "not well-formed"),
    "a forbidden character": (b"<x>\x01</x>", "not well-formed"),
}


@pytest.mark.parametrize(("content", "says"), _REFUSED.values(), ids=_REFUSED)
def test_a_part_is_refused_that_is_not_safe_or_not_xml(content: bytes, says: str) -> None:
    started = time.perf_counter()
    with pytest.raises(PackageError, match=says) as refused:
        parse_xml(content, "word/document.xml")
    assert str(refused.value).startswith("word/document.xml: ")
    assert "Sioned" not in str(refused.value)
    assert time.perf_counter() - started < 1


def test_blanks_between_elements_stay() -> None:
    assert parse_xml(b"<x> <y/> </x>").text == " "


class TestNames:
    def test_a_prefix_becomes_its_namespace(self) -> None:
        assert qn("w:p") == "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"

    def test_an_unknown_prefix_is_a_mistake(self) -> None:
        with pytest.raises(KeyError):
            qn("unknown:p")

    def test_no_two_prefixes_have_the_same_namespace(self) -> None:
        assert len(set(NAMESPACES.values())) == len(NAMESPACES)
