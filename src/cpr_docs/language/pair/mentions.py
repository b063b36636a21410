"""Values that a text mentions, in a form that is the same in both languages."""

from dataclasses import dataclass, field
from enum import StrEnum


class PairKind(StrEnum):
    """The kind of a difference between the two languages of a text."""

    DATE = "date"
    TIME = "time"
    AMOUNT = "amount"
    NUMBER = "number"
    LABEL = "label"
    PARAGRAPHS = "paragraphs"
    BULLETS = "bullets"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Mention:
    """A value in a text; two mentions agree if they share a key."""

    kind: PairKind
    keys: frozenset[object] = field(repr=False)
    """The values that the words may mean: ``("date", 2013, 1, 14)``, ``("number", 27)``."""
    is_required: bool = True
    """False for a word that often has no counterpart: it answers a mention of the other text, and asks for none."""

    def agrees(self, other: "Mention") -> bool:
        """True if both may mean the same value."""
        return not self.keys.isdisjoint(other.keys)


def mention(kind: PairKind, *keys: object, required: bool = True) -> Mention:
    """A mention with the keys."""
    return Mention(kind, frozenset(keys), required)


def unanswered(mentions: list[Mention], others: list[Mention]) -> list[Mention]:
    """The required mentions of one text that the other text does not have."""
    keys = frozenset(key for other in others for key in other.keys)
    return [each for each in mentions if each.is_required and keys.isdisjoint(each.keys)]
