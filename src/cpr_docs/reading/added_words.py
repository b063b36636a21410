"""The difference between a paragraph and the line that its template prints there: the words that somebody added."""

import difflib
from typing import NamedTuple

from cpr_docs.templating.fixed_words import OutsideWords


class Added(NamedTuple):
    """The words that a paragraph has and its printed line lacks."""

    words: str
    replaced: bool = False
    """True if the words replace others."""
    beside: str = ""
    """The tag of the control beside the words; empty if the paragraph has no control."""


def added_words(now: OutsideWords, printed: OutsideWords) -> Added:
    """The words that the paragraph has now and the printed line lacks."""
    if now.tags == printed.tags and len(now.pieces) > 1:
        found = [
            (at, *_added_to(piece, was)) for at, (piece, was) in enumerate(zip(now.pieces, printed.pieces, strict=True))
        ]
        differing = [(at, words, replaced) for at, words, replaced in found if words]
        words = " … ".join(words for _at, words, _replaced in differing)
        # A label follows its box, so words belong to the box before them; words before the first box belong to it.
        beside = now.tags[max(differing[0][0] - 1, 0)] if differing else ""
        return Added(words, any(replaced for _at, _words, replaced in differing), beside)
    words, replaced = _added_to(now.text, printed.text)
    return Added(words, replaced, next(iter(now.tags), ""))


def _added_to(now: str, was: str) -> tuple[str, bool]:
    """The added words, and True if they replace others."""
    if now == was or not now:
        return "", False
    if was and now.startswith(was):
        return now.removeprefix(was).strip(), False
    if was and now.endswith(was):
        return now.removesuffix(was).strip(), False
    before, after = was.split(), now.split()
    added, replaced = [], False
    for kind, _i1, _i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind in ("insert", "replace"):
            added.append(" ".join(after[j1:j2]))
            replaced = replaced or kind == "replace"
    return " … ".join(added), replaced
