"""The purpose of a rendering: for whom the paper is."""

from typing import NoReturn

from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import Choice


class Purpose(Choice):
    """The purpose of a rendered document: ``Purpose("final")`` and ``Purpose.FINAL`` are the same."""

    SCREEN = "screen", _("to fill in with Word")
    """Somebody fills it in or goes on with it in Word: prompts, drop-down lists, a blank row in each list."""
    PAPER = "paper", _("to fill in with a pen")
    """Somebody writes on it with a pen: no prompts, every choice as boxes, space to write in, blank rows."""
    FINAL = "final", _("finished")
    """A finished paper that is sent or filed: no prompts, no blank rows, and values are locked."""
    PUBLISHED = "published", _("published")
    """For the public: finished, and without the content that the form lists as `PUBLISHED_WITHOUT`."""

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        raise ValueError('purpose must be "screen", "paper", "final" or "published"')

    @property
    def is_finished(self) -> bool:
        """True for a paper that nobody fills in any more, but for the sections of a later hand."""
        return self in (Purpose.FINAL, Purpose.PUBLISHED)
