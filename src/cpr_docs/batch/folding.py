"""How words of a table are compared: by what somebody meant, not by how it is typed."""

import unicodedata


def folded(text: str) -> str:
    """The text's letters and figures alone, small and without accents."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold())))
