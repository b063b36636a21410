"""Every error that the library raises on purpose.

::

    CprDocsError
    ├── DataError                the data of a case
    │   ├── ForbiddenWords       a document holds terms that must never be printed: every place, and never the term
    │   ├── InvalidForm          it does not fit the form: every problem, each with its path
    │   │   └── StrayWords       a document holds words outside its controls: each place, and the form that was read
    │   ├── InvalidTable         a table of recipients, or a batch made from one: every problem, with row and column
    │   ├── InvalidTerms         a list of terms that must never be printed cannot be used
    │   ├── MissingLanguage      text that the document prints lacks the document's language
    │   └── UnknownForm          it does not say which form it is, or names none that there is
    ├── NotPublished             a published copy was asked for of a form that is never published
    ├── TemplateError            a template
    │   ├── TemplateNotFound     there is none for this form and language
    │   └── TemplateProblem      it cannot be compiled: a tag, a path or a control is wrong
    │       └── RenderError      it failed while it was filled in
    ├── PackageError             a file is no Word document, or one that is not safe to open
    │   └── NotReadable          it is not one of this library's, or it has lost what is needed to read it back
    ├── PdfError                 a PDF cannot be made
    │   ├── OfficeNotFound       LibreOffice, which makes it, is not on this machine or not where it was said to be
    │   ├── OfficeFailed         LibreOffice does not work here, or the temporary folder that it works in does not
    │   ├── ConversionFailed     this document cannot be converted
    │   └── PackRefused          an item cannot go into a pack: a PDF is encrypted or broken, a file is something else
    └── OutputError              a document cannot be written where it was asked for
        └── OutputExists         there is a file already, and nobody said that it may be replaced

A message names a place (form, language, path, heading, cell, tag) and never a value: the values are about children.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong at one place in the data."""

    path: str
    """Where: the path from the form's root, such as ``reviewer_1.name`` or ``amendments[2].reason``."""
    code: str
    """What kind of problem, for programs: stable, one word or two."""
    message: str
    """What is wrong, an English sentence without its subject; ``{name}`` stands for one of the parameters."""
    parameters: Mapping[str, object] = field(default_factory=dict, hash=False)
    """What the message names: limits and field names, never a value of the case."""

    label: str = ""
    """The label of the control, in the language of the document that was read."""
    heading: str = ""
    """The heading above the control."""

    def __str__(self) -> str:
        return f"{self._named_place}: {self.message.format_map(self.parameters)}"

    @property
    def _named_place(self) -> str:
        place = self.path or "(the whole form)"
        if self.label:
            place = f"“{self.label}”{f' under “{self.heading}”' if self.heading else ''} ({place})"
        return place


@dataclass(frozen=True, slots=True)
class Stray(Problem):
    """Words of a returned document that stand outside its controls; `path` is that of the field they stand beside."""

    words: str = field(default="", repr=False)
    """The words themselves, which no message shows."""
    place: str = ""
    """The kind of part: body, text box, header, footer, footnotes or endnotes."""
    likely: str = ""
    """For a mark beside a box: the answer that it most likely means, as in the data; nothing is assumed from it."""

    @property
    def is_in_doubt(self) -> bool:
        """True if the words stand beside a field, so that its value may not be all that was written."""
        return bool(self.path)

    def __str__(self) -> str:
        message = self.message.format_map(self.parameters)
        if self.path:
            return f"{self._named_place}: {message}"
        where = f"under “{self.heading}”" if self.heading else f"in the {self.place or 'document'}"
        return f"{where}: {message}"


@dataclass(frozen=True, slots=True)
class TableProblem(Problem):
    """One thing that is wrong in a table of recipients, or in what all its rows share."""

    row: int | None = None
    """The row's number as a spreadsheet shows it; none for what concerns every row."""
    column: str | None = None
    """The heading of the column."""

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"

    @property
    def place(self) -> str:
        """Where it is: ``row 12, column "Name"``, or the path in what all rows share."""
        row = None if self.row is None else f"row {self.row}"
        column = None if self.column is None else f'column "{self.column}"'
        path = self.path if column is None else ""
        return ", ".join(filter(None, (row, column, path))) or "the table"

    @property
    def reason(self) -> str:
        """What is wrong, without the place."""
        return self.message.format_map(self.parameters)


@dataclass(frozen=True, slots=True)
class DocumentProblem(Problem):
    """One thing that is wrong in a document that was made."""

    place: str = ""
    """Where it is for somebody who has the document open: heading, table, row and cell, or the part of the file."""
    line: int = 0
    """The line of the list that the thing is about."""
    document: str = ""
    """Which document it is, where several were made."""

    def __str__(self) -> str:
        where = ", ".join(filter(None, (self.document, self.place, self.path)))
        return f"{where}: {self.message.format_map(self.parameters)}"


class CprDocsError(Exception):
    """The root of every error of this library."""


class DataError(CprDocsError):
    """The data of a case has problems; `problems` lists them all."""

    def __init__(self, subject: str, problems: Iterable[Problem]) -> None:
        self.subject = subject
        self.problems = tuple(problems)
        super().__init__(subject, self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"{self.subject}: {count} problem{'' if count == 1 else 's'}"
        return "\n".join([head, *(f"  {problem}" for problem in self.problems)])


class InvalidForm(DataError):
    """The data does not fit the form."""


class StrayWords(InvalidForm):
    """A returned document holds words outside its controls; `form` is what its controls hold."""

    problems: tuple[Stray, ...]

    def __init__(self, subject: str, strays: Iterable[Stray], form: object) -> None:
        super().__init__(subject, strays)
        self.form: Any = form


class InvalidTable(DataError):
    """A table of recipients cannot be read, or rows of it do not fit the letter; its problems are `TableProblem`."""


class InvalidTerms(DataError):
    """A list of terms that must never be printed cannot be used: each problem with its line."""


class ForbiddenWords(DataError):
    """A document holds terms that must never be printed; its problems are `DocumentProblem`."""


class MissingLanguage(DataError):
    """Text that the document prints is not there in the document's language."""


class UnknownForm(DataError):
    """The data does not say which form and review type it is, or names one that does not exist."""


class NotPublished(CprDocsError):
    """A published copy was asked for of a form that is never published."""


class TemplateError(CprDocsError):
    """A template has a problem."""


class TemplateNotFound(TemplateError):
    """There is no template for this form in this language."""


class TemplateProblem(TemplateError):
    """A template cannot be compiled; `place` says where."""

    def __init__(self, message: str, place: str = "") -> None:
        self.message = message
        self.place = place
        super().__init__(message, place)

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class RenderError(TemplateProblem):
    """A template failed while it was filled in."""


class PackageError(CprDocsError):
    """A file is not a Word document, or not one that is safe to open."""


class NotReadable(PackageError):
    """A document is not one of this library's, or has lost what is needed to read it back."""


class PdfError(CprDocsError):
    """A PDF cannot be made."""


class OfficeNotFound(PdfError):
    """LibreOffice, which makes the PDF, is not on this machine, or not where it was said to be."""


class OfficeFailed(PdfError):
    """LibreOffice does not work here at all, or the temporary folder that it works in does not."""


class ConversionFailed(PdfError):
    """One document cannot be converted to PDF; others can."""


class PackRefused(PdfError):
    """An item cannot go into a pack: a PDF that is encrypted or broken, or a file that is no document."""


class OutputError(CprDocsError):
    """A document cannot be written where it was asked for."""


class OutputExists(OutputError):
    """There is a file already, and nobody said that it may be replaced."""
