"""A program is about as large as its template, whatever the template says, and one that is not is refused."""

import time

import pytest

from cpr_docs.errors import TemplateProblem
from cpr_docs.language.languages import Language
from cpr_docs.templating import compiled as compiling
from cpr_docs.templating.compiled import compile_template
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.jinja_renderer import JinjaRenderer
from cpr_docs.templating.template_source import TemplateSource
from cpr_docs.templating.zip_writer import Packed
from tests.templating.hand_made import compiled_from, document_of, line


def _program(text: str) -> str:
    source = TemplateSource("here", Packed(b"", b"", 0), (("word/document.xml", f"<x>{text}</x>"),))
    [program] = JinjaRenderer(source, FormEnvironment(Language.ENGLISH)).programs()
    return program


@pytest.mark.parametrize(
    "text",
    [
        "{{ agreement" + "|box('yes')" * 40 + " }}",
        "’" * 3_900 + "{% if board %}" * 60 + "a" + "{% endif %}" * 60,
        "a{% if board %}{{ board }}{% else %}b{% endif %}" * 2_000,
        "<w:t>{{ agreement|box('unanimous') }}</w:t>" * 5_000,
        "a{# note #}" * 50_000,
    ],
    ids=["boxes of boxes", "nested conditions", "conditions", "one question again and again", "notes"],
)
def test_it_does_not_grow_out_of_proportion(text: str) -> None:
    start = time.process_time()
    assert len(_program(text)) < 20 * len(text) + 200_000
    assert time.process_time() - start < 20, "it should take about a second"


def test_one_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MAX_PROGRAM", 1_000)
    with pytest.raises(TemplateProblem, match="make it too large"):
        compiled_from(line("{{ board }}") * 20)


def test_many_alternatives_are_no_deep_nesting() -> None:
    alternatives = "".join(f"{{% elif agreement == '{n}' %}}{n}" for n in range(150))
    document = document_of(line(f"{{% if agreement == 'x' %}}x{alternatives}{{% else %}}none{{% endif %}}"))
    assert ">none<" in document


def _whole(body: str) -> None:
    part = "word/document.xml", f"<w:body>{body}</w:body>"
    compile_template(
        TemplateSource("here", Packed(b"", b"", 0), (part,), (("",) * 9,)), FormEnvironment(Language.ENGLISH)
    )


def test_a_condition_may_go_from_one_paragraph_into_another() -> None:
    _whole("<w:p><w:r><w:t>a{% if board %}</w:t></w:r></w:p><w:p><w:r><w:t>{% endif %}b</w:t></w:r></w:p>")


@pytest.mark.parametrize(
    "body",
    [
        "<w:p>{% if board %}<w:r>{% endif %}<w:t>b</w:t>{% if board %}</w:r>{% endif %}</w:p>",
        "<w:p>{% if board %}<w:r/>{% else %}<w:r>{% endif %}</w:p>",
        "<w:p>{% if board %}</w:p><w:tbl>{% endif %}</w:tbl>",
        "<w:p>{% for row in case_issues %}<w:r>{% endfor %}</w:r></w:p>",
        "<w:p>{{ board }}<w:r></w:p>",
        "<w:p>{{ board }}</w:p></w:p>",
    ],
)
def test_what_would_print_no_xml_is_refused_when_it_is_compiled(body: str) -> None:
    with pytest.raises(TemplateProblem, match=r"inside something else|the beginning or the end"):
        _whole(body)
