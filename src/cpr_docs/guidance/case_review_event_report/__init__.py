"""The report on the learning outcome of a case review event (Annex 4)."""
