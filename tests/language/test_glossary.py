"""The glossary has a source for each term, and no term twice."""

from collections import Counter

from cpr_docs.language.glossary import Checked, glossary


def test_each_pair_of_terms_is_there_once_and_has_a_source() -> None:
    terms = glossary()
    assert len(terms) > 150
    assert [pair for pair, count in Counter((term.en, term.cy) for term in terms).items() if count > 1] == []
    kinds = ("seen: ", "part seen: ", "general knowledge")
    assert [term.en for term in terms if not term.source.startswith(kinds)] == []


def test_terms_are_in_alphabetical_order() -> None:
    keys = [(term.en.casefold(), term.cy) for term in glossary()]
    assert keys == sorted(keys)


def test_the_gender_is_one_of_the_documented() -> None:
    assert {term.gender for term in glossary()} <= {"m", "f", "m pl", "pl", "m/f", "adj", "verb-noun", ""}


def test_most_terms_are_checked() -> None:
    assert sum(term.checked is not Checked.NEVER for term in glossary()) > 150
