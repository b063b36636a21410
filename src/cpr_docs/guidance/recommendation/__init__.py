"""The recommendation to the chair of the Board (Annex 2)."""
