"""`FamilyCorrespondence`, the base of the letters to members of a family, and its recipient."""

from typing import Annotated, ClassVar

from cpr_docs.guidance.parts.addressee import Addressee
from cpr_docs.guidance.parts.letter import SignedLetter
from cpr_docs.language.bilingual import SharedLine, SharedProse
from cpr_docs.language.catalogue import _, p_
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Label

_SOURCE = "5.13; Annex 1, 2.3, 4.7"

CHILD_NAME = Label(_("The child’s name"), _SOURCE, keeps_letters=True)
"""The label of a letter's `child_name`: a family knows the child's name, and "Child A" would be cruel."""


class FamilyMember(Addressee):
    """A member of the family, who receives a letter at home."""

    title: Annotated[SharedLine | None, Label(p_("before a name", "Title"), _SOURCE)] = None
    """The title before the name, such as "Mrs"; a plain string is the same in both languages."""
    name: Annotated[Line, Label(_("Name"), _SOURCE, keeps_letters=True)]
    """The recipient's name."""
    salutation: Annotated[SharedLine | None, Label(_("Salutation"), _SOURCE)] = None
    """The words after "Dear", such as the first name of a child; without them, the name is printed."""
    address: Annotated[SharedProse | None, Label(_("Address"), _SOURCE)] = None
    """The recipient's postal address, a line for each; a plain string is the same in both languages."""


class FamilyCorrespondence(SignedLetter):
    """A letter to a member of the family: in plain words, unmarked, and with the real names."""

    ADDRESS_LINES: ClassVar[tuple[tuple[str, ...], ...]] = (("title", "name"), ("address",))
    MARKED: ClassVar[bool] = False
    NAMES_ALLOWED: ClassVar[bool] = True

    recipient: Annotated[FamilyMember, Label(_("Recipient"), _SOURCE)]
    """The member of the family who receives the letter."""
