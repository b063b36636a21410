"""Lists within a sentence: *Heddlu, Addysg a Phrawf*."""

from collections.abc import Sequence
from unicodedata import normalize

from cpr_docs.language.welsh.phrases import after


def conjoin(words: Sequence[str], *, mutates: bool = True) -> str:
    """The words as a list joined with *a* or *ac*: ``Heddlu, Addysg a Phrawf``; blank ones are left out.

    No comma before *a* (GK), and never "&" (style guide, seen). The last word aspirates; ``mutates=False`` keeps
    it as it is, for names.
    """
    return _joined("a", words, mutates=mutates)


def disjoin(words: Sequence[str], *, mutates: bool = True) -> str:
    """The words as a choice joined with *neu*: ``plentyn neu berson ifanc``; blank ones are left out.

    The last word softens; ``mutates=False`` keeps it as it is, for names.
    """
    return _joined("neu", words, mutates=mutates)


def _joined(conjunction: str, words: Sequence[str], *, mutates: bool) -> str:
    present = [normalize("NFC", word) for word in words if word and not word.isspace()]
    if len(present) < 2:
        return "".join(present)
    *most, before_last, last = present
    # The conjunction takes its form from the last word: "Addysg a'r Heddlu", "Addysg ac Iechyd".
    return ", ".join([*most, f"{before_last} {after(conjunction, last, mutates=mutates)}"])
