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
    """The bytes as they came: the same where everything passed."""
    left_out: tuple[str, ...] = ()
    """The contents that did not pass and that a reader would have seen, each with its part."""
    unseen: tuple[str, ...] = ()
    """The contents that did not pass and that no reader sees."""

    @classmethod
    def rendered(cls, content: bytes) -> Self:
        """A document that this process rendered: it holds nothing from elsewhere."""
        return cls(content, content)


AUTHORS: Final = "the names of authors"
DELETED: Final = "deleted words"
NO_PART: Final = "a relationship to a part that is not there"
UNREACHED: Final = "a part that belongs to nothing"
VARIABLES: Final = "document variables"
_MOST: Final = 20
# A name from elsewhere may be that of a person: a message shows Word's own names alone.
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
    """One thing that does not pass."""

    part: str
    what: str
    """The thing, an English phrase without a word of the file."""
    effect: Effect
    mend: Callable[[], object] = field(repr=False)
    """Leaves it out."""
    element: etree._Element | None = field(default=None, repr=False)

    def __str__(self) -> str:
        name = shown(self.part)
        return f"{self.what} ({name})" if name else self.what


def shown(part: str) -> str:
    """The name of a part if it is one that Word gives; else nothing."""
    return part if _OWN_NAME.fullmatch(part) else ""


def listed(findings: Iterable[GateFinding]) -> tuple[str, ...]:
    """Each different finding once, and the number of those beyond the first twenty."""
    said = list(dict.fromkeys(map(str, findings)))
    more = len(said) - _MOST
    return (*said[:_MOST], f"and {more} more") if more > 0 else tuple(said)
