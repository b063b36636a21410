"""The sandboxed Jinja environment: a template has access to the form's fields, the language's filters and nothing else.

An environment is for one language, so a template never tests its language. Documents are rendered by generated code
(`codegen`); this environment defines the output that the code must match, and reports where a template fails.
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
from cpr_docs.templating.edition import SCREEN, Edition
from cpr_docs.templating.filters import (
    BRIEF,
    ROWS_OF_BLOCKS,
    TICKED,
    UNKNOWN,
    UNTICKED,
    BlankRow,
    NotPrintable,
    is_brief,
    is_ticked,
    is_unknown,
    rows_or_blank,
    runtime_for,
)
from cpr_docs.templating.grammar import begin_rows, require_language
from cpr_docs.templating.placeholders import RULED
from cpr_docs.templating.row_ids import ControlIds, CopyIds

# The attributes that a template may read on objects that are not part of a form.
_ATTRIBUTES: Mapping[type, frozenset[str]] = MappingProxyType(
    {Paragraph: frozenset(Paragraph._fields), LoopContext: frozenset({"index", "first", "last", "length"})}
)


_MOST_BOXES = 6
"""The number of boxes up to which a row on paper is low enough to be printed often."""


class FormEnvironment(SandboxedEnvironment):
    """The environment of one language and edition; immutable, and shared by all their templates.

    With `mark`, a text that is missing in the language is printed in the other instead of raising `LacksLanguage`.
    """

    def __init__(self, language: Language, *, mark: bool = False, edition: Edition = SCREEN) -> None:
        runtime = runtime_for(language, mark=mark, edition=edition)

        def finalize(value: Any) -> Any:
            try:
                return value if type(value) is str else runtime.words[type(value)](value)
            except NotPrintable:
                raise UndefinedError("it names a section, a list or a tick, which has no words of its own") from None

        printed = f" {runtime.ticked}" if runtime.ticked else ""
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=finalize, keep_trailing_newline=True)
        self.language = language
        self.runtime = runtime
        self.filters = {
            "rows": rows_or_blank,
            **runtime.filters,
            "box": lambda value, member=None: TICKED if is_ticked(value, member) else UNTICKED,
            "checked": lambda value, member=None: "1" if is_ticked(value, member) else "0",
            "ticked": lambda value, member=None: printed if is_ticked(value, member) else "",
        }
        self.tests = {
            "none": lambda value: value is None,
            "foreign": runtime.foreign,
            UNKNOWN: is_unknown,
            BRIEF: is_brief,
        }
        self.globals = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        # Jinja calls this for every template before it generates code.
        tree = super()._parse(source, name, filename)
        require_language(tree)
        begin_rows(tree)
        for loop in tree.find_all(nodes.For):
            if isinstance(loop.iter, nodes.Filter):
                if loop.iter.name == "rows" and ROWS_OF_BLOCKS in self.filters and _is_large(loop):
                    loop.iter.name = ROWS_OF_BLOCKS
            else:
                # A blank row has None for its lists.
                loop.iter = nodes.Or(loop.iter, nodes.Const(()), lineno=loop.lineno)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a part; None for any field of an absent section."""
        if obj is None:
            return None
        if isinstance(obj, BlankRow):
            return obj[attribute]
        if isinstance(obj, BaseModel) and not isinstance(obj, Bilingual):
            fields = obj.__dict__
            if attribute in fields:
                return fields[attribute]
            if isinstance(obj, Part) and attribute in obj.DERIVED:
                return getattr(obj, attribute)
        elif attribute in _ATTRIBUTES.get(type(obj), ()):
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Undefined: templates have no subscripts."""
        # Without Jinja's own message, which would name the subscript: it may be a value of the case.
        return self.undefined("a template names fields with dots, and does not look into them")

    def is_safe_callable(self, obj: Any) -> bool:
        """True for the id counters, which only the compiler calls."""
        return isinstance(getattr(obj, "__self__", obj), ControlIds | CopyIds)


def _is_large(loop: nodes.For) -> bool:
    """True if a row of the loop has a table in it, ruled lines to write on, or many boxes below each other."""
    data = "".join(piece.data for piece in loop.find_all(nodes.TemplateData))
    return "<w:tbl>" in data or RULED in data or data.count("<w14:checkbox>") > _MOST_BOXES
