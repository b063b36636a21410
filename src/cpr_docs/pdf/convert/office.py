"""Finds LibreOffice on this machine, and makes its user profile."""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cpr_docs.errors import OfficeNotFound
from cpr_docs.language.catalogue import _

VARIABLE = "CPR_DOCS_SOFFICE"
"""The environment variable with the path of LibreOffice's program, for an installation in an unusual folder."""

_NAMES = ("soffice", "libreoffice", "soffice.com")
# Usual installations that are not on the PATH.
_USUAL = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
)
_ADVICE = _(
    "PDF is made by LibreOffice, which is not on this machine: install it (on Debian and Ubuntu the package "
    "libreoffice-writer-nogui), or name its program soffice in CPR_DOCS_SOFFICE"
)


@dataclass(frozen=True, slots=True)
class Office:
    """A LibreOffice of this machine, 7.4 or later."""

    program: str
    """The path of its program ``soffice``; `find` returns an absolute path, because it is started in another folder."""

    @classmethod
    def find(cls, program: str | os.PathLike[str] | None = None) -> Self:
        """Finds LibreOffice: the program passed, the one that ``CPR_DOCS_SOFFICE`` names, or a usual installation.

        Raises `OfficeNotFound` if there is none; a program that is named is not searched for elsewhere.
        """
        named = os.fspath(program) if program is not None else os.environ.get(VARIABLE)
        if named:
            found = shutil.which(named)
            if found is None:
                raise OfficeNotFound(_("{program}: is no program, so LibreOffice cannot be had there"), program=named)
            return cls(str(Path(found).absolute()))
        for candidate in (*_NAMES, *_usual_paths()):
            found = shutil.which(candidate)
            if found is not None:
                return cls(str(Path(found).absolute()))
        raise OfficeNotFound(_ADVICE)


def _usual_paths() -> Iterator[str]:
    for usual in map(Path, _USUAL):
        # A path of another operating system is not absolute here.
        if usual.anchor:
            found = Path(usual.anchor).glob(usual.relative_to(usual.anchor).as_posix())
            yield from sorted(map(str, found), reverse=True)


_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_PRODUCT = "/org.openoffice.Setup/Product"
# Security settings for documents from elsewhere: no macro runs, and no linked content is fetched.
_SETTINGS = {
    (_SCRIPTING, "MacroSecurityLevel"): "3",
    (_SCRIPTING, "DisableMacrosExecution"): "true",
    (_SCRIPTING, "BlockUntrustedRefererLinks"): "true",
    # With a profile of an older or unknown version, LibreOffice draws a hundred test pictures at each start, which
    # trebles the time of the start.
    (_PRODUCT, "ooSetupLastVersion"): "99.9",
}
_BUILD = re.compile(r"^buildid=(\S+)\s*$", re.MULTILINE)
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
    ' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
)


def make_profile(folder: Path, office: Office) -> None:
    """Makes a private user profile with our security settings, in a new folder."""
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
    """The build number in ``versionrc`` beside the program; nothing if there is none.

    LibreOffice takes a profile without it for that of an older version, and starts twice.
    """
    try:
        version = Path(office.program).resolve().with_name("versionrc").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
    found = _BUILD.search(version)
    return found[1] if found else ""
