"""How it is said: the two languages, and what differs between them in print."""

from cpr_docs.language.languages import Language
from cpr_docs.language.protocol import Conventions

__all__ = ["Conventions", "Language"]
