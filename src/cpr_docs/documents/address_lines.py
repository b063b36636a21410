"""The lines of a recipient's address, counted before a letter is made: too many do not show in the window.

A line that is wider than the window wraps, and counts as several. Widths are those of Arial, the font of the block.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from cpr_docs.documents.address_window import AddressWindow
from cpr_docs.errors import Problem
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm
from cpr_docs.templating.address_block import LINE_HEIGHT, TEXT_SIZE

_WIDTHS: Final = {
    character: width
    for characters, width in (
        ("'", 191), ("ijl‘’", 222), (" !,./:;I[]\\ft", 278), ("()-r", 333), ('"', 355), ("cksvxyzJ", 500),
        ("0123456789abdeghnopquL#$?_–", 556), ("+<=>~", 584), ("FTZ", 611), ("ABEKPSVXY&", 667), ("CDHNRUw", 722),
        ("GOQ", 778), ("mM", 833), ("%", 889), ("W", 944),
    )
    for character in characters
}  # fmt: skip
"""The widths of characters, in thousandths of the size of the font."""
_WIDEST: Final = 1015
_ASCII: Final = {chr(code): _WIDTHS.get(chr(code), _WIDEST) for code in range(128)}
_MM_PER_POINT: Final = 25.4 / 72
_FEWEST_LINES: Final = 3
_POSTCODE: Final = re.compile(r"\s*[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\s*", re.IGNORECASE | re.ASCII)


def address_problem(form: AnyForm, language: Language, window: AddressWindow | None) -> Problem | None:
    """The problem of an address with more lines than the window shows; None if it fits, or there is no window."""
    if window is None or not form.ADDRESS_LINES:
        return None
    lines = sum(lines_of(line, window.width) for line in _printed(form, language))
    fit = int(window.height / (LINE_HEIGHT * _MM_PER_POINT))
    if lines <= fit:
        return None
    message = _(
        "has {lines} lines, with the name and all that stands between; {fit} show in the window of the envelope"
    )
    return Problem(f"{form.ADDRESSEE}.address", "address_lines", message, {"lines": lines, "fit": fit})


def lacks_address(form: AnyForm) -> bool:
    """True if a letter has a block for the address, and none to print in it."""
    return bool(form.ADDRESS_LINES) and getattr(getattr(form, form.ADDRESSEE), "address", None) is None


def is_whole_address(form: AnyForm, language: Language) -> bool:
    """True if the services that post letters take the address block: three lines or more, a postcode last."""
    lines = list(_printed(form, language))
    return len(lines) >= _FEWEST_LINES and _POSTCODE.fullmatch(lines[-1]) is not None


def _printed(form: AnyForm, language: Language) -> Iterator[str]:
    """The lines of the block, in which a text without the language is printed in the other."""
    recipient = getattr(form, form.ADDRESSEE)
    for names in form.ADDRESS_LINES:
        texts = [_text(getattr(recipient, name), language) for name in names]
        line = " ".join(filter(None, texts))
        if line:
            yield from line.split("\n")


def _text(value: str | Bilingual | None, language: Language) -> str:
    if isinstance(value, Bilingual):
        return value.text_in_either(language)
    return value or ""


def lines_of(text: str, width: float) -> int:
    """The number of lines that a line of an address takes in a window of that many millimetres."""
    limit = width / (TEXT_SIZE * _MM_PER_POINT) * 1000
    if len(text) * _WIDEST <= limit or _width(text) <= limit:
        return 1
    lines, used = 1, 0.0
    for word in text.split():
        wide = _width(word)
        space = _WIDTHS[" "] if used else 0
        if used and used + space + wide > limit:
            lines, used, space = lines + 1, 0.0, 0
        used += space + wide
        # A word that is too wide breaks anywhere.
        lines, used = lines + int(used // limit), used % limit
    return lines


def _width(word: str) -> int:
    if word.isascii():
        return sum(map(_ASCII.__getitem__, word))
    plain = unicodedata.normalize("NFD", word)
    return sum(_WIDTHS.get(letter, _WIDEST) for letter in plain if not unicodedata.combining(letter))
