"""The words that a control shows while its field is blank, and that invite a person to fill it in."""

from cpr_docs.language.languages import Language
from cpr_docs.language.messages import _, say
from cpr_docs.models.fields import FormField, Kind

NOTHING = "–"
"""The words of a blank field in a published copy, which invites nobody."""

_BY_KIND = {
    Kind.DATE: _("dd/mm/yyyy"),
    Kind.MONTH: _("mm/yyyy"),
    Kind.TIME: _("Time"),
    Kind.CHOICE: _("Choose"),
    Kind.YES_NO: _("Choose"),
    Kind.PROSE: _("Enter text"),
}


def placeholder_of(field: FormField, language: Language) -> str:
    """The placeholder of a field in a language."""
    if field.kind is Kind.MONEY:
        return "£"
    if field.kind in _BY_KIND:
        return say(_BY_KIND[field.kind], language)
    return f"[{say(field.label.title, language)}]"
