"""Times as people write them out: the part of the day after the hour, and hours in Welsh words.

The words are literals, so that a time in figures is parsed without the Welsh grammar; tests compare them with its
output.
"""

import re

#: Parts of the day, without spaces, full stops and apostrophes.
HALF_DAYS = {
    **dict.fromkeys(("am", "yb", "ybore", "bore", "ynybore", "inthemorning"), "morning"),
    **dict.fromkeys(("pm", "yp", "yprynhawn", "prynhawn", "ynyprynhawn"), "afternoon"),
    **dict.fromkeys(("ypnawn", "pnawn", "ynypnawn", "intheafternoon"), "afternoon"),
    **dict.fromkeys(("yh", "yrhwyr", "hwyr", "ynyrhwyr", "gydarnos", "intheevening"), "afternoon"),
    **dict.fromkeys(("ynos", "nos", "ynynos", "atnight"), "night"),
}
O_CLOCK = re.compile(r"(?:orgloch|oclock)")

_ONE_TO_TWELVE = (
    "un", "dau", "tri", "pedwar", "pump", "chwech", "saith", "wyth", "naw", "deg", "un ar ddeg", "deuddeg",
)  # fmt: skip
#: The hour after *am* and *i*, by the hour itself.
_SOFT = {
    "dau": "ddau", "tri": "dri", "pedwar": "bedwar", "pump": "bump", "deg": "ddeg", "deuddeg": "ddeuddeg",
}  # fmt: skip
HOURS = {form: hour for hour, word in enumerate(_ONE_TO_TWELVE, start=1) for form in (word, _SOFT.get(word, word))}
"""The hours in Welsh words, softened too, with their numbers."""
_MINUTES = {
    "hanner awr": 30, "hanner": 30, "chwarter": 15, "pum munud": 5, "deng munud": 10, "deg munud": 10,
    "ugain munud": 20, "pum munud ar hugain": 25,
}  # fmt: skip

# The longest words come first, so that "un ar ddeg" is not read as "un".
_HOUR = rf"(\d{{1,2}}|{'|'.join(sorted(HOURS, key=len, reverse=True))})"
_ON_THE_HOUR = re.compile(rf"{_HOUR} o'r gloch\b(.*)", re.ASCII)
_PAST_OR_TO = re.compile(
    rf"(\d{{1,2}} munud|{'|'.join(sorted(_MINUTES, key=len, reverse=True))}) (wedi|i) {_HOUR}"
    r"(?: o'r gloch)?(?![\w.:])(.*)",
    re.ASCII,
)


def in_figures(spoken: str) -> str:
    """A time in Welsh words as figures: "hanner awr wedi dau y prynhawn" is "2.30 y prynhawn".

    Any other text is returned as it is.
    """
    if on_the_hour := _ON_THE_HOUR.fullmatch(spoken):
        return f"{_number(on_the_hour[1], HOURS)}.00{on_the_hour[2]}"
    found = _PAST_OR_TO.fullmatch(spoken)
    if found is None:
        return spoken
    minutes, hour = _number(found[1], _MINUTES), _number(found[3], HOURS)
    if not (0 < minutes < 60 and 0 < hour <= 12):
        return spoken
    if found[2] == "i":
        minutes, hour = 60 - minutes, hour - 1 or 12
    return f"{hour}.{minutes:02d}{found[4]}"


def _number(words: str, known: dict[str, int]) -> int:
    first = words.partition(" ")[0]
    return int(first) if first.isdigit() else known[words]
