"""The placeholder texts of blank fields; `reading` imports this module, so it must not load Jinja."""

from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import FormField, Kind

FINISHED_BLANK = "–"
"""The text of a blank field in a finished paper, which nobody fills in."""

RULE = "_"
"""A line to write on consists of these."""

_PLACEHOLDERS = {
    Kind.DATE: _("dd/mm/yyyy"),
    Kind.MONTH: _("mm/yyyy"),
    Kind.TIME: _("Time"),
    Kind.CHOICE: _("Choose"),
    Kind.YES_NO: _("Choose"),
    Kind.PROSE: _("Enter text"),
}


def placeholder_of(field: FormField, language: Language) -> str:
    """The placeholder text of a field in a language."""
    if field.kind is Kind.MONEY:
        return "£"
    if field.kind in _PLACEHOLDERS:
        return translate(_PLACEHOLDERS[field.kind], language)
    return f"[{translate(field.label.title, language)}]"


RULED = "underscore"
"""The leader of the tab that rules a line to write on."""
