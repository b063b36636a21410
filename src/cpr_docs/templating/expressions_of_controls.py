"""The expression in a control of a template: one path, perhaps with filters."""

import re

from cpr_docs.ooxml.content_control import ContentControl

EXPRESSION = re.compile(r"\{\{\s*([A-Za-z_][\w.]*)\s*(?:\|[^{}]*)?\}\}")
"""The text of a control: group 1 is the path."""


def plain_path(control: ContentControl) -> str:
    """The path that a control prints, which may begin with a loop variable; empty for any other text."""
    match = EXPRESSION.fullmatch(control.text.strip())
    return match[1] if match else ""
