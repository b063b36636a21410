"""Terms that must never be printed, names of a child, a family, staff, places: looked for in a document that was made.

It is looked for wherever a document holds words, seen or not: body, headers, footers, notes, tables, the names and
placeholders of controls, alternative text, properties, the name of the file. What is found is told by its place and the
line of the list; the term itself never is.
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
    """A list of terms; the same for any number of documents, and shared by threads."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = tuple(terms)
        # One look tells whether there is anything to look for more closely.
        self._any = re.compile(f"{BEGIN}(?:{'|'.join(dict.fromkeys(term.pattern for term in self._terms))})")

    @classmethod
    def parse(cls, data: str | bytes, *, subject: str = "the list of terms") -> Self:
        """The list that a text holds: a term on each line; blank lines, and those that begin with ``#``, are none.

        A term after ``=`` is looked for with its own capitals and unmutated. Raises `InvalidTerms` for what is not
        UTF-8 (with or without a byte-order mark), a line without a word, and a list without a term.
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
        """The list in a file; raises what `parse` raises, and `OSError` for a file that cannot be read."""
        return cls.parse(Path(path).read_bytes(), subject=str(path))

    def found_in(self, document: Document | bytes) -> tuple[DocumentProblem, ...]:
        """Every place of a document where a term stands, in the order of the file's parts; none is what one wants.

        Raises `PackageError` for bytes that are no Word document.
        """
        from cpr_docs.documents.text_location import TextLocator
        from cpr_docs.ooxml.document_text import texts_of

        content = document.content if isinstance(document, Document) else document
        package = Package.read(content)
        whereabouts = TextLocator(package, lambda text: self._any.search(_small(plain(text))) is not None)
        found: dict[DocumentProblem, None] = {}
        if isinstance(document, Document):
            found |= dict.fromkeys(
                _problem("the file’s name", "", line) for line, _at in self._in(plain(document.filename))
            )
        for stretch in texts_of(package):
            for line, piece in self._pieces(stretch):
                place, path = whereabouts.of(stretch.part, piece)
                found[_problem(place, path, line)] = None
        return tuple(found)

    def require_none(self, document: Document) -> None:
        """Raises `ForbiddenWords` with every place where a term stands."""
        problems = self.found_in(document)
        if problems:
            form = type(document.form)
            raise ForbiddenWords(f"{form.name()} ({form.type_name()}) in {document.language.value}", problems)

    def _pieces(self, stretch: "PartText") -> Iterator[tuple[int, "Piece"]]:
        """The line of each term that stands in the words, and the piece that it begins in."""
        texts = [plain(piece.text) for piece in stretch.pieces]
        starts = list(itertools.accumulate(map(len, texts), initial=0))
        for line, at in self._in("".join(texts)):
            yield line, stretch.pieces[bisect_right(starts, at) - 1]

    def _in(self, text: str) -> Iterator[tuple[int, int]]:
        """The line of each term that stands in a text, and where it begins."""
        small = _small(text)
        if self._any.search(small):
            for term in self._terms:
                yield from ((term.line, at) for at in term.places_in(text, small))


def _decoded(data: str | bytes) -> str | None:
    if isinstance(data, str):
        return data
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    # UTF-16 without its mark, as some editors save it.
    return None if "\0" in text else text


def _small(text: str) -> str:
    """The text in small letters, each where it was."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(letter.lower()[:1] or letter for letter in text)


def _problem(place: str, path: str, line: int) -> DocumentProblem:
    return DocumentProblem(path, "never_print", _FOUND, {"line": line}, place=place, line=line)
