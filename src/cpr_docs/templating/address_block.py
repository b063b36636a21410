"""The place of a letter's address block, which shows in the window of the envelope.

The block stands in paragraphs of the style `STYLE` in a frame (``w:framePr``) that is anchored to the page, so that no
header moves it. Lengths are in millimetres, from the left and the top of the page.
"""

import re
from dataclasses import replace
from typing import Final, NamedTuple

from cpr_docs.ooxml.names import PartName
from cpr_docs.templating.template_source import TemplateSource

STYLE: Final = "Recipient"
"""The id of the style of the block's paragraphs."""

TEXT_SIZE, LINE_HEIGHT = 10, 10.8
"""The size of the block's text and the height of its lines, in points."""

PER_MM: Final = 1440 / 25.4
"""The twentieths of a point in a millimetre."""
_FRAME: Final = re.compile(
    rf'(<w:pStyle w:val="{STYLE}"/>(?:<w:(?:keepNext|keepLines|pageBreakBefore)\b[^>]*/>)*)<w:framePr\b[^>]*/>'
)


class Rectangle(NamedTuple):
    """A rectangle on a page."""

    left: float
    top: float
    width: float
    height: float


WINDOW: Final = Rectangle(24.6, 39.5, 95.4, 26.8)
"""The window without a setting: that of the envelopes of the services through which public bodies post letters."""


def frame_attributes(place: Rectangle, *, is_beside: bool) -> dict[str, str]:
    """The attributes of a ``w:framePr`` at a place of the page; `is_beside` lets text stand beside it.

    The frame grows with its text: a line that is too many is printed, and never cut off.
    """
    left, top, width, height = (str(round(length * PER_MM)) for length in place)
    return {
        "w:w": width,
        "w:h": height,
        "w:hRule": "atLeast",
        "w:wrap": "around" if is_beside else "notBeside",
        "w:vAnchor": "page",
        "w:hAnchor": "page",
        "w:x": left,
        "w:y": top,
    }


def with_address_block_at(source: TemplateSource, place: Rectangle) -> TemplateSource:
    """The compiled template with its address block at another place of the page."""
    attributes = " ".join(f'{name}="{value}"' for name, value in frame_attributes(place, is_beside=True).items())
    parts = [
        (name, _FRAME.sub(rf"\g<1><w:framePr {attributes}/>", xml) if name == PartName.DOCUMENT else xml)
        for name, xml in source.parts
    ]
    return replace(source, parts=tuple(parts))
