"""A template is untrusted code: it has access to the form's fields and nothing else."""

import traceback

import pytest

from cpr_docs.errors import RenderError, TemplateProblem
from cpr_docs.guidance.recommendation.model import Agreement
from tests.documents.cases import case
from tests.templating.hand_made import VARIANT, document_of, line

_REACHING_OUT = [
    "{{ board.__class__ }}",
    "{{ board.__class__.__mro__ }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ ().__class__.__bases__ }}",
    "{{ board['__class__'] }}",
    "{{ board['en'] }}",
    "{{ board.en }}",
    "{{ board.said_in }}",
    "{{ board.model_dump() }}",
    "{{ subgroup_chair.model_fields }}",
    "{{ subgroup_chair.__dict__ }}",
    "{{ subgroup_chair.rules() }}",
    "{{ case_identifier.upper() }}",
    "{{ case_identifier.format }}",
    "{{ '{0.__class__}'.format(board) }}",
    "{{ case_identifier[0] }}",
    "{{ board[case_identifier] }}",
    "{{ case_issues[0] }}",
    "{{ recommended_on.year }}",
    "{{ range(3) }}",
    "{{ cycler('a') }}",
    "{{ lipsum() }}",
    "{{ dict(a=1) }}",
    "{{ joiner() }}",
    "{{ namespace() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ loop.parent }}",
    "{{ next_id.__class__ }}",
    "{{ settings.parse }}",
    "{{ settings.model_config }}",
    "{% include 'x' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import path %}",
    "{% extends 'x' %}",
    "{% macro m() %}{{ board }}{% endmacro %}{{ m() }}",
    "{% for x in case_issues recursive %}{{ loop(()) }}{% endfor %}",
    "{% for x in case_issues %}{{ loop.__class__ }}{% endfor %}",
    "{% for x in case_identifier|attr('x') %}{% endfor %}",
    "{{ board|map }}",
    "{{ board|tojson }}",
    "{{ board|pprint }}",
    "{% if board is defined %}x{% endif %}",
    "{% if board is callable %}x{% endif %}",
    "{{ 9 ** 9 ** 9 ** 9 }}",
    "{{ 'x' * 10000000000 }}",
    "{{ '%9999999999d' % 1 }}",
    "{{ subgroup_chair }}",
    "{{ settings }}",
    "{{ case_issues }}",
    "{{ case_issues|rows }}",
    "{{ outline|paragraphs }}",
    "{{ agencies.police.involved }}",
    "{% debug %}",
    "{% do x %}",
]


@pytest.mark.parametrize("tag", _REACHING_OUT)
def test_anything_but_a_field_of_the_form_is_refused_without_naming_a_value(tag: str) -> None:
    with pytest.raises(TemplateProblem) as caught:
        document_of(line(tag))
    assert caught.value.place.startswith("recommendation (concise) in en, word/document.xml")
    output = str(caught.value) + repr(caught.value) + "".join(traceback.format_exception(caught.value))
    assert str(case(VARIANT).case_identifier) not in output
    assert "Dyffryn Arian" not in output


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("{{ bord }}", "'bord' is undefined"),
        ("{{ subgroup_chair.nmae }}", "has no attribute 'nmae'"),
        ("{{ board|iso }}", "failed with AttributeError"),
    ],
)
def test_a_failure_during_rendering_has_its_place_and_reason(tag: str, message: str) -> None:
    with pytest.raises(RenderError, match=r"recommendation \(concise\) in en, word/document\.xml") as caught:
        document_of(line(tag))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "tag", ["{{ board", "{% if board %}", "{% endif %}", "{{ board|nothing }}", "{{ }}", "{% x %}"]
)
def test_the_compiler_refuses_an_invalid_tag(tag: str) -> None:
    with pytest.raises(TemplateProblem) as caught:
        document_of(line("fine") + line(tag))
    assert not isinstance(caught.value, RenderError)


def test_the_message_contains_the_invalid_tag() -> None:
    with pytest.raises(TemplateProblem, match=r"word/document\.xml, \{\{ board\|nothing \}\}: No filter"):
        document_of(line("{{ board }}") + line("{{ board|nothing }}") + line("fine"))


def test_every_field_of_an_absent_section_is_blank() -> None:
    form = case(VARIANT).model_copy(update={"timetable": None})
    assert "[]" in document_of(line("[{{ timetable.referred_on }}]"), **form.__dict__)


def test_fields_loops_and_conditions_work() -> None:
    assert ">DA-CPR-" in document_of(line("{{ case_identifier }}"))
    assert "1,2," in document_of(line("{% for issue in case_issues %}{{ loop.index }},{% endfor %}"))
    tag = "{% if agreement == 'unanimous' %}{{ agreement }}{% else %}not unanimous{% endif %}"
    assert ">Unanimous<" in document_of(line(tag), agreement=Agreement.UNANIMOUS)
    assert ">not unanimous<" in document_of(line(tag), agreement=Agreement.MAJORITY)


def test_a_value_is_never_rendered_as_a_template() -> None:
    assert "{{ 7*7 }}" in document_of(line("{{ case_identifier }}"), case_identifier="{{ 7*7 }}")


def test_a_value_is_escaped_and_one_with_a_forbidden_character_is_refused() -> None:
    # A parsed form cannot contain such a value, but one that bypassed validation can.
    assert "&lt;b&gt; &amp; " in document_of(line("{{ case_identifier }}"), case_identifier="<b> & ")
    values = {"case_identifier": f"{'Sioned' * 2}\x00"}
    with pytest.raises(RenderError, match="a character that XML cannot hold") as caught:
        document_of(line("{{ case_identifier }}"), **values)
    assert values["case_identifier"][:-1] not in "".join(traceback.format_exception(caught.value))
