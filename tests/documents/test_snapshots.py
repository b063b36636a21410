"""Every document as text, so that a change of a template, of wording or of the engine is a readable difference.

``pytest tests/documents/test_snapshots.py --snapshot-update`` accepts the changes; read the difference first.
"""

import difflib
import re

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from tests.documents.cases import case, every_language, every_variant, full_and_sparse, rendered
from tests.documents.editions import OTHER_EDITIONS, PrintedFor
from tests.documents.reading import read_text


class TextFile(SingleFileSnapshotExtension):
    """A file of text for each snapshot."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def text_file(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(TextFile)


@full_and_sparse
@every_language
@every_variant
def test_document(variant: type[Form], language: Language, sparse: bool, text_file: SnapshotAssertion) -> None:
    assert read_text(rendered(variant, language, sparse).content) == text_file


@full_and_sparse
@every_language
@every_variant
@pytest.mark.parametrize("edition", OTHER_EDITIONS, ids=str)
def test_difference_of_a_purpose(
    edition: PrintedFor, variant: type[Form], language: Language, sparse: bool, text_file: SnapshotAssertion
) -> None:
    """The lines of a purpose that differ from those for the screen, with the line before and after."""
    if not edition.fits(variant):
        pytest.skip("never published")
    screen = read_text(rendered(variant, language, sparse).content).splitlines()
    other = read_text(edition.render(case(variant, sparse), language)).splitlines()
    lines = [line for line in difflib.unified_diff(screen, other, n=1, lineterm="") if line[:2] not in ("--", "++")]
    assert "\n".join(re.sub(r"^@@.*", "@@", line) for line in lines) + "\n" == text_file
