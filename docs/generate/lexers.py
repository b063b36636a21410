"""How the examples of the template language are coloured."""

from collections.abc import Iterator
from typing import Any

from pygments.lexers.special import TextLexer
from pygments.lexers.templates import DjangoLexer
from pygments.token import Error, Text, _TokenType


class TemplateLexer(DjangoLexer):
    """Jinja as Word writes it: with curly quotation marks, and a letter after the brace."""

    def get_tokens_unprocessed(self, *arguments: Any, **named: Any) -> Iterator[tuple[int, _TokenType, str]]:
        """The tokens; what Jinja itself would not take is plain text."""
        for index, kind, value in super().get_tokens_unprocessed(*arguments, **named):
            yield index, Text if kind is Error else kind, value


class FindingLexer(TextLexer):
    """The code of a finding, or what a tag prints in Welsh: plain text."""
