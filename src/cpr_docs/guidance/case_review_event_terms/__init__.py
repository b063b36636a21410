"""The terms of reference of a case review event (Annex 4)."""
