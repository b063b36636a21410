"""The findings of the template checks, and the record that describes a check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar

from cpr_docs.language.catalogue import _, in_language, translate
from cpr_docs.language.languages import Language
from cpr_docs.templating.locations import TemplatePlace

if TYPE_CHECKING:
    from lxml import etree

_Subject = TypeVar("_Subject")

_WARNING = _("warning:")


@dataclass(frozen=True, slots=True)
class TemplateFinding:
    """A fault of a template, with its location."""

    code: str
    """The stable code of the check that found the fault, for programs."""
    message: str
    """An English sentence about the fault, with parameters as ``{name}``."""
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
    """The template tag with its braces, or the tag of a content control."""
    parameters: Mapping[str, object] = field(default_factory=dict, hash=False)
    """The values of the message's parameters, by name."""
    severity: Literal["error", "warning"] = "error"
    """A template with an error must be mended. A template with a warning works, but may surprise its users."""

    @property
    def sentence(self) -> str:
        """The message in English, with its parameters filled in."""
        return self.text_in(Language.ENGLISH)

    def text_in(self, language: Language) -> str:
        """The message in a language, with its parameters filled in."""
        values = {name: in_language(value, language) for name, value in self.parameters.items()}
        return translate(self.message, language).format_map(values)

    @property
    def place(self) -> str:
        """The location for people: the nearest heading, table, row and cell, and the tag."""
        return self.place_in(Language.ENGLISH)

    def place_in(self, language: Language) -> str:
        """The location for people, in a language."""
        part = "" if self.part in ("", "word/document.xml") else self.part
        place = TemplatePlace(self.heading, self.table, self.row, self.cell).text(language)
        return ", ".join(filter(None, (part, place, self.tag)))

    def as_json(self) -> dict[str, Any]:
        """The finding as a mapping that JSON can represent."""
        values = asdict(self)
        values.update(message=self.sentence, parameters={name: str(value) for name, value in self.parameters.items()})
        return values

    def __str__(self) -> str:
        return self.text()

    def text(self, language: Language | str = Language.ENGLISH) -> str:
        """The template, the location and the message, in the language."""
        language = Language(language)
        where = ", ".join(filter(None, (self.template, self.place_in(language))))
        warning = f"{translate(_WARNING, language)} " if self.severity == "warning" else ""
        return f"{where}: {warning}{self.text_in(language)} [{self.code}]"


class LocatedFinding(NamedTuple):
    """A finding with its element; None if the finding has no element."""

    finding: TemplateFinding
    element: etree._Element | None


class TagLocation(NamedTuple):
    """The location of a fault: part, element and tag, and the parameters of the check's sentence."""

    part: str = ""
    element: etree._Element | None = None
    tag: str = ""
    parameters: Mapping[str, object] = {}
    message: str = ""
    """A sentence that replaces the check's own; empty for the check's own."""


class TemplateCheck(NamedTuple, Generic[_Subject]):
    """A check: its code, its sentence, and the function that finds faults in a template or a pair of templates."""

    code: str
    sentence: str
    find: Callable[[_Subject], Iterator[TagLocation]]
    severity: Literal["error", "warning"] = "error"
