"""An edition of a template: the documents of one purpose, which a compiled template is for."""

from dataclasses import dataclass, replace
from enum import StrEnum

from cpr_docs.models.fields import FormField
from cpr_docs.models.form import AnyForm
from cpr_docs.models.purpose import Purpose


class FormState(StrEnum):
    """The state of the form in a document."""

    BLANK = "blank"
    """A draft in which nothing is filled in, to be handed out."""
    DRAFT = "draft"
    """A draft in which some values are known."""
    COMPLETE = "complete"
    """A form, which has all that it requires."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The differences between the documents of one template by their purpose, and by the form's progress."""

    purpose: Purpose = Purpose.SCREEN
    pen: bool = False
    """True if a blank section that a later hand fills in is printed for a pen, as in a PDF; otherwise for Word."""
    progress: FormState = FormState.COMPLETE
    """A draft and a blank print every field as one that may be blank."""

    @classmethod
    def of(cls, purpose: Purpose, *, pen: bool = False, progress: FormState = FormState.COMPLETE) -> "Edition":
        """The edition for a purpose; `pen` counts for finished papers alone."""
        return cls(purpose, pen and purpose is Purpose.FINAL, progress)

    @property
    def is_screen(self) -> bool:
        """True for the edition that a wheel contains compiled."""
        return self.purpose is Purpose.SCREEN and not self.is_draft

    @property
    def is_draft(self) -> bool:
        """True for drafts and blanks."""
        return self.progress is not FormState.COMPLETE

    @property
    def is_paper(self) -> bool:
        """True for papers to fill in with a pen."""
        return self.purpose is Purpose.PAPER

    @property
    def is_finished(self) -> bool:
        """True for papers that nobody fills in any more."""
        return self.purpose.is_finished

    @property
    def is_published(self) -> bool:
        """True for the published copy."""
        return self.purpose is Purpose.PUBLISHED

    def printed(self, field: FormField) -> FormField:
        """The field as a document prints it: in a draft, any field may be blank."""
        return replace(field, absent=True) if self.is_draft else field

    def later_section(self, form: type[AnyForm], path: str) -> str:
        """The path of the section or field around a field that a later hand fills in; empty if there is none.

        While it is blank, a finished paper prints it to be filled in; a published copy never does.
        """
        if self.purpose is not Purpose.FINAL:
            return ""
        return next((each for each in form.later() if path == each or path.startswith((f"{each}.", f"{each}["))), "")


SCREEN = Edition()
"""The edition to fill in with Word."""
