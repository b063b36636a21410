"""Welsh grammar for documents: mutations, the article, numbers, lists.

The caller supplies the facts of a word (its gender, that it is a name, which *yn* is meant); the engine applies rules
and never infers facts from spelling. A rule that was read in an official text is marked "seen", with its source; a rule
from general knowledge is marked GK. **No Welsh speaker has reviewed this package.**

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
