"""The parts of the pages that follow from the code, as Markdown.

A page says where one stands: ``<!-- generated: fields report -->``. It is made anew at every build and committed
nowhere, so that it cannot be out of date.
"""

import re
from collections.abc import Callable

from docs.generate.commands import commands
from docs.generate.fields import fields
from docs.generate.lists import classes, entry, errors, forms, provenance, settings
from docs.generate.pictures import pictures

_MARKER = re.compile(r"^<!-- generated: ([a-z]+)(?: ([A-Za-z_]+))? -->$", re.MULTILINE)
_MAKERS: dict[str, Callable[..., str]] = {
    "classes": classes,
    "commands": commands,
    "entry": entry,
    "errors": errors,
    "fields": fields,
    "forms": forms,
    "pictures": pictures,
    "provenance": provenance,
    "settings": settings,
}


def filled(page: str) -> str:
    """The page with what follows from the code in its places; raises `KeyError` for what there is not."""

    def made(marker: re.Match[str]) -> str:
        name, about = marker.groups()
        return _MAKERS[name](about) if about else _MAKERS[name]()

    return _MARKER.sub(made, page)
