"""For any valid form, the document is well formed, and each value is in the control of its path."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from cpr_docs.documents.document import Document
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import FormField, Kind, field_at
from cpr_docs.models.form import Form
from cpr_docs.ooxml.lint import lint
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from tests.documents.cases import RENDERER, VARIANTS, case, every_language, every_variant, rendered
from tests.documents.controls import Control, read_controls
from tests.documents.printed import is_ticked, printed, values_of
from tests.strategies import BOTH, forms

# Findings of the lint in the data, not in the library's output.
_CODES_IN_DATA = {"tag-left"}


def modestly(examples: int) -> settings:
    """Settings for a few examples, which are the same in each run."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        # Shrinking a failing form takes minutes, so that it is left out.
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )


@every_language
@every_variant
@modestly(15)
@given(data=st.data())
def test_every_value_is_in_its_control_of_a_valid_document(
    variant: type[Form], language: Language, data: st.DataObject
) -> None:
    form = data.draw(forms(variant, BOTH if data.draw(st.booleans()) else [language]))
    document = RENDERER.render(form, language)
    _assert_valid(document)
    controls = read_controls(document.content)
    _assert_values(form, language, controls)
    assert not any(control.languages for control in controls)


@every_language
@every_variant
@modestly(8)
@given(data=st.data())
def test_with_missing_text_the_document_is_valid_and_fallback_text_has_its_language(
    variant: type[Form], language: Language, data: st.DataObject
) -> None:
    form = data.draw(forms(variant, []))
    document = RENDERER.render(form, language, missing="mark")
    _assert_valid(document)
    controls = read_controls(document.content)
    _assert_values(form, language, controls)
    for control, _field, value in _with_values(form, controls):
        foreign = isinstance(value, Bilingual) and value.text_in(language) is None
        assert control.languages == ({language.other.tag} if foreign else set())


def _assert_valid(document: Document) -> None:
    package = Package.read(document.content)
    for name, content in package.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
    codes = {finding.code for finding in lint(package)}
    has_braces = "{" in repr(document.form) or "}" in repr(document.form)
    assert codes - (_CODES_IN_DATA if has_braces else set()) == set()


def _assert_values(form: Form, language: Language, controls: list[Control]) -> None:
    for control, field, value in _with_values(form, controls):
        member = control.path.partition("=")[2]
        if control.kind == "w14:checkbox":
            assert control.checked is is_ticked(field, value, member), control.path
            assert control.text == ("☒" if control.checked else "☐")
            continue
        text = printed(field, value, language)
        assert control.blank is (text is None), control.path
        if text is None:
            assert control.styles == {"PlaceholderText"}
        else:
            assert control.text == text, control.path
        if field.kind is Kind.DATE:
            assert control.full_date == (value and f"{value.isoformat()}T00:00:00Z")
        if field.kind is Kind.MONTH:
            assert control.full_date == (value and f"{value}-01T00:00:00Z")
        if control.items:
            assert text is None or text in control.items.values()
    values = values_of(form)
    without_control = set(values) - {control.path.partition("=")[0] for control in controls}
    # A timeline prints the fields of a moment, and no words for it.
    without_control = {path for path in without_control if not path.endswith(".when")}
    # A letter leaves out the line of a blank field; a merged timeline what is not asked, or not given.
    left_out = {path.rpartition(".")[2] for path in without_control}
    assert form.ADDRESS_LINES or left_out <= {"filtered", "extension_reason", "other_agency"}
    assert all(values[path][1] in (None, False) for path in without_control)


def _with_values(form: Form, controls: list[Control]) -> Iterator[tuple[Control, FormField, Any]]:
    values = values_of(form)
    for control in controls:
        rows, is_of_row, _name = control.tag.rpartition("[].")
        if is_of_row and field_at(type(form), rows).label.row_for:
            continue  # A slip has a row for each row of another list, also where the data has none.
        field, value = values[control.path.partition("=")[0]]
        yield control, field, value


def test_a_value_in_another_control_than_its_own_is_noticed() -> None:
    form = case(VARIANTS[0])
    parts = dict(Package.read(rendered(VARIANTS[0], Language.ENGLISH).content))
    parts[PartName.DOCUMENT] = parts[PartName.DOCUMENT].replace(b'"board_chair.name"', b'"subgroup_chair.name"')
    with pytest.raises(AssertionError, match=r"subgroup_chair\.name"):
        _assert_values(form, Language.ENGLISH, read_controls(Package(parts)))
