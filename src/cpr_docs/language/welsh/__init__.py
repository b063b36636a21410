"""Welsh grammar for documents: mutations, the article, numbers, lists.

The caller says what a word is (its gender, that it is a name, which *yn* is meant); the engine never guesses
that from spelling, and knows only the rules. Where an official text was read the rule is marked "seen", with its
source; what is marked GK is general knowledge. **No Welsh speaker has reviewed this package.**

>>> after("yn", "Caerdydd"), after("a", "Prawf"), after("i", "Y Barri")
('yng Nghaerdydd', 'a Phrawf', "i'r Barri")
>>> with_article("cofrestr", "f"), count(2, "mis", "m"), conjoin(["Heddlu", "Addysg", "Prawf"])
('y gofrestr', '2 fis', 'Heddlu, Addysg a Phrawf')
"""

from cpr_docs.language.welsh.article import Gender, with_adjective, with_article
from cpr_docs.language.welsh.mutation import Mutation, mutate
from cpr_docs.language.welsh.numerals import count, ordinal
from cpr_docs.language.welsh.phrases import adverbial, after, conjoin, disjoin
from cpr_docs.language.welsh.pronunciation import begins_with_vowel

__all__ = [
    "Gender",
    "Mutation",
    "adverbial",
    "after",
    "begins_with_vowel",
    "conjoin",
    "count",
    "disjoin",
    "mutate",
    "ordinal",
    "with_adjective",
    "with_article",
]
