"""The pages of the gallery: the pictures of each form, English and Welsh side by side."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

import cpr_docs
from docs.generate.gallery import LANGUAGES, Pages, missing_tools, review_types


def pictures(form: str) -> str:
    """The part of the gallery that shows one form, English and Welsh side by side."""
    missing = missing_tools()
    if missing:
        return (
            ":::{note}\n"
            f"This build has no pictures: {' and '.join(missing)} is not installed where it was made.\n"
            ":::\n"
        )
    return "\n".join(line for kind in review_types(form) for line in _of_type(form, kind))


def _of_type(form: str, review_type: str) -> Iterator[str]:
    sides = [Pages(form, review_type, language) for language in LANGUAGES]
    if review_type:
        yield f"## {review_type.capitalize()} review"
        yield ""
    for number in range(max(len(side.pictures()) for side in sides)):
        yield '<div class="pair">'
        for side in sides:
            yield from _figure(side, number)
        yield "</div>"
        yield ""


def _figure(side: Pages, number: int) -> Iterator[str]:
    found = side.pictures()
    if number >= len(found):
        yield "<div></div>"  # the other language is longer, and stays on its side
        return
    address = f"../_images/gallery/{side.folder.name}/{found[number].name}"
    description = f"{side.name}: page {number + 1} of {len(found)}"
    width, height = _size(found[number])
    language = "English" if side.language is cpr_docs.Language.ENGLISH else '<span lang="cy">Cymraeg</span>'
    yield "<figure>"
    size = f'width="{width}" height="{height}" loading="lazy"'
    yield f'<a href="{address}"><img src="{address}" alt="{escape(description)}" {size}></a>'
    yield f"<figcaption>{language}, {number + 1}/{len(found)}</figcaption>"
    yield "</figure>"


def _size(picture: Path) -> tuple[int, int]:
    # Bytes 16 to 24 of a PNG are its width and height.
    head = picture.read_bytes()[:24]
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
