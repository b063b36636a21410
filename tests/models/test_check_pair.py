"""`check_pair` compares every text of a form or a draft, and tells the place and the kind, never a word."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cpr_docs
from cpr_docs.models.registry import form_class, form_names
from tests.examples import first_example
from tests.models.data import REPORT, changed
from tests.strategies import forms

VARIANTS = [variant for name in form_names() for variant in form_class(name).variants()]


def bilingual_texts(value: Any, path: str = "") -> list[tuple[str, dict[str, str]]]:
    """The texts in both languages in JSON, with their paths."""
    if isinstance(value, dict) and value.keys() == {"en", "cy"}:
        return [(path, value)]
    if isinstance(value, dict):
        return [each for name, inner in value.items() for each in bilingual_texts(inner, f"{path}.{name}".lstrip("."))]
    if isinstance(value, list):
        return [each for index, inner in enumerate(value) for each in bilingual_texts(inner, f"{path}[{index}]")]
    return []


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.variant_name())
def test_every_text_of_a_form_is_compared(variant: type[cpr_docs.AnyForm]) -> None:
    data = first_example(variant).model_dump(mode="json")
    texts = bilingual_texts(data)
    assert texts
    for _path, text in texts:
        text["cy"] += " (9,713)"
    found = cpr_docs.check_pair(variant.parse(data))
    assert [each.path for each in found if each.kind is cpr_docs.PairKind.NUMBER] == [path for path, _text in texts]


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.variant_name())
@settings(max_examples=5)
@given(data=st.data())
def test_any_form_can_be_checked_and_no_word_of_it_is_told(variant: type[cpr_docs.AnyForm], data: Any) -> None:
    form = data.draw(forms(variant, ()))
    for finding in cpr_docs.check_pair(form):
        assert "Plentyn" not in json.dumps([finding.message, str(finding.parameters)])


def test_a_draft_is_checked() -> None:
    data = changed(REPORT, {"board": None, "conclusions": {"en": "On 3 May.", "cy": "Ar 4 Mai."}})
    (finding,) = cpr_docs.check_pair(cpr_docs.AnyForm.draft(data))
    assert (finding.path, finding.code, finding.paragraph) == ("conclusions", "pair_date", None)
    assert str(finding) == "conclusions: not the same in both languages: a date"
    assert finding.describe("cy") == "conclusions: nid yr un peth yn y ddwy iaith: dyddiad"


def test_a_label_that_is_no_noun_and_letter_is_that_of_the_form() -> None:
    label = {"en": "Sibling group AB", "cy": "Grŵp brodyr a chwiorydd AB"}
    text = {"en": "We met Sibling group AB.", "cy": "Gwelsom y teulu."}
    found = cpr_docs.check_pair(cpr_docs.AnyForm.parse(changed(REPORT, {"child": label, "conclusions": text})))
    assert ("conclusions", "pair_label") in [(each.path, each.code) for each in found]
    text["cy"] = "Gwelsom Grŵp brodyr a chwiorydd AB."
    found = cpr_docs.check_pair(cpr_docs.AnyForm.parse(changed(REPORT, {"child": label, "conclusions": text})))
    assert ("conclusions", "pair_label") not in [(each.path, each.code) for each in found]


def test_the_terms_and_counts_in_messages() -> None:
    text = {"en": "The core group met.\nIt decided.", "cy": "Cyfarfu’r criw."}
    found = cpr_docs.check_pair(cpr_docs.AnyForm.parse(changed(REPORT, {"conclusions": text})))
    assert [str(each) for each in found] == [
        "conclusions: paragraphs in English: 2, in Welsh: 1",
        "conclusions: “core group” is in English, and none of the glossary’s words for it is in Welsh: grŵp craidd, "
        "grwpiau craidd",
    ]


def test_a_form_is_required() -> None:
    with pytest.raises(TypeError, match="form must be a form or a draft"):
        cpr_docs.check_pair({})  # type: ignore[arg-type]
