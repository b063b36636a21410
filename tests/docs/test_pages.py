"""Every block of code and every command on a page does what the page says, in the order of the page."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT, blocks, name_of, pages
from tests.docs.running import follow, same
from tests.witnesses import libreoffice, presence

pytestmark = pytest.mark.skipif(not (ROOT / "README.md").exists() or shutil.which("bash") is None, reason="no checkout")

# tests/checking/test_docs.py runs the blocks of this page, and knows the output of each.
_RUN_ELSEWHERE = DOCS / "template-language.md"
_MAKES_PDF = re.compile(r"to_pdf|-o \S+\.pdf|--pdf|print_run|convert_all")
_WITH_BLOCKS = [page for page in pages() if page != _RUN_ELSEWHERE and any(True for _block in blocks(page))]


@pytest.mark.parametrize("page", _WITH_BLOCKS, ids=name_of)
def test_a_page_can_be_followed_to_the_letter_in_an_empty_folder(page: Path, tmp_path: Path) -> None:
    if _MAKES_PDF.search(page.read_text("utf-8")):
        presence.require(libreoffice.NAME, libreoffice.available())
    follow(page, tmp_path)


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_block_has_a_language_and_a_block_that_is_not_run_has_a_reason(page: Path) -> None:
    for block in blocks(page):
        assert block.language != "no language", f"line {block.line}: indented, or without a language"
        assert not block.not_run or len(block.not_run.split()) > 2, f"line {block.line}: no reason"
        if block.language == "json":
            json.loads(block.text)


def test_the_page_that_is_run_elsewhere_has_only_blocks_that_are_run_there() -> None:
    assert {block.language for block in blocks(_RUN_ELSEWHERE)} <= {"jinja", "text", "welsh", "finding"}


def test_there_are_pages_with_blocks() -> None:
    assert {ROOT / "README.md", DOCS / "tutorial.md", DOCS / "batch.md"} <= set(_WITH_BLOCKS)


def test_output_that_differs_from_the_page_is_found() -> None:
    same("wrote … documents\n", "wrote 12 documents")
    with pytest.raises(AssertionError):
        same("wrote 11 documents", "wrote 12 documents")


@pytest.mark.parametrize(
    "text",
    [
        "```python\n1 / 0\n```\n",
        "```python\nprint(1)\n```\n",
        "```python\nprint(1)\n```\n\n```text\n2\n```\n",
        "```console\n$ echo 1\n2\n```\n",
        "```console\n$ false\n```\n",
        "```sh\nfalse | true\n```\n",
        "```pycon\n>>> 1 + 1\n3\n```\n",
        "```text\nwords\n```\n",
        "```yaml\na: 1\n```\n",
    ],
)
def test_a_page_that_is_wrong_fails(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    monkeypatch.setattr("tests.docs.running.name_of", str)
    with pytest.raises(pytest.fail.Exception):
        follow(page, tmp_path)
