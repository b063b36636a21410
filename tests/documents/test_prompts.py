"""Set text for those who fill in a form is on the screen and on paper, and on no finished paper."""

import re

import pytest

from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.models.purpose import Purpose
from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.pdf.convert.copy_to_convert import copy_to_convert
from tests.documents.cases import RENDERER, VARIANTS, case, every_language, every_variant, template
from tests.examples import blank_of

_OPEN, _CLOSE = re.compile(r"\{%p if not settings\.finished %\}"), re.compile(r"\{%p endif %\}")


def _paragraphs(content: bytes) -> list[str]:
    root = parse_xml(Package.read(content)[PartName.DOCUMENT], PartName.DOCUMENT)
    return [" ".join(text_of(paragraph).split()) for paragraph in root.iter(qn("w:p"))]


def prompts(variant: type[Form], language: Language) -> list[str]:
    """The paragraphs of a template that stand between the tags for those who fill in the form."""
    body = parse_xml(template(variant, language)[PartName.DOCUMENT], PartName.DOCUMENT)
    found, is_inside = [], False
    for paragraph in body.iter(qn("w:p")):
        words = " ".join(text_of(paragraph).split())
        if _OPEN.fullmatch(words):
            is_inside = True
        elif _CLOSE.fullmatch(words):
            is_inside = False
        elif is_inside and words:
            found.append(words)
    return found


@every_language
@every_variant
def test_prompts_are_where_somebody_fills_in_the_form(variant: type[Form], language: Language) -> None:
    wanted = prompts(variant, language)
    assert wanted or variant.name() not in ("action_plan", "recommendation", "report", "agency_timeline")
    for purpose in Purpose:
        if purpose is Purpose.PUBLISHED and not variant.PUBLISHED_WITHOUT:
            continue
        printed = _paragraphs(RENDERER.render(case(variant), language, purpose=purpose).content)
        assert [words in printed for words in wanted] == [not purpose.is_finished] * len(wanted)


@pytest.mark.parametrize("variant", [each for each in VARIANTS if each.name() == "report"])
@every_language
def test_a_report_without_conclusions_states_no_finding(variant: type[Form], language: Language) -> None:
    without = case(variant).replace(conclusions=None, learning_points=[])
    unwritten = RENDERER.render(without, language, purpose=Purpose.FINAL).content
    concluded = RENDERER.render(case(variant).replace(learning_points=[]), language, purpose=Purpose.FINAL).content
    sentence = {"en": "No learning points are recorded.", "cy": "Ni chofnodwyd unrhyw bwyntiau dysgu."}[language]
    assert sentence not in _paragraphs(unwritten)
    assert sentence in _paragraphs(concluded)


@every_language
@every_variant
def test_prompts_keep_their_colour_where_libreoffice_prints_them(variant: type[Form], language: Language) -> None:
    content = RENDERER.render(blank_of(variant), language).content
    printed = copy_to_convert(content)
    assert _paragraphs(printed) == _paragraphs(content)
    root = parse_xml(Package.read(printed)[PartName.DOCUMENT], PartName.DOCUMENT)
    assert not [control.tag for control in controls_in(root) if control.is_placeholder]


def test_a_document_without_prompts_is_printed_as_it_is() -> None:
    letter = next(variant for variant in VARIANTS if variant.name() == "invitation_letter")
    content = RENDERER.render(case(letter), Language.ENGLISH).content
    assert copy_to_convert(content) is content
