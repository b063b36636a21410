"""A trigger with the word after it, and lists: *yng Nghaerdydd*, *i'r Barri*, *Heddlu, Addysg a Phrawf*."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from unicodedata import normalize

from cpr_docs.language.welsh.article import Gender, article_before, mutated_by_the_article
from cpr_docs.language.welsh.mutation import Mutation, mutate
from cpr_docs.language.welsh.nouns import gender_of, is_common_word
from cpr_docs.language.welsh.numerals import numeral_with_noun
from cpr_docs.language.welsh.pronunciation import as_read, begins_with_vowel, first_letter
from cpr_docs.language.welsh.triggers import ORDINALS_OF_EITHER_GENDER, Trigger, find_triggers, which_one

_CURLY = "\u2019"
_ARTICLE = re.compile(r"(y|yr)\s+(?=\S)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(ei|eu|ein|eich|fy|dy)\s+(?=\S)")
_CONTRACTED: Mapping[str, str] = MappingProxyType(
    {"ei": "'i", "eu": "'u", "ein": "'n", "eich": "'ch", "fy": "'m", "dy": "'th"}
)

#: Equal degrees of adjectives, which follow *cyn* "as" and never *cyn* "before" (GK).
_EQUATIVES = frozenset(
    {
        "agosed", "amled", "cryfed", "cynted", "lleied", "llawned", "pelled", "pwysiced", "trymed", "tebyced",
        "gwanned", "gwaethed", "buaned", "cliried", "rhated",
    }
)  # fmt: skip

#: The nasal forms that show their radical, the longest first, and those that do not: *mam* and *mwrdd*.
_NASALS = (("ngh", "c"), ("ng", "g"), ("mh", "p"), ("nh", "t"))
_AMBIGUOUS_NASALS: Mapping[str, str] = MappingProxyType({"m": "b", "n": "d"})

#: The radicals of prepositions that are already soft; the aspirate mutation applies to the radical (style guide, seen:
#: a chyda, a chan, a thros, gŵr a chanddo; the rest GK).
_RADICALS: Mapping[str, str] = MappingProxyType(
    {
        "gan": "can", "gyda": "cyda", "gydag": "cydag", "dros": "tros", "drwy": "trwy", "gyferbyn": "cyferbyn",
        "ganddo": "canddo", "ganddi": "canddi", "ganddynt": "canddynt", "gennyf": "cennyf", "gennyt": "cennyt",
        "gennym": "cennym", "gennych": "cennych", "drosto": "trosto", "drosti": "trosti", "drostynt": "trostynt",
    }
)  # fmt: skip

#: Words with an initial consonant after which *ac*, *nac*, *nag* are used nevertheless (eithrio and the like begin with
#: a vowel).
#: Style guide, seen: ac eithrio, a heb, a hefyd. GK, and the treebank: ac mae, ac maent, ac mi, ac mor, ac na,
#: ac nad, ac ni, ac nid, ac fe, ac felly, ac rwyf, ac wedi, ac wedyn.
_AFTER_AC = frozenset(
    {
        "mae", "maen", "maent", "mai", "mewn", "megis", "mi", "mor", "meddai", "na", "nac", "nad", "nag",
        "ni", "nid", "nis", "felly", "fel", "fe", "sy", "sydd", "rwy", "rwyf", "rwyt", "rydw", "rydych",
        "rydym", "rydyn", "roedd", "roeddwn", "roeddech", "roeddem", "roeddent", "roedden", "wedi", "wedyn",
        "weithiau", "wele",
    }
)  # fmt: skip


def after(trigger: str, word: str, *, mutates: bool = True) -> str:
    """The trigger and the word or phrase after it, in their combined forms: ``after("yn", "Caerdydd")``.

    The module ``triggers`` defines the triggers; a tag distinguishes words of the same spelling (``ei:her``,
    ``yn:predicative``) and is not printed. ``mutates=False`` leaves the word unchanged, for names of people, firms and
    English places; the form of the trigger still depends on its sound. Figures are never changed, and determine the
    trigger by their pronunciation: *ac 8*, *ym 1951*. An initial article contracts after a vowel (*i'r Barri*), and is
    in lower case within a sentence (*yn y Barri*; style guide, seen).

    Raises ``ValueError`` for an unknown trigger, with similar names, and for an ambiguous one where its meanings differ
    before this word, with the question.
    """
    triggers = _decided(find_triggers(trigger), _letters(normalize("NFC", word)).casefold())
    phrases = {_phrase(found, trigger, word, mutates=mutates) for found in triggers}
    if len(phrases) > 1:
        raise ValueError(f"this Welsh word has several meanings{which_one(triggers)}")
    return phrases.pop()


def spelt_before(trigger: str, word: str) -> str:
    """The trigger alone, as it is spelt before a word that stands after it unchanged: ``ac`` before *Angharad*.

    Raises ``ValueError`` for an unknown or ambiguous trigger.
    """
    triggers = find_triggers(trigger)
    if len(triggers) > 1:
        raise ValueError(f"this Welsh word has several meanings{which_one(triggers)}")
    text = normalize("NFC", word).strip()
    return _respelled(normalize("NFC", trigger).partition(":")[0].strip(), _form_before(triggers[0], text, text))


def _decided(triggers: tuple[Trigger, ...], word: str) -> tuple[Trigger, ...]:
    """The meanings that the next word leaves: *cyn gynted* is "as", and the gender of *merch* decides *pumed ferch*."""
    if len(triggers) == 1:
        return triggers
    if word in _EQUATIVES:
        return tuple(each for each in triggers if each.name == "cyn:as") or triggers
    gender = gender_of(word)
    return tuple(each for each in triggers if not (gender and _is_ordinal(each)) or each.gender == gender)


def _is_ordinal(found: Trigger) -> bool:
    return found.name.partition(":")[0] in ORDINALS_OF_EITHER_GENDER


def _phrase(found: Trigger, trigger: str, word: str, *, mutates: bool) -> str:
    spelling = normalize("NFC", trigger).partition(":")[0].strip()
    text = normalize("NFC", word).strip()
    if not text:
        return spelling
    if article := _ARTICLE.match(text):
        first = "'r" if found.joins_article else f" {article[1].lower()}"
        return _with_one_apostrophe(f"{_respelled(spelling, found.name)}{first} {text[article.end() :]}")
    if found.joins_possessives and (possessive := _POSSESSIVE.match(text)):
        pronoun = possessive[1]
        owned = _after_m(text[possessive.end() :]) if pronoun == "fy" else text[possessive.end() :]
        if owned is not None:
            first = "'w" if found.name == "i" and pronoun in ("ei", "eu") else _CONTRACTED[pronoun]
            return _with_one_apostrophe(f"{_respelled(spelling, found.name)}{first} {owned}")
    if found.numeral:
        numeral, counted = numeral_with_noun(found.name, text, mutates=mutates)
        return f"{_respelled(spelling, numeral)} {counted}"
    mutated = _mutated(found, text) if mutates else text
    return f"{_respelled(spelling, _form_before(found, text, mutated))} {mutated}"


def _after_m(owned: str) -> str | None:
    """The words after *fy* as they stand after 'm, which does not nasalise: *fy nheulu*, ``i'm teulu``.

    The radical of *fy mam* and *fy mwrdd* depends on the word; for a word that `nouns` lacks the result is None.
    """
    start, form = first_letter(owned), _letters(owned)
    small = form.casefold()
    radical = next((old + small[len(new) :] for new, old in _NASALS if small.startswith(new)), "")
    if not radical and small[:1] in _AMBIGUOUS_NASALS:
        radical = next((each for each in (small, _AMBIGUOUS_NASALS[small[0]] + small[1:]) if is_common_word(each)), "")
        if not radical:
            return None
    radical = radical or small
    if form[:1].isupper():
        radical = radical.capitalize()
    return mutate(owned[:start] + radical + owned[start + len(form) :], Mutation.H)


def adverbial(phrase: str) -> str:
    """A noun of time as an adverb, which softens: ``ddydd Llun 23 Mawrth 2020``."""
    return mutate(phrase, Mutation.SOFT)


def _mutated(found: Trigger, text: str) -> str:
    if found.gender and not _is_ordinal(found):
        return mutated_by_the_article(text, is_feminine=found.gender == Gender.FEMININE)
    if found.restores_prepositions:
        text = _with_radical_preposition(text)
    for mutation in found.mutations:
        mutated = mutate(text, mutation)
        if mutated != text:
            return mutated
    return text


def _with_radical_preposition(text: str) -> str:
    start = first_letter(text)
    form = _letters(text)
    radical = _RADICALS.get(form.casefold())
    if radical is None:
        return text
    if form[0].isupper():
        radical = radical.capitalize()
    return text[:start] + radical + text[start + len(form) :]


def _form_before(found: Trigger, text: str, mutated: str) -> str:
    name = found.name.partition(":")[0]
    if found.article:
        earlier, space, _y = name.rpartition(" ")
        return f"{earlier}{space}{article_before(mutated)}"
    if found.nasal_form:
        return _nasal_form(name, mutated)
    if found.before_vowels and (begins_with_vowel(text) or (found.before_particles and _takes_ac(text))):
        return found.before_vowels
    return name


def _nasal_form(name: str, mutated: str) -> str:
    """*ym* before m and mh, *yng* before ng and ngh.

    The only figures that require *ym* are read *mil*: the treebank has ym 1951, and yn before 4, 47 and 100.
    """
    read = as_read(mutated).casefold()
    # M as a letter is read em: yn M4.
    if read.startswith("m") and not begins_with_vowel(mutated):
        return "ym"
    return "yng" if read.startswith("ng") else name


def _takes_ac(text: str) -> bool:
    return _letters(text).casefold() in _AFTER_AC


def _with_one_apostrophe(phrase: str) -> str:
    """The phrase with curly apostrophes only, if it has any."""
    return phrase.replace("'", _CURLY) if _CURLY in phrase else phrase


def _letters(text: str) -> str:
    """The letters of the first word up to a space, a hyphen or an apostrophe."""
    match = re.match(r"[^\W\d_]*", text[first_letter(text) :])
    return match[0] if match else ""


def _respelled(spelling: str, form: str) -> str:
    """The trigger with its last word in the form that the next word requires, in its original case."""
    form = form.partition(":")[0].rpartition(" ")[2]
    head, space, last = spelling.rpartition(" ")
    if last.replace(_CURLY, "'").casefold() == form:
        return spelling
    if last.isupper() and len(last) > 1:
        form = form.upper()
    elif last[:1].isupper():
        form = form.capitalize()
    return f"{head}{space}{form}"


def conjoin(words: Sequence[str], *, mutates: bool = True) -> str:
    """The words as a list joined with *a* or *ac*: ``Heddlu, Addysg a Phrawf``; blank words are omitted.

    There is no comma before *a* (GK), and "&" is never used (style guide, seen). The last word aspirates, unless
    ``mutates=False`` is passed, for names.
    """
    return _joined("a", words, mutates=mutates)


def disjoin(words: Sequence[str], *, mutates: bool = True) -> str:
    """The words as a choice joined with *neu*: ``plentyn neu berson ifanc``; blank words are omitted.

    The last word softens, unless ``mutates=False`` is passed, for names.
    """
    return _joined("neu", words, mutates=mutates)


def _joined(conjunction: str, words: Sequence[str], *, mutates: bool) -> str:
    present = [normalize("NFC", word) for word in words if word and not word.isspace()]
    if len(present) < 2:
        return "".join(present)
    *most, before_last, last = present
    # The form of the conjunction depends on the last word: "Addysg a'r Heddlu", "Addysg ac Iechyd".
    return ", ".join([*most, f"{before_last} {after(conjunction, last, mutates=mutates)}"])
