"""The glossary of English and Welsh terms as a table, which translation programs and spreadsheets open."""

import csv
import io
from typing import Final

from cpr_docs.csv_text import escape_formula
from cpr_docs.language.glossary import GlossaryTerm, glossary
from cpr_docs.language.languages import Language

_HEADINGS: Final = ("gender", "plural", "other_en", "other_cy", "source")
_BEGINNING: Final = "*"
_BETWEEN: Final = " | "


def glossary_csv(language: Language | str = Language.WELSH) -> str:
    """The glossary for a translation into the language, as CSV: the term, its translation, and what is known of both.

    Translation programs take the first two columns. Welsh terms have their gender and their plural; the source says in
    which text a term was seen, or that nobody has reviewed it.
    """
    chosen = Language(language)
    target = io.StringIO(newline="")
    lines = csv.writer(target, lineterminator="\n")
    lines.writerow((chosen.other.value, chosen.value, *_HEADINGS))
    rows = [(*_pair(term, chosen), *_about(term)) for term in glossary()]
    lines.writerows(tuple(map(escape_formula, row)) for row in sorted(rows, key=lambda row: row[0].casefold()))
    return target.getvalue()


def _pair(term: GlossaryTerm, language: Language) -> tuple[str, str]:
    return (term.en, term.cy) if language is Language.WELSH else (term.cy, term.en)


def _about(term: GlossaryTerm) -> tuple[str, ...]:
    # A word that ends so is the beginning of several, which the check of a text looks for.
    others = (word for word in term.also_cy if not word.endswith(_BEGINNING))
    return term.gender, term.plural, _BETWEEN.join(term.also_en), _BETWEEN.join(others), term.source
