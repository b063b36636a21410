"""The first word of a number as it is read aloud, which decides the words and letters around its figures.

General knowledge: up to twenty the traditional names (*un ar ddeg*, *deunaw*, *ugain*), above them the decimal
ones (*dau ddeg un*), and ordinals in the traditional way. Where the two systems begin alike there is no doubt;
they differ at 12 to 15, 17 to 20 (*a 12*, *ac 20*), and official texts are seen with both.
"""

_TO_TWENTY = (
    "dim", "un", "dau", "tri", "pedwar", "pump", "chwech", "saith", "wyth", "naw", "deg",
    "un", "deuddeg", "tri", "pedwar", "pymtheg", "un", "dau", "deunaw", "pedwar", "ugain",
)  # fmt: skip
_ORDINALS_TO_TWENTY = (
    "dim", "cyntaf", "ail", "trydydd", "pedwerydd", "pumed", "chweched", "seithfed", "wythfed", "nawfed", "degfed",
    "unfed", "deuddegfed", "trydydd", "pedwerydd", "pymthegfed", "unfed", "ail", "deunawfed", "pedwerydd", "ugeinfed",
)  # fmt: skip
_ROUND_ORDINALS = {40: "deugeinfed", 50: "hanner", 60: "trigeinfed", 80: "pedwar", 100: "canfed", 1000: "milfed"}


def first_word_of_cardinal(number: int) -> str:
    """The first word of the number: ``un`` for 11, ``mil`` for 1951, ``dwy`` for 2012."""
    if number < len(_TO_TWENTY):
        return _TO_TWENTY[number]
    for unit, name in ((1_000_000_000, "biliwn"), (1_000_000, "miliwn"), (1_000, "mil"), (100, "cant"), (10, "")):
        several = number // unit
        if several == 1 and name:
            return name
        if several == 2 and name == "mil":
            return "dwy"
        if several:
            return first_word_of_cardinal(several)
    raise AssertionError("a number above twenty has tens")


def first_word_of_ordinal(number: int) -> str:
    """The first word of the ordinal: ``unfed`` for "21ain", ``ail`` for "17eg"."""
    if number < len(_ORDINALS_TO_TWENTY):
        return _ORDINALS_TO_TWENTY[number]
    if number in _ROUND_ORDINALS:
        return _ROUND_ORDINALS[number]
    if number < 100:
        # The score comes last: unfed ar hugain, degfed ar hugain, ail a deugain.
        beyond_the_score = number % 20
        return "unfed" if beyond_the_score == 1 else _ORDINALS_TO_TWENTY[beyond_the_score]
    return first_word_of_cardinal(number)
