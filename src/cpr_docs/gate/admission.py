"""A Word file that LibreOffice may be given: it passed the gate, or this process rendered it."""

import enum
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, Self

from lxml import etree


@dataclass(frozen=True, slots=True)
class Admitted:
    """A Word file that passed the gate."""

    content: bytes = field(repr=False)
    """The bytes that passed."""
    source: bytes = field(repr=False)
    """The incoming bytes: the same if everything passed."""
    left_out: tuple[str, ...] = ()
    """The contents that were removed and that a reader would have seen, each with its part."""
    unseen: tuple[str, ...] = ()
    """The contents that were removed and that no reader sees."""

    @classmethod
    def rendered(cls, content: bytes) -> Self:
        """A document that this process rendered: it contains nothing from elsewhere."""
        return cls(content, content)


AUTHORS: Final = "the names of authors"
DELETED: Final = "deleted words"
NO_PART: Final = "a relationship to a part that is not there"
UNREACHED: Final = "a part that belongs to nothing"
VARIABLES: Final = "document variables"
_MAX_LISTED: Final = 20
# A part's name may be that of a person: a message shows only names that Word gives.
_OWN_NAME: Final = re.compile(
    r"(?:word/|docProps/|)(?:theme/|media/|charts/|diagrams/|glossary/|embeddings/|_rels/|)"
    r"(?:document|header|footer|footnotes|endnotes|comments|styles|numbering|settings|webSettings|fontTable|theme"
    r"|image|chart|data|layout|drawing|core|app|custom|\[Content_Types\]|)\d{0,4}\.(?:xml|rels|xml\.rels|[a-z]{3,4})"
)


class Effect(enum.Enum):
    """The consequence of a finding."""

    UNSEEN = "no reader sees it: documents and templates pass without it"
    SEEN = "a reader sees it or uses it: a document passes without it, a template does not pass"
    BARRED = "neither a document nor a template passes"


@dataclass(frozen=True, slots=True)
class GateFinding:
    """A content that does not pass."""

    part: str
    what: str
    """The kind of content, an English phrase without a word of the file."""
    effect: Effect
    mend: Callable[[], object] = field(repr=False)
    """Removes the content."""
    element: etree._Element | None = field(default=None, repr=False)

    def __str__(self) -> str:
        name = shown(self.part)
        return f"{self.what} ({name})" if name else self.what


def shown(part: str) -> str:
    """The name of a part if Word gives such names; else empty."""
    return part if _OWN_NAME.fullmatch(part) else ""


def listed(findings: Iterable[GateFinding]) -> tuple[str, ...]:
    """Each distinct finding once, and the number of findings beyond the first twenty."""
    phrases = list(dict.fromkeys(map(str, findings)))
    more = len(phrases) - _MAX_LISTED
    return (*phrases[:_MAX_LISTED], f"and {more} more") if more > 0 else tuple(phrases)
