"""The fields of a form, by path."""

from typing import Any

import pytest

from cpr_docs.guidance.invitation_letter.model import ConciseInvitationLetter, EventSession, ExtendedInvitationLetter
from cpr_docs.guidance.recommendation.model import ConciseRecommendation
from cpr_docs.guidance.recommendation.proposal import Costs
from cpr_docs.guidance.report.model import ExtendedReport
from cpr_docs.guidance.terms_of_reference.model import ConciseTermsOfReference, ExtendedTermsOfReference
from cpr_docs.models.fields import IDENTITY, Kind, field_at, fields_of, part_at
from cpr_docs.models.form import Form
from tests.models.classes import VARIANTS

every_variant = pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.__name__)

KINDS: list[tuple[type[Form], str, Kind]] = [
    (ConciseRecommendation, "case_identifier", Kind.LINE),
    (ConciseRecommendation, "board", Kind.LINE),
    (ConciseRecommendation, "subgroup_chair.name", Kind.LINE),
    (ConciseRecommendation, "outline", Kind.PROSE),
    (ConciseRecommendation, "recommended_on", Kind.DATE),
    (ConciseRecommendation, "timetable.report_expected", Kind.MONTH),
    (ConciseRecommendation, "costs.reviewer", Kind.MONEY),
    (ConciseRecommendation, "costs", Kind.SECTION),
    (ConciseRecommendation, "case_issues", Kind.ROWS),
    (ConciseRecommendation, "case_issues[].text", Kind.LINE),
    (ConciseRecommendation, "outcome", Kind.CHOICE),
    (ConciseRecommendation, "agencies.police.involved", Kind.TICK),
    (ConciseRecommendation, "board_decision.in_discussion", Kind.TICK),
    (ConciseRecommendation, "panel_chair.independent", Kind.YES_NO),
    (ConciseRecommendation, "period.band", Kind.CHOICE),
    (ConciseInvitationLetter, "sessions[].starts", Kind.TIME),
    (ConciseInvitationLetter, "lunch", Kind.YES_NO),
    (ConciseInvitationLetter, "recipient.address", Kind.PROSE),
    (ConciseTermsOfReference, "terms.version", Kind.INTEGER),
]

BILINGUAL = [
    *("board", "board_address", "child", "venue", "enclosures[].text", "reply.needs"),
    *("recipient.salutation", "recipient.agency", "recipient.job_title", "recipient.address"),
    *("signatory.designation", "reviewer_1.designation", "reviewer_2.designation"),
    *("recipient.salutation", "recipient.agency", "recipient.job_title", "recipient.address"),
]
PLAIN = [
    *("case_identifier", "recipient.name"),
    *("reviewer_1.name", "signatory.name", "signatory.telephone", "signatory.email"),
]

UNKNOWN: list[tuple[type[Form], str, str]] = [
    (ConciseRecommendation, "bord", "bord"),
    (ConciseRecommendation, "costs.bord.x", "costs.bord"),
    (ConciseRecommendation, "case_identifier.en", "case_identifier.en"),
    (ConciseRecommendation, "board.en", "board.en"),
    (ConciseRecommendation, "costs[].reviewer", "costs[]"),
    (ConciseRecommendation, "outline[]", "outline[]"),
    (ConciseRecommendation, "case_issues[].txt", "case_issues[].txt"),
    (ConciseRecommendation, "additional_questions", "additional_questions"),
    (ConciseRecommendation, "model_config", "model_config"),
    (ConciseRecommendation, "period.rules", "period.rules"),
    (ConciseInvitationLetter, "reviewer_2.name", "reviewer_2"),
    (ConciseInvitationLetter, "", ""),
]


@every_variant
def test_every_path_of_a_form_is_there_once(variant: type[Form]) -> None:
    paths = [field.path for field in fields_of(variant)]
    assert len(paths) == len(set(paths)) > 1


@every_variant
def test_every_path_finds_its_field(variant: type[Form]) -> None:
    for field in fields_of(variant):
        assert field_at(variant, field.path) == field
        assert field.kind not in (Kind.SECTION, Kind.ROWS)
        assert field.path not in IDENTITY
        assert not field.derived


@every_variant
def test_a_value_below_an_optional_section_may_be_absent(variant: type[Form]) -> None:
    for field in fields_of(variant):
        steps = field.path.split(".")
        above = [field_at(variant, ".".join(steps[:count])) for count in range(1, len(steps))]
        assert field.absent == (field.optional or any(part.optional or part.kind is Kind.ROWS for part in above))


@pytest.mark.parametrize(("form", "path", "kind"), KINDS, ids=lambda value: getattr(value, "__name__", value))
def test_the_kind_of_a_field(form: type[Form], path: str, kind: Kind) -> None:
    assert field_at(form, path).kind is kind


@pytest.mark.parametrize(("form", "path", "walked"), UNKNOWN, ids=lambda value: getattr(value, "__name__", value))
def test_a_path_that_leads_nowhere_is_named_as_far_as_it_goes(form: type[Form], path: str, walked: str) -> None:
    with pytest.raises(KeyError) as caught:
        field_at(form, path)
    assert caught.value.args == (walked,)


@pytest.mark.parametrize(
    ("form", "path"),
    [
        (ConciseRecommendation, "period.band"),
        (ExtendedReport, "period.band"),
        (ExtendedTermsOfReference, "period.band"),
    ],
)
def test_the_band_of_a_period_is_derived(form: type[Form], path: str) -> None:
    assert field_at(form, path).derived


@pytest.mark.parametrize("path", BILINGUAL)
def test_bilingual_fields_of_a_letter(path: str) -> None:
    assert field_at(ExtendedInvitationLetter, path).bilingual


@pytest.mark.parametrize("path", PLAIN)
def test_monolingual_fields_of_a_letter(path: str) -> None:
    assert not field_at(ExtendedInvitationLetter, path).bilingual


@pytest.mark.parametrize(
    ("names", "part"),
    [
        ([], ConciseInvitationLetter),
        (["sessions"], EventSession),
        (["sessions", "starts"], None),
        (["weather"], None),
        (["recipient", "name", "en"], None),
    ],
)
def test_the_part_that_names_lead_to(names: list[str], part: Any) -> None:
    assert part_at(ConciseInvitationLetter, names) is part


def test_the_part_of_a_section_that_may_be_blank() -> None:
    assert part_at(ConciseRecommendation, ["costs"]) is Costs
