"""What a check says, and how one of the checks is described."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar

from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.templating.locations import TemplatePlace

if TYPE_CHECKING:
    from lxml import etree

_Subject = TypeVar("_Subject")


@dataclass(frozen=True, slots=True)
class TemplateFinding:
    """One thing that is wrong with a template, and where."""

    code: str
    """Which check found it: stable, for programs."""
    message: str
    """What is wrong, an English sentence; ``{name}`` stands for one of the parameters."""
    template: str
    """The template's folder and file: ``en/report.concise.docx``."""
    part: str = ""
    """The part of the package, such as ``word/document.xml``."""
    heading: str = ""
    """The nearest heading above."""
    table: int = 0
    """The table, counted from 1 through the part; 0 outside a table."""
    row: int = 0
    """The row of the table."""
    cell: int = 0
    """The cell of the row."""
    tag: str = ""
    """The tag as it is written, or that of a content control."""
    parameters: Mapping[str, object] = field(default_factory=dict, hash=False)
    """What the message names."""
    severity: Literal["error", "warning"] = "error"
    """A template with an error must be mended; one with a warning works, and somebody should know what it does."""

    @property
    def sentence(self) -> str:
        """What is wrong, in English."""
        return self.text_in(Language.ENGLISH)

    def text_in(self, language: Language) -> str:
        """What is wrong, in a language."""
        return translate(self.message, language).format_map(self.parameters)

    @property
    def place(self) -> str:
        """Where it is, for people: the nearest heading, table, row and cell, and the tag."""
        part = "" if self.part in ("", "word/document.xml") else self.part
        place = str(TemplatePlace(self.heading, self.table, self.row, self.cell))
        return ", ".join(filter(None, (part, place, self.tag)))

    def as_json(self) -> dict[str, Any]:
        """The finding as JSON holds it."""
        values = asdict(self)
        values.update(message=self.sentence, parameters={name: str(value) for name, value in self.parameters.items()})
        return values

    def __str__(self) -> str:
        where = f"{self.template}, {self.place}" if self.place else self.template
        warning = "warning: " if self.severity == "warning" else ""
        return f"{where}: {warning}{self.sentence} [{self.code}]"


class LocatedFinding(NamedTuple):
    """A finding, and the element that it was found at."""

    finding: TemplateFinding
    element: etree._Element | None


class TagLocation(NamedTuple):
    """Where a check hit: a part, an element of it, the tag, and what its sentence names."""

    part: str = ""
    element: etree._Element | None = None
    tag: str = ""
    parameters: Mapping[str, object] = {}
    message: str = ""
    """What to say instead of the check's own sentence."""


class TemplateCheck(NamedTuple, Generic[_Subject]):
    """One row of the table of checks."""

    code: str
    sentence: str
    spots: Callable[[_Subject], Iterator[TagLocation]]
    severity: Literal["error", "warning"] = "error"
