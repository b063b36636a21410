"""The page on adding a form, followed to the letter in a copy of the library: nothing else has to be touched."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT, blocks

_PAGE = DOCS / "add-a-form.md"
_CASE = {
    "form": "media_plan",
    "review_type": "concise",
    "board": {"en": "Arian Board", "cy": "Bwrdd Arian"},
    "case_identifier": "AR-2013-02",
    "announcements": [
        {
            "what": {"en": "Meet.\n- Decide.", "cy": "Cwrdd.\n- Penderfynu."},
            "by": {"en": "The Board", "cy": "Y Bwrdd"},
            "due": "2013-03-12",
        }
    ],
}
_MESSAGE = re.compile(r'_\("([^"]+)"\)')
_SECONDS = 120


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The library with the form of the page in it."""
    for name in ("src", "templates", "fixtures"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    written = [block for block in blocks(_PAGE) if block.file]
    assert len(written) == 2
    (tmp_path / written[0].file).parent.mkdir()
    (tmp_path / written[0].file).with_name("__init__.py").write_text('"""The form of the page."""\n', encoding="utf-8")
    for block in written:
        (tmp_path / block.file).write_text(block.text, encoding="utf-8")
    say_in_welsh(tmp_path, "".join(block.text for block in written))
    folder = tmp_path / "fixtures" / "media_plan"
    folder.mkdir()
    for kind in ("concise", "extended"):
        sparse = {key: value for key, value in _CASE.items() if key != "announcements"}
        for name, case in ((f"{kind}.json", _CASE), (f"{kind}.sparse.json", sparse)):
            (folder / name).write_text(json.dumps({**case, "review_type": kind}), encoding="utf-8")
    return tmp_path


def say_in_welsh(copy: Path, code: str) -> None:
    """Puts some Welsh for each new message into the catalogue."""
    catalogue = copy / "src/cpr_docs/locale/cy/LC_MESSAGES/cpr_docs.po"
    text = catalogue.read_text(encoding="utf-8")
    new = [message for message in dict.fromkeys(_MESSAGE.findall(code)) if f'msgid "{message}"' not in text]
    assert new
    entries = "".join(f'\n# General knowledge; unreviewed\nmsgid "{one}"\nmsgstr "Cymraeg: {one}"\n' for one in new)
    catalogue.write_text(text + entries, encoding="utf-8")


def run(copy: Path, *arguments: str, data: str = "") -> str:
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONWARNINGS": "error"}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env=environment,
        input=data,
        capture_output=True,
        encoding="utf-8",
        timeout=_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_form_is_built_rendered_read_back_and_passes_the_check(copy: Path) -> None:
    run(copy, "-m", "cpr_docs.authoring")
    command = ("-c", "from cpr_docs.cli import main; main()")
    example = run(copy, *command, "example", "media_plan")
    run(copy, *command, "render", "-", "-l", "both", "-o", "look", data=example)
    back = json.loads(run(copy, *command, "read", "look/AR-2013-02-media-plan-cy.docx"))
    assert back["announcements"][0]["what"] == {"en": None, "cy": "Cwrdd.\n- Penderfynu."}
    assert run(copy, "-c", "import cpr_docs; print(cpr_docs.check())").strip() == "[]"
    assert "Announcements" in run(copy, *command, "schema", "media_plan")
    assert "media_plan" in run(copy, *command, "forms")
    assert run(copy, "-c", "import cpr_docs; print(cpr_docs.ExtendedMediaPlan.name(), cpr_docs.Announcement.__name__)")


def test_without_the_welsh_nothing_is_built(copy: Path) -> None:
    shutil.copy(ROOT / "src/cpr_docs/locale/cy/LC_MESSAGES/cpr_docs.po", copy / "src/cpr_docs/locale/cy/LC_MESSAGES")
    with pytest.raises(AssertionError, match='"Media Plan" has no Welsh'):
        run(copy, "-m", "cpr_docs.authoring")
