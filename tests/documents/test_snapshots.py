"""Every document as text, so that a change of a template, of wording or of the engine is a readable difference.

``pytest tests/documents/test_snapshots.py --snapshot-update`` accepts the changes; read the difference first.
"""

import difflib
import re

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from cpr_docs.language.languages import Language
from tests.documents.cases import RENDERER, every_example, every_language, full_and_sparse
from tests.documents.editions import OTHER_EDITIONS, PrintedFor
from tests.documents.reading import read_text
from tests.examples import Example


class TextFile(SingleFileSnapshotExtension):
    """A file of text for each snapshot."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def text_file(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(TextFile)


@full_and_sparse
@every_language
@every_example
def test_document(example: Example, language: Language, sparse: bool, text_file: SnapshotAssertion) -> None:
    assert read_text(RENDERER.render(example.form(sparse=sparse), language).content) == text_file


@full_and_sparse
@every_language
@every_example
@pytest.mark.parametrize("edition", OTHER_EDITIONS, ids=str)
def test_difference_of_a_purpose(
    edition: PrintedFor, example: Example, language: Language, sparse: bool, text_file: SnapshotAssertion
) -> None:
    """The lines of a purpose that differ from those for the screen, with the line before and after."""
    if not edition.fits(example.variant):
        pytest.skip("never published")
    form = example.form(sparse=sparse)
    screen = read_text(RENDERER.render(form, language).content).splitlines()
    other = read_text(edition.render(form, language)).splitlines()
    lines = [line for line in difflib.unified_diff(screen, other, n=1, lineterm="") if line[:2] not in ("--", "++")]
    assert "\n".join(re.sub(r"^@@.*", "@@", line) for line in lines) + "\n" == text_file
