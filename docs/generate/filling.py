"""The parts of the pages that follow from the code, as Markdown.

A page marks the place of each: ``<!-- generated: fields report -->``. A part that ends in ``<!-- generated: end -->``
is committed, so that a code host shows it; ``python -m docs.generate`` writes it anew, and a test compares it with the
code. A part without an end is made at every build.
"""

import re
from collections.abc import Callable
from pathlib import Path

from docs.generate.commands import commands
from docs.generate.fields import fields
from docs.generate.headings import headings, languages
from docs.generate.lists import classes, entry, errors, forms, gallery, provenance, settings, tree
from docs.generate.pictures import pictures
from docs.generate.schemas import schema
from docs.generate.sheets import sheet
from docs.generate.wording import wording, wordings

_END = "<!-- generated: end -->"
_MARKER = re.compile(
    rf"^<!-- generated: ([a-z]+)(?: ([A-Za-z_]+))? -->$(?:\n((?:(?!<!-- generated: ).*\n)*){_END}$)?", re.MULTILINE
)
_BLANK_LINES = re.compile(r"\n{3,}")
_MAKERS: dict[str, Callable[..., str]] = {
    "classes": classes,
    "commands": commands,
    "entry": entry,
    "errors": errors,
    "fields": fields,
    "forms": forms,
    "gallery": gallery,
    "headings": headings,
    "languages": languages,
    "pictures": pictures,
    "provenance": provenance,
    "schema": schema,
    "settings": settings,
    "sheet": sheet,
    "tree": tree,
    "wording": wording,
    "wordings": wordings,
}


def filled(page: str) -> str:
    """The page with every generated part; raises `KeyError` for a part that does not exist."""
    return _MARKER.sub(_part, page)


def renewed(page: str) -> str:
    """The page with its committed parts as they follow from the code now."""
    return _MARKER.sub(_committed, page)


def _part(marker: re.Match[str]) -> str:
    name, about = marker[1], marker[2]
    return _MAKERS[name](about) if about else _MAKERS[name]()


def _committed(marker: re.Match[str]) -> str:
    if marker[3] is None:
        return marker[0]
    begin = marker[0].partition("\n")[0]
    part = _BLANK_LINES.sub("\n\n", _part(marker).strip())
    return f"{begin}\n\n{part}\n\n{_END}"


def renew(folder: Path) -> list[Path]:
    """Writes the committed parts of every page anew; returns the pages that changed."""
    changed = []
    for path in sorted(folder.rglob("*.md")):
        page = path.read_text(encoding="utf-8")
        if (now := renewed(page)) != page:
            path.write_text(now, encoding="utf-8")
            changed.append(path)
    return changed
