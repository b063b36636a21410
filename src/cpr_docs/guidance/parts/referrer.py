"""`Referrer`: the person who refers a case, to the Board or for consultation (guidance, 5.2; Annex 3)."""

from typing import Annotated

from cpr_docs.guidance.parts.review import ReachablePerson
from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import Label


class Referrer(ReachablePerson):
    """The person who refers a case, and can be asked about it."""

    agency: Annotated[BilingualLine | None, Label(_("Agency"), "5.2; Annex 3")] = None
    """The person's agency."""
