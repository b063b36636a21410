"""The masters of released versions, so that a document is always judged by the template that it was made from.

``released/N.tar.xz`` has the masters of schema version N: the part ``word/document.xml`` of a master is the file
``en/report.concise.docx/FINGERPRINT/word/document.xml``. `make released` adds today's masters; none is ever removed.
"""

import functools
import tarfile
from collections.abc import Mapping
from pathlib import Path

from cpr_docs import resources
from cpr_docs.ooxml.package import Package

ARCHIVE = ".tar.xz"
"""The ending of an archive of masters."""


@functools.cache
def released_masters(place: str) -> Mapping[str, Package]:
    """The released masters at a place such as ``en/report.concise.docx``, by fingerprint."""
    masters: dict[str, dict[str, bytes]] = {}
    for path in sorted(resources.folder("released").glob(f"*{ARCHIVE}")):
        for name, content in unpacked(path, f"{place}/").items():
            fingerprint, _slash, part = name.removeprefix(f"{place}/").partition("/")
            masters.setdefault(fingerprint, {})[part] = content
    return {fingerprint: Package(parts) for fingerprint, parts in masters.items()}


def unpacked(archive: Path, start: str = "") -> dict[str, bytes]:
    """The files of an archive whose names have that start."""
    with tarfile.open(archive, "r:xz") as files:
        found = {file.name: files.extractfile(file) for file in files if file.name.startswith(start)}
        return {name: content.read() for name, content in found.items() if content is not None}
