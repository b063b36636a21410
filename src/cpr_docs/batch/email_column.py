"""The column with the recipients' e-mail addresses, and the address in a cell."""

import re
from typing import Final

from cpr_docs.errors import TableProblem
from cpr_docs.language.catalogue import _
from cpr_docs.language.normalise import folded
from cpr_docs.language.text import is_blank
from cpr_docs.tables.cells import NO_VALUE
from cpr_docs.tables.heading_names import SEPARATOR

HEADINGS: Final = (
    "E-mail", "E-mail address", "Work e-mail", "Contact e-mail", "Recipient e-mail",
    "E-bost", "Cyfeiriad e-bost", "E-bost gwaith", "E-bost cyswllt",
)  # fmt: skip
"""The headings of the column."""
_FOLDED: Final = frozenset(map(folded, HEADINGS))
_REMARK: Final = re.compile(r"\s*\([^()]*\)$")

# The addresses that the field for an e-mail address of a web form accepts, without dots in the wrong place. Any other
# sign, such as a line break, would be part of a header of the e-mail.
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS: Final = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+", re.ASCII | re.IGNORECASE)
_MAX_LENGTH, _MAX_LOCAL = 254, 64


class AddressInvalid(ValueError):
    """A cell contains no e-mail address; the message does not contain the cell."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(code, message)


def is_email_heading(heading: str) -> bool:
    """True if the heading is that of the recipients' e-mail addresses, in one language or in both."""
    return all(folded(_REMARK.sub("", part)) in _FOLDED for part in SEPARATOR.split(heading))


def email_address(cell: object) -> str | None:
    """The address in a cell; None if the cell is blank. Raises `AddressInvalid`."""
    if (problem := NO_VALUE.get(type(cell))) is not None:
        raise AddressInvalid(*problem)
    if is_blank(cell):
        return None
    text = str(cell).strip().removeprefix("mailto:")
    if len(text) > _MAX_LENGTH or len(text.partition("@")[0]) > _MAX_LOCAL or not _ADDRESS.fullmatch(text):
        raise AddressInvalid("email", _("must be one e-mail address, or blank"))
    return text


def no_email_column() -> TableProblem:
    """The problem of a table that has no such column."""
    return TableProblem("", "no_email", _('has no column of e-mail addresses, such as "E-mail" or "E-bost"'))
