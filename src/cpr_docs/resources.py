"""The library's data folders: beside the code in an installed wheel, at the top of the tree in a checkout."""

from pathlib import Path


def folder(name: str) -> Path:
    """The path of the folder ``templates``, ``fixtures`` or ``released``."""
    package = Path(__file__).parent
    installed = package / name
    return installed if installed.is_dir() else package.parent.parent / name
