"""`Referrer`: the person who refers a case, to the Board or for consultation (guidance, 5.2; Annex 3)."""

from typing import Annotated

from cpr_docs.guidance.parts.review import NamedPerson
from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Label


class Referrer(NamedPerson):
    """The person who refers a case, and can be asked about it."""

    agency: Annotated[BilingualLine | None, Label(_("Agency"), "5.2; Annex 3")] = None
    """The person's agency."""
    telephone: Annotated[Line | None, Label(_("Telephone"), "5.2")] = None
    """The person's telephone number."""
    email: Annotated[Line | None, Label(_("E-mail"), "5.2")] = None
    """The person's e-mail address."""
