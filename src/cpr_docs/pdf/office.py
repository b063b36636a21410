"""Where LibreOffice is on this machine."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cpr_docs.errors import OfficeNotFound

VARIABLE = "CPR_DOCS_SOFFICE"
"""The environment variable that names LibreOffice's program where it is in no usual place."""

_NAMES = ("soffice", "libreoffice", "soffice.com")
# In these the program is found though it is not on the PATH.
_USUAL = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
)
_ADVICE = (
    "PDF is made by LibreOffice, which is not on this machine: install it (on Debian and Ubuntu the package "
    f"libreoffice-writer-nogui), or name its program soffice in {VARIABLE}"
)


@dataclass(frozen=True, slots=True)
class Office:
    """A LibreOffice of this machine, 7.4 or later."""

    program: str
    """The path of its program ``soffice``; it is started in another folder, so `find` gives the whole path."""

    @classmethod
    def find(cls, program: str | os.PathLike[str] | None = None) -> Self:
        """LibreOffice: the program named, or the one that ``CPR_DOCS_SOFFICE`` names, or where it usually is.

        Raises `OfficeNotFound` where there is none; what is named is not looked for anywhere else.
        """
        named = os.fspath(program) if program is not None else os.environ.get(VARIABLE)
        if named:
            found = shutil.which(named)
            if found is None:
                raise OfficeNotFound(f"{named}: is no program, so LibreOffice cannot be had there")
            return cls(str(Path(found).absolute()))
        for candidate in (*_NAMES, *_usual_places()):
            found = shutil.which(candidate)
            if found is not None:
                return cls(str(Path(found).absolute()))
        raise OfficeNotFound(_ADVICE)


def _usual_places() -> Iterator[str]:
    for usual in map(Path, _USUAL):
        # Another system's places have no root here.
        if usual.anchor:
            found = Path(usual.anchor).glob(usual.relative_to(usual.anchor).as_posix())
            yield from sorted(map(str, found), reverse=True)
