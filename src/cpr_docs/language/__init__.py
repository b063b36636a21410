"""How it is said: the two languages, and what differs between them in print."""

from cpr_docs.language.conventions import Conventions
from cpr_docs.language.languages import Language

__all__ = ["Conventions", "Language"]
