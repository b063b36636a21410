"""The note before words that are there in the other language only, as a template prints it and as Word leaves it.

Whoever types behind a note types in its style. So the style alone does not make a run a note: its words count, too.
"""

from functools import cache
from itertools import islice

from lxml import etree

from cpr_docs.language.languages import Language
from cpr_docs.language.messages import _, say
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.pieces import NOTE_STYLE

_RUN, _TEXT = qn("w:r"), qn("w:t")
_STYLE = f"{qn('w:rPr')}/{qn('w:rStyle')}"
_MOST_PIECES = 50
"""The number of elements on either side that may be other pieces of the same note."""


def note_of(language: Language) -> str:
    """The note before words that are there in the other language only."""
    message = _("[in English only]") if language.other is Language.ENGLISH else _("[in Welsh only]")
    return say(message, language)


def has_note_style(run: etree._Element) -> bool:
    """True if the run has the style of a note."""
    style = run.find(_STYLE)
    return style is not None and style.get(qn("w:val")) == NOTE_STYLE


def is_note(run: etree._Element) -> bool:
    """True if the run is a note, or what was left of one; Word may divide a note into several runs."""
    if not has_note_style(run):
        return False
    words = _words(run)
    if words in _notes():
        return True
    for direction in (True, False):
        for beside in islice(run.itersiblings(preceding=direction), _MOST_PIECES):
            if beside.tag == _RUN:
                if not has_note_style(beside):
                    break
                words = f"{_words(beside)} {words}" if direction else f"{words} {_words(beside)}"
    squeezed = "".join(words.split())
    return any(squeezed in "".join(note.split()) for note in _notes())


def _words(run: etree._Element) -> str:
    return " ".join("".join(str(text.text or "") for text in run.iterchildren(_TEXT)).split())


@cache
def _notes() -> tuple[str, ...]:
    return tuple(map(note_of, Language))
