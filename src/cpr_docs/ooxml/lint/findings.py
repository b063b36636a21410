"""What the lint says, and how one of its checks is described."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from cpr_docs.ooxml.lint.opened import Opened


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that Word would refuse, repair or show wrongly, or that a reader should not be given."""

    code: str
    """Which check found it: stable, for programs."""
    part: str
    """The name of the part in the package."""
    message: str
    """What is wrong, in one sentence that quotes no text of the document."""
    place: str = ""
    """Where in the part: the nearest heading, the table's row and cell, the control; empty if it has no such place."""

    def __str__(self) -> str:
        where = f"{self.part}, {self.place}" if self.place else self.part
        return f"{where}: {self.message} [{self.code}]"


class Spot(NamedTuple):
    """Where a check hit: a part, the element if it is one, and what to say beyond the check's own sentence."""

    part: str
    element: etree._Element | None = None
    detail: str = ""


class Check(NamedTuple):
    """One row of the lint's table."""

    code: str
    sentence: str
    spots: Callable[[Opened], Iterator[Spot]]
    of_templates: bool = True
    """Whether it holds for a template too, before it is filled in."""
