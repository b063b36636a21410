"""Documents and data of every released schema version stay readable: people keep them.

``tests/released/N`` contains the files that schema version N wrote. Files are added there, and never rendered again.
"""

from pathlib import Path

import pytest

from cpr_docs.models.form import Form
from cpr_docs.models.schema_version import SCHEMA_VERSION
from cpr_docs.reading.compare import compare
from cpr_docs.reading.read import read

RELEASED = Path(__file__).parents[1] / "released"
DOCUMENTS = sorted(RELEASED.rglob("*.docx"))

every_document = pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.relative_to(RELEASED).as_posix()) for path in DOCUMENTS]
)


def data_of(path: Path) -> Form:
    """The form that the document was rendered from."""
    stem = path.name.removesuffix(".docx").rpartition(".")[0]
    return Form.parse((path.parent / f"{stem}.json").read_bytes())


def language_of(path: Path) -> str:
    return path.name.split(".")[-2]


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_each_earlier_version_has_its_documents(version: int) -> None:
    assert list((RELEASED / str(version)).glob("*.docx"))


@every_document
def test_a_released_document_reads_as_the_data_that_it_was_made_from(path: Path) -> None:
    assert read(path) == data_of(path).in_language(language_of(path))


@every_document
def test_a_released_document_compares_without_a_change(path: Path) -> None:
    original = data_of(path)
    reading = compare(path, original)
    assert (reading.form, reading.changes) == (original, ())
