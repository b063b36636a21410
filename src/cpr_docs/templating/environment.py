"""The template language as Jinja runs it: with the form's fields, the language's filters, and nothing else.

A template never asks which language it is: the environment is made for one. Documents are made by the `Program` that
stands for a template; what is here says what that must print, and where a template fails.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from jinja2 import StrictUndefined, UndefinedError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment
from pydantic import BaseModel

from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.languages import Language
from cpr_docs.language.text import Paragraph
from cpr_docs.models.parts import Part
from cpr_docs.templating.filters import TICKED, UNTICKED, NoWords, is_ticked, rows_or_blank, runtime_for
from cpr_docs.templating.grammar import require_language
from cpr_docs.templating.row_ids import ControlIds, CopyIds, begin_rows

# What a template may ask of things that are no part of a form.
_OPEN: Mapping[type, frozenset[str]] = MappingProxyType(
    {Paragraph: frozenset({"text", "bullet"}), LoopContext: frozenset({"index", "first", "last", "length"})}
)


class FormEnvironment(SandboxedEnvironment):
    """Jinja for one language; never changes once it is made, and is shared by all templates of that language.

    With `mark`, text that lacks the language is printed in the other one instead of being refused.
    """

    def __init__(self, language: Language, *, mark: bool = False) -> None:
        values = runtime_for(language, mark=mark)

        def printed(value: Any) -> Any:
            try:
                return value if type(value) is str else values.words[type(value)](value)
            except NoWords:
                raise UndefinedError("it names a section, a list or a tick, which has no words of its own") from None

        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=printed, keep_trailing_newline=True)
        self.language = language
        self.values = values
        self.filters = {
            **values.filters,
            "rows": rows_or_blank,
            "box": lambda value, member=None: TICKED if is_ticked(value, member) else UNTICKED,
            "checked": lambda value, member=None: "1" if is_ticked(value, member) else "0",
            "ticked": lambda value, member=None: f" {values.ticked}" if is_ticked(value, member) else "",
        }
        self.tests = {"none": lambda value: value is None, "foreign": values.foreign}
        self.globals = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        # Everything that Jinja parses, before it makes code of it.
        tree = super()._parse(source, name, filename)
        require_language(tree)
        begin_rows(tree)
        for loop in tree.find_all(nodes.For):
            if not isinstance(loop.iter, nodes.Filter):
                # A row that is there to be filled in has None for the lists in it.
                loop.iter = nodes.Or(loop.iter, nodes.Const(()), lineno=loop.lineno)
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
        """Only the counters of ids, which compiling puts in, may be called."""
        return isinstance(getattr(obj, "__self__", obj), ControlIds | CopyIds)
