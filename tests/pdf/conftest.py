"""Fixtures for the tests of PDF: LibreOffice, a fake LibreOffice, and a temporary folder that can be inspected."""

import tempfile
from pathlib import Path

import pytest

from cpr_docs.pdf.convert.office import Office
from tests.pdf.soffice import StandIn, can_run, stand_in
from tests.witnesses import libreoffice, presence


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The parent of all temporary folders."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture
def soffice(tmp_path: Path, temporary: Path) -> StandIn:
    """A fake LibreOffice."""
    if not can_run:
        pytest.skip("the fake LibreOffice is a script for POSIX")
    return stand_in(tmp_path / "stand-in")


@pytest.fixture
def office() -> Office:
    """LibreOffice itself."""
    presence.require(libreoffice.NAME, libreoffice.available())
    return Office.find()
