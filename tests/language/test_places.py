"""The places of the boards after "in" and "to"."""

import pytest

from cpr_docs.language.welsh import after

AUTHORITIES = [
    ("Blaenau Gwent", "ym Mlaenau Gwent", "i Flaenau Gwent"),
    ("Pen-y-bont ar Ogwr", "ym Mhen-y-bont ar Ogwr", "i Ben-y-bont ar Ogwr"),
    ("Caerffili", "yng Nghaerffili", "i Gaerffili"),
    ("Caerdydd", "yng Nghaerdydd", "i Gaerdydd"),
    ("Sir Gaerfyrddin", "yn Sir Gaerfyrddin", "i Sir Gaerfyrddin"),
    ("Ceredigion", "yng Ngheredigion", "i Geredigion"),
    ("Conwy", "yng Nghonwy", "i Gonwy"),
    ("Sir Ddinbych", "yn Sir Ddinbych", "i Sir Ddinbych"),
    ("Sir y Fflint", "yn Sir y Fflint", "i Sir y Fflint"),
    ("Gwynedd", "yng Ngwynedd", "i Wynedd"),
    ("Ynys Môn", "yn Ynys Môn", "i Ynys Môn"),
    ("Merthyr Tudful", "ym Merthyr Tudful", "i Ferthyr Tudful"),
    ("Sir Fynwy", "yn Sir Fynwy", "i Sir Fynwy"),
    ("Castell-nedd Port Talbot", "yng Nghastell-nedd Port Talbot", "i Gastell-nedd Port Talbot"),
    ("Casnewydd", "yng Nghasnewydd", "i Gasnewydd"),
    ("Sir Benfro", "yn Sir Benfro", "i Sir Benfro"),
    ("Powys", "ym Mhowys", "i Bowys"),
    ("Rhondda Cynon Taf", "yn Rhondda Cynon Taf", "i Rondda Cynon Taf"),
    ("Abertawe", "yn Abertawe", "i Abertawe"),
    ("Torfaen", "yn Nhorfaen", "i Dorfaen"),
    ("Bro Morgannwg", "ym Mro Morgannwg", "i Fro Morgannwg"),
    ("Wrecsam", "yn Wrecsam", "i Wrecsam"),
]
TOWNS = [
    ("Y Barri", "yn y Barri", "i'r Barri"),
    ("Y Bala", "yn y Bala", "i'r Bala"),
    ("Yr Wyddgrug", "yn yr Wyddgrug", "i'r Wyddgrug"),
    ("Llandudno", "yn Llandudno", "i Landudno"),
    ("Rhuthun", "yn Rhuthun", "i Ruthun"),
    ("Dolgellau", "yn Nolgellau", "i Ddolgellau"),
    ("Tyddewi", "yn Nhyddewi", "i Dyddewi"),
    ("Bangor", "ym Mangor", "i Fangor"),
    ("Glynebwy", "yng Nglynebwy", "i Lynebwy"),
    ("Gorseinon", "yng Ngorseinon", "i Orseinon"),
    ("Machynlleth", "ym Machynlleth", "i Fachynlleth"),
    ("Cymru", "yng Nghymru", "i Gymru"),
    ("Gogledd Cymru", "yng Ngogledd Cymru", "i Ogledd Cymru"),
]


@pytest.mark.parametrize(("place", "within", "towards"), AUTHORITIES + TOWNS)
def test_a_place_after_in_and_to(place: str, within: str, towards: str) -> None:
    assert after("yn", place) == within
    assert after("i", place) == towards


def test_on_the_isle_of_anglesey() -> None:
    assert after("ar", "Ynys Môn") == "ar Ynys Môn"


@pytest.mark.parametrize(
    "body", ["Bwrdd Diogelu Gwent", "Bwrdd Diogelu Plant Gogledd Cymru", "Bwrdd Iechyd Addysgu Powys"]
)
def test_only_the_first_word_of_a_bodys_name_changes(body: str) -> None:
    assert after("i", body) == f"i F{body[1:]}"
    assert after("yn", body) == f"ym M{body[1:]}"
    assert after("a", body) == f"a {body}"
