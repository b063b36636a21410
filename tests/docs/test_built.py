"""The built documentation: headings in order, words for pictures, links that lead somewhere, a gallery, a search."""

import functools
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

import cpr_docs
from docs.generate.gallery import everything, missing_tools
from tests.docs.pages import DOCS, pages
from tests.witnesses.presence import require

BUILT = DOCS / "_build" / "html"
# Sphinx's own pages: lists of names, and the search box.
_OF_SPHINX = {"genindex.html", "py-modindex.html", "search.html"}


@functools.cache
def built() -> dict[Path, html.HtmlElement]:
    """Every page as the build left it."""
    require("the documentation (make docs)", (BUILT / "index.html").exists())
    found = [page for page in sorted(BUILT.rglob("*.html")) if page.name not in _OF_SPHINX]
    return {page: html.fromstring(page.read_text(encoding="utf-8")) for page in found}


def article(tree: html.HtmlElement) -> html.HtmlElement:
    (found,) = tree.iter("article")
    return found


def test_every_page_is_built() -> None:
    expected = {page.relative_to(DOCS).with_suffix(".html") for page in pages() if page.is_relative_to(DOCS)}
    assert expected == {page.relative_to(BUILT) for page in built()}


def test_every_page_has_one_heading_of_the_first_level_and_the_others_in_order() -> None:
    for page, tree in built().items():
        levels = [int(one.tag[1]) for one in article(tree).iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1, page
        assert levels[0] == 1, page
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), page


def test_every_page_states_its_language_and_its_title() -> None:
    titles = set()
    for page, tree in built().items():
        assert tree.get("lang") == "en", page
        titles.add(tree.findtext("head/title"))
    assert len(titles) == len(built())


def test_every_picture_has_words() -> None:
    for page, tree in built().items():
        for picture in article(tree).iter("img"):
            assert len((picture.get("alt") or "").split()) > 3, (page, picture.get("src"))


def test_every_table_has_a_heading_over_each_column() -> None:
    for page, tree in built().items():
        for table in article(tree).iter("table"):
            assert table.find("thead") is not None, page


def links(tree: html.HtmlElement) -> Iterator[str]:
    for element in tree.iter("a", "img", "link", "script"):
        address = element.get("href") or element.get("src")
        if address:
            yield address


def test_every_link_between_pages_leads_to_a_file_and_a_place_in_it() -> None:
    identifiers = {page: set(tree.xpath("//@id")) for page, tree in built().items()}
    for page, tree in built().items():
        for link in links(tree):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert target.is_file(), (page, link)
            if parts.fragment and target in identifiers:
                assert parts.fragment in identifiers[target], (page, link)


def test_nothing_is_fetched_from_elsewhere_to_show_a_page() -> None:
    for page, tree in built().items():
        for element in tree.iter("img", "script", "link"):
            address = element.get("src") or (element.get("href") if element.get("rel") == "stylesheet" else "") or ""
            assert not urlsplit(address).netloc, (page, address)


def test_the_schema_of_every_form_can_be_downloaded() -> None:
    built()
    for form in cpr_docs.forms():
        path = BUILT / "schemas" / f"{form.name}.schema.json"
        assert json.loads(path.read_text(encoding="utf-8")) == form.form.json_schema()


def test_the_gallery_shows_every_page_of_every_form_type_and_language() -> None:
    trees = built()
    require("LibreOffice and poppler", not missing_tools())
    for shown in everything():
        tree = trees[BUILT / "gallery" / f"{shown.form}.html"]
        sources = [str(one.get("src")) for one in tree.iter("img") if f"/{shown.folder.name}/" in one.get("src", "")]
        assert len(sources) == len(shown.pictures()) > 0, shown
        assert all((BUILT / "gallery" / source).resolve().is_file() for source in sources)


def test_without_a_tool_the_gallery_says_so_and_in_ci_the_build_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from docs.generate import gallery, pictures

    monkeypatch.setattr(gallery, "FOLDER", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    gallery.make()
    assert "soffice and pdftoppm" in pictures.pictures("report")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(RuntimeError, match="CI is set"):
        gallery.make()


def test_the_colours_of_our_own_have_contrast_enough() -> None:
    # On white and on furo's dark background; the only colour of ours is a border.
    sheet = (DOCS / "_static" / "pages.css").read_text(encoding="utf-8")
    colours = re.findall(r"#[0-9a-f]{3,6}\b", sheet)
    assert colours == ["#6b6f76", "#fff"]
    assert contrast("#6b6f76", "#ffffff") >= 3


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
