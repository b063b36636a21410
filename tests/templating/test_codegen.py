"""Generated code prints the same as Jinja and fails where Jinja fails, for any template and form."""

import ast
import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpr_docs.errors import RenderError, TemplateProblem
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.templating import compiled as compiling
from cpr_docs.templating.codegen import load_program
from cpr_docs.templating.compile import compile_source
from cpr_docs.templating.compiled import CompiledTemplate, PartProgram
from cpr_docs.templating.document_properties import marked_values
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.filters import RUNTIME_NAMES, LacksLanguage
from cpr_docs.templating.jinja_renderer import JinjaRenderer
from cpr_docs.templating.template_source import TemplateSource
from cpr_docs.templating.zip_writer import Packed
from tests.documents.cases import case, every_language, every_variant, full_and_sparse, template, values_of
from tests.templating.hand_made import VARIANT, compiled_from, line

_WORDS = (
    "case_identifier",
    "board",
    "outline",
    "agreement",
    "recommended_on",
    "period.band",
    "settings.protective_marking",
)
_DATES = (
    "recommended_on",
    "timetable.referred_on",
    "timetable.first_panel_on",
    "period.start",
    "timetable.report_expected",
)
_QUESTIONS = (
    "panel_chair.independent",
    "timetable.within_guidance",
    "agreement",
    "outcome",
    "panel_chair.agency",
)
_LISTS = ("case_issues", "case_issues|rows")
_PROSE = ("outline|paragraphs", "rationale.criteria|paragraphs", "board|paragraphs")
_OF_ROW = ("row.text", "loop.index", "loop.length")
_OF_PARAGRAPH = ("row.text", "row.bullet", "loop.first", "loop.last", "loop.index")
_ODD = (
    "bord",
    "board.en",
    "board.said_in",
    "timetable",
    "case_issues",
    "loop.parent",
    "loop",
    "row",
    "row.text",
)
_DEAD = ("period.nothing", "settings.lost.name")
"""Undefined paths, which a program looks up even in a branch that Jinja would not run; then Jinja renders."""
_ANSWERS = ("yes", "no", "unanimous", "majority", "police", "concise")
_TEXTS = ("a", "<w:tab/>", "&amp;", "ŵ’", "\n", "'", "x" * 5_000)


def _tag(pattern: str, *parts: st.SearchStrategy[object]) -> st.SearchStrategy[str]:
    return st.builds(pattern.format, *parts)


def _printed(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    answered = st.sampled_from(_QUESTIONS), st.sampled_from(("box", "checked", "ticked")), st.sampled_from(_ANSWERS)
    return st.one_of(
        st.sampled_from(_TEXTS),
        _tag("{{{{ {} }}}}", st.sampled_from((*_WORDS, *names))),
        _tag("{{{{ {}|iso }}}}", st.sampled_from(_DATES)),
        _tag("{{{{ {}|{}('{}') }}}}", *answered),
        _tag("{{{{ {}|{} }}}}", *answered[:2]),
        _tag("{{{{ case_identifier|conjunction }}}}"),
        st.sampled_from(("{{ next_id() }}", "{{ costs.additional }}", "{{ board|box('yes')|box('no')|ticked }}")),
    )


def _condition(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    asked = st.sampled_from((*_WORDS, *_DATES, *_QUESTIONS, *names))
    return st.recursive(
        st.one_of(
            asked,
            _tag("{} is none", asked),
            _tag("{} is foreign", asked),
            _tag("{} {} '{}'", st.sampled_from(_QUESTIONS), st.sampled_from(("==", "!=")), st.sampled_from(_ANSWERS)),
            _tag("costs.additional {} {}", st.sampled_from(("<", "<=", ">", ">=")), st.integers(0, 2_000)),
        ),
        lambda inner: st.one_of(
            _tag("not {}", inner), _tag("({} and {})", inner, inner), _tag("({} or {})", inner, inner)
        ),
        max_leaves=3,
    )


def _body(names: tuple[str, ...], depth: int, *, odd: bool = False) -> st.SearchStrategy[str]:
    item = _printed((*names, *(_ODD + _DEAD if odd else ())))
    if depth:
        inner, asked = _body(names, depth - 1, odd=odd), _condition((*names, *(_ODD if odd else ())))
        item = st.one_of(
            item,
            item,
            _tag("{{% if {} %}}{}{{% endif %}}", asked, inner),
            _tag("{{% if {} %}}{}{{% else %}}{}{{% endif %}}", asked, inner, inner),
            _tag("{{% if {} %}}{}{{% elif {} %}}{}{{% else %}}{}{{% endif %}}", asked, inner, asked, inner, inner),
        )
        if not names:
            # An inner loop iterates over a list of the outer loop's row.
            paragraphs = _tag("{{% for row in {} %}}{}{{% endfor %}}", st.sampled_from(_PROSE), _body(_OF_PARAGRAPH, 1))
            nested = _tag(
                "{{% for line in row.text|paragraphs %}}{{{{ line.text }}}}{{% endfor %}}{}", _printed(_OF_ROW)
            )
            row = st.lists(st.one_of(_body(_OF_ROW, 1), nested), max_size=3).map("".join)
            item = st.one_of(
                item, paragraphs, _tag("{{% for row in {} %}}{}{{% endfor %}}", st.sampled_from(_LISTS), row)
            )
    return st.lists(item, max_size=5).map("".join)


_OF_USE = _body((), 2)
_ANY = _body((), 2, odd=True)

_FULL = case(VARIANT)
_CHAIR = _FULL.__dict__["panel_chair"]
_FORMS = {
    "full": _FULL,
    "sparse": case(VARIANT, sparse=True),
    "welsh": _FULL.in_language("cy"),
    "no": _FULL.model_copy(update={"panel_chair": _CHAIR.model_copy(update={"independent": False}), "timetable": None}),
    "odd": _FULL.model_copy(update={"case_issues": (), "case_identifier": "a & b\n<c>\t'd' \"e\"\r"}),
}


class _FellBack(Exception):
    """The program failed, and Jinja would render."""


def _no_jinja() -> JinjaRenderer:
    raise _FellBack


def _parts(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _outcomes(text: str, form: str, *, mark: bool) -> tuple[bytes | type[Exception], bytes | type[Exception]]:
    """The results, or exception types, of Jinja and of the program; raises `TemplateProblem`."""
    environment = FormEnvironment(Language.ENGLISH, mark=mark)
    source = TemplateSource("here", Packed(b"", b"", 0), (("word/document.xml", f"<x>{text}</x>"),))
    jinja_renderer = JinjaRenderer(source, environment)
    programs = [PartProgram(b"word/document.xml", load_program(program)) for program in jinja_renderer.programs()]
    values = values_of(_FORMS[form])
    try:
        expected: bytes | type[Exception] = jinja_renderer.render(values, compiling.MAX_OUTPUT)[0]
    except (LacksLanguage, RenderError) as error:
        expected = type(error)
    try:
        program_only = CompiledTemplate(source.packed, programs, environment.runtime, _no_jinja)
        return expected, _parts(program_only.render(values))["word/document.xml"]
    except (LacksLanguage, _FellBack) as error:
        return expected, type(error)


@settings(max_examples=300, deadline=None)
@given(_OF_USE, st.sampled_from(sorted(_FORMS)), st.booleans())
def test_a_program_prints_what_jinja_prints(text: str, form: str, mark: bool) -> None:
    expected, printed = _outcomes(text, form, mark=mark)
    assert printed == (_FellBack if expected is RenderError else expected)


@settings(max_examples=200, deadline=None)
@given(_ANY, st.sampled_from(sorted(_FORMS)), st.booleans())
def test_a_program_fails_where_jinja_fails_and_leaves_undefined_paths_to_jinja(
    text: str, form: str, mark: bool
) -> None:
    try:
        expected, printed = _outcomes(text, form, mark=mark)
    except TemplateProblem:
        return
    if any(path in text for path in _DEAD):
        assert printed in (expected, _FellBack)
    else:
        assert printed == (_FellBack if expected is RenderError else expected)


def test_a_document_that_jinja_rendered_instead_is_logged_once_and_counted(caplog: pytest.LogCaptureFixture) -> None:
    # A program looks up a path before it tests the condition around it.
    template = compiled_from(line("{% if case_identifier is none %}{{ settings.lost.name }}{% endif %}"))
    values = values_of(_FULL)
    assert template.fallbacks == 0
    for _time in range(3):
        assert template.render(values)
    assert template.fallbacks == 3
    [record] = caplog.records
    assert (record.name, record.levelname) == ("cpr_docs", "WARNING")
    assert record.getMessage().startswith("recommendation (concise) in en: the generated code failed with ")
    assert str(_FULL.case_identifier) not in record.getMessage()
    assert record.exc_info is None


def test_a_template_that_also_fails_in_jinja_is_not_counted(caplog: pytest.LogCaptureFixture) -> None:
    template = compiled_from(line("{{ case_identifier.lost.name }}"))
    with pytest.raises(RenderError):
        template.render(values_of(_FULL))
    assert template.fallbacks == 0
    assert caplog.records == []


@full_and_sparse
@every_language
@every_variant
def test_no_master_needs_jinja(variant: type[Form], language: Language, sparse: bool) -> None:
    for mark in (False, True):
        form = case(variant, sparse)
        environment = FormEnvironment(language, mark=mark)
        source = compile_source(template(variant, language), variant, language, mark=mark)
        programs = JinjaRenderer(source, environment).programs()
        parts = [
            PartProgram(name.encode(), load_program(code))
            for (name, _text), code in zip(source.parts, programs, strict=True)
        ]
        program_only = CompiledTemplate(source.packed, parts, environment.runtime, _no_jinja)
        values = {**values_of(form), **marked_values(())}
        expected = dict(
            zip(
                (name for name, _text in source.parts),
                JinjaRenderer(source, environment).render(values, 10**9),
                strict=True,
            )
        )
        printed = _parts(program_only.render(values))
        assert {name: printed[name] for name in expected} == expected


@pytest.mark.parametrize("word", ["__import__", "a1", "pieces", "add", "look", "None", "values"])
def test_no_name_of_a_template_becomes_an_identifier_of_its_program(word: str) -> None:
    environment = FormEnvironment(Language.ENGLISH)
    tags = f"{{% for {word} in case_issues %}}{{{{ {word}.text }}}}{{% endfor %}}{{{{ {word}.b }}}}"
    try:
        source = TemplateSource("here", Packed(b"", b"", 0), (("word/document.xml", f"<x>{tags}</x>"),))
        [program] = JinjaRenderer(source, environment).programs()
    except TemplateProblem:
        return
    names = {node.id for node in ast.walk(ast.parse(program)) if isinstance(node, ast.Name)}
    own = re.compile(r"[afgnr]\d+|t|look|number|values|pieces|add|type|str|None|True|False")
    assert {name for name in names if not own.fullmatch(name) and name not in RUNTIME_NAMES} == set()
