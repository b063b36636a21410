"""A template's program prints what Jinja prints, and refuses what Jinja refuses, whatever the template and the form."""

import ast
import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpr_docs.documents.settings import Settings
from cpr_docs.errors import RenderError, TemplateProblem
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.templating.archive import Packed
from cpr_docs.templating.by_jinja import ByJinja
from cpr_docs.templating.compile import compile_source
from cpr_docs.templating.compiled import CompiledTemplate, PartProgram, compiled
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.program import load
from cpr_docs.templating.source import TemplateSource
from cpr_docs.templating.values import TOOLS, LacksLanguage
from tests.documents.cases import case, every_language, every_variant, full_and_sparse, template
from tests.templating.hand_made import VARIANT

_PATHS = (
    "case_identifier",
    "board",
    "recommended_on",
    "agreement",
    "outline",
    "subgroup_chair.name",
    "timetable.referred_on",
    "timetable.first_panel_on",
    "timetable",
    "period.band",
    "period.start",
    "costs.additional",
    "panel_chair.independent",
    "panel_chair.agency",
    "case_issues",
    "row",
    "row.text",
    "row.bullet",
    "loop.index",
    "loop.first",
    "loop.last",
    "loop.length",
    "loop.parent",
    "bord",
    "board.en",
    "board.said_in",
    "case_identifier.upper",
    "settings.protective_marking",
)
_FILTERS = (
    "",
    "|iso",
    "|box",
    "|box('yes')",
    "|checked('no')",
    "|ticked('police')",
    "|conjunction",
    "|paragraphs",
    "|rows",
)
_TEXTS = ("", "a", "<w:tab/>", "&amp;", "ŵ’", "\n", "{", "'", "x" * 5_000)

_NOWHERE = ("bord", "board.", "case_identifier.", "loop", "row", "parent")

_paths = st.sampled_from(_PATHS)
_printed = st.builds("{{{{ {}{} }}}}".format, _paths, st.sampled_from(_FILTERS))
_condition = st.recursive(
    st.one_of(
        _paths,
        st.builds("{} is none".format, _paths),
        st.builds("{} is foreign".format, _paths),
        st.builds("{} == '{}'".format, _paths, st.sampled_from(("unanimous", "police", "yes"))),
        st.builds("{} > {}".format, _paths, st.integers(0, 2)),
    ),
    lambda inner: st.one_of(
        st.builds("not {}".format, inner),
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
    ),
    max_leaves=3,
)


def _statements(body: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    bodies = st.lists(body, max_size=4).map("".join)
    rows = st.sampled_from(("case_issues", "case_issues|rows", "outline|paragraphs", "row.text|paragraphs", "board"))
    return st.one_of(
        st.builds("{{% if {} %}}{}{{% endif %}}".format, _condition, bodies),
        st.builds("{{% if {} %}}{}{{% else %}}{}{{% endif %}}".format, _condition, bodies, bodies),
        st.builds("{{% if {} %}}{}{{% elif {} %}}{}{{% endif %}}".format, _condition, bodies, _condition, bodies),
        st.builds("{{% for row in {} %}}{}{{% endfor %}}".format, rows, bodies),
    )


_templates = st.lists(
    st.recursive(st.one_of(st.sampled_from(_TEXTS), _printed), _statements, max_leaves=12), max_size=8
).map("".join)
_FORMS = {
    "full": case(VARIANT),
    "sparse": case(VARIANT, sparse=True),
    "welsh": case(VARIANT).in_language("cy"),
    "odd": case(VARIANT).model_copy(
        update={"timetable": None, "case_issues": (), "case_identifier": "a & b\n<c>\t'd' \"e\"\r"}
    ),
}


class _FellBack(Exception):
    """The program gave up, and Jinja was to render."""


def _no_jinja() -> ByJinja:
    raise _FellBack


def _parts(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@settings(max_examples=300, deadline=None)
@given(_templates, st.sampled_from(sorted(_FORMS)), st.booleans())
def test_a_program_prints_what_jinja_prints_and_fails_where_jinja_fails(text: str, form: str, mark: bool) -> None:
    environment = FormEnvironment(Language.ENGLISH, mark=mark)
    source = TemplateSource("here", Packed(b"", b"", 0), (("word/document.xml", text),))
    by_jinja = ByJinja(source, environment)
    try:
        programs = [PartProgram(b"word/document.xml", load(program)) for program in by_jinja.programs()]
    except TemplateProblem:
        return
    values = {**_FORMS[form].__dict__, "settings": Settings()}
    try:
        expected: bytes | type[Exception] = by_jinja.render(values)[0]
    except (LacksLanguage, RenderError) as error:
        expected = type(error)
    try:
        alone = CompiledTemplate(source.packed, programs, environment.values, _no_jinja)
        printed: bytes | type[Exception] = _parts(alone.render(values))["word/document.xml"]
    except LacksLanguage:
        printed = LacksLanguage
    except _FellBack:
        # A path that leads nowhere is looked up even where Jinja would not come to it: then Jinja has the last word.
        assert expected is RenderError or any(path in text for path in _NOWHERE)
        return
    assert printed == expected


@full_and_sparse
@every_language
@every_variant
def test_no_master_needs_jinja(variant: type[Form], language: Language, sparse: bool) -> None:
    for mark in (False, True):
        form = case(variant, sparse)
        environment = FormEnvironment(language, mark=mark)
        source = compile_source(template(variant, language), variant, language, mark=mark)
        programs = ByJinja(source, environment).programs()
        parts = [
            PartProgram(name.encode(), load(code)) for (name, _text), code in zip(source.parts, programs, strict=True)
        ]
        alone = CompiledTemplate(source.packed, parts, environment.values, _no_jinja)
        values = {**form.__dict__, "settings": Settings()}
        assert alone.render(values) == compiled(source, environment).render(values)


@pytest.mark.parametrize("word", ["__import__", "a1", "pieces", "add", "look", "None", "values"])
def test_no_word_of_a_template_becomes_a_name_of_its_program(word: str) -> None:
    environment = FormEnvironment(Language.ENGLISH)
    tags = f"{{% for {word} in case_issues %}}{{{{ {word}.text }}}}{{% endfor %}}{{{{ {word}.b }}}}"
    try:
        source = TemplateSource("here", Packed(b"", b"", 0), (("word/document.xml", tags),))
        [program] = ByJinja(source, environment).programs()
    except TemplateProblem:
        return
    names = {node.id for node in ast.walk(ast.parse(program)) if isinstance(node, ast.Name)}
    own = re.compile(r"[afnr]\d+|look|number|values|pieces|add|type|str|None|True|False")
    assert {name for name in names if not own.fullmatch(name) and name not in TOOLS} == set()
