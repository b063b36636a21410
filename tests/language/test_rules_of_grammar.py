"""Rules of Welsh grammar, each with calls that follow from it. Facts from the style guide and general knowledge."""

import pytest

from cpr_docs.language.welsh import after, conjoin, with_adjective, with_article

#: For each rule: triggers and words, with "=" before the phrase that the library gives.
RULES = {
    "a compound preposition stands before a genitive": """
        gan gynnwys, plant = gan gynnwys plant
        o ran, plant = o ran plant
        O ran, diogelu = O ran diogelu
        ar sail, tystiolaeth = ar sail tystiolaeth
        ar ran, Bwrdd = ar ran Bwrdd
        yn sgil, cyfarfod = yn sgil cyfarfod
        yn dilyn, penderfyniad = yn dilyn penderfyniad
        yn lle, cyfarfod = yn lle cyfarfod
        yn ôl, tystiolaeth = yn ôl tystiolaeth
        o fewn, mis = o fewn mis
        o flaen, llys = o flaen llys
        drwy gydol, gwanwyn = drwy gydol gwanwyn
        er gwaethaf, pryderon = er gwaethaf pryderon
        rhag, cael = rhag cael
        rhag ofn, bod = rhag ofn bod
        heblaw, plant = heblaw plant
        ymysg, plant = ymysg plant
    """,
    "the last preposition of a compound mutates": """
        heblaw am, plant = heblaw am blant
        ar wahân i, plant = ar wahân i blant
        ynghyd â, tystiolaeth = ynghyd â thystiolaeth
        yn ogystal â, plant = yn ogystal â phlant
        yn hytrach na, plant = yn hytrach na phlant
    """,
    "a conjunction or a question word leaves the verb": """
        os, bydd = os bydd
        pe, bai = pe bai
        lle, gellir = lle gellir
        sut, mae = sut mae
        pam, bydd = pam bydd
        pryd, cynhelir = pryd cynhelir
        ond, plant = ond plant
        nid, plant = nid plant
        tra:while, parheir = tra:while parheir
    """,
    "an inflected preposition softens": """
        iddo, cael = iddo gael
        gennych, plentyn = gennych blentyn
    """,
    "pwy and beth soften a verb, and mae is never soft": """
        pwy, bydd = pwy fydd
        pwy, cafodd = pwy gafodd
        beth, digwyddodd = beth ddigwyddodd
        pwy, mae = pwy mae
        pan, mae = pan mae
    """,
    "the particle y is yr before a vowel and mutates nothing": """
        fel y, gellir = fel y gellir
        fel y, oedd = fel yr oedd
        y:particle, bydd = y bydd
        yr:particle, mae = y mae
        lle y, oedd = lle yr oedd
    """,
    "a degree of an adjective": """
        mwyaf, pwysig = mwyaf pwysig
        mwy, cyffredinol = mwy cyffredinol
        llai, clir = llai clir
        eithaf, clir = eithaf clir
        digon, clir = digon clir
        hynod, pwysig = hynod bwysig
        cyn, cynted = cyn gynted
        cyn:as, pwysig = cyn bwysig
        cyn:before, penderfynu = cyn penderfynu
        cyn, 1 Mawrth = cyn 1 Mawrth
        cyn, y cyfarfod = cyn y cyfarfod
    """,
    "a word before a noun": """
        ychydig, plant = ychydig blant
        rhai, plant = rhai plant
        dim, plant = dim plant
        y fath, plentyn = y fath blentyn
        unig, plentyn = unig blentyn
        i ba, plentyn = i ba blentyn
        yr union, dyddiad = yr union ddyddiad
    """,
    "an ordinal softens a feminine": """
        pumed, merch = pumed ferch
        pumed, plentyn = pumed plentyn
        chweched, cynhadledd = chweched gynhadledd
        degfed, asiantaeth = degfed asiantaeth
        seithfed:f, cath = seithfed gath
        seithfed:m, ci = seithfed ci
        y drydedd, cynhadledd = y drydedd gynhadledd
        y bumed, merch = y bumed ferch
        y trydydd, plentyn = y trydydd plentyn
    """,
    "a negative particle has the mixed mutation, and its own form before a vowel": """
        ni, caiff = ni chaiff
        ni, bydd = ni fydd
        ni, oedd = nid oedd
        Ni, agorwyd = Nid agorwyd
        ni, gallai = ni allai
        ni:negative, yw = nid yw
        na:negative, bydd = na fydd
        na:negative, parheir = na pharheir
        na:negative, oes = nad oes
        na:answer, oes = nac oes
        na:imperative, agorwch = nac agorwch
        oni, oes = onid oes
        oni, chaiff = oni chaiff
    """,
    "a word of grammar keeps its letters": """
        i, ble = i ble
        neu, pam = neu pam
        am, dy blentyn = am dy blentyn
        neu, dy = neu dy
        neu, tan = neu tan
        ar neu, cyn 1 Mawrth = ar neu cyn 1 Mawrth
        i, pwy = i bwy
        a, pam = a pham
        a, cyn 1 Mawrth = a chyn 1 Mawrth
    """,
    "a finite verb keeps its letters after neu": """
        neu:finite, cysylltwch = neu cysylltwch
        neu:finite, bydd = neu bydd
    """,
    "my and your contract after a vowel": """
        i, fy nheulu = i'm teulu
        a, fy mhlentyn = a'm plentyn
        o, fy nghartref = o'm cartref
        i, fy ngwaith = i'm gwaith
        i, fy mam = i'm mam
        i, fy mwrdd = i'm bwrdd
        i, fy ysgol = i'm hysgol
        i, fy neges = i'm neges
        o, dy deulu = o'th deulu
        a, dy fam = a'th fam
        gyda, fy Mhlentyn = gyda'm Plentyn
        i, fy mlodyn = i fy mlodyn
        gan, fy nheulu = gan fy nheulu
    """,
    "the article contracts after every vowel": """
        dyma, y plentyn = dyma'r plentyn
        yw, yr adroddiad = yw'r adroddiad
        mae:none, y plentyn = mae'r plentyn
        bu:verb, y teulu = bu'r teulu
        yn lle, y cyfarfod = yn lle'r cyfarfod
        tua, y diwedd = tua'r diwedd
        efallai, y bydd = efallai y bydd
        gan gynnwys, y plant = gan gynnwys y plant
        gan, y plant = gan y plant
    """,
    "an ambiguous word is printed where its meanings agree": """
        ei, ffrind = ei ffrind
        y, asiantaeth = yr asiantaeth
        un, asiantaeth = un asiantaeth
        o'r, asiantaeth = o'r asiantaeth
        mae'n, ffaith = mae'n ffaith
    """,
    "the article leaves tair and pedair": """
        y:f, pedair asiantaeth = y pedair asiantaeth
        o'r:f, tair asiantaeth = o'r tair asiantaeth
        y:f, dwy asiantaeth = y ddwy asiantaeth
        y:m, dau blentyn = y ddau blentyn
        i'r:m, dau = i'r ddau
        i, tair merch = i dair merch
    """,
    "an abbreviation is read as it is said": """
        gan, CAMHS = gan CAMHS
        yn, CAMHS = yn CAMHS
        o, PRUDiC = o PRUDiC
        a, RNIB = ac RNIB
        a, FHRA = ac FHRA
        a, CAMHS = a CAMHS
        a, WLGA = a WLGA
        a, MASH = a MASH
        a, RAF = ac RAF
        yn, MARAC = ym MARAC
        na, XLSX = nac XLSX
    """,
    "Wyn is a name with a consonant": """
        a, Wyn = a Wyn
        gyda, Wyn Davies = gyda Wyn Davies
        a, Wyndham = a Wyndham
        a, wyneb = ac wyneb
        a, Wyneb = ac Wyneb
        a, wyth = ac wyth
    """,
}


def _calls() -> list[tuple[str, str, str, str]]:
    calls = []
    for rule, lines in RULES.items():
        for line in lines.strip().splitlines():
            call, _, phrase = line.strip().partition(" = ")
            trigger, _, word = call.partition(", ")
            shown = phrase.replace(trigger, trigger.partition(":")[0]) if ":" in trigger else phrase
            calls.append((rule, trigger, word, shown))
    return calls


@pytest.mark.parametrize(("rule", "trigger", "word", "phrase"), _calls())
def test_a_rule_holds(rule: str, trigger: str, word: str, phrase: str) -> None:
    assert after(trigger, word) == phrase, rule


@pytest.mark.parametrize(("trigger", "word"), [("pumed", "llywodraethwr"), ("cyn", "cyfarfod"), ("mae'n", "bwysig")])
def test_no_meaning_is_guessed(trigger: str, word: str) -> None:
    with pytest.raises(ValueError, match="say which one"):
        after(trigger, word)


@pytest.mark.parametrize("name", ["RSPCA", "RNIB", "FHRA", "NHS", "LHB", "RAF", "SEN", "A55", "ITV"])
def test_an_abbreviation_with_a_vowel_has_yr(name: str) -> None:
    assert with_article(name, "f") == f"yr {name}"


@pytest.mark.parametrize("name", ["CAMHS", "GIG", "CPS", "MAPPA", "WLGA", "PACE", "TGAU"])
def test_an_abbreviation_with_a_consonant_has_y(name: str) -> None:
    assert with_article(name, "f") == f"y {name}"


@pytest.mark.parametrize(
    ("noun", "adjective", "gender", "expected"),
    [
        ("ysgol", "gwyn", "f", "ysgol wen"),
        ("rhestr", "byr", "f", "rhestr fer"),
        ("dadl", "cryf", "f", "dadl gref"),
        ("adroddiad", "byr", "m", "adroddiad byr"),
        ("ffurflen", "hwn", "f", "ffurflen hon"),
        ("adroddiad", "hwn", "m", "adroddiad hwn"),
        ("adroddiadau", "hwn", "pl", "adroddiadau hyn"),
    ],
)
def test_an_adjective_has_its_feminine_or_plural_form(noun: str, adjective: str, gender: str, expected: str) -> None:
    assert with_adjective(noun, adjective, gender) == expected


def test_three_and_four_keep_their_letters_after_the_article() -> None:
    assert with_article("tair asiantaeth", "f") == "y tair asiantaeth"
    assert with_article("pedair", "f") == "y pedair"
    assert with_article("pedwaredd", "f") == "y bedwaredd"
    assert with_article("pobloedd", "pl") == "y bobloedd"


@pytest.mark.parametrize("name", ["Wyn Jones", "Wyndham Rees", "Wynne", "Wyatt"])
def test_and_before_a_name_with_a_consonantal_w_is_a(name: str) -> None:
    assert conjoin(["Siân", name], mutates=False) == f"Siân a {name}"
