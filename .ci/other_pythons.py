"""Prints the oldest and the newest supported Python of the machine, a line each: its age, its version, its path.

The oldest is left out if it is the Python that runs this. Pythons on PATH and those of pyenv are found.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

SUPPORTED = (3, 11)
# Debian's python3 without python3-venv lacks ensurepip, and cannot make an environment.
ASK = "import ensurepip, venv, json, sys; v = sys.version_info;print(json.dumps([*v[:3], v.releaselevel == 'final']))"


def candidates() -> set[Path]:
    """Every file that may be a Python, links resolved, so that none is asked twice."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    folders += [Path("/usr/bin"), Path("/usr/local/bin"), *root.glob("versions/*/bin")]
    found = {path for folder in folders for path in folder.glob("python3*") if path.name[6:].replace(".", "").isdigit()}
    # The shims of pyenv are scripts that fail for versions that are not chosen.
    return {path.resolve() for path in found if path.parent.name != "shims"}


def version(python: Path) -> tuple[int, ...] | None:
    """The version of a Python that the project supports and that can make an environment; None for any other."""
    done = subprocess.run([python, "-c", ASK], capture_output=True, text=True, check=False)
    if done.returncode:
        return None
    *numbers, final = json.loads(done.stdout)
    return tuple(numbers) if final and tuple(numbers) >= SUPPORTED else None


def main() -> None:
    """Prints the two, or the newest alone."""
    own = tuple(sys.version_info[:3])
    versions = {own: Path(sys.executable)}
    versions |= {number: python for python in candidates() if (number := version(python))}
    oldest, newest = min(versions), max(versions)
    if oldest != own:
        print("oldest", ".".join(map(str, oldest)), versions[oldest])
    print("newest", ".".join(map(str, newest)), versions[newest])


if __name__ == "__main__":
    main()
