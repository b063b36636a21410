"""A Word file that LibreOffice may be given: it passed the gate, or this process rendered it."""

from dataclasses import dataclass, field
from typing import Self


@dataclass(frozen=True, slots=True)
class Admitted:
    """A Word file that passed the gate."""

    content: bytes = field(repr=False)
    """The bytes that passed."""
    source: bytes = field(repr=False)
    """The bytes as they came: the same where everything passed."""
    left_out: tuple[str, ...] = ()
    """The contents that did not pass and that a reader would have seen, each with its part."""
    unseen: tuple[str, ...] = ()
    """The contents that did not pass and that no reader sees."""

    @classmethod
    def rendered(cls, content: bytes) -> Self:
        """A document that this process rendered: it holds nothing from elsewhere."""
        return cls(content, content)
