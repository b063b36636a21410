"""The words that the library itself prints: English in the code, Welsh in one catalogue.

A message is marked where it is written, with `_`, or with `p_` where one English word has several in Welsh ("Yes"),
and looked up by `translate` when its language is known. The catalogue is ``locale/cy/LC_MESSAGES/cpr_docs.po``, which a
translator corrects; a wheel holds it compiled.
"""

import errno
import functools
import gettext
import io
from pathlib import Path
from typing import Self

from cpr_docs.language.languages import Language

_CATALOGUE = Path(__file__).parent.parent / "locale" / "cy" / "LC_MESSAGES" / "cpr_docs.po"
_CONTEXT_END = "\x04"


class Untranslated(LookupError):
    """A message has no Welsh: a mistake in the library, which its tests look for."""


class Both(str):
    """Words in both languages, for forms that are not of the guidance and have no part in the catalogue.

    It is its English words, and stands wherever a message does: in a label, a choice, a title, the text of a sheet.
    """

    __slots__ = ("cy",)

    cy: str
    """The Welsh words."""

    def __new__(cls, en: str, *, cy: str) -> Self:
        """The words, which count as the English ones."""
        both = super().__new__(cls, en)
        both.cy = cy
        return both

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, str]]:
        return (str(self),), {"cy": self.cy}


def _(message: str) -> str:
    """Marks a message for the catalogue."""
    return message


def p_(context: str, message: str) -> str:
    """Marks a message whose Welsh depends on its context, such as the verb that a question asks with."""
    return f"{context}{_CONTEXT_END}{message}"


def translate(message: str, language: Language) -> str:
    """The message in the language; raises `Untranslated` where the catalogue has no Welsh for it."""
    if isinstance(message, Both):
        return str(message) if language is Language.ENGLISH else message.cy
    context, _end, english = message.rpartition(_CONTEXT_END)
    if language is Language.ENGLISH or not english:
        return english
    catalogue = _catalogue()
    said = catalogue.pgettext(context, english) if context else catalogue.gettext(english)
    if said is english or (said == english and not _has(catalogue, message)):
        raise Untranslated(f"no Welsh in the catalogue for {english!r}")
    return said


def _has(catalogue: gettext.GNUTranslations, message: str) -> bool:
    return message in catalogue._catalog  # type: ignore[attr-defined]


@functools.cache
def _catalogue() -> gettext.GNUTranslations:
    compiled = _CATALOGUE.with_suffix(".mo")
    if compiled.exists():
        return gettext.GNUTranslations(io.BytesIO(compiled.read_bytes()))
    # A checkout has no compiled catalogue, so that a corrected line counts at once.
    try:
        from babel.messages import mofile, pofile
    except (ValueError, LookupError):
        # Babel looks at the machine's time zone as soon as it is imported.
        raise OSError(errno.EINVAL, "names no time zone that this machine knows", "TZ") from None

    with _CATALOGUE.open("rb") as source:
        catalogue = pofile.read_po(source, locale="cy")
    target = io.BytesIO()
    mofile.write_mo(target, catalogue)
    target.seek(0)
    return gettext.GNUTranslations(target)
