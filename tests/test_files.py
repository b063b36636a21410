"""A file that is written bit by bit appears whole or not at all."""

import contextlib
import os
from pathlib import Path

import pytest

from cpr_docs import files as module
from cpr_docs.errors import OutputError, OutputExists
from cpr_docs.files import open_atomic


@pytest.fixture(params=[True, False], ids=["without a name", "with a temporary name"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on a system that has files without a name, or has none."""
    if not request.param:
        monkeypatch.setattr(module, "_NAMELESS", 0)
    elif not hasattr(os, "O_TMPFILE"):
        pytest.skip("this system has no files without a name")
    return tmp_path


def test_it_is_there_when_it_is_complete_and_not_before(folder: Path) -> None:
    with open_atomic(folder / "run.pdf", overwrite=False) as file:
        file.write(b"one, ")
        assert not (folder / "run.pdf").exists()
        file.write(b"two")

    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("run.pdf", b"one, two")]


def test_nothing_is_left_of_one_that_was_not_completed(folder: Path) -> None:
    with contextlib.suppress(KeyError), open_atomic(folder / "run.pdf", overwrite=False) as file:
        file.write(b"one, ")
        raise KeyError

    assert list(folder.iterdir()) == []


def test_what_is_there_stays_unless_it_may_be_replaced(folder: Path) -> None:
    (folder / "run.pdf").write_bytes(b"before")

    with pytest.raises(OutputExists), open_atomic(folder / "run.pdf", overwrite=False) as file:
        file.write(b"after")
    assert (folder / "run.pdf").read_bytes() == b"before"
    with open_atomic(folder / "run.pdf", overwrite=True) as file:
        file.write(b"after")
    assert [path.read_bytes() for path in folder.iterdir()] == [b"after"]


@pytest.mark.parametrize("name", ["", ".", "no/such/folder/run.pdf"])
def test_a_place_that_takes_no_file_is_an_error(name: str, folder: Path) -> None:
    with pytest.raises(OutputError), open_atomic(folder / name, overwrite=True) as file:
        file.write(b"one")
