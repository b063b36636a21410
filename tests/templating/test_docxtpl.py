"""docxtpl renders the same template and data to the same parts, compared as canonical XML.

Intended differences: docxtpl adds empty core properties; it does not render the custom properties of a document; it
removes the column of a cell that is in a control from the table's grid; it begins a new run for a tab; and it changes
braces in values.
"""

import io
from typing import Any

import pytest
from docxtpl import DocxTemplate
from lxml import etree

from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.templating.compile import compile_source, expand_template
from cpr_docs.templating.compiled import compile_template
from cpr_docs.templating.document_properties import MARKED_NAMES, PropertyName, marked_values
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.row_ids import ControlIds
from tests.documents.cases import (
    RENDERER,
    VARIANTS,
    case,
    changed,
    every_language,
    every_variant,
    full_and_sparse,
    rendered,
    template,
    values_of,
)
from tests.documents.controls import read_controls
from tests.documents.nested import Plan, packed, plan

# python-docx, which docxtpl is based on, writes these parts in an order of its own.
_LISTS = {PartName.CONTENT_TYPES, PartName.PACKAGE_RELATIONSHIPS, PartName.DOCUMENT_RELATIONSHIPS}


@full_and_sparse
@every_language
@every_variant
def test_docxtpl_renders_every_template_to_the_same_parts(
    variant: type[Form], language: Language, sparse: bool
) -> None:
    form = case(variant, sparse)
    theirs = _by_docxtpl(form, language, mark=variant.MISSING == "mark")
    ours = Package.read(rendered(variant, language, sparse).content)
    _assert_same(ours, theirs)


@every_language
@every_variant
def test_docxtpl_renders_marked_fallback_text_to_the_same_parts(variant: type[Form], language: Language) -> None:
    form = case(variant).in_language(language.other)
    theirs = _by_docxtpl(form, language, mark=True)
    ours = Package.read(RENDERER.render(form, language, missing="mark").content)
    _assert_same(ours, theirs)


@every_language
@pytest.mark.parametrize("points", [None, []], ids=["full", "blank"])
def test_docxtpl_renders_nested_lists_to_the_same_parts(
    language: Language, points: list[dict[str, Any]] | None
) -> None:
    form, source = plan(points), packed(language)
    theirs = _by_docxtpl(form, language, mark=False, master=source)
    compiled_source = compile_source(source, Plan, language)
    ours = compile_template(compiled_source, FormEnvironment(language)).render(values_of(form))
    _assert_same(Package.read(ours), theirs)


def test_braces_that_docxtpl_changes_in_a_value_are_printed_unchanged() -> None:
    form = changed(case(VARIANTS[0]), outline={"en": "{_{ a }_}, {_% b %_}"})
    theirs = _by_docxtpl(form, Language.ENGLISH, mark=False)
    ours = Package.read(RENDERER.render(form, Language.ENGLISH).content)
    assert b"{_{ a }_}, {_% b %_}" in ours[PartName.DOCUMENT]
    assert b"{{ a }}, {% b %}" in theirs[PartName.DOCUMENT]


def test_markup_quotes_and_tags_in_a_value_become_the_same_parts() -> None:
    text = {"en": "a & c < d > e \"f\" 'g' ]]> &amp; {{ 7*7 }} {% raw %}"}
    form = changed(case(VARIANTS[0]), outline=text, board=text)
    theirs = _by_docxtpl(form, Language.ENGLISH, mark=False)
    _assert_same(Package.read(RENDERER.render(form, Language.ENGLISH).content), theirs)


def test_tabs_in_a_value_become_the_same_tabs() -> None:
    form = changed(case(VARIANTS[0]), outline={"en": "a\tb\n- c\td"}, board={"en": "e\tf"})
    theirs = read_controls(_by_docxtpl(form, Language.ENGLISH, mark=False))
    assert read_controls(RENDERER.render(form, Language.ENGLISH).content) == theirs


def _by_docxtpl(form: Form, language: Language, *, mark: bool, master: Package | None = None) -> Package:
    master = master or template(type(form), language)
    source = write_package(expand_template(master, type(form), language, mark=mark))
    document = DocxTemplate(io.BytesIO(source))
    context: dict[str, Any] = {**values_of(form), "next_id": ControlIds()}
    if mark:
        context |= marked_values(form.foreign_words(language))
    document.render(context, jinja_env=FormEnvironment(language, mark=mark), autoescape=True)
    target = io.BytesIO()
    document.save(target)
    return Package.read(target.getvalue())


def _assert_same(ours: Package, theirs: Package) -> None:
    assert set(ours) == set(theirs)
    for name in ours:
        mine, other = _canonical(name, ours[name]), _canonical(name, theirs[name])
        assert mine == other, f"{name} differs from docxtpl's"


def _canonical(name: str, content: bytes) -> object:
    root = etree.fromstring(content)
    if name == PartName.CORE_PROPERTIES:
        # docxtpl adds all missing properties, empty.
        return sorted((str(element.tag), element.text) for element in root if element.text)
    if name in _LISTS:
        return sorted(_attributes(element) for element in root)
    if name == PartName.CUSTOM_PROPERTIES:
        # docxtpl renders no custom properties.
        rendered_names = {*MARKED_NAMES, PropertyName.REVIEW_TYPE}
        return [etree.tostring(element) for element in root if element.get("name") not in rendered_names]
    for table in root.iter(qn("w:tbl")):
        if table.find(f"{qn('w:tr')}/{qn('w:sdt')}") is not None:
            for grid in table.findall(qn("w:tblGrid")):
                table.remove(grid)
    return etree.tostring(root, method="c14n")


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    # Absolute and relative targets are equivalent.
    return sorted(
        (str(key), str(value).removeprefix("/").removeprefix("word/")) for key, value in element.attrib.items()
    )
