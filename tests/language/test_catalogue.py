"""The Welsh catalogue is complete, each message has the source of its Welsh, and the spelling is correct.

A dictionary does not detect wrong mutations, so that the words after triggers are checked by the rules of the library's
own Welsh package.
"""

import ast
import collections
import functools
import itertools
import pickle
import re
import string
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from babel.messages import pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir

import cpr_docs
from cpr_docs.language.catalogue import Sentence, fill_in, n_, translate
from cpr_docs.language.languages import Language
from cpr_docs.language.welsh import Mutation, after, count, mutate
from cpr_docs.language.welsh.triggers import TRIGGERS
from cpr_docs.models.fields import IDENTITY, Kind, field_at
from cpr_docs.models.parts import Part
from cpr_docs.models.registry import form_class, form_names
from tests.language.messages import ALLOWED, ASKS, CODE, allowed_words, unknown_words, welsh_forms
from tests.witnesses import presence, welsh_dictionary

_SOURCE = Path(cpr_docs.__path__[0])
_CATALOGUE = _SOURCE / "locale" / "cy" / "LC_MESSAGES" / "cpr_docs.po"
_METHODS = [("cli/*.py", "cpr_docs.cli.help_messages:extract"), ("**.py", "python")]
_KEYWORDS = {"_": None, "p_": ((1, "c"), 2), "n_": (1, 2)}

Key = tuple[str | None, str]

#: Messages that read the same in both languages, each with its reason.
_SAME_IN_BOTH = {
    "CAFCASS Cymru": "the name of the body in both languages",
    "Estyn": "the name of the body in both languages",
    "N": "an argument: the letter that stands for a number",
    "DATA": "an argument: the word is Welsh too",
    "LABEL": "a heading: the word is Welsh too",
    "cell {cell}": "cell is the word of both languages",
    "Agenda": "the word is Welsh too",
    "Genogram": "the word is Welsh too",
}

_PROVENANCE = re.compile(
    r"(Reviewed: .+|Source: .+|Part seen: .+; unreviewed|General knowledge; unreviewed)( Note: .+)?"
)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@functools.cache
def _catalogue() -> Catalog:
    with _CATALOGUE.open("rb") as file:
        return pofile.read_po(file, locale="cy")


def _messages() -> list[Message]:
    """The messages; each form of a message with a number is one, whose English is that for several."""
    return [each for message in _catalogue() if message.id for each in _forms_of(message)]


def _forms_of(message: Message) -> list[Message]:
    if isinstance(message.id, str):
        return [message]
    return [
        Message(message.id[1], form, user_comments=message.user_comments, context=message.context)
        for form in welsh_forms(message)
    ]


def _key(message: Message) -> Key:
    return message.context, str(message.id)


def _welsh(message: Message) -> str:
    assert isinstance(message.string, str)
    return message.string


@functools.cache
def _extracted() -> frozenset[Key]:
    found = extract_from_dir(_SOURCE, method_map=_METHODS, keywords=_KEYWORDS)
    return frozenset(
        (context, message if isinstance(message, str) else message[1])
        for _file, _line, message, _comments, context in found
    )


class TestCompleteness:
    def test_the_catalogue_contains_exactly_the_messages_of_the_code(self) -> None:
        keys = {_key(message) for message in _messages()}
        assert {"missing": _extracted() - keys, "not in the code": keys - _extracted()} == {
            "missing": set(),
            "not in the code": set(),
        }

    def test_no_message_is_marked_inside_an_f_string(self) -> None:
        """Python 3.11 gives an f-string as one token, so that the marked message would not be extracted."""
        marked = [
            f"{path.name}:{call.lineno}"
            for path in Path(cpr_docs.__file__).parent.rglob("*.py")
            for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(text, ast.JoinedStr)
            for call in ast.walk(text)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("_", "p_")
        ]
        assert marked == []

    def test_every_message_has_welsh(self) -> None:
        assert [message.id for message in _messages() if not _welsh(message).strip()] == []

    def test_nothing_is_fuzzy_or_obsolete(self) -> None:
        assert [message.id for message in _catalogue() if message.fuzzy] == []
        assert list(_catalogue().obsolete) == []

    def test_every_message_has_the_source_of_its_welsh(self) -> None:
        lacking = [message.id for message in _messages() if not _PROVENANCE.fullmatch(" ".join(message.user_comments))]
        assert lacking == []

    def test_the_header_has_the_language_and_its_plural_rule(self) -> None:
        headers = dict(_catalogue().mime_headers)
        assert headers["Language"] == "cy"
        assert headers["Content-Type"] == "text/plain; charset=utf-8"
        assert _catalogue().num_plurals == 6

    def test_only_listed_messages_are_equal_in_both_languages(self) -> None:
        assert {message.id for message in _messages() if _welsh(message) == message.id} == set(_SAME_IN_BOTH)


class TestAgreementWithTheEnglish:
    def test_every_placeholder_of_the_english_is_in_the_welsh_once(self) -> None:
        differ = [
            message.id
            for message in _messages()
            if sorted(_PLACEHOLDER.findall(str(message.id))) != sorted(_PLACEHOLDER.findall(_welsh(message)))
        ]
        assert differ == []

    def test_the_blanks_at_both_ends_agree(self) -> None:
        def ends(text: str) -> tuple[str, str]:
            return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

        assert [message.id for message in _messages() if ends(str(message.id)) != ends(_welsh(message))] == []

    def test_the_last_stop_agrees(self) -> None:
        def stop(text: str) -> str:
            last = text.rstrip().rstrip(")")[-1]
            return last if last in ".:;?" else ""

        differ = [message for message in _messages() if stop(str(message.id)) != stop(_welsh(message))]
        # Welsh has no "whether": it asks.
        assert [m.id for m in differ if stop(_welsh(m)) != "?" or not ASKS.search(_welsh(m))] == []


class TestNumbers:
    """Welsh counts in up to six forms, and the number mutates the noun: *2 ganfyddiad*, *3 chanfyddiad*."""

    _NOUNS: ClassVar = {
        "problem": "f",
        "cam": "m",
        "canfyddiad": "m",
        "gwaith": "f",
        "dogfen": "f",
        "ffurflen": "f",
        "ffeil": "f",
        "templed": "m",
        "rhes": "f",
        "llythyr": "m",
    }

    @pytest.mark.parametrize("number", [*range(13), 22, 100])
    def test_the_noun_has_the_form_that_the_number_gives_it(self, number: int) -> None:
        counted = [
            (*message.id, welsh_forms(message)[-1]) for message in _catalogue() if not isinstance(message.id, str)
        ]
        assert len(counted) > 10
        for one, many, welsh in counted:
            noun = re.search(r"\{count\} (\w+)", welsh)
            assert noun is not None
            values = dict.fromkeys((name[1:-1] for name in _PLACEHOLDER.findall(welsh)), "")
            said = fill_in(n_(one, many), {**values, "count": number}, Language.WELSH)
            known = noun[1] in self._NOUNS
            counted_noun = count(number, noun[1], self._NOUNS[noun[1]]) if known else f"{number} {noun[1]}"
            # The end of the word matters: an English "3 problems" begins as the Welsh "3 problem" does.
            assert re.search(rf"\b{counted_noun}\b", said), said

    def test_english_has_a_form_for_one_and_one_for_the_others(self) -> None:
        message = n_("{count} finding", "{count} findings")
        said = [fill_in(message, {"count": number}) for number in (0, 1, 2)]
        assert said == ["0 findings", "1 finding", "2 findings"]
        again = pickle.loads(pickle.dumps(Sentence(message, count=3)))
        assert (again, again.text("cy")) == ("3 findings", "3 chanfyddiad")


class TestTypography:
    def test_welsh_is_composed_and_has_one_apostrophe_and_no_ampersand(self) -> None:
        for message in _messages():
            welsh = _welsh(message)
            assert unicodedata.is_normalized("NFC", welsh), message.id
            assert not set(CODE.sub("", welsh)) & set("'&\u2018`\u00b4\u00a0"), message.id

    def test_no_space_is_doubled_or_precedes_a_full_stop(self) -> None:
        assert [message.id for message in _messages() if re.search(r"  |\s[.,:;?](?!\w)", _welsh(message))] == []


@pytest.mark.parametrize("language", Language)
def test_no_title_of_a_control_is_longer_than_word_allows(language: Language) -> None:
    titles = {title for form in _forms() for title in _titles(form, form, "", language)}
    assert {title for title in titles if len(title) > 64} == set()
    assert len(titles) > 100


def _forms() -> list[type[Part]]:
    return [variant for name in form_names() for variant in form_class(name).variants()]


def _titles(form: type[Part], part: type[Part], prefix: str, language: Language) -> Iterator[str]:
    """The titles of the part's controls, as :mod:`cpr_docs.authoring.sheet` derives them from labels and answers."""
    for name in [*part.model_fields, *part.DERIVED]:
        if prefix + name in IDENTITY:
            continue
        field = field_at(form, prefix + name)
        title = translate(field.label.title, language)
        yield title
        if field.label.answers:
            yield from (f"{title} {translate(answer, language)}" for answer in field.label.answers)
        if field.kind is Kind.CHOICE:
            yield from (translate(member.short, language) for member in field.type)
        if field.kind in (Kind.SECTION, Kind.ROWS):
            step = "[]." if field.kind is Kind.ROWS else "."
            yield from _titles(form, field.type, prefix + name + step, language)


class TestSpelling:
    def test_every_word_is_in_the_dictionary_or_on_the_list(self) -> None:
        presence.require(welsh_dictionary.NAME, welsh_dictionary.available())
        unknown = {word for message in _messages() for word in unknown_words(_welsh(message))}
        assert unknown - allowed_words() == set()

    def test_the_list_has_only_needed_words_each_with_a_reason(self) -> None:
        presence.require(welsh_dictionary.NAME, welsh_dictionary.available())
        unknown = {word for message in _messages() for word in unknown_words(_welsh(message))}
        assert allowed_words() - unknown == set()
        lines = [line for line in ALLOWED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        assert [line for line in lines if not re.fullmatch(r"\S+ +# \S.*", line)] == []


_PRONOUNS = {"i": ("'i:his", "'i:her"), "w": ("'w:his", "'w:her", "'w:their"), "u": ("'u",), "ch": ("'ch",)}
#: Readings that are no triggers: *ni* is a pronoun too, and a comparison may stand before *na*.
_OTHER_READINGS = {"ni": ("ni:none",), "na": ("na:than",), "nac": ("na:than",)}


def _readings_of_the_library() -> dict[str, tuple[str, ...]]:
    """The triggers that each single word may be, by their names; at least one must match."""
    readings: dict[str, set[str]] = collections.defaultdict(set)
    for name, trigger in TRIGGERS.items():
        if name == "neu:finite":  # would allow every word after neu
            continue
        base = name.partition(":")[0]
        forms = {base, trigger.before_vowels or base}
        forms |= {"ym", "yng"} if trigger.nasal_form else {"yr"} if trigger.article else set()
        for form in forms:
            readings[form].add(name)
    for form, others in _OTHER_READINGS.items():
        readings[form] |= set(others)
    return {form: tuple(sorted(names)) for form, names in readings.items() if " " not in form}


_READINGS = _readings_of_the_library()

#: Verbs of the catalogue, and forms of *gan*, which soften an object or verb-noun directly after them.
_VERBS = "rhowch cewch hoffai hoffwn allai gall allwch gennych gennyf roddais wnaeth"

#: Verbs of the catalogue that the dictionary has in their soft form only: ni ellir.
_VERB_FORMS = frozenset({"gellir", "gellid"})

#: Verb-nouns of the catalogue; no other words remain unmutated after *yn*.
_VERB_NOUNS = (
    "bodloni bodoli briffio bwriadu cadarnhau cadw cael canolbwyntio casglu cau cefnogi ceisio cloi codi cofnodi "
    "colli croesawu cwmpasu cwrdd cyd-fynd cydlynu cydnabod cydweithredu cyfarwyddo cyfateb cyflawni cyflwyno cyfrifo "
    "cymryd cynllunio cynnal cynnwys cytuno dadansoddi dal dangos darllen darparu datgan dechrau defnyddio dehongli "
    "deillio derbyn dewis digwydd dileu dilyn diolch dod dweud dylanwadu dymuno dysgu gadael gallu galluogi gofyn "
    "golygu gorffen graddio gweithio gweld gwella gwerthfawrogi gwerthuso gwneud gwrthod gwybod methu mynd paratoi "
    "parchu penderfynu perthyn postio taro teimlo torri tyfu tynnu"
)

#: Feminine nouns of the catalogue, which soften after the article.
_FEMININE = (
    "blwyddyn cell cofrestr colofn cost cronoleg cynhadledd dalen dogfen dolen gohebiaeth gwefan gwybodaeth proses "
    "taenlen taflen tasg trafodaeth tudalen"
)

#: Feminine nouns of the catalogue before an adjective or a verb-noun, which softens.
_WITH_ADJECTIVE = (
    "asiantaeth cynhadledd gynhadledd dalen ddalen ddogfen fersiwn ffordd ffurflen ffynhonnell gwybodaeth iaith linell "
    "llinell rhaglen rhestr sesiwn swyddogaeth system tudalen dudalen"
)

_WRONG = (
    "i Cadeirydd, ar materion, a paratowyd, â Cadeirydd, am llinell, neu person, ei cyhoeddi, eu egluro, gan pob, "
    "ac plentyn, yng Cylch, ym pob, na cynhelir, unrhyw gwybodaeth, Rhowch testun, y achos, ag plentyn, wrth cytuno, "
    "o bwrdd, drwy cylch, gyda teulu, wedi’i cwblhau, a’u amgylchiadau"
)

_TOKEN = re.compile(r"[^\W\d_]+(?:[’-][^\W\d_]+)*")


@pytest.fixture
def dictionary() -> None:
    presence.require(welsh_dictionary.NAME, welsh_dictionary.available())


@pytest.mark.usefixtures("dictionary")
class TestMutations:
    """Adjacent words of the Welsh, of which the first mutates the second."""

    def test_a_word_after_a_trigger_is_mutated(self) -> None:
        assert {pair for pair in _pairs() if not _fits(*pair)} == set()

    def test_a_word_that_is_not_mutated_after_yn_is_a_verb_noun(self) -> None:
        after_yn = {second for first, second in _pairs() if first.lower() == "yn" or first.endswith("’n")}
        kept = {word.partition("’")[0] for word in after_yn if not _may_be(Mutation.LIMITED_SOFT, word)}
        assert kept - set(_VERB_NOUNS.split()) == set()

    def test_a_feminine_noun_is_soft_after_the_article(self) -> None:
        articles = ("y", "yr")
        after_article = {
            second.lower() for first, second in _pairs() if first.lower() in articles or first.endswith("’r")
        }
        assert after_article & set(_FEMININE.split()) == set()

    def test_an_adjective_is_soft_after_a_feminine_noun(self) -> None:
        adjectives = {pair for pair in _pairs() if pair[0].lower() in _WITH_ADJECTIVE.split()}
        assert {pair for pair in adjectives if not _may_be(Mutation.SOFT, pair[1])} == set()

    @pytest.mark.parametrize("pair", _WRONG.split(", "))
    def test_the_audit_sees_a_wrong_form(self, pair: str) -> None:
        first, second = pair.split()
        assert not _fits(first, second)


@functools.cache
def _pairs() -> frozenset[tuple[str, str]]:
    """All pairs of words of the Welsh with only a space between them."""
    found = set()
    for welsh in map(_welsh, _messages()):
        tokens = list(_TOKEN.finditer(welsh))
        for first, second in itertools.pairwise(tokens):
            if welsh[first.end() : second.start()] == " ":
                found.add((first[0], second[0]))
    return frozenset(found)


def _fits(first: str, second: str) -> bool:
    """True if both words have the forms that one of the readings of the first requires."""
    return not _readings(first) or any(
        after(reading, radical).replace("'", "’").casefold() == f"{first} {second}".casefold()
        for reading in _readings(first)
        for radical in _radicals(second)
    )


def _readings(word: str) -> list[str]:
    name, _, joined = word.partition("’")
    if joined:
        return [f"{name}{pronoun}" for pronoun in _PRONOUNS.get(joined, ())]
    if name.lower() in _VERBS.split():
        return [f"{name}:verb"]
    return list(_READINGS.get(name.lower(), ()))


def _may_be(mutation: Mutation, word: str) -> bool:
    """True if the word may be the mutated form of another word."""
    return any(mutate(radical, mutation).casefold() == word.casefold() for radical in _radicals(word))


@functools.cache
def _radicals(word: str) -> tuple[str, ...]:
    """The word itself, and the words of the dictionary of which it is a mutated form."""
    small = word.lower()
    candidates = {
        first + small[cut:] for first in (*string.ascii_lowercase, "ll", "rh") for cut in range(min(4, len(small)))
    }
    changed = {
        candidate
        for candidate in candidates
        if any(mutate(candidate, mutation) == small for mutation in Mutation)
        and (candidate in _VERB_FORMS or any(map(welsh_dictionary.is_known, (candidate, candidate.capitalize()))))
    }
    return (word, *sorted(changed))
