"""The invariants of a template: the controls that every document has, and those that depend on a condition."""

import pytest

from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.templating.invariants import invariants_of
from tests.checking.edits import control, run
from tests.documents.cases import VARIANTS, every_language, every_variant, template
from tests.templating.hand_made import VARIANT, line, package

REPORT = next(variant for variant in VARIANTS if variant.name() == "report")


def _conditional(body: str, form: type[Form] = VARIANT) -> dict[str, str]:
    return dict(invariants_of(package(body), form).conditional)


def _line(tag: str) -> str:
    return f"<w:p>{control(tag, '{{ x }}')}</w:p>"


def _under(condition: str, inside: str) -> str:
    return line(f"{{%p if {condition} %}}") + inside + line("{%p endif %}")


@every_language
@every_variant
def test_no_master_prints_a_control_under_a_condition_that_could_hide_a_value(
    variant: type[Form], language: Language
) -> None:
    assert invariants_of(template(variant, language), variant).conditional == {}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("outline", "outline"),
        ("outline and board", "outline and board"),
        ("outline or not board", "outline or not board"),
        ("costs.how_met and board", "costs.how_met and board"),
        ("not costs", "not costs"),
        ("costs.additional > 0", "costs.additional > 0"),
        ("settings.protective_marking", "settings.protective_marking"),
        ("settings.published", "settings.published"),
        ("not settings.published", "not settings.published"),
        ("review_type == “extended”", 'review_type == "extended"'),
        ("what is no condition", "what is no condition"),
    ],
)
def test_a_control_under_a_condition_has_the_condition(condition: str, expected: str) -> None:
    assert _conditional(_under(condition, _line("costs.how_met"))) == {"costs.how_met": expected}


@pytest.mark.parametrize(
    "condition",
    [
        "costs.how_met",
        "costs",
        "costs and costs.how_met",
        "costs.how_met or board",
        "costs.how_met is not none",
        "not costs.how_met is none",
        "not (costs is none)",
        "review_type == 'concise'",
        "review_type != 'extended'",
    ],
)
def test_a_condition_that_fails_only_for_a_blank_field_hides_nothing(condition: str) -> None:
    assert _conditional(_under(condition, _line("costs.how_met"))) == {}


def test_a_condition_hides_no_and_zero() -> None:
    assert _conditional(_under("panel_chair.independent", _line("panel_chair.independent"))) == {
        "panel_chair.independent": "panel_chair.independent"
    }
    assert _conditional(_under("costs.additional", _line("costs.additional"))) == {
        "costs.additional": "costs.additional"
    }
    assert _conditional(_under("costs.additional is not none", _line("costs.additional"))) == {}


def test_a_published_copy_may_lack_only_the_fields_that_it_omits() -> None:
    omitted = next(iter(REPORT.unpublished_fields()))
    tag = next(tag for tag in invariants_of(template(REPORT, Language.ENGLISH), REPORT).unpublished if omitted in tag)
    assert _conditional(_under("not settings.published", _line(tag)), REPORT) == {}
    assert _conditional(_under("settings.published", _line(tag)), REPORT) == {tag: "settings.published"}


def test_each_branch_has_its_own_condition() -> None:
    body = (
        line("{%p if outline %}")
        + _line("costs.how_met")
        + line("{%p elif board or period %}")
        + _line("case_identifier")
        + line("{%p else %}")
        + _line("recommended_on")
        + line("{%p endif %}")
    )
    assert _conditional(body) == {
        "costs.how_met": "outline",
        "case_identifier": "not outline and (board or period)",
        "recommended_on": "not outline and (not (board or period))",
    }


def test_the_conditions_of_two_controls_for_one_field_are_alternatives() -> None:
    twice = _under("outline", _line("board")) + _under("period", _line("board"))
    assert _conditional(twice) == {"board": "outline or period"}
    assert _conditional(twice + _line("board")) == {}


def test_a_condition_inside_the_paragraph_counts() -> None:
    body = f"<w:p>{run('{% if outline %}')}{control('board', '{{ board }}')}{run('{% endif %}')}</w:p>"
    invariants = invariants_of(package(body), VARIANT)
    assert invariants.conditional == {"board": "outline"}
    assert invariants.controls == frozenset()


def test_lists_and_their_rows_have_conditions_too() -> None:
    rows = line("{%p for row in case_issues|rows %}") + _line("case_issues[].text") + line("{%p endfor %}")
    assert _conditional(rows) == {}
    assert _conditional(_under("case_issues", rows)) == {}
    assert _conditional(_under("outline", rows)) == {"case_issues": "outline", "case_issues[].text": "outline"}
    inner = rows.replace(_line("case_issues[].text"), _under("row.text", _line("case_issues[].text")))
    assert _conditional(inner) == {}


def test_a_loop_that_may_have_no_iteration_is_a_condition() -> None:
    turns = line("{%p for row in case_issues %}") + _line("board") + line("{%p endfor %}")
    assert _conditional(turns) == {"board": "case_issues"}


def test_a_tag_in_a_comment_is_no_condition_and_a_split_tag_is_one() -> None:
    assert _conditional(line("{# {% if outline %} #}") + _line("board")) == {}
    split = f"<w:p>{run('{%p i')}{run('f outline %')}{run('}')}</w:p>"
    assert _conditional(split + _line("board") + line("{%p endif %}")) == {"board": "outline"}


def test_rows_begin_with_their_first_control_unless_it_has_a_condition() -> None:
    start, end = line("{%p for row in case_issues|rows %}"), line("{%p endfor %}")
    rows = f"{start}{_line('case_issues[].text')}{_line('case_issues[].more')}{end}"
    expected = {"case_issues": "case_issues[].text"}
    assert invariants_of(package(_under("outline", rows)), VARIANT).row_starts == expected
    inner = rows.replace(_line("case_issues[].text"), _under("row.text", _line("case_issues[].text")))
    assert invariants_of(package(inner), VARIANT).row_starts == {}
