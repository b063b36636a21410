"""A user profile of LibreOffice's: private, and with nothing switched on that a document could make use of."""

from pathlib import Path

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
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
    ' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
)


def make_profile(folder: Path) -> None:
    """Makes a profile in a folder that is not there yet."""
    items = [
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for (path, name), value in _SETTINGS.items()
    ]
    user = folder / "user"
    user.mkdir(parents=True, mode=0o700)
    (user / "registrymodifications.xcu").write_text(f"{_HEAD}{''.join(items)}</oor:items>\n", encoding="utf-8")
