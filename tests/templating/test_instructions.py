"""A program is about as large as its template, and a larger one is refused."""

import time

import pytest

from cpr_docs.errors import TemplateProblem
from cpr_docs.language.languages import Language
from cpr_docs.templating import compiled as compiling
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
def test_a_program_is_at_most_proportional_to_its_template(text: str) -> None:
    start = time.process_time()
    assert len(_program(text)) < 20 * len(text) + 200_000
    assert time.process_time() - start < 20, "it should take about a second"


def test_a_program_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MAX_PROGRAM", 1_000)
    with pytest.raises(TemplateProblem, match="make it too large"):
        compiled_from(line("{{ board }}") * 20)


def test_many_elif_branches_are_not_nested() -> None:
    alternatives = "".join(f"{{% elif agreement == '{n}' %}}{n}" for n in range(150))
    document = document_of(line(f"{{% if agreement == 'x' %}}x{alternatives}{{% else %}}none{{% endif %}}"))
    assert ">none<" in document
