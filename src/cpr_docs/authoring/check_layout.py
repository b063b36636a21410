"""Checks of a layout while it writes: paths, types of fields, widths, headings and fixed text.

A mistake raises `ValueError` with the form, the field or text, the mistake and the remedy.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, meta

from cpr_docs.authoring.markup import FULL_WIDTH
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.check_class import text_mistake
from cpr_docs.models.fields import IDENTITY, FieldPaths, FormField, Kind, field_at, field_of
from cpr_docs.models.form import AnyForm

FIELD_REFERENCES = re.compile(r"\{(=?)([^{}]+)\}")
"""The references to fields in a message: ``{path}`` and ``{=path}``."""

_LARGEST_SHARE = 99
_TWENTIETHS_PER_MM = 1440 / 25.4
_DEEPEST_HEADING = 3


class LayoutCheck:
    """The checks of one sheet, which record the controls and headings that the layout has written."""

    def __init__(self, form: Any, width: int = FULL_WIDTH) -> None:
        if not (isinstance(form, type) and issubclass(form, AnyForm)):
            raise TypeError(f"form must be a class of a form, not {type(form).__name__}")
        if len(form.variants()) > 1 and form not in form.variants():
            types = ", ".join(variant.__name__ for variant in form.variants())
            raise ValueError(f"{form.__name__} is of several review types; build a template for each: {types}")
        self._form: type[AnyForm] = form
        self._width = width
        self._tags: set[str] = set()
        self._printed: set[str] = set()
        self._level = 0
        self._has_title = False

    def mistake(self, subject: str, sentence: str) -> ValueError:
        """The error for a path or text."""
        return ValueError(f"{self._form.__name__}, {subject}: {sentence}")

    def field(self, path: Any, *kinds: Kind, instead: str = "") -> FormField:
        """The field at the path, of the kinds if there are any; raises `ValueError` with the method to use instead."""
        if not isinstance(path, str):
            raise self.mistake(str(path), f'is no path; write a text such as "{self._some_field()}"')
        if path.partition(".")[0] in IDENTITY:
            raise self.mistake(path, "is in the document's properties, and is not printed")
        try:
            field = field_at(self._form, path)
        except KeyError:
            raise self.mistake(path, f"is no field of the form{self._suggestion(path)}") from None
        above = ""
        for step in path.split(".")[:-1]:
            above = f"{above}.{step}" if above else step
            if not step.endswith("[]") and field_at(self._form, above).kind is Kind.ROWS:
                raise self.mistake(path, f"{above} is a list; write {above}[]{path.removeprefix(above)}")
        if kinds and field.kind not in kinds:
            raise self.mistake(path, f"is {_described(field)}; {instead}")
        return field

    def copied(self, path: str) -> FormField:
        """The field that a copy prints: of one value, or the review type of a template of both types."""
        if path == "review_type" and len(self._form.review_types()) > 1:
            return field_of(self._form, path)
        return self.one_value(path)

    def one_value(self, path: str) -> FormField:
        """The field at the path; raises `ValueError` for a section or a list."""
        field = self.field(path)
        if field.kind in (Kind.SECTION, Kind.ROWS):
            inner = f"{path}{'[]' if field.kind is Kind.ROWS else ''}.{next(iter(field.type.model_fields))}"
            raise self.mistake(path, f"is {_described(field)}; name one of its fields, such as {inner}")
        return field

    def message(self, message: Any) -> None:
        """Raises `ValueError` for fixed text without Welsh, with unbalanced braces, or with other fields in Welsh."""
        sentence = text_mistake(message)
        # A message of field references only has no text to translate.
        if sentence and (not isinstance(message, str) or FIELD_REFERENCES.sub("", message).strip() or not message):
            raise self.mistake("fixed text", sentence)
        texts = [message] if sentence else [translate(message, language) for language in Language]
        for text in texts:
            rest = FIELD_REFERENCES.sub("", text)
            if "{" in rest or "}" in rest:
                raise self.mistake(f'"{_cut(text)}"', "has a brace without its other; write {path} or {=path}")
        found = [{match[2] for match in FIELD_REFERENCES.finditer(text)} for text in texts]
        for path in sorted(set().union(*found)):
            language = next((each for each, paths in zip(Language, found, strict=False) if path not in paths), None)
            if language is not None:
                name = "Welsh" if language is Language.WELSH else "English"
                raise self.mistake(f'"{_cut(texts[0])}"', f"the {name} lacks {{{path}}}; write it in both languages")

    def foot(self, message: str) -> None:
        """Raises `ValueError` for a control, or a field of a row, at the foot of the page."""
        for match in FIELD_REFERENCES.finditer(message):
            if not match[1]:
                raise self.mistake(match[2], f"cannot be filled in at the foot of a page; write {{={match[2]}}}")
            if "[]" in match[2]:
                raise self.mistake(match[2], "is a field of a row, of which a page has many; name another field")

    def messages(self, messages: Sequence[object]) -> None:
        """Raises `ValueError` for a list of fixed text that is empty, or is a single text."""
        if isinstance(messages, str):
            raise self.mistake(f'"{_cut(messages)}"', "is one text; write a list of texts, in square brackets")
        if not messages:
            raise self.mistake("a list of fixed text", "is empty; write at least one text")

    def title(self) -> None:
        """Raises `ValueError` for a second title."""
        if self._has_title:
            raise self.mistake("title", "is written twice; write a heading of level 1 instead")
        self._has_title = True

    def heading(self, level: int) -> None:
        """Raises `ValueError` for a level that does not exist, or that skips a level."""
        if level not in range(1, _DEEPEST_HEADING + 1):
            raise self.mistake(f"heading of level {level}", f"the levels are 1 to {_DEEPEST_HEADING}")
        if level > self._level + 1:
            sentence = f"the heading above is of level {self._level}" if self._level else "no heading is above"
            raise self.mistake(f"heading of level {level}", f"{sentence}; write level {self._level + 1}")
        self._level = level

    def numbered_heading(self, level: int, message: Any, rows: Sequence[str]) -> None:
        """Raises `ValueError` for a numbered heading outside a list, or without its number."""
        if not rows:
            raise self.mistake("numbered heading", "is in no list; write it inside with sheet.each")
        self.heading(level)
        sentence = text_mistake(message)
        if sentence:
            raise self.mistake("fixed text", sentence)
        texts = [translate(message, language) for language in Language]
        if any(text.count("{number}") != 1 or "{" in text.replace("{number}", "") for text in texts):
            raise self.mistake(f'"{_cut(texts[0])}"', "needs {number} once in each language, and no field")
        if any("%" in text for text in texts):
            raise self.mistake(f'"{_cut(texts[0])}"', "has a %, which Word reads as a number")

    def widths(
        self, path: str, fields: Sequence[str | Sequence[str]], widths: Sequence[Any], shares: Sequence[Any] = ()
    ) -> list[int]:
        """The widths of a table's columns in twentieths of a point; numbers below 100 are shares of the page."""
        if isinstance(fields, str):
            raise self.mistake(path, f'the fields are a text; write a list, ["{fields}"]')
        if not fields:
            raise self.mistake(path, "the table has no columns; name at least one field")
        if widths and shares:
            raise self.mistake(path, "has widths and shares; write either")
        written = shares or widths
        if len(fields) != len(written):
            counts = f"{_count(len(fields), 'field')} and {_count(len(written), 'share' if shares else 'width')}"
            raise self.mistake(path, f"has {counts}; write a {'share' if shares else 'width'} for each field")
        for width in written:
            if not isinstance(width, int) or width <= 0:
                noun = "share" if shares else "width"
                raise self.mistake(path, f"{width!r} is no {noun}; write whole numbers above 0")
        if shares or max(widths) <= _LARGEST_SHARE:
            first = [self._width * share // sum(written) for share in written][:-1]
            return [*first, self._width - sum(first)]
        if sum(widths) > self._width:
            sentence = (
                f"the widths are {sum(widths)} twentieths of a point together, the page has {self._width} "
                f"({round(self._width / _TWENTIETHS_PER_MM)} mm)"
            )
            raise self.mistake(path, f"{sentence}; write smaller ones, or shares={tuple([1] * len(widths))}")
        return list(widths)

    def label_width(self, width: int) -> None:
        """Raises `ValueError` for a label's column that leaves no space for the value."""
        if not 0 < width < self._width:
            raise self.mistake(f"label_width={width}", f"is in twentieths of a point, from 1 to {self._width - 1}")

    def items(self, method: str, items: Sequence[object]) -> None:
        """Raises `ValueError` for a table without rows."""
        if not items:
            raise self.mistake(method, "has no rows; name at least one field")

    def condition(self, condition: str, expression: str, rows: Iterable[str]) -> None:
        """Raises `ValueError` for a condition that is no Jinja, or that names no field of the form."""
        try:
            tree = Environment(autoescape=True).parse(f"{{% if {expression} %}}{{% endif %}}")
        except TemplateSyntaxError as error:
            raise self.mistake(f'when("{condition}")', f"is no condition ({error.message})") from None
        for name in sorted(meta.find_undeclared_variables(tree) - {"settings", *rows}):
            if name not in FieldPaths(self._form) and not (name == "review_type" and self._form.review_types()):
                raise self.mistake(f'when("{condition}")', f"{name} is no field of the form{self._suggestion(name)}")

    def control(self, path: str, tag: str, *, conditional: bool) -> None:
        """Records a control; raises `ValueError` for a second control of a field, unless each is in a condition."""
        if tag in self._tags and not conditional:
            raise self.mistake(path, f"has two content controls; print it again as {{={path}}}, or with facts")
        self._tags.add(tag)
        self._printed.add(path)

    def finish(self, body: Sequence[object]) -> None:
        """Raises `ValueError` for a layout that writes nothing, or omits a required field."""
        if not body:
            raise self.mistake("layout", "writes nothing; call the methods of the sheet")
        for path in self._unprinted(""):
            raise self.mistake(path, f'is required, but the layout does not print it; write sheet.fields("{path}")')

    def _unprinted(self, path: str) -> Iterator[str]:
        part = field_at(self._form, path.rstrip(".")).type if path else self._form
        for name, info in part.model_fields.items():
            if not path and name in IDENTITY:
                continue
            field = field_at(self._form, path + name)
            step = f"{path}{name}[]." if field.kind is Kind.ROWS else f"{path}{name}."
            if field.kind in (Kind.SECTION, Kind.ROWS):
                if info.is_required() or any(printed.startswith(step) for printed in self._printed):
                    yield from self._unprinted(step)
            elif info.is_required() and path + name not in self._printed:
                yield path + name

    def _suggestion(self, path: str) -> str:
        names = list(_paths(self._form, ""))
        close = difflib.get_close_matches(path, names, n=1, cutoff=0.75)
        if close:
            return f"; did you mean {close[0]}?"
        last = path.rpartition(".")[2].removesuffix("[]")
        same = [name for name in names if name.rpartition(".")[2] == last]
        return f"; did you mean {same[0]}?" if same else f"; there are {', '.join(n for n in names if '.' not in n)}"

    def _some_field(self) -> str:
        return next(_paths(self._form, ""))


def _paths(form: type[AnyForm], above: str) -> Iterator[str]:
    part = field_at(form, above.rstrip(".")).type if above else form
    for name in [*part.model_fields, *part.DERIVED]:
        if above or name not in IDENTITY:
            path = f"{above}{name}"
            yield path
            kind = field_at(form, path).kind
            if kind in (Kind.SECTION, Kind.ROWS):
                yield from _paths(form, f"{path}[]." if kind is Kind.ROWS else f"{path}.")


def _described(field: FormField) -> str:
    names = {
        Kind.LINE: "a line of text",
        Kind.PROSE: "a field of paragraphs",
        Kind.TICK: "a tick",
        Kind.YES_NO: "a question",
        Kind.CHOICES: "a question with several answers",
        Kind.ROWS: "a list",
        Kind.MONEY: "an amount",
        Kind.INTEGER: "a number",
    }
    return names.get(field.kind, f"a {field.kind.value}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
