"""The Python of every page as files, which mypy --strict and pyright pass (``make lint``)."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.docs.pages import ROOT, blocks, pages

_NOT_TYPED = {
    "add-a-form": "files of the library itself, which mypy checks in their place",
    "dask": "dask's own functions have no types",
}
_PYRIGHT = """{"typeCheckingMode": "standard", "extraPaths": ["%s"], "reportMissingModuleSource": "none"}"""


def write_examples(folder: Path) -> list[Path]:
    """Writes a module for each page, and the files that a page names."""
    written = []
    for page in pages():
        found = [block for block in blocks(page) if block.language == "python" and not block.not_run]
        files = [(block.file, block.text) for block in found if block.file]
        code = "\n".join(block.text for block in found if not block.file)
        if not found or page.stem in _NOT_TYPED:
            continue
        for name, text in [*files, (f"{page.stem.replace('-', '_')}_page.py", code)]:
            path = folder / name
            if path.exists():
                raise ValueError(f"two pages have a file of this name: {name}")
            path.write_text(text, encoding="utf-8")
            written.append(path)
    return written


def main() -> int:
    """Runs both type checkers over the examples; the status is 0 if both pass."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written = [str(path) for path in write_examples(folder)]
        (folder / "pyrightconfig.json").write_text(_PYRIGHT % (ROOT / "src"), encoding="utf-8")
        mypy = [sys.executable, "-m", "mypy", "--no-error-summary", "--cache-dir", str(ROOT / ".mypy_cache"), *written]
        environment = {**os.environ, "MYPYPATH": name}
        pyright = [sys.executable, "-m", "basedpyright", "--project", name, "--pythonpath", sys.executable]
        return max(
            subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode for command in (mypy, pyright)
        )


if __name__ == "__main__":
    sys.exit(main())
