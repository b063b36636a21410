"""A deny-list of terms that must never be printed, such as the names of a child, a family, staff or places.

A rendered document is searched wherever it contains text, visible or not: body, headers, footers, notes, tables, the
names and placeholders of content controls, alternative text, properties, the file name. A problem names the location
and the line of the list, and never repeats the term.

A term is found in upper or lower case, with or without accents, with any apostrophe, hyphen, blank or line end between
its words or none, with an English -s at its end, and with each of its words mutated; as whole words only. A date is
found in figures and in words, in either language. Locations repeat no forbidden text.
"""

import datetime
import itertools
import os
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from lxml import etree

from cpr_docs.documents.document import Document
from cpr_docs.errors import CprDocsError, DocumentProblem, ForbiddenWords, InvalidTerms, Problem
from cpr_docs.language import calendar
from cpr_docs.language.catalogue import _
from cpr_docs.language.normalise import plain, plain_words
from cpr_docs.language.parse_values import parse_date
from cpr_docs.language.text import is_blank
from cpr_docs.language.welsh.mutation import mutated_forms
from cpr_docs.models.form import AnyForm, document_name
from cpr_docs.ooxml.content_control import CONTROL, controls_from
from cpr_docs.ooxml.custom_properties import custom_properties
from cpr_docs.ooxml.document_text import Piece, is_comment
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.traversal import STORIES
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.document_properties import Identity, identify
from cpr_docs.templating.invariants import TemplateInvariants
from cpr_docs.templating.loader import load_invariants
from cpr_docs.templating.locations import TemplatePlace, places_of

if TYPE_CHECKING:
    from cpr_docs.ooxml.document_text import PartText, Piece


AS_WRITTEN = "="
"""The prefix of a term that is found only with its own capitals and unmutated."""

# A mutated short name is often a common word (Tim → *dim*, Gus → "us", Pride → "bride", Mair → *fair*), so that a
# mutation of at most this length is found only with a capital.
_SHORT = 5

_BETWEEN = r"[\s'\-._/\\]*"
_END = r"(?![^\W_])"
_PLURAL_IN_ES = ("s", "x", "z", "ch", "sh")
_ARTICLE = frozenset({"y", "yr"})

_ORDINAL = "(?:st|nd|rd|th|af|il|ydd|ed|fed|eg|ain)?"
_IN_A_DATE = r"[\s,.'\-/_]*(?:(?:of|o|mis|fis)\s+)*"
_MONTHS = [
    *((name, number) for number, name in enumerate(calendar.ENGLISH.months, start=1)),
    *((name, number) for number, name in enumerate(calendar.WELSH.months, start=1)),
    *calendar.WELSH_MUTATED_MONTHS,
]


BEGIN = r"(?<![^\W_])"
"""The prefix of every term's pattern: the beginning of a word."""


@dataclass(frozen=True, repr=False)
class Term:
    """A term with its line in the list. The ``repr`` does not contain the term."""

    line: int
    pattern: str
    """The regular expression for the term and its mutations, in plain lower-case text."""
    unmutated: str
    """The regular expression for the unmutated term, in plain lower-case text."""
    cased: str = ""
    """The regular expression with the term's own capitals, for a term after `AS_WRITTEN`; otherwise empty."""

    @classmethod
    def of(cls, text: str, line: int) -> "Term | None":
        """Parses a line of the list; None if the line has no word."""
        as_written = text.startswith(AS_WRITTEN)
        text = text.removeprefix(AS_WRITTEN)
        words = plain_words(text)
        if not words:
            return None
        day = _date_in(text)
        if day is not None:
            pattern = _date_pattern(day)
            return cls(line, pattern, pattern)
        unmutated = _pattern([[word] for word in words])
        if as_written:
            own = re.findall(r"[^\W_]+", plain(text))
            return cls(line, unmutated, unmutated, _pattern([[word] for word in own]))
        return cls(line, _pattern([_forms(word) for word in words]), unmutated)

    @cached_property
    def _compiled(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        # The cache of `re` is too small for a long list.
        return re.compile(BEGIN + (self.cased or self.pattern)), re.compile(self.unmutated)

    def find_in(self, text: str, lower: str) -> Iterator[int]:
        """The indices at which the term begins in a plain text, given in its own and in lower case."""
        whole, unmutated = self._compiled
        if self.cased:
            yield from (match.start() for match in whole.finditer(text))
            return
        for match in whole.finditer(lower):
            is_short = len(re.sub(r"[\W_]", "", match[0])) <= _SHORT
            if not is_short or text[match.start()].isupper() or unmutated.match(lower, match.start()):
                yield match.start()


def _forms(word: str) -> list[str]:
    if word in _ARTICLE:
        return ["yr", "y", "r"]
    # The longest first: the end of the word is tested only after the last word of the term.
    return sorted(mutated_forms(word), key=lambda form: (-len(form), form))


def _pattern(words: list[list[str]]) -> str:
    """The regular expression for the words in sequence, each in one of its forms."""
    joined = _BETWEEN.join(f"(?:{'|'.join(map(re.escape, forms))})" for forms in words)
    ends = words[-1]
    plural = "" if ends[0][-1].isdigit() else "(?:e?s)?" if ends[0].endswith(_PLURAL_IN_ES) else "s?"
    return f"{joined}{plural}{_END}"


def _date_in(text: str) -> datetime.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _date_pattern(day: datetime.date) -> str:
    """The regular expression for a day in figures, year first or last, and in words of either language."""
    date, month = f"0?{day.day}", f"0?{day.month}"
    year = f"(?:{day.year:04d}|{day.year % 100:02d})"
    names = "|".join(sorted({f"{name[:3].lower()}[a-z]*" for name, number in _MONTHS if number == day.month}))
    gap, dot = _IN_A_DATE, r"[\s./\-_]+"
    formats = (
        f"{date}{_ORDINAL}{gap}(?:{names}){gap}{year}",
        f"(?:{names}){gap}{date}{_ORDINAL}{gap}{year}",
        f"{date}{dot}{month}{dot}{year}",
        f"{day.year:04d}{dot}{month}{dot}{date}",
        f"{day:%d%m}{day.year:04d}|{day.year:04d}{day:%m%d}",
    )
    # A letter may follow, as in the ISO date of a date control: 2012-03-01T00:00:00Z.
    return rf"(?:{'|'.join(formats)})(?!\d)"


class TextLocator:
    """Locates texts in one document."""

    def __init__(self, package: Package, is_secret: Callable[[str], bool]) -> None:
        """Locates texts in the package; a text for which `is_secret` is true is part of no location."""
        self._package = package
        self._is_secret = is_secret
        self._part_names = {
            part: f"part {number} of the file" if is_secret(part) else part for number, part in enumerate(package, 1)
        }
        styles = package.get(PartName.STYLES)
        self._headings = Headings(None if styles is None else parse_xml(styles, PartName.STYLES))
        self._places: dict[etree._Element, dict[etree._Element, TemplatePlace]] = {}

    def locate(self, part: str, piece: Piece) -> tuple[str, str]:
        """The location of a text, and the path of the content control around the text; empty outside controls."""
        element = piece.element
        location = ["" if part == PartName.DOCUMENT else self._part_names[part]]
        if element is None:
            return f"the name of {self._part_names[part]}", ""
        root = element.getroottree().getroot()
        is_story = root.tag in STORIES
        if is_story:
            location.append(str(self._place(root, element)))
        name = "" if is_comment(element) else str(element.tag).rpartition("}")[2]
        if not name:
            location.append("a comment in the XML")
        elif piece.attribute:
            location.append("an attribute" if self._is_secret(name) else f"attribute {piece.attribute} of {name}")
        elif not is_story:
            location.append(name)
        path = _path(element) if is_story else ""
        return ", ".join(filter(None, location)) or part, "" if self._is_secret(path) else path

    def _place(self, root: etree._Element, element: etree._Element) -> TemplatePlace:
        if root not in self._places:
            # A heading with a printed value may contain anything.
            self._places[root] = places_of(root, self._headings, self._is_fixed_text)
        known = self._places[root]
        return next((known[above] for above in (element, *element.iterancestors()) if above in known), TemplatePlace())

    def _is_fixed_text(self, heading: str) -> bool:
        invariants = self._invariants
        if invariants is None or self._is_secret(heading):
            return False
        # `TemplatePlace.heading` is truncated and has no colon.
        return any(text.rstrip(" :").startswith(heading) for text in invariants.fixed_text)

    @cached_property
    def form(self) -> type[AnyForm] | None:
        """The form of the document; None if it is none of the guidance."""
        return None if self._identity is None else self._identity.form

    @cached_property
    def _identity(self) -> Identity | None:
        try:
            return identify(custom_properties(self._package))
        except CprDocsError:
            return None

    @cached_property
    def _invariants(self) -> TemplateInvariants | None:
        if self._identity is None:
            return None
        try:
            return load_invariants(self._identity.form, self._identity.language, self._identity.template)
        except CprDocsError:
            return None


def _field_of(piece: "Piece") -> str:
    """The path of the field whose control holds the text itself; empty for any other text of the file."""
    if piece.element is None or piece.element.getroottree().getroot().tag not in STORIES:
        return ""
    return next((control.tag for control in controls_from(piece.element) if not control.is_repeating_item), "")


def _path(element: etree._Element) -> str:
    """The path of the content control around an element, with row numbers; empty outside controls."""
    path, rows = "", []
    for control in controls_from(element):
        if control.is_repeating_item:
            rows.append(sum(1 for _row in control.element.itersiblings(CONTROL, preceding=True)))
        elif not path:
            path = control.tag.partition("=")[0]
    numbers = iter(reversed(rows))
    return re.sub(r"\[\]", lambda _match: f"[{next(numbers, '')}]", path)


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

        The values of the fields that the form lists as `NAMED_IN` are not searched: they name the child on purpose.
        Raises `PackageError` for bytes that are not a Word document.
        """
        # Imported on use: few documents have a deny-list.
        from cpr_docs.ooxml.document_text import texts_of

        content = document.content if isinstance(document, Document) else document
        package = Package.read(content)
        locator = TextLocator(package, lambda text: self._any_term.search(_lower(plain(text))) is not None)
        named_in = locator.form.NAMED_IN if locator.form else ()
        problems: dict[DocumentProblem, None] = {}
        if isinstance(document, Document):
            problems |= dict.fromkeys(
                _problem("the file’s name", "", line) for line, _at in self._occurrences(plain(document.filename))
            )
        for part_text in texts_of(package):
            for line, piece in self._pieces_with_terms(part_text):
                if named_in and _field_of(piece) in named_in:
                    continue
                place, path = locator.locate(part_text.part, piece)
                problems[_problem(place, path, line)] = None
        return tuple(problems)

    def require_none(self, document: Document) -> None:
        """Raises `ForbiddenWords` with every problem if the document contains a term."""
        problems = self.found_in(document)
        if problems:
            raise ForbiddenWords(document_name(document.form_type, document.language), problems)

    def _pieces_with_terms(self, part_text: "PartText") -> Iterator[tuple[int, "Piece"]]:
        """The line of each term in a text of a part, with the piece in which the term begins."""
        texts = [plain(piece.text) for piece in part_text.pieces]
        starts = list(itertools.accumulate(map(len, texts), initial=0))
        for line, at in self._occurrences("".join(texts)):
            yield line, part_text.pieces[bisect_right(starts, at) - 1]

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
