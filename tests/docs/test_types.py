"""The examples are typed: what a page writes as Python, ``mypy --strict`` takes."""

import os
import subprocess
import sys
from pathlib import Path

from tests.docs.pages import ROOT, blocks, pages

_SECONDS = 300
_NOT_TYPED = {
    "add-a-form": "the inside of the library, which is followed in a copy of it",
    "dask": "dask's own functions have no types",
}


def test_the_python_on_every_page_passes_the_type_checker(tmp_path: Path) -> None:
    written = []
    for page in pages():
        found = [block for block in blocks(page) if block.language == "python" and not block.not_run]
        files = [(block.file, block.text) for block in found if block.file]
        code = "\n".join(block.text for block in found if not block.file)
        if not found or page.stem in _NOT_TYPED:
            continue
        for name, text in [*files, (f"{page.stem.replace('-', '_')}_page.py", code)]:
            path = tmp_path / name
            assert not path.exists(), f"two pages have a file of this name: {name}"
            path.write_text(text, encoding="utf-8")
            written.append(path)
    assert written
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", str(ROOT / ".mypy_cache"), *map(str, written)],
        cwd=ROOT,
        env={**os.environ, "MYPYPATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
