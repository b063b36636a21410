"""A template that could print XML that is not well-formed is refused."""

import pytest

from cpr_docs.errors import TemplateProblem
from cpr_docs.language.languages import Language
from cpr_docs.templating.compiled import compile_template
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.template_source import TemplateSource
from cpr_docs.templating.zip_writer import Packed


def _compile(body: str) -> None:
    part = "word/document.xml", f"<w:body>{body}</w:body>"
    compile_template(
        TemplateSource("here", Packed(b"", b"", 0), (part,), (("",) * 9,)), FormEnvironment(Language.ENGLISH)
    )


def test_a_condition_may_begin_in_one_paragraph_and_end_in_another() -> None:
    _compile("<w:p><w:r><w:t>a{% if board %}</w:t></w:r></w:p><w:p><w:r><w:t>{% endif %}b</w:t></w:r></w:p>")


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
def test_the_compiler_refuses_a_template_that_could_print_broken_xml(body: str) -> None:
    with pytest.raises(TemplateProblem, match=r"inside something else|the beginning or the end"):
        _compile(body)
