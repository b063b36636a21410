"""The window of a board's envelopes, through which the recipient's address shows."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cpr_docs.language.catalogue import _
from cpr_docs.language.text import custom_error
from cpr_docs.models.field_types import Label
from cpr_docs.templating.address_block import WINDOW, Rectangle

# The board's lines stand at the right from 125 mm, the text from 95 mm; 3 mm of the window stay free of them.
_EDGE, _RIGHT, _LOWEST, _NARROWEST, _LEAST_HEIGHT = 15, 122, 92, 50, 12


class AddressWindow(BaseModel):
    """A rectangle on the first page, in millimetres from its left and its top, in which the address block stands."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    left: Annotated[float, Field(ge=_EDGE, le=_RIGHT - _NARROWEST), Label(_("From the left (mm)"), "")] = WINDOW.left
    """The distance of the block from the left edge of the page."""
    top: Annotated[float, Field(ge=5, le=_LOWEST - _LEAST_HEIGHT), Label(_("From the top (mm)"), "")] = WINDOW.top
    """The distance of the block from the top edge of the page."""
    width: Annotated[float, Field(ge=_NARROWEST, le=_RIGHT - _EDGE), Label(_("Width (mm)"), "")] = WINDOW.width
    """The width of the block: a wider line wraps."""
    height: Annotated[float, Field(ge=_LEAST_HEIGHT, le=_LOWEST - 5), Label(_("Height (mm)"), "")] = WINDOW.height
    """The height of the block, from which the number of lines follows."""

    @model_validator(mode="after")
    def _leaves_room(self) -> Self:
        if self.left + self.width > _RIGHT or self.top + self.height > _LOWEST:
            message = _("must end {right} mm from the left and {lowest} mm from the top of the page, or before")
            raise custom_error("window", message, right=_RIGHT, lowest=_LOWEST)
        return self

    @property
    def rectangle(self) -> Rectangle:
        """The place of the block."""
        return Rectangle(self.left, self.top, self.width, self.height)
