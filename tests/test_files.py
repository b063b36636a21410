"""A file that is written in pieces appears when it is complete, or not at all."""

import contextlib
import os
from pathlib import Path

import pytest

from cpr_docs import files
from cpr_docs.errors import OutputError, OutputExists
from cpr_docs.files import open_atomic


@pytest.fixture(params=[True, False], ids=["without a name", "with a temporary name"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on a system with or without files without a name."""
    if not request.param:
        monkeypatch.setattr(files, "_NAMELESS", 0)
    elif not hasattr(os, "O_TMPFILE"):
        pytest.skip("this system has no files without a name")
    return tmp_path


def test_a_file_appears_when_it_is_complete_and_not_before(folder: Path) -> None:
    with open_atomic(folder / "run.pdf", overwrite=False) as file:
        file.write(b"one, ")
        assert not (folder / "run.pdf").exists()
        file.write(b"two")

    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("run.pdf", b"one, two")]


def test_nothing_is_left_of_a_file_that_was_not_completed(folder: Path) -> None:
    with contextlib.suppress(KeyError), open_atomic(folder / "run.pdf", overwrite=False) as file:
        file.write(b"one, ")
        raise KeyError

    assert list(folder.iterdir()) == []


def test_an_existing_file_stays_unless_overwrite_is_true(folder: Path) -> None:
    (folder / "run.pdf").write_bytes(b"before")

    with pytest.raises(OutputExists), open_atomic(folder / "run.pdf", overwrite=False) as file:
        file.write(b"after")
    assert (folder / "run.pdf").read_bytes() == b"before"
    with open_atomic(folder / "run.pdf", overwrite=True) as file:
        file.write(b"after")
    assert [path.read_bytes() for path in folder.iterdir()] == [b"after"]


@pytest.mark.parametrize("name", ["", ".", "no/such/folder/run.pdf"])
def test_a_path_that_cannot_be_written_is_an_error(name: str, folder: Path) -> None:
    with pytest.raises(OutputError), open_atomic(folder / name, overwrite=True) as file:
        file.write(b"one")
