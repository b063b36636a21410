"""Links lead somewhere: to a file and a heading of the repository; addresses elsewhere are not fetched, only read."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.docs.pages import DOCS, ROOT, name_of, pages, tokens

pytestmark = pytest.mark.skipif(not (ROOT / "README.md").exists(), reason="no checkout")

# Their links are seen from the page that includes them.
_INCLUDED = {ROOT / "CHANGELOG.md"}
# They are pages of the build alone: each includes a file that a code host shows by itself.
_INCLUDING = {DOCS / "contributing.md", DOCS / "changelog.md"}
_FEWEST_WORDS = 40
_MADE_BY_THE_BUILD = re.compile(r"(\.\./)*schemas/")


def links(page: Path) -> Iterator[str]:
    """Where every link and picture of a page leads."""
    for token in tokens(page):
        for child in token.children or ():
            if child.type in ("link_open", "image"):
                yield str(child.attrs.get("href") or child.attrs.get("src"))


def headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and MyST make them."""
    found = tokens(page)
    titles = [after.content for token, after in itertools.pairwise(found) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_link_to_a_file_leads_to_one_and_to_a_heading_that_it_has(page: Path) -> None:
    for link in links(page):
        parts = urlsplit(link)
        if parts.scheme or _MADE_BY_THE_BUILD.match(parts.path):
            continue
        target = page if not parts.path else (page.parent / parts.path).resolve()
        assert target.is_file(), link
        assert target.is_relative_to(ROOT), link
        if parts.fragment:
            assert parts.fragment in headings(target), link


@pytest.mark.parametrize("page", [*pages(), *_INCLUDED], ids=name_of)
def test_every_address_elsewhere_is_whole_and_safe(page: Path) -> None:
    for link in links(page):
        parts = urlsplit(link)
        if parts.scheme:
            assert parts.scheme == "https", link
            assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", parts.netloc), link
            assert " " not in link


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_picture_has_words_for_those_who_do_not_see_it(page: Path) -> None:
    for token in tokens(page):
        for child in token.children or ():
            if child.type == "image":
                assert len(child.content.split()) > 3, child.attrs


@pytest.mark.parametrize("page", [page for page in pages() if page not in _INCLUDING], ids=name_of)
def test_a_page_has_text_of_its_own_where_a_code_host_shows_it(page: Path) -> None:
    # A code host shows neither the parts that the build makes nor those that Sphinx alone reads.
    shown = ("inline", "fence")
    words = [token.content for token in tokens(page) if token.type in shown and not token.info.startswith("{")]
    assert len(" ".join(words).split()) >= _FEWEST_WORDS


def test_the_index_links_to_every_page_of_its_lists_where_a_code_host_shows_it() -> None:
    index = DOCS / "index.md"
    lists = [token.content for token in tokens(index) if token.type == "fence" and token.info == "{toctree}"]
    listed = {f"{line}.md" for text in lists for line in text.splitlines() if line and not line.startswith(":")}
    assert listed - set(links(index)) == {page.name for page in _INCLUDING}


def test_links_are_found() -> None:
    assert "docs/images/two-languages.png" in set(links(ROOT / "README.md"))
    assert "what-is-refused" in headings(DOCS / "reading-back.md")
