"""Stale values outside the controls: values that a template prints again as bare words, as earlier versions did.

A letter prints a child's name in a control and repeats it in its text. If somebody edits the control alone, Word does
not update the text. `stale_places` compares the copies of today's documents.
"""

from typing import NamedTuple

from cpr_docs.errors import StalePlace
from cpr_docs.language.catalogue import _
from cpr_docs.reading.control_index import ControlIndex, OutsideParagraph
from cpr_docs.reading.locate_problem import find_field, locate_problem, own_heading
from cpr_docs.templating.document_properties import Identity
from cpr_docs.templating.fixed_text import TemplateLine
from cpr_docs.templating.fixed_words import OutsideWords
from cpr_docs.templating.invariants import TemplateInvariants

STALE = _("is printed again, and says something else there")


class StaleCopy(NamedTuple):
    """A paragraph that prints a value again, and not as its control has it now."""

    paragraph: OutsideParagraph
    paths: tuple[str, ...]
    """The paths that the paragraph prints, as the template names them."""


def is_stale(words: OutsideWords, printed: OutsideWords, line: TemplateLine) -> bool:
    """True if a paragraph differs from its printed line, and the line prints values of the form."""
    return words.text != printed.text and line.has_values and not line.of_settings


def stale_place(copy: StaleCopy, index: ControlIndex, identity: Identity, invariants: TemplateInvariants) -> StalePlace:
    """A stale copy as a problem, at the path of its value if the template names a field."""
    path = next((path for path in copy.paths if find_field(identity.form, path)), "")
    label = locate_problem(StalePlace(path, "stale", STALE), index, identity, invariants).label
    heading = own_heading(copy.paragraph.heading, invariants)
    return StalePlace(path, "stale", STALE, label=label, heading=heading, place=copy.paragraph.part)
