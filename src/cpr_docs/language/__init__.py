"""English and Welsh: text, grammar, and the conventions of dates, times, lists and amounts."""

from cpr_docs.language.languages import Language
from cpr_docs.language.protocol import Conventions

__all__ = ["Conventions", "Language"]
