"""Fixtures of the tests of reading."""

from pathlib import Path

import pytest

from tests.reading.sessions_again import write_templates


@pytest.fixture(scope="session")
def sessions_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the templates of a letter that prints its sessions a second time."""
    folder = tmp_path_factory.mktemp("sessions")
    write_templates(folder)
    return folder
