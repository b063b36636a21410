"""The words of a control that only invite a person to fill it in: the library's own, and those that Word writes itself.

A program may fill in a control and leave the mark that says "this is only the placeholder". So the mark alone is not
believed: the words have to be a placeholder, too.
"""

from lxml import etree

from cpr_docs.documents.texts import has_style, is_on
from cpr_docs.documents.word_prompts import WELSH_BEGINNINGS, WORD_PROMPTS
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import FormField
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.pieces import PLACEHOLDER_STYLE
from cpr_docs.templating.placeholders import NOTHING, placeholder_of

_FLAG = f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"
_ALIAS = f"{qn('w:sdtPr')}/{qn('w:alias')}"


def shows_placeholder(
    control: etree._Element, content: etree._Element, text: str, asked: FormField, prompts: frozenset[str]
) -> bool:
    """True if the words of a control are a placeholder; `prompts` are those that the document itself keeps."""
    words = " ".join(text.split())
    if not is_on(control.find(_FLAG)):
        # A program may drop the mark and keep the words in their style.
        return words in _own(control, asked) and has_style(content, PLACEHOLDER_STYLE)
    folded = _folded(words)
    return (
        words in _own(control, asked)
        or words in prompts
        or folded in _WORD_PROMPTS
        or folded.startswith(WELSH_BEGINNINGS)
    )


def prompts_of(glossary: etree._Element | None) -> frozenset[str]:
    """The placeholders in a document's glossary, where Word keeps those of its controls."""
    if glossary is None:
        return frozenset()
    texts = (
        "".join(str(text.text or "") for text in part.iter(qn("w:t"))) for part in glossary.iter(qn("w:docPartBody"))
    )
    return frozenset(filter(None, (" ".join(text.split()) for text in texts)))


def _own(control: etree._Element, asked: FormField) -> set[str]:
    """The placeholders that the library prints; one whose label has changed since is known by the control's title."""
    alias = control.find(_ALIAS)
    title = "" if alias is None else str(alias.get(qn("w:val"), ""))
    return {NOTHING, f"[{title}]", *(placeholder_of(asked, language) for language in Language)}


def _folded(words: str) -> str:
    return words.casefold().rstrip(".…。 ")


_WORD_PROMPTS = frozenset(map(_folded, WORD_PROMPTS))
