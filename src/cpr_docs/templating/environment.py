"""The template language: Jinja with the form's fields, the language's filters, and nothing else.

What ``{{ }}`` prints follows from the value's type: text as it is, a date in full, a time, a month, an amount of
money, a choice by its label. A template never asks which language it is: the environment is made for one.
"""

import datetime
import itertools
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NoReturn

from jinja2 import StrictUndefined, UndefinedError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment
from pydantic import BaseModel

from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.languages import Language
from cpr_docs.language.messages import _, say
from cpr_docs.language.text import Paragraph, paragraphs
from cpr_docs.models.labels import Choice
from cpr_docs.models.parts import Part
from cpr_docs.models.values import Month
from cpr_docs.templating.grammar import require_language

TICKED = "\u2612"
UNTICKED = "\u2610"

FIRST_LOOP_ID = 1_000_000
"""Where the ids of controls in repeated rows begin; those of the others are lower."""

_BLANK_ROW = (None,)

# What a template may ask of things that are no part of a form.
_OPEN: Mapping[type, frozenset[str]] = MappingProxyType(
    {Paragraph: frozenset({"text", "bullet"}), LoopContext: frozenset({"index", "first", "last", "length"})}
)


class LacksLanguage(Exception):
    """Text that was to be printed is not there in the template's language."""


class FormEnvironment(SandboxedEnvironment):
    """Jinja for one language; never changes once it is made, and is shared by all templates of that language.

    With `mark`, text that lacks the language is printed in the other one instead of being refused.
    """

    def __init__(self, language: Language, *, mark: bool = False) -> None:
        printers = _printers(language, mark=mark)

        def printed(value: Any) -> Any:
            # The commonest first; a subclass, such as a choice, is looked up by its class or a base of it.
            if type(value) is str:
                return value
            printer = printers.get(type(value)) or _inherited(printers, type(value))
            return printer(value) if printer else value

        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=printed, keep_trailing_newline=True)
        self.language = language
        ticked = say(_("(ticked)"), language)
        words = printers[Bilingual]

        def conjunction(name: str | None) -> str:
            first, last = "-", name or ""
            listed = language.conventions.listing([first, last], mutates=False)
            return listed.removeprefix(first).removesuffix(last).strip()

        self.filters = {
            "rows": _rows,
            "paragraphs": lambda value: _paragraphs(words(value) if isinstance(value, Bilingual) else value),
            "box": lambda value, member=None: TICKED if _is_ticked(value, member) else UNTICKED,
            "checked": lambda value, member=None: "1" if _is_ticked(value, member) else "0",
            "ticked": lambda value, member=None: f" {ticked}" if _is_ticked(value, member) else "",
            "iso": _iso,
            "conjunction": conjunction,
        }
        self.tests = {"none": lambda value: value is None, "foreign": lambda value: _is_foreign(value, language)}
        self.globals = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        # Everything that Jinja parses, before it makes code of it.
        tree = super()._parse(source, name, filename)
        require_language(tree)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a part, and None all the way through a section that is absent."""
        if obj is None:
            return None
        if isinstance(obj, BaseModel) and not isinstance(obj, Bilingual):
            fields = obj.__dict__
            if attribute in fields:
                return fields[attribute]
            if isinstance(obj, Part) and attribute in obj.DERIVED:
                return getattr(obj, attribute)
        elif attribute in _OPEN.get(type(obj), ()):
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Nothing: a template names fields, it does not look into them."""
        # The name that it was looked up by may itself be a value of the case.
        return self.undefined("a template names fields with dots, and does not look into them")

    def is_safe_callable(self, obj: Any) -> bool:
        """Only the counter of control ids, which compiling puts in, may be called."""
        return isinstance(obj, ControlIds)


class ControlIds:
    """Counts the controls of one document that stand in repeated rows."""

    def __init__(self) -> None:
        self._next = itertools.count(FIRST_LOOP_ID).__next__

    def __call__(self) -> int:
        """The next id."""
        return self._next()


def _printers(language: Language, *, mark: bool) -> dict[type, Callable[[Any], Any]]:
    conventions = language.conventions
    labels: dict[Choice, str] = {}

    def label(choice: Choice) -> str:
        if choice not in labels:
            labels[choice] = say(choice.label, language)
        return labels[choice]

    def words(text: Bilingual) -> str:
        said = text.said_in(language)
        if said is None:
            said = text.said_in(language.other) if mark else None
        if said is None:
            raise LacksLanguage
        return said

    return {
        type(None): lambda _value: "",
        Bilingual: words,
        datetime.date: conventions.date,
        datetime.time: conventions.time,
        Month: lambda month: conventions.month(month.year, month.month),
        Decimal: conventions.money,
        Choice: label,
        **dict.fromkeys((BaseModel, tuple, list, bool), _without_words),
    }


def _without_words(_value: Any) -> NoReturn:
    raise UndefinedError("it names a section, a list or a tick, which has no words of its own")


def _inherited(printers: dict[type, Callable[[Any], Any]], kind: type) -> Callable[[Any], Any] | None:
    return next((printers[base] for base in kind.__mro__[1:] if base in printers), None)


def _rows(rows: Iterable[Any] | None) -> Iterable[Any]:
    return rows or _BLANK_ROW


def _paragraphs(prose: str | None) -> list[Paragraph]:
    return paragraphs(prose) if prose else []


def _is_ticked(value: Any, member: str | None) -> bool:
    if member is None:
        return value is True
    if isinstance(value, bool):
        return value is (member == "yes")
    return value is not None and value == member


def _is_foreign(value: Any, language: Language) -> bool:
    return isinstance(value, Bilingual) and value.said_in(language) is None


def _iso(value: datetime.date | Month) -> str:
    day = datetime.date(value.year, value.month, 1) if isinstance(value, Month) else value
    return f"{day.isoformat()}T00:00:00Z"
