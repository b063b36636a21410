"""The deny-list: the spellings in which a term is found, and the words in which it is not."""

import pickle
import traceback
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cpr_docs.documents.never_print import NeverPrint
from cpr_docs.errors import ForbiddenWords, InvalidTerms
from cpr_docs.language.languages import Language
from cpr_docs.language.welsh import Mutation, mutate
from cpr_docs.ooxml.package import write_package
from tests.documents.cases import RENDERER, VARIANTS, case, changed
from tests.ooxml.documents import document

REPORT = next(variant for variant in VARIANTS if variant.name() == "report")


def in_words(text: str) -> bytes:
    """A document of only this text, with each line as a paragraph."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    lines = (f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in escaped.split("\n"))
    return write_package(document("".join(lines)))


def found(term: str, text: str) -> bool:
    return bool(NeverPrint.parse(term).found_in(in_words(text)))


FOUND = [
    # Mutations of places and names, also where g is dropped.
    ("Caerdydd", "yng Nghaerdydd"),
    ("Caerdydd", "i Gaerdydd."),
    ("Caerdydd", "Caerdydd a Chaerdydd"),
    ("Caerdydd", "YNG NGHAERDYDD"),
    ("Caerdydd", "yng nghaerdydd"),
    ("Caerdydd", "CAERDYDD"),
    ("caerdydd", "Gaerdydd"),
    ("Mair", "i Fair"),
    ("Mair", "gan FAIR"),
    ("Gwynedd", "i Wynedd"),
    ("Gwynedd", "yng Ngwynedd"),
    ("Powys", "ym Mhowys"),
    ("Tywyn", "yn Nhywyn"),
    ("Dinbych", "o Ddinbych"),
    ("Dinbych", "yn Ninbych"),
    ("Bangor", "ym Mangor"),
    ("Bangor", "i Fangor"),
    ("Llanelli", "o Lanelli"),
    ("Rhuthun", "i Ruthun"),
    ("Pontypridd", "a Phontypridd"),
    ("Tywyn", "a Thywyn"),
    ("Anna", "ei Hanna hi"),
    ("Beth", "i Feth"),
    ("Pen-y-bont ar Ogwr", "ym Mhen-y-bont ar Ogwr"),
    ("Castell-nedd Port Talbot", "yng Nghastell-nedd Port Talbot"),
    ("Mair Tomos", "gan Fair Domos"),
    ("Mair Tomos", "gan Mair Domos"),
    ("Y Barri", "i’r Barri"),
    ("Y Barri", "yn y Barri"),
    ("Yr Wyddgrug", "o'r Wyddgrug"),
    # Accents and letters, composed or not, in the list or in the text.
    ("Siôn", "Sion"),
    ("Sion", "Siôn"),
    ("Tŷ Gwyn", "Ty Gwyn"),
    ("Ŵyn", "w\u0302yn"),
    (unicodedata.normalize("NFD", "Llŷr Ŵyn"), "Llŷr Ŵyn"),
    ("Łukasz", "Lukasz"),
    ("Søren", "Soren"),
    ("Ffion", "\ufb00ion"),
    ("Strauß", "STRAUSS"),
    ("Тарас", "ТАРАС"),
    ("محمد", "قال محمد"),
    # Apostrophes, hyphens, blanks, line ends, and invisible characters.
    ("O'Neill", "O’Neill"),
    ("O’Neill", "O'NEILL"),
    ("O'Neill", "O Neill"),
    ("ONeill", "ONeill’s"),
    ("Ann-Marie", "Ann Marie"),
    ("Ann-Marie", "Ann\u2011Marie"),
    ("Ann Marie", "Ann–Marie"),
    ("Ann Marie", "AnnMarie"),
    ("Rhys Morgan", "Rhys\u00a0Morgan"),
    ("Rhys Morgan", "Rhys   Morgan"),
    ("Rhys Morgan", "Rhys\nMorgan"),
    ("Rhys  Morgan", "rhys.morgan@example.org"),
    ("R Morgan", "R. Morgan"),
    ("Caerdydd", "Caer\u00addydd"),
    ("Caerdydd", "C\u200ba\u200der\ufeffdydd"),
    ("CF10 3AT", "cf103at"),
    ("029 2018 0123", "029-2018 0123"),
    # An English -s, and punctuation beside a name.
    ("Ann", "Ann's"),
    ("Ann", "Ann’s"),
    ("Ann", "Ann-Marie"),
    ("Ann", "the Anns"),
    ("Jones", "the Joneses"),
    ("Jones", "Jones’"),
    ("Ann", "(Ann)"),
    ("Ann", "“Ann”"),
    ("Ann", "Siân/Ann"),
    ("Ann", "ann_b"),
    ("Ann", "Ann"),
    # Dates, in figures and in words of either language.
    ("12/03/2009", "12 March 2009"),
    ("12/03/2009", "born on 12th March, 2009"),
    ("12/03/2009", "March 12th, 2009"),
    ("12/03/2009", "the 12th of March 2009"),
    ("12/03/2009", "12 Mawrth 2009"),
    ("12/03/2009", "y 12fed o Fawrth 2009"),
    ("12 Mawrth 2009", "12.3.09"),
    ("12 March 2009", "2009-03-12"),
    ("2009-03-12", "12/03/2009"),
    ("2009-03-02", "2 Mar 2009"),
    # Terms after "=", with their own capitals.
    ("=Tim", "Tim"),
    ("=Tim", "Tim’s"),
    ("=Siân", "Sian"),
    ("= May", "May"),
]

NOT_FOUND = [
    ("Ann", "annual"),
    ("Ann", "Joanne"),
    ("Ann", "Annie"),
    ("Ann", "A nn"),
    ("Ann", "Channel"),
    ("Ann", "An n’s"),
    ("Caerdydd", "Aerdydd"),
    ("Caerdydd", "Caerffili"),
    ("Rhys Morgan", "Rhys, and Morgan"),
    ("Rhys Morgan", "Morgan Rhys"),
    ("Rhys Morgan", "Rhys"),
    ("Chloe", "Gloe"),
    ("Thomas", "Domas"),
    # Mutated short names are common words, unless they have a capital.
    ("Tim", "dim byd"),
    ("Mair", "a fair hearing"),
    ("Gus", "all of us"),
    ("Grace", "a race"),
    ("Gail", "yr ail dro"),
    ("Barry", "to marry"),
    ("=Tim", "Dim"),
    ("=Tim", "tim"),
    ("=May", "it may be"),
    ("=May", "i Fai"),
    ("12/03/2009", "12 March 2010"),
    ("12/03/2009", "2 March 2009"),
    ("12/03/2009", "112/03/2009"),
    ("12/03/2009", "12/03/20091"),
    ("12/03/2009", "March 2009"),
]


@pytest.mark.parametrize(("term", "text"), FOUND)
def test_a_term_is_found_however_it_is_written(term: str, text: str) -> None:
    assert found(term, text)
    assert found(term, f"Yr oedd {text}, medd y cofnod.")
    assert found(f"\ufeff# names\r\n\r\n{term}\r\n", text)


@pytest.mark.parametrize(("term", "text"), NOT_FOUND)
def test_a_term_is_not_found_in_other_words(term: str, text: str) -> None:
    assert not found(term, text)


def test_every_line_that_is_found_is_reported_and_no_other() -> None:
    names = NeverPrint.parse("Ann\nBethan\n# Catrin\nAnn-Marie\nDafydd\n=Eira")
    problems = names.found_in(in_words("Ann-Marie, Catrin and Eira\nFethan"))
    assert [problem.line for problem in problems] == [1, 2, 4, 6]
    assert {str(problem).rpartition(": ")[2] for problem in problems} == {
        f"holds the term on line {line} of the list" for line in (1, 2, 4, 6)
    }


_NAMES = st.text(alphabet="abcdefghilmnoprstuwyâêîôûŵŷáéïö", min_size=7, max_size=12)
_SHORT_NAMES = st.text(alphabet="abcdefghilmnoprstuwyâêîôûŵŷáéïö", min_size=3, max_size=6)


@given(_NAMES, st.sampled_from(Mutation), st.sampled_from([str, str.upper, str.title, str.capitalize]), st.data())
def test_a_name_is_found_in_every_mutation_and_with_any_accents(
    name: str, mutation: Mutation, write: type[str], data: st.DataObject
) -> None:
    spelling = data.draw(st.sampled_from(["NFC", "NFD", "NFKD"]))
    text = unicodedata.normalize(spelling, write(mutate(name, mutation)))  # type: ignore[arg-type]
    assert found(name, f"{data.draw(st.sampled_from(['', 'yn ', '“', '- ']))}{text}{data.draw(_AFTER)}")


@given(_SHORT_NAMES, st.sampled_from(Mutation), st.sampled_from([str.upper, str.capitalize]))
def test_a_mutated_short_name_with_a_capital_is_found(name: str, mutation: Mutation, write: type[str]) -> None:
    assert found(name, f"yn {write(mutate(name, mutation))}")


_AFTER = st.sampled_from(["", ".", "’s", "'n", " a", ",", "-Marie", "\n"])


@given(_NAMES, st.text(alphabet="bdfgmprstz", min_size=1, max_size=3))
def test_a_name_is_not_found_inside_a_longer_word(name: str, more: str) -> None:
    assume(more not in ("s", "es"))
    assume(not found(name, ""))  # "default" is in the styles of every document
    assert not found(name, f"q{name}")
    assert not found(name, f"{name}{more}z")
    assert not found(name, f"{name[:3]}q{name[3:]}")


class TestTheList:
    @pytest.mark.parametrize("data", ["Ann\n", b"Ann", b"\xef\xbb\xbfAnn\r\n", "# c\n\n  Ann  \n", "\tAnn\r# c"])
    def test_a_line_is_a_term_with_any_line_end(self, data: str | bytes) -> None:
        assert NeverPrint.parse(data).found_in(in_words("Ann"))

    @pytest.mark.parametrize(
        "data", ["Tŷ Gwyn".encode("latin-1", "replace") + b"\xff", "Ann".encode("utf-16"), "Ann".encode("utf-16-le")]
    )
    def test_another_encoding_is_refused_in_one_sentence(self, data: bytes) -> None:
        with pytest.raises(InvalidTerms) as caught:
            NeverPrint.parse(data, subject="names.txt")
        assert str(caught.value) == ("names.txt: 1 problem\n  the list: is not UTF-8: save it as plain text in UTF-8")
        assert caught.value.__cause__ is caught.value.__context__ is None

    @pytest.mark.parametrize("data", ["", "\n\n", "# Ann\n", b"\xef\xbb\xbf"])
    def test_a_list_without_a_term_is_refused(self, data: str | bytes) -> None:
        with pytest.raises(InvalidTerms, match="the list: holds no term"):
            NeverPrint.parse(data)

    def test_all_lines_without_a_word_are_reported(self) -> None:
        with pytest.raises(InvalidTerms) as caught:
            NeverPrint.parse("Ann\n---\n=\n’")
        assert [str(problem) for problem in caught.value.problems] == [
            f"line {number}: holds no word" for number in (2, 3, 4)
        ]

    def test_a_file_is_read(self, tmp_path: pytest.TempPathFactory) -> None:
        path = tmp_path / "names.txt"  # type: ignore[operator]
        path.write_text("Ann\n", encoding="utf-8")
        assert NeverPrint.read(path).found_in(in_words("Ann"))
        path.write_bytes(b"\xff")
        with pytest.raises(InvalidTerms, match=r"names\.txt: 1 problem"):
            NeverPrint.read(path)
        with pytest.raises(OSError, match="missing"):
            NeverPrint.read(path.with_name("missing"))

    def test_a_list_is_pickled_and_does_not_show_its_terms(self) -> None:
        names = NeverPrint.parse("Canary\n")
        assert pickle.loads(pickle.dumps(names)).found_in(in_words("Canary"))
        assert "anary" not in repr(names) + str(names)

    def test_a_term_is_no_regular_expression(self) -> None:
        assert found("a.*b(c[", "A b c")
        assert not found("a.*b(c[", "a xx b c")

    def test_a_long_list_and_a_long_document_are_fast(self) -> None:
        names = NeverPrint.parse("\n".join(f"Zw{number:04}y Enw" for number in range(500)))
        text = "Yr oedd y plentyn yn byw gyda'i deulu. " * 2_000
        assert names.found_in(in_words(text)) == ()
        assert len(names.found_in(in_words(text + "zw0499y enw"))) == 1


class TestRendering:
    @pytest.mark.parametrize("language", list(Language))
    def test_a_document_with_a_term_is_not_returned(self, language: Language) -> None:
        form = changed(case(REPORT), conclusions={"en": "Back to Nghaerdydd.", "cy": "Aeth i Gaerdydd."})
        names = NeverPrint.parse("Ann Teg\nCaerdydd")
        with pytest.raises(ForbiddenWords) as caught:
            RENDERER.render(form, language, never_print=names)
        (problem,) = caught.value.problems
        assert (problem.path, problem.code, problem.parameters) == ("conclusions", "never_print", {"line": 2})
        text = str(caught.value) + repr(caught.value) + "".join(traceback.format_exception(caught.value))
        assert "aerdydd" not in text
        assert str(caught.value).startswith(f"report (concise) in {language.value}: 1 problem\n")

    def test_only_the_printed_language_is_searched(self) -> None:
        form = changed(case(REPORT), conclusions={"en": "Nothing.", "cy": "Aeth i Gaerdydd."})
        names = NeverPrint.parse("Caerdydd")
        assert RENDERER.render(form, "en", never_print=names).content == RENDERER.render(form, "en").content
        with pytest.raises(ForbiddenWords):
            RENDERER.render(form, "cy", never_print=names)

    def test_an_error_is_pickled(self) -> None:
        form = changed(case(REPORT), conclusions={"en": "Canary"})
        with pytest.raises(ForbiddenWords) as caught:
            RENDERER.render(form, "en", never_print=NeverPrint.parse("Canary"))
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
