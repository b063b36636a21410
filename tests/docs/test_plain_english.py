"""The pages are in plain English: no sentence begins with a word that leaves its subject open."""

import itertools
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.docs.pages import DOCS, name_of, pages

_GENERATED = re.compile(r"^<!-- generated.*-->\n(?:(?!<!-- generated).*\n)*<!-- generated.* ?end -->$", re.MULTILINE)
_OPEN = re.compile(r"(?:^|[.!?:]\s+)\W*((?:What|Whether)\b[^.!?]*)", re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\([^)]*\)")  # its words are often a title
_MARKDOWN = MarkdownIt("commonmark").enable("table")
_PAGES = [page for page in pages() if page.is_relative_to(DOCS)]
_NOT_YET = {"forms-of-your-own"} | {page.stem for page in _PAGES if page.parent.name == "python"}


def open_sentences(text: str) -> list[str]:
    """The sentences, outside headings and parts that follow from the code, that begin with "What" or "Whether"."""
    tokens = _MARKDOWN.parse(_GENERATED.sub("", text))
    found = []
    for before, token in itertools.pairwise(tokens):
        if token.type == "inline" and before.type != "heading_open":
            found += _OPEN.findall(_LINK.sub("link", token.content))
    return found


@pytest.mark.parametrize("page", [page for page in _PAGES if page.stem not in _NOT_YET], ids=name_of)
def test_each_sentence_has_its_subject(page: Path) -> None:
    assert open_sentences(page.read_text(encoding="utf-8")) == []


def test_a_sentence_without_its_subject_is_found() -> None:
    text = "# What is refused\n\nWord keeps it. What it keeps is read.\n\n- Whether it is there, you see.\n"
    assert len(open_sentences(text)) == 2
    assert open_sentences("<!-- generated: forms -->\nWhat is it.\n<!-- generated: end -->\n") == []
