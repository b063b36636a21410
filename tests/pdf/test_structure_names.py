"""Roles, classes and identifiers that two files define differently keep their meanings in the merged file."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.pdf.structure import catalogue, tags
from tests.pdf.test_merger import item, merged
from tests.pdf.tiny import PLAIN, pdf_of


def tagged(element: bytes, tree: bytes = b"", others: Mapping[int, bytes] | None = None) -> bytes:
    """A PDF whose structure tree has one element below its Document."""
    return pdf_of(
        {
            **PLAIN,
            1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R/MarkInfo<</Marked true>>>>",
            4: b"<</Type/StructTreeRoot/K[5 0 R]%b>>" % tree,
            5: b"<</Type/StructElem/S/Document/P 4 0 R/K[6 0 R]>>",
            6: b"<<%b/P 5 0 R/Pg 3 0 R/K 0>>" % element,
            **(others or {}),
        }
    )


def both(first: bytes, second: bytes) -> bytes:
    return merged((first, [item(0, 1)]), (second, [item(1, 1)]))


def elements(pdf: bytes) -> list[Any]:
    [document] = catalogue(pdf)["/StructTreeRoot"]["/K"]
    return [part.get_object()["/K"][0].get_object() for part in document.get_object()["/K"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (tagged(b"/S/Own", b"/RoleMap<</Own/P>>"), tagged(b"/S/Own", b"/RoleMap<</Own/H1>>")),
        (tagged(b"/S/Own", b"/RoleMap<</Own/Its/Its/P>>"), tagged(b"/S/Own", b"/RoleMap<</Own/Its/Its/H1>>")),
        (tagged(b"/S/H1", b"/RoleMap<</H1/P>>"), tagged(b"/S/H1")),
        (tagged(b"/S/Own", b"/RoleMap<</Own 9 0 R>>", {9: b"/P"}), tagged(b"/S/Own", b"/RoleMap<</Own/H1>>")),
    ],
    ids=["direct", "through another role", "a standard name", "by reference"],
)
def test_a_role_keeps_its_meaning_even_in_an_element_without_a_type(first: bytes, second: bytes) -> None:
    assert [tag.name for tag in tags(both(first, second))] == ["Document", "Part", "P", "Part", "H1"]


def test_a_circular_role_map_ends() -> None:
    circular = tagged(b"/S/Own", b"/RoleMap<</Own/Its/Its/Own>>")

    assert len(elements(both(circular, circular))) == 2


def test_classes_with_the_same_name_keep_their_attributes() -> None:
    row, column = (b"<</O/Table/Scope/%b>>" % scope for scope in (b"Row", b"Column"))
    pdf = both(
        tagged(b"/S/TH/C/head", b"/ClassMap<</head %b>>" % row),
        tagged(b"/S/TH/C[/head]", b"/ClassMap<</head 9 0 R>>", {9: column}),
    )
    classes = catalogue(pdf)["/StructTreeRoot"]["/ClassMap"]
    first, second = elements(pdf)

    assert classes[first["/C"]]["/Scope"] == "/Row"
    assert classes[second["/C"][0]]["/Scope"] == "/Column"


def test_identifiers_are_unique_and_a_cell_refers_to_its_own_header() -> None:
    cell = tagged(b"/S/TD/ID(a\\051\\n)/A<</O/Table/Headers[(a\\)\\012)<61>]>>")
    first, second = elements(pdf := both(cell, cell))
    names = catalogue(pdf)["/StructTreeRoot"]["/IDTree"]["/Names"]

    assert first["/ID"] != second["/ID"]
    assert names[::2] == sorted([first["/ID"], second["/ID"]])
    assert [element.get_object()["/ID"] for element in names[1::2]] == names[::2]
    assert [element["/A"]["/Headers"][0] for element in (first, second)] == [first["/ID"], second["/ID"]]
