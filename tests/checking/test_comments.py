"""Findings as Word comments: at their places, in a copy that is still a valid template."""

from pathlib import Path

import pytest
from lxml import etree

import cpr_docs
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.lint import lint
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.ooxml.xml import parse_xml
from tests.checking.corpus import BROKEN
from tests.checking.edits import HEADER, TERMS, edited, house, replaced, with_paragraph
from tests.documents.cases import template
from tests.witnesses import open_xml_sdk, presence

_NAME = "terms_of_reference.concise.docx"
_COMMENT_CODES = {"comment", "hidden-part"}


def _annotated(tmp_path: Path, package: Package) -> Package:
    house(tmp_path / "house", (TERMS, Language.ENGLISH, package))
    cpr_docs.check(tmp_path / "house", annotated=tmp_path / "marked")
    return Package.read(tmp_path / "marked" / "en" / _NAME)


def _comments(package: Package) -> list[tuple[str, str]]:
    """The text of each paragraph that has a comment, with the text of the comment."""
    comments = {
        one.get(qn("w:id")): text_of(one) for one in parse_xml(package["word/comments.xml"]).iter(qn("w:comment"))
    }
    document = parse_xml(package[PartName.DOCUMENT])
    anchors = list(document.iter(qn("w:commentReference")))
    return [(_paragraph(anchor), comments[anchor.get(qn("w:id"))]) for anchor in anchors]


def _paragraph(anchor: etree._Element) -> str:
    return text_of(next(anchor.iterancestors(qn("w:p"))))


def test_each_finding_is_a_comment_at_its_paragraph(tmp_path: Path) -> None:
    edits = edited(
        lambda xml: with_paragraph("{{ bord }}")(replaced("{{ terms.version }}", "{{ terms.vershun }}")(xml))
    )
    found = _comments(_annotated(tmp_path, edits))
    assert list(dict.fromkeys(words for words, _comment in found)) == ["{{ terms.vershun }}", "{{ bord }}"]
    assert any(words == "{{ bord }}" and "did you mean board?" in comment for words, comment in found)
    assert not any("{{" in comment for _words, comment in found)


@pytest.mark.parametrize("messages", [None, "cy", "en"])
@pytest.mark.parametrize("language", Language)
def test_a_comment_is_in_the_language_of_its_template_or_of_messages(
    tmp_path: Path, language: Language, messages: str | None
) -> None:
    broken = edited(replaced("{{ terms.version }}", "{{ bord }}"), language=language)
    house(tmp_path / "house", (TERMS, language, broken))
    cpr_docs.check(tmp_path / "house", annotated=tmp_path / "marked", messages=messages)
    found = _comments(Package.read(tmp_path / "marked" / language.value / _NAME))
    words = "nid oes gan y ffurflen faes bord" if (messages or language) == "cy" else "the form has no field bord"
    assert any(words in comment for _words, comment in found)


def test_a_finding_outside_the_document_is_a_comment_at_its_first_paragraph(tmp_path: Path) -> None:
    package = edited(lambda xml: xml.replace("{{ board }}", "{{ bord }}"), part=HEADER)
    found = _comments(_annotated(tmp_path, package))
    assert {words for words, _comment in found} == {"Terms of Reference of the Review"}
    assert HEADER in found[0][1]


def test_existing_comments_stay(tmp_path: Path) -> None:
    once = _annotated(tmp_path, edited(with_paragraph("{{ bord }}")))
    again = _annotated(tmp_path / "again", once)
    first, second = (len(list(parse_xml(one["word/comments.xml"]))) for one in (once, again))
    assert second > first
    assert len({one.get(qn("w:id")) for one in parse_xml(again["word/comments.xml"])}) == second


def test_a_template_without_findings_has_no_copy(tmp_path: Path) -> None:
    house(tmp_path / "house", (TERMS, Language.ENGLISH, template(TERMS, Language.ENGLISH)))
    cpr_docs.check(tmp_path / "house", annotated=tmp_path / "marked")
    assert not (tmp_path / "marked").exists()


def test_the_copy_is_as_valid_as_the_template(tmp_path: Path) -> None:
    package = edited(with_paragraph("{{ bord }}"))
    found = {finding.code for finding in lint(_annotated(tmp_path, package), template=True)}
    assert found <= _COMMENT_CODES


@pytest.mark.parametrize("broken", BROKEN[::6], ids=[broken.name for broken in BROKEN[::6]])
def test_the_copy_of_a_broken_template_has_no_new_faults(tmp_path: Path, broken: object) -> None:
    from tests.checking.corpus import Broken

    assert isinstance(broken, Broken)
    package = edited(broken.edit, broken.form, part=broken.part)
    before = {finding.code for finding in lint(package, template=True)}
    after = {finding.code for finding in lint(_annotated(tmp_path, package), template=True)}
    assert after - before <= _COMMENT_CODES


def test_microsofts_validator_accepts_the_copy(tmp_path: Path) -> None:
    presence.require(open_xml_sdk.NAME, open_xml_sdk.available())
    _annotated(tmp_path, edited(with_paragraph("{{ bord }}")))
    path = tmp_path / "marked" / "en" / _NAME
    assert open_xml_sdk.validate([path]) == {path: []}
