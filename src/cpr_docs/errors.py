"""The exceptions of the library, as one tree.

::

    CprDocsError
    ├── DataError                the data of a case
    │   ├── ForbiddenWords       a document contains terms that must never be printed: every place, never the term
    │   ├── InvalidForm          the data does not match the form: every problem, each with its path
    │   │   └── StrayWords       a document contains text outside its controls: each place, and the form that was read
    │   ├── InvalidTable         a table of recipients, or its batch, is invalid: every problem, with row and column
    │   ├── InvalidTerms         a list of terms that must never be printed is invalid
    │   ├── StaleFiles           a folder contains files of an earlier run that this batch does not write
    │   ├── MissingLanguage      text that the document prints is missing in the document's language
    │   └── UnknownForm          the data names no form or review type, or an unknown one
    ├── NotPublished             a published copy was requested of a form that is never published
    ├── TemplateError            a template
    │   ├── TemplateNotFound     there is no template for this form and language
    │   └── TemplateProblem      a template does not compile: a tag, a path or a control is wrong
    │       └── RenderError      a template failed to render
    ├── PackageError             a file is not a Word document, or is unsafe to open
    │   └── NotReadable          a document is not from this library, or has lost data that is needed to read it
    ├── PdfError                 a PDF cannot be made
    │   ├── OfficeNotFound       LibreOffice is not on this machine, or not at the given path
    │   ├── OfficeFailed         LibreOffice, or its temporary folder, does not work here
    │   ├── ConversionFailed     this document cannot be converted
    │   └── PackRefused          an item cannot be packed: a PDF is encrypted or broken, or a file is no document
    └── OutputError              a document cannot be written to its path
        └── OutputExists         a file exists, and replacing it was not requested

A message names a location (form, language, path, heading, cell, tag) and never a value: values are about children.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem at one path of the data."""

    path: str
    """The path from the form's root, such as ``reviewer_1.name`` or ``amendments[2].reason``."""
    code: str
    """The kind of problem, for programs: stable, in one or two words."""
    message: str
    """The problem as an English sentence without its subject; ``{name}`` is replaced by a parameter."""
    parameters: Mapping[str, object] = field(default_factory=dict, hash=False)
    """The parameters of the message: limits and field names, never a value of the case."""

    label: str = ""
    """The label of the control, in the language of the document that was read."""
    heading: str = ""
    """The heading above the control."""

    def __str__(self) -> str:
        return f"{self._location}: {self.message.format_map(self.parameters)}"

    @property
    def _location(self) -> str:
        path = self.path or "(the whole form)"
        if not self.label:
            return path
        return f"“{self.label}”{f' under “{self.heading}”' if self.heading else ''} ({path})"


@dataclass(frozen=True, slots=True)
class Stray(Problem):
    """Text outside the controls of an incoming document; `path` is the path of the field beside it."""

    words: str = field(default="", repr=False)
    """The text, which no message contains."""
    place: str = ""
    """The kind of part: body, text box, header, footer, footnotes or endnotes."""
    likely: str = ""
    """For a mark beside a box: the most likely answer, as in the data; the library does not apply it."""

    @property
    def is_in_doubt(self) -> bool:
        """True if the text is beside a field, whose value may therefore be incomplete."""
        return bool(self.path)

    def __str__(self) -> str:
        message = self.message.format_map(self.parameters)
        if self.path:
            return f"{self._location}: {message}"
        location = f"under “{self.heading}”" if self.heading else f"in the {self.place or 'document'}"
        return f"{location}: {message}"


@dataclass(frozen=True, slots=True)
class TableProblem(Problem):
    """A problem in a table of recipients, or in the data that all its rows share."""

    row: int | None = None
    """The row's number as shown in a spreadsheet; None if the problem concerns all rows."""
    column: str | None = None
    """The heading of the column."""

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"

    @property
    def place(self) -> str:
        """The location: ``row 12, column "Name"``, or the path in the data that all rows share."""
        row = None if self.row is None else f"row {self.row}"
        column = None if self.column is None else f'column "{self.column}"'
        path = self.path if column is None else ""
        return ", ".join(filter(None, (row, column, path))) or "the table"

    @property
    def reason(self) -> str:
        """The problem, without its location."""
        return self.message.format_map(self.parameters)


@dataclass(frozen=True, slots=True)
class DocumentProblem(Problem):
    """A problem in a rendered document."""

    place: str = ""
    """The location in the open document: heading, table, row and cell, or the part of the file."""
    line: int = 0
    """The line of the term in its list."""
    document: str = ""
    """The document's name, if several were rendered."""

    def __str__(self) -> str:
        location = ", ".join(filter(None, (self.document, self.place, self.path)))
        return f"{location}: {self.message.format_map(self.parameters)}"


class CprDocsError(Exception):
    """The base class of all errors of this library."""


class DataError(CprDocsError):
    """The data of a case has problems, all of which are in `problems`."""

    def __init__(self, subject: str, problems: Iterable[Problem]) -> None:
        self.subject = subject
        self.problems = tuple(problems)
        super().__init__(subject, self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"{self.subject}: {count} problem{'' if count == 1 else 's'}"
        return "\n".join([head, *(f"  {problem}" for problem in self.problems)])


class InvalidForm(DataError):
    """The data does not match the form."""


class StrayWords(InvalidForm):
    """An incoming document contains text outside its controls; `form` has the values of its controls."""

    problems: tuple[Stray, ...]

    def __init__(self, subject: str, strays: Iterable[Stray], form: object) -> None:
        super().__init__(subject, strays)
        self.form: Any = form


class InvalidTable(DataError):
    """A table of recipients cannot be read, or its rows do not match the letter; its problems are `TableProblem`."""


class StaleFiles(DataError):
    """A folder contains files of an earlier run that this batch does not write.

    Its problems are `TableProblem`, with the file's name as path, and the row whose letter should have that name.
    """


class InvalidTerms(DataError):
    """A list of terms that must never be printed is invalid; each problem has its line."""


class ForbiddenWords(DataError):
    """A document contains terms that must never be printed; its problems are `DocumentProblem`."""


class MissingLanguage(DataError):
    """Text that the document prints is missing in the document's language."""


class UnknownForm(DataError):
    """The data names no form or review type, or an unknown one."""


class NotPublished(CprDocsError):
    """A published copy was requested of a form that is never published."""


class TemplateError(CprDocsError):
    """A template has a problem."""


class TemplateNotFound(TemplateError):
    """There is no template for this form in this language."""


class TemplateProblem(TemplateError):
    """A template does not compile; `place` is the location of the problem."""

    def __init__(self, message: str, place: str = "") -> None:
        self.message = message
        self.place = place
        super().__init__(message, place)

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class RenderError(TemplateProblem):
    """A template failed to render."""


class PackageError(CprDocsError):
    """A file is not a Word document, or is unsafe to open."""


class NotReadable(PackageError):
    """A document is not from this library, or has lost data that is needed to read it."""


class PdfError(CprDocsError):
    """A PDF cannot be made."""


class OfficeNotFound(PdfError):
    """LibreOffice is not on this machine, or not at the given path."""


class OfficeFailed(PdfError):
    """LibreOffice, or its temporary folder, does not work on this machine."""


class ConversionFailed(PdfError):
    """One document cannot be converted to PDF."""


class PackRefused(PdfError):
    """An item cannot be packed: a PDF that is encrypted or broken, or a file that is not a document."""


class OutputError(CprDocsError):
    """A document cannot be written to its path."""


class OutputExists(OutputError):
    """A file exists, and replacing it was not requested."""
