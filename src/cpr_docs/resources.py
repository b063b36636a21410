"""Where the library's own files lie: beside its code when it is installed, at the top of the tree in a checkout."""

from pathlib import Path


def folder(name: str) -> Path:
    """The folder ``templates`` or ``fixtures``."""
    package = Path(__file__).parent
    installed = package / name
    return installed if installed.is_dir() else package.parent.parent / name
