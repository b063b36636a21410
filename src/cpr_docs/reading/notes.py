"""Notes of a reading: facts about a document that need no answer."""

from collections.abc import Iterator

from cpr_docs.errors import Problem
from cpr_docs.language.catalogue import _
from cpr_docs.reading.untrusted import IncomingDocument


def document_notes(document: IncomingDocument, objects: int) -> Iterator[Problem]:
    """Notes on the comments, the attached template and the number of objects, none of which is read."""
    if document.comments:
        yield Problem("", "comments", _("has comments, which are not read"), {"count": document.comments})
    if document.has_attached_template:
        yield Problem("", "attached_template", _("has a template attached to it, which is not opened"))
    if objects:
        message = _("has pictures or other objects outside the controls, which are not read")
        yield Problem("", "objects", message, {"count": objects})
