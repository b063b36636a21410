"""The purposes beside the screen, as cases of the tests."""

from typing import NamedTuple

from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm
from cpr_docs.models.purpose import Purpose
from tests.documents.cases import RENDERER


class PrintedFor(NamedTuple):
    """A purpose, and True if later sections are for a pen."""

    purpose: Purpose
    pen: bool = False

    def __str__(self) -> str:
        return f"{self.purpose.value}{'-pen' if self.pen else ''}"

    def fits(self, variant: type[AnyForm]) -> bool:
        """True if the form is rendered for the purpose."""
        return self.purpose is not Purpose.PUBLISHED or bool(variant.PUBLISHED_WITHOUT)

    def printed(self, form: AnyForm) -> AnyForm:
        """The part of the form that is printed."""
        return form.for_publication() if self.purpose is Purpose.PUBLISHED else form

    def render(self, form: AnyForm, language: Language) -> bytes:
        """The document."""
        return RENDERER.render(form, language, purpose=self.purpose, pen=self.pen).content


OTHER_EDITIONS = [
    PrintedFor(Purpose.PAPER),
    PrintedFor(Purpose.FINAL),
    PrintedFor(Purpose.FINAL, pen=True),
    PrintedFor(Purpose.PUBLISHED),
]
