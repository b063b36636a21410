"""The agenda, and later the minutes, of a meeting of the review panel (Annex 1, 2.3 and 2.5)."""
