"""Where LibreOffice is on this machine."""

import os
import re
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


_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_PRODUCT = "/org.openoffice.Setup/Product"
# Documents come from elsewhere too. No macro runs, and nothing that a document links to is fetched.
_SETTINGS = {
    (_SCRIPTING, "MacroSecurityLevel"): "3",
    (_SCRIPTING, "DisableMacrosExecution"): "true",
    (_SCRIPTING, "BlockUntrustedRefererLinks"): "true",
    # A profile that knows of no version, or of an older one, has LibreOffice draw a hundred test pictures at each
    # start, which takes twice as long as all the rest of the start.
    (_PRODUCT, "ooSetupLastVersion"): "99.9",
}
_BUILD = re.compile(r"^buildid=(\S+)\s*$", re.MULTILINE)
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
    ' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
)


def make_profile(folder: Path, office: Office) -> None:
    """Makes a profile in a folder that is not there yet."""
    items = [
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for (path, name), value in _SETTINGS.items()
    ]
    user = folder / "user"
    user.mkdir(parents=True, mode=0o700)
    (user / "registrymodifications.xcu").write_text(f"{_HEAD}{''.join(items)}</oor:items>\n", encoding="utf-8")
    build = _build(office)
    if build:
        (user / "extensions").mkdir(mode=0o700)
        (user / "extensions" / "buildid").write_text(build, encoding="utf-8")


def _build(office: Office) -> str:
    """The build of LibreOffice that its program lies beside; nothing where that is not told there.

    A profile that does not name it is taken for one of an older version, and LibreOffice begins once more.
    """
    try:
        told = Path(office.program).resolve().with_name("versionrc").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
    found = _BUILD.search(told)
    return found[1] if found else ""
