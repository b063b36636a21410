"""A form is handed out blank and filled in by several hands, in Word and in both languages, until it is complete."""

from typing import Any

import pytest

from cpr_docs.errors import InvalidForm
from cpr_docs.language.languages import Language
from cpr_docs.models.draft import Draft
from cpr_docs.models.fields import IDENTITY
from cpr_docs.models.form import Form
from cpr_docs.reading.compare import compare
from cpr_docs.reading.read import read, read_draft
from tests.documents.cases import RENDERER, case, every_variant
from tests.examples import identity_of
from tests.reading.editing import Edited
from tests.reading.hands import fill_in

every_first_language = pytest.mark.parametrize("first", list(Language), ids=lambda language: language.value)


@every_first_language
@every_variant
def test_a_blank_form_is_filled_in_section_by_section_until_it_is_complete(
    variant: type[Form], first: Language
) -> None:
    whole: Any = case(variant)
    sections = [name for name in variant.model_fields if name not in IDENTITY]
    # Without what a blank begins with, such as the items of an agenda, which the hands would have to replace.
    draft: Draft[Any] = variant.draft(identity_of(variant))
    expected: dict[str, Any] = {}
    language = first
    for at in range(0, len(sections), 4):
        hand = sections[at : at + 4]
        document = Edited(RENDERER.render(draft, language).content)
        returned = fill_in(document, whole, language, hand).saved()
        reading = compare(returned, draft)
        assert reading.draft is not None
        assert (reading.conflicts, reading.strays, reading.unchecked) == ((), (), False)
        assert {change.path.partition(".")[0].partition("[")[0] for change in reading.changes} <= set(hand)
        # A record prints the words of the other language too, marked, and they are read as such.
        printed = (draft if variant.MISSING == "mark" else draft.in_language(language)).data
        draft = reading.draft
        filled = {name: value for name, value in _data(whole.in_language(language)).items() if name in hand}
        expected |= filled
        assert draft.data == {**_identity(draft), **_in_order(variant, expected)}
        assert read_draft(returned).data == {**_identity(draft), **_in_order(variant, printed | filled)}
        if draft.blanks:
            with pytest.raises(InvalidForm) as told:
                read(returned)
            assert {problem.code for problem in told.value.problems} <= {"missing", "required", "too_short"}
        language = language.other
    form = draft.form()
    assert type(form) is variant
    assert variant.parse(draft.to_json()) == form
    assert _data(form) == _in_order(variant, expected)


def _data(form: Form) -> dict[str, Any]:
    return {name: value for name, value in Draft(type(form), form, ()).data.items() if name not in IDENTITY}


def _identity(draft: Draft[Any]) -> dict[str, Any]:
    return {name: value for name, value in draft.data.items() if name in IDENTITY}


def _in_order(variant: type[Form], data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in variant.model_fields if name in data and name not in IDENTITY}
