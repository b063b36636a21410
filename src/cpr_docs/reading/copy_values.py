"""The values that the copies of a document must print, by the form that was read from it."""

import itertools
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.languages import Language
from cpr_docs.language.line_breaks import breakable
from cpr_docs.language.text import is_blank
from cpr_docs.models.field_types import Choice
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.reading.control_index import CopyControl
from cpr_docs.reading.data_paths import data_path, get_data
from cpr_docs.templating.copy_controls import CopiedExpression
from cpr_docs.templating.filters import LacksLanguage, NotPrintable, runtime_for
from cpr_docs.templating.fixed_words import FieldState, outside_words
from cpr_docs.templating.grammar_filters import Kept


class FormValues:
    """The values of a form by the data paths of the document that it was read from."""

    def __init__(self, form: object, data: dict[str, Any]) -> None:
        """`data` is the data before validation, whose lists contain the document's blank rows."""
        self._form = form
        self._data = data
        self._in_form: dict[str, list[int | None]] = {}

    def at(self, path: str) -> Any:
        """The value at a path with the row numbers of the document; None if a section or a row on the way is blank."""
        value, above = self._form, ""
        for step in path.split("."):
            name, bracket, number = step.partition("[")
            value = getattr(value, name, None)
            above = f"{above}.{name}" if above else name
            if bracket:
                at = int(number.removesuffix("]"))
                in_form = self._numbers(above)
                row = in_form[at] if at < len(in_form) else None
                value = value[row] if row is not None and value is not None and row < len(value) else None
                above = f"{above}[{at}]"
        return value

    def rows(self, path: str) -> list[dict[str, Any]]:
        """The rows of a list as the document has them, blank rows left out."""
        return [row for row in get_data(self._data, path) or () if isinstance(row, dict) and not is_blank(row)]

    def paths(self, path: str) -> list[str]:
        """The path once for each row that has a value; the path itself if it is of no row."""
        above, brackets, rest = path.partition("[]")
        if not brackets:
            return [path]
        rows = (at for at, row in enumerate(self._numbers(above)) if row is not None)
        return [inner for at in rows for inner in self.paths(f"{above}[{at}]{rest}")]

    def _numbers(self, path: str) -> list[int | None]:
        """For each row of a list in the document, its number in the form, which omits blank rows: None for these."""
        if path not in self._in_form:
            try:
                rows = get_data(self._data, path)
            except (AttributeError, IndexError, KeyError, TypeError):
                rows = None
            count = itertools.count()
            found = rows if isinstance(rows, list | tuple) else ()
            self._in_form[path] = [None if is_blank(row) else next(count) for row in found]
        return self._in_form[path]


class CopyPrinter:
    """Prints expressions as the templates of a language do."""

    def __init__(self, language: Language) -> None:
        self._runtime = runtime_for(language, mark=True)

    def is_known(self, expression: CopiedExpression) -> bool:
        """True if all its filters are known."""
        return all(name in self._runtime.filters for name in expression.filters)

    def text(self, value: Any, filters: Sequence[str] = ()) -> str:
        """The text of a value after filters; empty for a value that has no text."""
        try:
            for name in filters:
                value = self._runtime.filters[name](value)
            # A choice is a string too, of which the label is printed.
            is_text = isinstance(value, str) and not isinstance(value, Choice)
            return value if is_text else str(self._runtime.words[type(value)](value))
        except (AttributeError, LacksLanguage, NotPrintable, TypeError):
            return ""

    def kept(self, value: Any) -> str:
        """The text of a value that keeps its letters."""
        return Kept(self.text(value))

    def paragraphs(self, value: Any) -> list[Any]:
        """The paragraphs of a text."""
        return list(self._runtime.filters["paragraphs"](value))

    def is_printed(self, control: etree._Element, value: Any, filters: Sequence[str] = ()) -> bool:
        """True if the control prints the value; white space and bullets are ignored."""
        words = squeezed(printed_text(control))
        if words == squeezed(self.text(value, filters)):
            return True
        if filters or not words or not isinstance(value, str | Bilingual):
            return False
        return words == squeezed("".join(paragraph.text for paragraph in self.paragraphs(value)))


def printed_text(control: etree._Element) -> str:
    """The text that a control shows, without language notes."""
    content = ContentControl(control).content
    return "" if content is None else outside_words(content, FieldState(), ()).text


def squeezed(text: str) -> str:
    """The text without white space and with common hyphens, for comparison."""
    return unicodedata.normalize("NFC", breakable("".join(text.split())))


def copies_by_path(
    copies: Sequence[CopyControl], values: FormValues
) -> Iterator[tuple[str, list[CopyControl], list[str]]]:
    """The copies of each list that is printed again, and each other copy: its path, the copies, the path of each.

    Rows that are printed again outside the list's own rows are in the order of the list, once or several times alike.
    Otherwise there are more or fewer than the list has, and the paths are empty.
    """
    in_turn: dict[tuple[CopiedExpression, str, str], list[CopyControl]] = {}
    for copy in copies:
        path = data_path(copy.expression.path, copy.rows)
        if "[]" in path:
            in_turn.setdefault((copy.expression, path, copy.part), []).append(copy)
        else:
            yield path, [copy], [path]
    for (_expression, path, _part), repeated in in_turn.items():
        # An empty list prints one blank row.
        paths = values.paths(path) or [path.replace("[]", "[0]")]
        times, rest = divmod(len(repeated), len(paths))
        is_alike = times < 2 or _is_periodic([printed_text(copy.element) for copy in repeated], len(paths))
        yield path, repeated, [] if rest or not is_alike else paths * times


def _is_periodic(texts: Sequence[str], length: int) -> bool:
    return all(text == texts[number % length] for number, text in enumerate(texts))
