"""A difference between the English and the Welsh text of a field."""

from dataclasses import dataclass

from cpr_docs.errors import Problem
from cpr_docs.language.catalogue import Listed, Sentence, _, fill_in
from cpr_docs.language.languages import Language
from cpr_docs.language.pair.compare_texts import PairDifference
from cpr_docs.language.pair.mentions import PairKind

_CODE = "pair_"

_THINGS = {
    PairKind.DATE: _("a date"),
    PairKind.TIME: _("a time"),
    PairKind.AMOUNT: _("an amount of money"),
    PairKind.NUMBER: _("a number"),
    PairKind.LABEL: _("the label of a person or a place"),
}
_ONLY_IN = {
    Language.ENGLISH: _("in English, and not in Welsh: {thing}"),
    Language.WELSH: _("in Welsh, and not in English: {thing}"),
    None: _("not the same in both languages: {thing}"),
}
_COUNTS = {
    PairKind.PARAGRAPHS: _("paragraphs in English: {english}, in Welsh: {welsh}"),
    PairKind.BULLETS: _("bullets in English: {english}, in Welsh: {welsh}"),
}
_TERM = _("“{term}” is in English, and none of the glossary’s words for it is in Welsh: {words}")
_PARAGRAPH = _("{place}, paragraph {number}")


@dataclass(frozen=True, slots=True)
class PairFinding(Problem):
    """A difference between the two languages of a text, which refuses nothing: a translator may have a reason.

    It names the place and the kind, and no word of the text but the glossary's.
    """

    paragraph: int | None = None
    """The number of the paragraph, from 1; None if it concerns the whole text."""

    @property
    def kind(self) -> PairKind:
        """The kind of the difference; `code` has it after ``pair_``."""
        return PairKind(self.code.removeprefix(_CODE))

    def _location(self, language: Language | str) -> str:
        place = Problem._location(self, language)
        if self.paragraph is None:
            return place
        return fill_in(_PARAGRAPH, {"place": place, "number": self.paragraph}, language)


def pair_finding(path: str, label: str, difference: PairDifference) -> PairFinding:
    """The finding of a difference in the text at the path."""
    kind = difference.kind
    parameters: dict[str, object]
    if kind in _COUNTS:
        message, parameters = _COUNTS[kind], {"english": difference.english, "welsh": difference.welsh}
    elif kind in _THINGS:
        message, parameters = _ONLY_IN[difference.language], {"thing": Sentence(_THINGS[kind])}
    else:
        message, parameters = _TERM, {"term": difference.headword, "words": Listed(difference.words)}
    return PairFinding(path, f"{_CODE}{kind}", message, parameters, label, paragraph=difference.paragraph)
