"""The Unicode characters of symbols (``w:sym``), above all those that Word's AutoCorrect inserts."""

from lxml import etree

from cpr_docs.ooxml.names import qn

# Word maps the characters of a symbol font to the private use area of Unicode (ECMA-376 part 1, 17.3.3.30).
_PRIVATE = range(0xE000, 0xF900)
_FIRST_OF_FONT = 0xF000

# AutoCorrect inserts some for ":)", "-->" and "==>"; the others are bullets and ticks that people insert.
_WINGDINGS = {
    0x4A: "\u263a", 0x4B: "\U0001f610", 0x4C: "\u2639", 0x6C: "\u25cf", 0x6E: "\u25a0", 0x71: "\u2751",
    0x76: "\u2756", 0x9F: "\u2022", 0xA7: "\u25aa", 0xA8: "\u25fb", 0xD8: "\u27a2", 0xDF: "\u2190", 0xE0: "\u2192",
    0xE7: "\u21e6", 0xE8: "\u21e8", 0xF3: "\u21d4", 0xFB: "\u2717", 0xFC: "\u2713", 0xFD: "\u2612", 0xFE: "\u2611",
}  # fmt: skip
_SYMBOL = {
    0xB7: "\u2022",
    0xAE: "\u2192",
    0xAC: "\u2190",
    0xB1: "\u00b1",
    0xB4: "\u00d7",
    0xA3: "\u2264",
    0xB3: "\u2265",
}
_FONTS = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}


def character_of(symbol: etree._Element) -> str | None:
    """The Unicode character of a ``w:sym``; None if none is known."""
    try:
        number = int(symbol.get(qn("w:char"), ""), 16)
    except ValueError:
        return None
    meanings = _FONTS.get(symbol.get(qn("w:font"), "").lower())
    if meanings is not None:
        return meanings.get(number - _FIRST_OF_FONT if number >= _FIRST_OF_FONT else number)
    return (
        chr(number) if 0x20 <= number <= 0xFFFD and number not in _PRIVATE and not 0xD800 <= number < 0xE000 else None
    )
