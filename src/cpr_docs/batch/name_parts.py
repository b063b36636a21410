"""The headings of a name that a table has in several columns: title, first name, surname."""

from collections.abc import Mapping
from typing import Final

from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import folded
from cpr_docs.tables.heading_names import SEPARATOR

# The headings of a name in several columns, in the order of its words, by language.
_TITLES, _FIRST_NAMES, _INITIALS, _MIDDLE_NAMES, _SURNAMES = range(5)
_NAME_PARTS: Final[tuple[dict[Language, tuple[str, ...]], ...]] = (
    {
        Language.ENGLISH: ("Title", "Honorific", "Prefix", "Mr/Mrs", "Mr/Mrs/Ms", "Mr/Mrs/Miss/Ms"),
        Language.WELSH: ("Teitl",),
    },
    {
        Language.ENGLISH: (
            "First name", "First names", "Forename", "Forenames", "Given name", "Given names", "Christian name",
        ),
        Language.WELSH: ("Enw cyntaf", "Enwau cyntaf", "Enw bedydd", "Enwau bedydd"),
    },
    {Language.ENGLISH: ("Initials", "Initial"), Language.WELSH: ("Llythrennau blaen",)},
    {Language.ENGLISH: ("Middle name", "Middle names"), Language.WELSH: ("Enw canol", "Enwau canol")},
    {
        Language.ENGLISH: ("Surname", "Surnames", "Last name", "Family name", "Second name"),
        Language.WELSH: ("Cyfenw", "Cyfenwau", "Ail enw", "Enw olaf", "Enw teuluol"),
    },
)  # fmt: skip
_NAME_PART_ORDER = {
    folded(name): (place, language)
    for place, parts in enumerate(_NAME_PARTS)
    for language, names in parts.items()
    for name in names
}
# A further name that is no part of the whole one.
_NICKNAME = folded("Known as")


def name_part(heading: str) -> Language | None:
    """The language of a heading for one part of a person's name, such as "Surname"; None for any other heading."""
    if folded(heading) == _NICKNAME:
        return Language.ENGLISH
    part = _name_part(heading)
    return None if part is None else part[1]


def _name_part(heading: str) -> tuple[int, Language] | None:
    """The place of the part in a name, and the language of the heading, or of its first half."""
    whole = _NAME_PART_ORDER.get(folded(heading))
    if whole is not None or not SEPARATOR.search(heading):
        return whole
    halves = [_NAME_PART_ORDER.get(folded(half)) for half in SEPARATOR.split(heading)]
    first = halves[0]
    return first if first is not None and all(half is not None and half[0] == first[0] for half in halves) else None


def name_columns(headings: Mapping[int, str]) -> list[int]:
    """The indices of the columns that make up a name, in the order of its words; none without a surname.

    Initials are a part only if there is no first name.
    """
    found = {index: part[0] for index, heading in headings.items() if (part := _name_part(heading)) is not None}
    places = set(found.values())
    if _SURNAMES not in places or len(places) == 1:
        return []
    left_out = {_INITIALS} if _FIRST_NAMES in places else set()
    return sorted((index for index in found if found[index] not in left_out), key=lambda index: (found[index], index))
