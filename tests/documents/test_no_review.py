"""A finished recommendation of no review has no outline of one, and says so in one line."""

from typing import Any

import pytest

from cpr_docs.guidance.recommendation.model import Outcome
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.models.purpose import Purpose
from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.reading.compare import compare
from tests.documents.cases import RENDERER, VARIANTS, case, every_language

RECOMMENDATIONS = [variant for variant in VARIANTS if variant.name() == "recommendation"]
OUTLINE = (
    *("period", "agencies", "panel_chair", "child", "case_issues", "reviewer", "additional_questions", "costs"),
    *("timetable", "communication"),
)
_SUBTITLES = {
    ("concise", "en"): "Concise Child Practice Review",
    ("extended", "en"): "Extended Child Practice Review",
    ("concise", "cy"): "Adolygiad Ymarfer Plant Cryno",
    ("extended", "cy"): "Adolygiad Ymarfer Plant Estynedig",
}
INSTEAD = {"en": "no outline of one is attached", "cy": "nid oes amlinelliad o adolygiad ynghlwm"}

every_type = pytest.mark.parametrize("variant", RECOMMENDATIONS, ids=lambda variant: variant.type_name())
no_reviews = pytest.mark.parametrize("outcome", [Outcome.PROFESSIONAL_FORUM, Outcome.NO_REVIEW, Outcome.ALTERNATIVE])


def recommendation(variant: type[Form], outcome: Outcome, **kept: Any) -> Form:
    """A complete recommendation of that outcome, of whose outline only the named sections are kept."""
    left_out = {name: None for name in OUTLINE if name in variant.model_fields and name not in kept}
    detail = {"en": "A homicide review.", "cy": "Adolygiad lladdiad."} if outcome is Outcome.ALTERNATIVE else None
    return case(variant).replace(outcome=outcome, alternative_review=detail, **left_out)


def printed(form: Form, language: Language, purpose: Purpose) -> tuple[str, set[str]]:
    """The words of a document, and the sections of its controls."""
    content = RENDERER.render(form, language, purpose=purpose).content
    assert compare(content).form == form.in_language(language)
    root = parse_xml(Package.read(content)[PartName.DOCUMENT], PartName.DOCUMENT)
    return text_of(root), {control.tag.partition(".")[0].partition("[")[0] for control in controls_in(root)}


@no_reviews
@every_language
@every_type
def test_a_finished_paper_of_no_review_has_no_outline(
    variant: type[Form], language: Language, outcome: Outcome
) -> None:
    form = recommendation(variant, outcome)
    subtitle = _SUBTITLES[variant.type_name(), language.value]
    words, sections = printed(form, language, Purpose.FINAL)
    assert INSTEAD[language] in words
    assert subtitle not in words
    assert not sections & set(OUTLINE)
    for purpose in (Purpose.SCREEN, Purpose.PAPER):
        words, sections = printed(form, language, purpose)
        assert INSTEAD[language] not in words
        assert subtitle in words
        assert sections >= {name for name in OUTLINE if name in variant.model_fields}


@pytest.mark.parametrize("name", OUTLINE)
@every_language
@every_type
def test_an_outline_that_is_given_is_printed(variant: type[Form], language: Language, name: str) -> None:
    if name not in variant.model_fields:
        pytest.skip("the other review type has it")
    words, sections = printed(recommendation(variant, Outcome.NO_REVIEW, **{name: True}), language, Purpose.FINAL)
    assert INSTEAD[language] not in words
    assert name in sections


@every_language
@every_type
def test_a_recommended_review_is_outlined(variant: type[Form], language: Language) -> None:
    words, sections = printed(case(variant), language, Purpose.FINAL)
    assert INSTEAD[language] not in words
    assert sections >= {name for name in OUTLINE if name in variant.model_fields}
