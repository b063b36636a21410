"""A deny-list of terms that must never be printed, such as the names of a child, a family, staff or places.

A rendered document is searched wherever it contains text, visible or not: body, headers, footers, notes, tables, the
names and placeholders of content controls, alternative text, properties, the file name. A problem names the location
and the line of the list, and never repeats the term.
"""

import itertools
import os
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from cpr_docs.documents.document import Document
from cpr_docs.documents.term_forms import BEGIN, Term
from cpr_docs.errors import DocumentProblem, ForbiddenWords, InvalidTerms, Problem
from cpr_docs.language.catalogue import _
from cpr_docs.language.normalise import plain
from cpr_docs.language.text import is_blank
from cpr_docs.ooxml.package import Package

if TYPE_CHECKING:
    from cpr_docs.ooxml.document_text import PartText, Piece

_COMMENT = "#"
_LINE_END = re.compile("\r\n|\r|\n")
_FOUND = _("holds the term on line {line} of the list")


class NeverPrint:
    """A deny-list of terms, for any number of documents; threads may share a list."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = tuple(terms)
        # One pattern for all terms: most texts contain none, and need no further search.
        self._any_term = re.compile(f"{BEGIN}(?:{'|'.join(dict.fromkeys(term.pattern for term in self._terms))})")

    @classmethod
    def parse(cls, data: str | bytes, *, subject: str = "the list of terms") -> Self:
        """Parses a list with a term on each line; blank lines, and lines that begin with ``#``, are ignored.

        A term after ``=`` is found only with its own capitals and unmutated. Raises `InvalidTerms` for data that is not
        UTF-8 (with or without a byte-order mark), for a line without a word, and for a list without a term.
        """
        text = _decoded(data)
        if text is None:
            raise InvalidTerms(
                subject, [Problem("the list", "encoding", _("is not UTF-8: save it as plain text in UTF-8"))]
            )
        terms, problems = [], []
        for number, line in enumerate(_LINE_END.split(text), start=1):
            if is_blank(line) or line.strip().startswith(_COMMENT):
                continue
            term = Term.of(line.strip(), number)
            if term is None:
                problems.append(Problem(f"line {number}", "no_word", _("holds no word")))
            else:
                terms.append(term)
        if not terms and not problems:
            problems.append(Problem("the list", "empty", _("holds no term")))
        if problems:
            raise InvalidTerms(subject, problems)
        return cls(terms)

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Self:
        """Reads a list from a file; raises the exceptions of `parse`, and `OSError` if the file cannot be read."""
        return cls.parse(Path(path).read_bytes(), subject=str(path))

    def found_in(self, document: Document | bytes) -> tuple[DocumentProblem, ...]:
        """A problem for each occurrence of a term in a document, in the order of the document's parts.

        Raises `PackageError` for bytes that are not a Word document.
        """
        from cpr_docs.documents.text_location import TextLocator
        from cpr_docs.ooxml.document_text import texts_of

        content = document.content if isinstance(document, Document) else document
        package = Package.read(content)
        locator = TextLocator(package, lambda text: self._any_term.search(_lower(plain(text))) is not None)
        problems: dict[DocumentProblem, None] = {}
        if isinstance(document, Document):
            problems |= dict.fromkeys(
                _problem("the file’s name", "", line) for line, _at in self._occurrences(plain(document.filename))
            )
        for stretch in texts_of(package):
            for line, piece in self._pieces_with_terms(stretch):
                place, path = locator.locate(stretch.part, piece)
                problems[_problem(place, path, line)] = None
        return tuple(problems)

    def require_none(self, document: Document) -> None:
        """Raises `ForbiddenWords` with every problem if the document contains a term."""
        problems = self.found_in(document)
        if problems:
            form = type(document.form)
            raise ForbiddenWords(f"{form.name()} ({form.type_name()}) in {document.language.value}", problems)

    def _pieces_with_terms(self, stretch: "PartText") -> Iterator[tuple[int, "Piece"]]:
        """The line of each term in a stretch of text, with the piece in which the term begins."""
        texts = [plain(piece.text) for piece in stretch.pieces]
        starts = list(itertools.accumulate(map(len, texts), initial=0))
        for line, at in self._occurrences("".join(texts)):
            yield line, stretch.pieces[bisect_right(starts, at) - 1]

    def _occurrences(self, text: str) -> Iterator[tuple[int, int]]:
        """The line of each term in a text, with the index at which the term begins."""
        lower = _lower(text)
        if self._any_term.search(lower):
            for term in self._terms:
                yield from ((term.line, at) for at in term.find_in(text, lower))


def _decoded(data: str | bytes) -> str | None:
    if isinstance(data, str):
        return data
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    # Some editors save UTF-16 without a byte-order mark, which is valid UTF-8.
    return None if "\0" in text else text


def _lower(text: str) -> str:
    """The text in lower case, with the same length, so that indices are valid in both."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(letter.lower()[:1] or letter for letter in text)


def _problem(place: str, path: str, line: int) -> DocumentProblem:
    return DocumentProblem(path, "never_print", _FOUND, {"line": line}, place=place, line=line)
