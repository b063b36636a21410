"""The exceptions of the library, as one tree.

::

    CprDocsError
    ├── DataError                the data of a case
    │   ├── ForbiddenWords       a document contains terms that must never be printed: every place, never the term
    │   ├── InvalidForm          the data does not match the form: every problem, each with its path
    │   │   └── StrayWords       a document contains text outside its controls: each place, and the form that was read
    │   ├── InvalidMerge         timelines cannot be merged: every problem, each with its timeline
    │   ├── InvalidTable         a table, or a batch of it, is invalid: every problem, with row and column
    │   ├── InvalidTerms         a list of terms that must never be printed is invalid
    │   ├── StaleDocument        a document from a file prints values again that differ from their controls: each place
    │   ├── StaleFiles           a folder contains files of an earlier run that this batch does not write
    │   ├── TranslationRefused   a translation file does not fit the case: every text that has changed since
    │   ├── MissingLanguage      text that the document prints is missing in the document's language
    │   └── UnknownForm          the data names no form or review type, or an unknown one
    ├── NotPublished             a published copy was requested of a form that is never published
    ├── TemplateError            a template
    │   ├── ReferenceRefused     a reference document, such as a letterhead, cannot give templates their look
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
`str` is English; `text` and `describe` are in either language.
"""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Self, TypeVar

from cpr_docs.language.catalogue import Sentence, _, fill_in, in_language, n_
from cpr_docs.language.languages import Language

_UNDER = _("under “{heading}”")


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

    label: str = field(default="", compare=False)
    """The label of the field in English; in a document that was read, the label that is printed there."""
    heading: str = ""
    """The heading above the control, in a document that was read."""

    def __str__(self) -> str:
        return self.describe()

    def text(self, language: Language | str = Language.ENGLISH) -> str:
        """The problem in the language, without its location."""
        return fill_in(self.message, self.parameters, language)

    def describe(self, language: Language | str = Language.ENGLISH) -> str:
        """The location and the problem in the language; `str` is the same in English."""
        return f"{self._location(language)}: {self.text(language)}"

    def label_in(self, language: Language | str) -> str:
        """The label in the language; a label that a document prints stays as it is printed."""
        return str(in_language(self.label, language))

    def _location(self, language: Language | str) -> str:
        path = self.path or fill_in(_("(the whole form)"), {}, language)
        # Other problems are located by their paths alone, which programs know.
        if not self.label or isinstance(self.label, Sentence):
            return path
        if not self.heading:
            return f"“{self.label}” ({path})"
        return f"“{self.label}” {fill_in(_UNDER, {'heading': self.heading}, language)} ({path})"


_PARTS = {
    "body": _("in the body"),
    "text box": _("in the text box"),
    "header": _("in the header"),
    "footer": _("in the footer"),
    "footnotes": _("in the footnotes"),
    "endnotes": _("in the endnotes"),
    "": _("in the document"),
}


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

    def _location(self, language: Language | str) -> str:
        if self.path:
            return Problem._location(self, language)
        if self.heading:
            return fill_in(_UNDER, {"heading": self.heading}, language)
        return fill_in(_PARTS.get(self.place, f"in the {self.place}"), {}, language)


@dataclass(frozen=True, slots=True)
class StalePlace(Problem):
    """A place of a document that prints a value again, and differs from the value's control; `path` is the value's."""

    place: str = ""
    """The kind of part: body, text box, header, footer, footnotes or endnotes."""

    def _location(self, language: Language | str) -> str:
        if self.place in ("", "body") or not self.label or isinstance(self.label, Sentence):
            return Problem._location(self, language)
        return f"“{self.label}” {fill_in(_PARTS[self.place], {}, language)} ({self.path})"


@dataclass(frozen=True, slots=True)
class TableProblem(Problem):
    """A problem in a table, or in the data that all its rows share."""

    row: int | None = None
    """The row's number as shown in a spreadsheet; None if the problem concerns all rows."""
    column: str | None = None
    """The heading of the column."""

    @property
    def place(self) -> str:
        """The location: ``row 12, column "Name"``, or the path in the data that all rows share."""
        return self._location(Language.ENGLISH)

    @property
    def reason(self) -> str:
        """The problem, without its location."""
        return self.text()

    def _location(self, language: Language | str) -> str:
        row = None if self.row is None else fill_in(_("row {row}"), {"row": self.row}, language)
        column = None if self.column is None else fill_in(_('column "{column}"'), {"column": self.column}, language)
        path = self.path if column is None else ""
        return ", ".join(filter(None, (row, column, path))) or fill_in(_("the table"), {}, language)


@dataclass(frozen=True, slots=True)
class DocumentProblem(Problem):
    """A problem in a rendered document."""

    place: str = ""
    """The location in the open document: heading, table, row and cell, or the part of the file."""
    line: int = 0
    """The line of the term in its list."""
    document: str = ""
    """The document's name, if several were rendered."""

    def _location(self, language: Language | str) -> str:
        places = (in_language(place, language) for place in (self.document, self.place, self.path))
        return ", ".join(filter(None, places))


class CprDocsError(Exception):
    """The base class of all errors of this library.

    `message` is English, with `parameters` in braces; a parameter may be another error. `repr` shows no parameter.
    """

    def __init__(self, message: str = "", **parameters: object) -> None:
        self.message = message
        # An error as a parameter is kept as text, because the frames of its traceback hold values of the case.
        self.parameters = {
            name: value.as_sentence() if isinstance(value, CprDocsError) else value
            for name, value in parameters.items()
        }
        super().__init__(message)

    def __str__(self) -> str:
        return self.text()

    def __reduce__(self) -> tuple[Any, ...]:
        # Exception would call the class with its `args`, which some classes do not accept.
        return _copied, (type(self), self.args), self.__dict__

    def text(self, language: Language | str = Language.ENGLISH) -> str:
        """The message in the language; `str` is the same in English."""
        return fill_in(self.message, self.parameters, language)

    def as_sentence(self) -> Sentence:
        """The message as text that can be stored: without the traceback, whose frames hold values of the case."""
        return Sentence("{error}", error=copy.copy(self))


def _copied(cls: type[CprDocsError], arguments: tuple[Any, ...]) -> CprDocsError:
    return cls.__new__(cls, *arguments)


ProblemT = TypeVar("ProblemT", bound=Problem)


class DataError(CprDocsError, Generic[ProblemT]):
    """The data of a case has problems, all of which are in `problems`."""

    problems: tuple[ProblemT, ...]
    language: Language | None = None
    """The language of the document that was read; None if the data is from elsewhere."""

    def __init__(self, subject: str, problems: Iterable[ProblemT], language: Language | None = None) -> None:
        super().__init__(subject)
        self.subject = subject
        self.language = language
        self.problems = tuple(problems)
        self.args = (subject, self.problems)

    def headline(self, language: Language | str = Language.ENGLISH) -> str:
        """The subject and the number of problems, in the language."""
        message = n_("{subject}: {count} problem", "{subject}: {count} problems")
        return fill_in(message, {"subject": self.subject, "count": len(self.problems)}, language)

    def text(self, language: Language | str = Language.ENGLISH) -> str:
        """The headline, and a line for each problem, in the language."""
        return "\n".join([self.headline(language), *(f"  {problem.describe(language)}" for problem in self.problems)])


class InvalidForm(DataError[Problem]):
    """The data does not match the form."""


class StrayWords(InvalidForm):
    """An incoming document contains text outside its controls; `form` has the values of its controls."""

    problems: tuple[Stray, ...]

    def __init__(self, subject: str, strays: Iterable[Stray], form: object, language: Language | None = None) -> None:
        super().__init__(subject, strays, language)
        self.form: Any = form


class InvalidMerge(DataError[DocumentProblem]):
    """Timelines cannot be merged; its problems are `DocumentProblem`, with the timeline as document."""


class InvalidTable(DataError[TableProblem]):
    """A table cannot be read, or its rows do not match the form; its problems are `TableProblem`."""


class StaleFiles(DataError[TableProblem]):
    """A folder contains files of an earlier run that this batch does not write.

    Its problems are `TableProblem`, with the file's name as path, and the row whose letter should have that name.
    """


class InvalidTerms(DataError[Problem]):
    """A list of terms that must never be printed is invalid; each problem has its line."""


class ForbiddenWords(DataError[DocumentProblem]):
    """A document contains terms that must never be printed; its problems are `DocumentProblem`."""


class MissingLanguage(DataError[Problem]):
    """Text that the document prints is missing in the document's language."""


class TranslationRefused(DataError[Problem]):
    """A translation file does not fit the case: its problems are the texts that have changed since the export."""


class UnknownForm(DataError[Problem]):
    """The data names no form or review type, or an unknown one."""


class StaleDocument(DataError[StalePlace]):
    """A file that is to be packed or printed prints values again that have changed since; its problems are the places.

    It can be refreshed, or kept as it is.
    """

    def headline(self, language: Language | str = Language.ENGLISH) -> str:
        """The file, and what can be done, in the language."""
        message = _(
            "{subject}: prints values again that have changed since; refresh it (cpr-docs refresh), or take it as it "
            'is (stale="keep", or --stale keep on the command line)'
        )
        return fill_in(message, {"subject": self.subject}, language)


class NotPublished(CprDocsError):
    """A published copy was requested of a form that is never published."""


class TemplateError(CprDocsError):
    """A template has a problem."""


class ReferenceRefused(TemplateError):
    """A reference document, such as a board's letterhead, cannot give templates their look."""


class TemplateNotFound(TemplateError):
    """There is no template for this form in this language."""


class TemplateProblem(TemplateError):
    """A template does not compile; `place` is the location of the problem."""

    def __init__(self, message: str, place: str = "", **parameters: object) -> None:
        super().__init__(message, **parameters)
        self.place = place
        self.args = (message, place)

    def text(self, language: Language | str = Language.ENGLISH) -> str:
        """The place and the message in the language."""
        message = super().text(language)
        return f"{in_language(self.place, language)}: {message}" if self.place else message

    def placed(self, place: str) -> Self:
        """The same error with another place."""
        return type(self)(self.message, place, **self.parameters)


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
