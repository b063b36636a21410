"""Function words (articles, prepositions, auxiliaries), by which the language of a text is detected."""

from cpr_docs.language.languages import Language

_ENGLISH = (
    "the of and to in was is were for with that on by at from it be has had not this are or an who which when there "
    "they their his her she he him them been have will would should could must may can as if but"
)
_WELSH = (
    "y yr yn ac â ei eu wedi gan ar am oedd mae bod fod nid nad sydd hefyd neu hyn hynny hwn hon ond pan cafodd gafodd "
    "bu fu roedd yw ydy ddim dim gyda heb wrth dros dan drwy rhwng ni nhw hi ef mewn eto felly pob holl plentyn teulu "
    "a'r i'r o'r â'r a’r i’r o’r â’r"
)
_WORDS = {Language.ENGLISH: frozenset(_ENGLISH.split()), Language.WELSH: frozenset(_WELSH.split())}


def reads_as(text: str, language: Language) -> bool:
    """True if the text has at least two function words of the language, and more than twice as many as of the other."""
    words = [word.strip('.,;:!?()“”"') for word in text.casefold().split()]
    own, other = (sum(word in _WORDS[each] for word in words) for each in (language, language.other))
    return own >= 2 and own > 2 * other
