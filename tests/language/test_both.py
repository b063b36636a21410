"""Text in both languages that is not in the catalogue."""

import pickle

import pytest

from cpr_docs.language.catalogue import Both, Untranslated, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import Choice, Label


def test_both_is_translated_without_the_catalogue() -> None:
    both = Both("A walk", cy="Taith gerdded")
    assert [translate(both, language) for language in Language] == ["A walk", "Taith gerdded"]
    with pytest.raises(Untranslated):
        translate("A walk", Language.WELSH)


def test_both_is_accepted_wherever_a_message_is() -> None:
    label = Label(Both("A walk", cy="Taith gerdded"), "")
    assert translate(label.title, Language.WELSH) == "Taith gerdded"

    class Place(Choice):
        HOME = "home", Both("At home", cy="Gartref")

    assert translate(Place.HOME.label, Language.WELSH) == "Gartref"


def test_both_can_be_pickled() -> None:
    both = pickle.loads(pickle.dumps(Both("A walk", cy="Taith gerdded")))
    assert (both, both.cy) == ("A walk", "Taith gerdded")
