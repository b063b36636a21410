"""The search of the built documentation finds pages: Sphinx's own program, run on the built index by node."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.docs.test_built import BUILT, built
from tests.witnesses.presence import require

_SEARCH = Path(__file__).with_name("search.cjs")
_SECONDS = 60


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("spreadsheet", "batch"),
        ("case_identifier", "reference/forms/report"),
        ("Renderer", "reference/python/rendering"),
        ("mutations", "reference/python/welsh"),
        ("learning event", "explanation/guidance"),
        ("--skip-bad", "reference/commands"),
    ],
)
def test_the_search_finds(query: str, page: str) -> None:
    built()
    require("node", shutil.which("node") is not None)
    done = subprocess.run(
        ["node", str(_SEARCH), str(BUILT), query], capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr
    assert page in json.loads(done.stdout)


def test_a_word_of_no_page_is_not_found() -> None:
    built()
    require("node", shutil.which("node") is not None)
    done = subprocess.run(["node", str(_SEARCH), str(BUILT), "xylophone"], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
