"""The examples are typed: what a page writes as Python, ``mypy --strict`` takes."""

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
        code = [block.text for block in blocks(page) if block.language == "python"]
        if code and page.stem not in _NOT_TYPED:
            path = tmp_path / f"{page.stem.replace('-', '_')}_page.py"
            path.write_text("\n".join(code), encoding="utf-8")
            written.append(path)
    assert written
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", str(ROOT / ".mypy_cache"), *map(str, written)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
