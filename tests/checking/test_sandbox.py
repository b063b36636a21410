"""The template language is closed: everything else in Jinja is refused before it runs, and the check reports it."""

import pytest

from cpr_docs.errors import TemplateProblem
from cpr_docs.language.languages import Language
from cpr_docs.templating import compile as compiling
from cpr_docs.templating.compile import compile_source
from cpr_docs.templating.compiled import compile_template
from cpr_docs.templating.environment import FormEnvironment
from tests.checking.edits import TERMS, edited, findings, with_paragraph

ESCAPES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ board.__class__ }}",
    "{{ board['__class__'] }}",
    "{{ board|attr('__class__') }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self }}",
    "{{ loop.__class__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id') }}",
    "{{ lipsum.__globals__ }}",
    "{{ namespace() }}",
    "{{ joiner.__init__ }}",
    "{{ config }}",
    "{{ request.application }}",
    "{{ get_flashed_messages() }}",
    "{{ '%s' % board }}",
    "{{ '{0.__class__}'.format(board) }}",
    "{{ board.format(board) }}",
    "{{ 'a' * 10**9 }}",
    "{{ 10**10**10 }}",
    "{{ 'a' ~ 'b' }}",
    "{{ 'x'.join(['a'] * 1000) }}",
    "{{ range(10**9) }}",
    "{{ dict(a=1) }}",
    "{{ [1, 2, 3] }}",
    "{{ {'a': 1} }}",
    "{{ (1, 2) }}",
    "{{ 'text' }}",
    "{{ 5 }}",
    "{{ -1 }}",
    "{{ board if board else dated }}",
    "{{ board[0] }}",
    "{{ panel_members[0] }}",
    "{{ panel_members[:1] }}",
    "{{ board|tojson }}",
    "{{ board|safe }}",
    "{{ panel_members|map('upper') }}",
    "{{ panel_members|list|pprint }}",
    "{{ case_identifier|box(board) }}",
    "{{ case_identifier|box(**{}) }}",
    "{{ case_identifier|box(*'y') }}",
    "{{ case_identifier|box('yes', 'no') }}",
    "{{ case_identifier|box(member='yes') }}",
    "{{ dated|iso('x') }}",
    "{% for row in amendments|rows('x') %}x{% endfor %}",
    "{{ next_id }}",
    "{{ next_id()|box }}",
    "{{ next_id().real }}",
    "{% if next_id() %}x{% endif %}",
    "{% for x in next_id() %}x{% endfor %}",
    "{% if dated == " + "9" * 5_000 + " %}x{% endif %}",
    "{% if board == dated %}x{% endif %}",
    "{% if 'a' in board %}x{% endif %}",
    "{% if board is divisibleby(2) %}x{% endif %}",
    "{% if (board, dated) %}x{% endif %}",
    "{% for x in range(10**9) %}x{% endfor %}",
    "{% for x in 'abc' %}x{% endfor %}",
    "{% for x in [1, 2] %}x{% endfor %}",
    "{% for a, b in panel_members %}x{% endfor %}",
    "{% for x in panel_members if x.name %}x{% endfor %}",
    "{% for x in panel_members recursive %}{{ loop(x) }}{% endfor %}",
    "{% for x in panel_members %}x{% else %}y{% endfor %}",
    "{% for x in panel_members %}{% for y in panel_members %}x{% endfor %}{% endfor %}",
    "{% include 'x' %}",
    "{% import 'x' as x %}",
    "{% from 'x' import y %}",
    "{% extends 'x' %}",
    "{% block x %}{% endblock %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% call m() %}{% endcall %}",
    "{% set x = board %}",
    "{% with x = board %}{% endwith %}",
    "{% filter upper %}x{% endfilter %}",
    "{% autoescape false %}{{ board }}{% endautoescape %}",
    "{% do x %}",
    "{% debug %}",
]


@pytest.mark.parametrize("tag", ESCAPES)
def test_an_escape_is_refused_before_it_runs(tag: str) -> None:
    def use() -> None:
        source = compile_source(edited(with_paragraph(tag)), TERMS, Language.ENGLISH)
        compile_template(source, FormEnvironment(Language.ENGLISH)).render({})

    with pytest.raises(TemplateProblem):
        use()


@pytest.mark.parametrize("tag", ESCAPES)
def test_the_check_finds_an_escape(tag: str) -> None:
    assert findings(edited(with_paragraph(tag)))


@pytest.mark.parametrize("loop", ["{% raw %}{{ board }}{% endraw %}"])
def test_raw_text_is_not_in_the_language(loop: str) -> None:
    assert {finding.code for finding in findings(edited(with_paragraph(loop)))} == {"not-in-language"}


def test_a_loop_may_iterate_over_a_field_of_the_outer_row() -> None:
    inner = "{% for paragraph in row.reason|paragraphs %}{{ paragraph.text }}{% endfor %}"
    tag = f"{{% for row in terms.amendments %}}{inner}{{% endfor %}}"
    assert findings(edited(with_paragraph(tag))) == []


def test_the_number_of_tags_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MAX_TAGS", 10)
    with pytest.raises(TemplateProblem, match="more than 10 tags"):
        compile_source(edited(lambda xml: xml), TERMS, Language.ENGLISH)
