"""An edition of a template: the documents of one purpose, which a compiled template is for."""

from dataclasses import dataclass

from cpr_docs.models.form import Form
from cpr_docs.models.purpose import Purpose


@dataclass(frozen=True, slots=True)
class Edition:
    """The differences between the documents of one template by their purpose."""

    purpose: Purpose = Purpose.SCREEN
    pen: bool = False
    """True if a blank section that a later hand fills in is printed for a pen, as in a PDF; otherwise for Word."""

    @classmethod
    def of(cls, purpose: Purpose, *, pen: bool = False) -> "Edition":
        """The edition for a purpose; `pen` counts for finished papers alone."""
        return cls(purpose, pen and purpose is Purpose.FINAL)

    @property
    def is_screen(self) -> bool:
        """True for the edition that a wheel contains compiled."""
        return self.purpose is Purpose.SCREEN

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

    def later_section(self, form: type[Form], path: str) -> str:
        """The path of the section or field around a field that a later hand fills in; empty if there is none.

        While it is blank, a finished paper prints it to be filled in; a published copy never does.
        """
        if self.purpose is not Purpose.FINAL:
            return ""
        return next((each for each in form.later() if path == each or path.startswith((f"{each}.", f"{each}["))), "")


SCREEN = Edition()
"""The edition to fill in with Word."""
