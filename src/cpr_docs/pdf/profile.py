"""A user profile of LibreOffice's: private, and with nothing switched on that a document could make use of."""

import re
from pathlib import Path

from cpr_docs.pdf.office import Office

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
