"""Every document as text, so that a change of a template, of wording or of the engine is a readable difference.

``pytest tests/documents/test_snapshots.py --snapshot-update`` accepts the changes; read the difference first.
"""

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from tests.documents.cases import every_language, every_variant, full_and_sparse, rendered
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
