"""A text agrees with its translation however each writes its values, and a difference is found."""

import datetime
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cpr_docs.language.glossary import Checked, GlossaryTerm, glossary
from cpr_docs.language.languages import Language
from cpr_docs.language.pair.compare_texts import differences
from cpr_docs.language.pair.mentions import PairKind
from cpr_docs.language.welsh import after, count
from cpr_docs.language.welsh.mutation import Mutation, mutate
from cpr_docs.resources import folder

ENGLISH, WELSH = Language.ENGLISH.conventions, Language.WELSH.conventions

DAYS = st.dates(datetime.date(1951, 1, 1), datetime.date(2049, 12, 31))
MOMENTS = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
AMOUNTS = st.decimals(Decimal("0.01"), Decimal("9999999"), places=2)

_SUFFIXES = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
_ENGLISH_NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def english_dates(day: datetime.date) -> list[str]:
    month = ENGLISH.month(day.year, day.month).split()[0]
    ordinal = f"{day.day}{_SUFFIXES.get(day.day, 'th')}"
    return [
        ENGLISH.date(day),
        f"{ordinal} {month} {day.year}",
        f"the {ordinal} of {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        *figures(day),
    ]


def welsh_dates(day: datetime.date) -> list[str]:
    month = WELSH.month(day.year, day.month).split()[0]
    ending = {1: "af", 2: "il", 3: "ydd", 4: "ydd", 11: "eg"}.get(day.day, "fed")
    return [
        WELSH.date(day),
        f"{day.day}{ending} {after('o', month)} {day.year}",
        f"y {day.day}{ending} o fis {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        *figures(day),
    ]


def figures(day: datetime.date) -> list[str]:
    return [
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}/{day.month}/{day.year % 100:02}",
        day.isoformat(),
    ]


def kinds(english: str, welsh: str) -> set[PairKind]:
    return {each.kind for each in differences(english, welsh)}


class TestDates:
    @given(DAYS, st.data())
    def test_a_date_is_the_same_in_any_format_of_either_language(self, day: datetime.date, data: Any) -> None:
        english = data.draw(st.sampled_from(english_dates(day)))
        welsh = data.draw(st.sampled_from(welsh_dates(day)))
        assert kinds(f"It was on {english}, at home.", f"Roedd hynny ar {welsh}, gartref.") == set()

    @given(DAYS, DAYS, st.data())
    def test_another_date_is_found(self, day: datetime.date, other: datetime.date, data: Any) -> None:
        assume(day != other)
        english = data.draw(st.sampled_from(english_dates(day)))
        welsh = data.draw(st.sampled_from(welsh_dates(other)))
        assert kinds(f"It was on {english}.", f"Roedd hynny ar {welsh}.") == {PairKind.DATE}

    @given(DAYS)
    def test_a_month_agrees_in_any_mutation(self, day: datetime.date) -> None:
        english, welsh = (each.month(day.year, day.month) for each in (ENGLISH, WELSH))
        assert kinds(f"since {english}", f"ers mis {welsh}") == set()
        assert kinds(f"in {english.split()[0]}", f"ym mis {welsh.split()[0]}") == set()
        assert kinds(f"to {english}", f"i {mutate(welsh, Mutation.SOFT)}") == set()
        assert kinds(f"in {english}", f"yn {mutate(welsh, Mutation.NASAL)}") == set()

    @given(DAYS)
    def test_a_date_that_lacks_its_day_or_year_is_found(self, day: datetime.date) -> None:
        month = WELSH.month(day.year, day.month)
        assert kinds(f"on {ENGLISH.date(day)}", f"ym mis {month}") == {PairKind.DATE}
        assert kinds(f"on {ENGLISH.date(day)}", f"ar {day.day} {month.split()[0]}") == {PairKind.DATE}

    @pytest.mark.parametrize(
        ("english", "welsh"),
        [
            ("on 19 and 26 June 2013", "ar 19 a 26 Mehefin 2013"),
            ("from 4 to 6 May", "o 4 i 6 Mai"),
            ("12–14 March 2013", "12–14 Mawrth 2013"),
            ("on Tuesday 5 March 2013", "ddydd Mawrth 5 Mawrth 2013"),
            ("on Monday night", "nos Lun"),
            ("September to November 2012", "Medi 2012 i Dachwedd 2012"),
            ("in the autumn of 2012", "yn ystod hydref 2012"),
            ("Autumn 2012", "Hydref 2012"),
            ("the years 2010–2012", "y blynyddoedd 2010–2012"),
            ("It may be late. March on!", "Efallai y bydd yn hwyr. Ymlaen!"),
            ("in the 1990s", "yn y 1990au"),
            ("on the first of March 2012", "ar y cyntaf o Fawrth 2012"),
            ("on 3 May", "ar y trydydd o Fai"),
        ],
    )
    def test_pairs_that_agree(self, english: str, welsh: str) -> None:
        assert kinds(english, welsh) == set()

    @pytest.mark.parametrize(
        ("english", "welsh"),
        [
            ("on 14 January 2013 and 3 March 2012", "ar 14 Ionawr 2012 a 3 Mawrth 2013"),
            ("on Tuesday", "ddydd Mercher"),
            ("in March", "ym mis Mai"),
            ("in 2012", "yn 2013"),
            ("on the first of March 2012", "ar yr ail o Fawrth 2012"),
        ],
    )
    def test_pairs_that_differ(self, english: str, welsh: str) -> None:
        assert kinds(english, welsh) == {PairKind.DATE}


class TestTimes:
    @given(MOMENTS)
    def test_a_time_agrees(self, moment: datetime.time) -> None:
        english, welsh = ENGLISH.time(moment), WELSH.time(moment)
        assert kinds(f"at {english}", f"am {welsh}") == set()
        assert kinds(f"at {english}", f"am {moment:%H:%M}") == set()

    @given(MOMENTS, MOMENTS)
    def test_another_time_is_found(self, moment: datetime.time, other: datetime.time) -> None:
        assume(moment != other)
        assert kinds(f"at {ENGLISH.time(moment)}", f"am {WELSH.time(other)}") == {PairKind.TIME}

    @pytest.mark.parametrize(
        ("english", "welsh"),
        [
            ("at 10 o'clock", "am 10 o’r gloch"),
            ("at ten o’clock", "am ddeg o’r gloch"),
            ("at 10 am", "am 10 o’r gloch y bore"),
            ("at 7.00 in the evening", "am 7.00 y nos"),
            ("at 7 pm", "am 7 yr hwyr"),
            ("at 2.30pm", "am 14:30"),
            ("at noon", "am hanner dydd"),
            ("at 12 midnight", "am ganol nos"),
            ("from 9.30 to 11.00 am", "rhwng 9.30 ac 11.00 yb"),
            ("9–11 a.m.", "9–11 y.b."),
        ],
    )
    def test_pairs_that_agree(self, english: str, welsh: str) -> None:
        assert kinds(english, welsh) == set()


class TestAmounts:
    @given(AMOUNTS)
    def test_an_amount_agrees(self, amount: Decimal) -> None:
        assert kinds(f"the cost is £{amount:,.2f}.", f"y gost yw £{amount}.") == set()

    @given(AMOUNTS, AMOUNTS)
    def test_another_amount_is_found(self, amount: Decimal, other: Decimal) -> None:
        assume(amount != other)
        assert kinds(f"£{amount:,.2f}", f"£{other:,.2f}") == {PairKind.AMOUNT}

    @pytest.mark.parametrize(
        ("english", "welsh"),
        [
            ("£1.5 million", "£1.5 miliwn"),
            ("£40", "40 punt"),
            ("£5,000", "£5000"),
            ("50p", "50 ceiniog"),
            ("£12.00", "£12"),
        ],
    )
    def test_pairs_that_agree(self, english: str, welsh: str) -> None:
        assert kinds(english, welsh) == set()


class TestNumbers:
    @given(st.integers(2, 10**6), st.integers(2, 10**6))
    def test_a_number_agrees_with_itself_alone(self, number: int, other: int) -> None:
        assert kinds(f"There were {number:,} visits.", f"Bu {number} o ymweliadau.") == set()
        if number != other:
            assert kinds(f"There were {number:,} visits.", f"Bu {other:,} o ymweliadau.") <= {
                PairKind.NUMBER,
                PairKind.DATE,
            }
            assert kinds(f"There were {number:,} visits.", f"Bu {other:,} o ymweliadau.")

    @given(st.integers(2, 12), st.sampled_from([("mis", "m"), ("merch", "f"), ("plentyn", "m")]))
    def test_words_agree_with_figures(self, number: int, noun: tuple[str, str]) -> None:
        word = _ENGLISH_NUMBERS[number - 2]
        assert kinds(f"After {word} months.", f"Ar ôl {count(number, *noun)}.") == set()
        assert kinds(f"After {number} months.", f"Ar ôl {count(number, *noun, words=True)}.") == set()
        assert PairKind.NUMBER in kinds(f"After {word} months.", f"Ar ôl {count(number + 20, *noun)}.")

    @pytest.mark.parametrize(
        ("english", "welsh"),
        [
            ("twenty-seven visits", "dau ddeg saith o ymweliadau"),
            ("seventeen visits", "dau ymweliad ar bymtheg"),
            ("23 months", "tri mis ar hugain"),
            ("eleven actions", "un ar ddeg o gamau"),
            ("eleven actions", "un deg un o gamau"),
            ("both parents", "y ddau riant"),
            ("every two weeks", "bob pythefnos"),
            ("the third visit", "y trydydd ymweliad"),
            ("the 3rd visit", "y 3ydd ymweliad"),
            ("the fifth conference", "y bumed gynhadledd"),
            ("one of the parents", "un o’r rhieni"),
            ("No one came.", "Ni ddaeth neb."),
            ("80% of them", "80% ohonynt"),
            ("section 47", "adran 47"),
            ("an s47 enquiry", "ymholiad a47"),
            ("at QA7 4DD", "yn QA7 4DD"),
            ("Tel. 01632 960123", "Ffôn 01632960123"),
            ("It was fair.", "Roedd yn deg."),
            ("a second opinion", "barn arall"),
        ],
    )
    def test_pairs_that_agree(self, english: str, welsh: str) -> None:
        assert kinds(english, welsh) == set()

    @pytest.mark.parametrize(
        ("english", "welsh"),
        [
            ("three visits", "pedwar ymweliad"),
            ("three visits", "llawer o ymweliadau"),
            ("many visits", "tri ymweliad"),
            ("the third visit", "y pedwerydd ymweliad"),
            ("at QA7 4DD", "yn QA7 4DB"),
            ("80% of them", "8% ohonynt"),
        ],
    )
    def test_pairs_that_differ(self, english: str, welsh: str) -> None:
        assert kinds(english, welsh) == {PairKind.NUMBER}


class TestLabels:
    @pytest.mark.parametrize(
        ("english", "welsh"),
        [
            ("Child A was seen.", "Gwelwyd Plentyn A."),
            ("With Child A’s father.", "Gyda thad Plentyn A."),
            ("Child A and Child B", "Plentyn A a Phlentyn B"),
            ("Children A, B and C", "Plant A, B ac C"),
            ("Adult 1 and Adult 2", "Oedolyn 1 ac Oedolyn 2"),
            ("Social Worker C", "Gweithiwr Cymdeithasol C"),
            ("Lorry C", "Lori C"),
            ("A child and I", "Plentyn a minnau"),
            ("Child A1", "i Blentyn A1"),
        ],
    )
    def test_pairs_that_agree(self, english: str, welsh: str) -> None:
        assert kinds(english, welsh) == set()

    @pytest.mark.parametrize(
        ("english", "welsh"),
        [
            ("Child A was seen.", "Gwelwyd Plentyn B."),
            ("Child A was seen.", "Gwelwyd y plentyn."),
            ("The child was seen.", "Gwelwyd Plentyn A."),
            ("Adult A hurt Child B.", "Anafodd Plentyn B Oedolyn C."),
            ("Child A and Child B", "Plentyn A ac Oedolyn B a phlentyn"),
        ],
    )
    def test_pairs_that_differ(self, english: str, welsh: str) -> None:
        assert kinds(english, welsh) == {PairKind.LABEL}


CHECKED = [term for term in glossary() if term.checked is not Checked.NEVER]


class TestTerms:
    @pytest.mark.parametrize("term", CHECKED, ids=lambda term: f"{term.en}-{term.cy}")
    def test_a_term_agrees_with_its_welsh_in_every_mutation(self, term: GlossaryTerm) -> None:
        has_plural = term.en[-1] not in "sxy" and " of " not in term.en
        english = [term.en, *term.also_en, *[f"{term.en}s"] * has_plural, f"{term.en}'s"]
        phrases = (phrase.removesuffix("*") for phrase in term.welsh)
        welsh = [form for phrase in phrases for form in (phrase, *(mutate(phrase, each) for each in Mutation))]
        for each in english:
            assert PairKind.TERM in kinds(f"It is {each} that matters.", "Dyna sy’n bwysig."), each
        for each in welsh:
            assert PairKind.TERM not in kinds(f"It is {term.en} that matters.", f"Y {each} sy’n bwysig."), each

    def test_an_address_holds_no_term(self) -> None:
        assert kinds("www.lscb.example, board@lscb.example", "www.lscb.example, board@lscb.example") == set()

    def test_the_longest_term_counts(self) -> None:
        (found,) = differences("the child protection register", "cofrestr y plant")
        assert (found.kind, found.headword) == (PairKind.TERM, "child protection register")
        assert found.words[0] == "cofrestr amddiffyn plant"

    @pytest.mark.parametrize(
        ("english", "welsh"),
        [
            ("on board", "ar fwrdd"),
            ("He chairs it.", "Mae’n ei gadeirio."),
            ("Reviewers’ questions", "cwestiynau’r adolygwyr"),
            ("multi-agency work", "gwaith aml-asiantaeth"),
            ("a concise review", "adolygiad ymarfer cryno"),
            ("an initial child protection conference", "cynhadledd gychwynnol amddiffyn plant"),
            ("significant harm", "niwed sylweddol"),
        ],
    )
    def test_pairs_that_agree(self, english: str, welsh: str) -> None:
        assert kinds(english, welsh) == set()


class TestParagraphs:
    def test_the_number_of_paragraphs_and_of_bullets(self) -> None:
        found = list(differences("One.\n- two;\n- three.", "Un.\n- dau a thri."))
        assert [(each.kind, each.english, each.welsh) for each in found] == [
            (PairKind.PARAGRAPHS, 3, 2),
            (PairKind.BULLETS, 2, 1),
        ]

    def test_a_difference_names_its_paragraph_and_the_language_that_has_more(self) -> None:
        found = list(differences("In 2012.\nOn 3 May.", "Yn 2012.\nYno.\n".strip()))
        assert [(each.kind, each.language, each.paragraph) for each in found] == [
            (PairKind.DATE, Language.ENGLISH, 2),
        ]

    @given(st.text(max_size=300), st.text(max_size=300))
    def test_any_text_can_be_compared(self, english: str, welsh: str) -> None:
        list(differences(english, welsh))

    @given(st.text(max_size=300))
    def test_no_difference_contains_a_word_of_the_text(self, text: str) -> None:
        terms = {term.en for term in CHECKED}
        assert {each.headword for each in differences(text, "")} <= terms | {""}


#: Sentences as caseworkers write them, in which nothing differs.
PROSE = [
    (
        "The meeting on Monday, 4 March 2013 was attended by 12 practitioners from five agencies.",
        "Daeth 12 o ymarferwyr o bum asiantaeth i’r cyfarfod ddydd Llun, 4 Mawrth 2013.",
    ),
    (
        "Child A's mother, aged 27, moved three times between June 2010 and March 2011.",
        "Symudodd mam Plentyn A, sy’n 27 oed, dair gwaith rhwng mis Mehefin 2010 a mis Mawrth 2011.",
    ),
    (
        "The first child was born on 1st February 2009 at 35 weeks.",
        "Ganwyd y plentyn cyntaf ar 1 Chwefror 2009 yn 35 wythnos.",
    ),
    (
        "Between April and September 2012 there were 14 referrals to Children's Services.",
        "Rhwng Ebrill a Medi 2012 gwnaed 14 o atgyfeiriadau i’r Gwasanaethau Plant.",
    ),
    (
        "At 10.30 am the police were called; they arrived at 11.15.",
        "Am 10.30 y bore galwyd yr heddlu; cyrhaeddodd y swyddogion am 11.15.",
    ),
    ("A review conference was held every six months.", "Cynhelid cynhadledd adolygu bob chwe mis."),
    (
        "The GP (Dr Evans) saw Child A twice in 2012, on 3 May and 17 August.",
        "Gwelodd y meddyg teulu (Dr Evans) Blentyn A ddwywaith yn 2012, ar 3 Mai ac 17 Awst.",
    ),
    (
        "Two of the four children are looked after by the local authority.",
        "Mae dau o’r pedwar plentyn yn derbyn gofal gan yr awdurdod lleol.",
    ),
    (
        "The family had moved in the summer of 2011 after 18 months in Newport.",
        "Roedd y teulu wedi symud yn ystod haf 2011 ar ôl 18 mis yng Nghasnewydd.",
    ),
    ("It cost £3,500 a year, about a third of the budget.", "Costiodd £3,500 y flwyddyn, tua thraean o’r gyllideb."),
    ("From 9 am until 4.30 pm with a break at noon", "O 9 yb tan 4.30 yp gydag egwyl am hanner dydd"),
    ("The 2nd strategy meeting took place within 24 hours.", "Cynhaliwyd yr 2il gyfarfod strategaeth o fewn 24 awr."),
    (
        "Adult B and Child C both have an assessed need under Part 4 of the Act.",
        "Mae gan Oedolyn B a Phlentyn C ill dau angen a aseswyd o dan Ran 4 o’r Ddeddf.",
    ),
    ("On 6/9/12 she was 3 years and 4 months old.", "Ar 6/9/12 roedd hi’n dair blwydd a phedwar mis oed."),
    ("The agencies met on the first Tuesday in May.", "Cyfarfu’r asiantaethau ar y dydd Mawrth cyntaf ym mis Mai."),
    ("Four out of ten carers said so.", "Dywedodd pedwar o bob deg gofalwr hynny."),
    ("He was in Year 9 at the time.", "Roedd ym Mlwyddyn 9 ar y pryd."),
    (
        "Recommendation 1: The Board will report in 12 weeks.",
        "Argymhelliad 1: Bydd y Bwrdd yn adrodd ymhen 12 wythnos.",
    ),
    (
        "The panel asked the practitioners (17 of them) for their views on the timeline.",
        "Gofynnodd y panel i’r ymarferwyr (17 ohonynt) am eu barn ar y llinell amser.",
    ),
    (
        "Section 47 enquiries began the next day; a core group was formed within ten working days.",
        "Dechreuodd ymholiadau adran 47 drannoeth; ffurfiwyd grŵp craidd o fewn deg diwrnod gwaith.",
    ),
    (
        "The two-year-old was seen at 07:45 by the health visitor.",
        "Gwelwyd y plentyn dwyflwydd oed am 07:45 gan yr ymwelydd iechyd.",
    ),
    ("Mother and Father separated in 2008.", "Gwahanodd Mam a Thad yn 2008."),
    ("Twenty-one contacts were recorded.", "Cofnodwyd un ar hugain o gysylltiadau."),
    ("Sibling 1 and Sibling 2 live with their grandparents.", "Mae Brawd 1 a Brawd 2 yn byw gyda’u mam-gu a’u tad-cu."),
    (
        "She was 16 at the time of the offence in mid-March 2013.",
        "Roedd hi’n 16 oed ar adeg y drosedd ganol mis Mawrth 2013.",
    ),
    ("The practice in 7 of the 22 authorities is good practice.", "Mae’r arfer mewn 7 o’r 22 awdurdod yn arfer da."),
    ("I’d ask for 3–5 days.", "Byddwn yn gofyn am 3–5 diwrnod."),
    ("May I thank those who took part.", "Hoffwn ddiolch i’r rhai a gymerodd ran."),
    (
        "The event is on 12 and 19 November from 9.30 am to 4.00 pm.",
        "Cynhelir y digwyddiad ar 12 a 19 Tachwedd rhwng 9.30 yb a 4.00 yp.",
    ),
    ("No fewer than a hundred pages.", "Dim llai na chant o dudalennau."),
    ("Over the Christmas period 2012–13", "Dros gyfnod y Nadolig 2012–13"),
    ("The harm was significant.", "Roedd y niwed yn sylweddol."),
    ("The chair thanked everyone.", "Diolchodd y cadeirydd i bawb."),
    (
        "Training will be provided for all staff by 31 December 2013 and reviewed annually.",
        "Darperir hyfforddiant i’r holl staff erbyn 31 Rhagfyr 2013 a’i adolygu’n flynyddol.",
    ),
    ("An overview of the decision-making of each agency", "Trosolwg o broses gwneud penderfyniadau pob asiantaeth"),
    ("Parents’ views were sought on 2 June.", "Ceisiwyd barn y rhieni ar yr 2il o Fehefin."),
    ("Children and young people told us.", "Dywedodd plant a phobl ifanc wrthym."),
    ("Child A and her siblings", "Plentyn A a’i brodyr a’i chwiorydd"),
]


@pytest.mark.parametrize(("english", "welsh"), PROSE)
def test_prose_that_agrees(english: str, welsh: str) -> None:
    assert list(differences(english, welsh)) == []


def bilingual_texts(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value and value.keys() <= {"en", "cy"}:
        if len(value) == 2:
            yield value["en"], value["cy"]
    elif isinstance(value, dict):
        for each in value.values():
            yield from bilingual_texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from bilingual_texts(each)


EXAMPLES = sorted(folder("fixtures").glob("*/*.json"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_texts_of_the_examples_agree(path: Path) -> None:
    pairs = list(bilingual_texts(json.loads(path.read_text(encoding="utf-8"))))
    assert pairs
    assert [(english, list(differences(english, welsh))) for english, welsh in pairs if kinds(english, welsh)] == []
