"""The report of a review (Annex 3)."""
