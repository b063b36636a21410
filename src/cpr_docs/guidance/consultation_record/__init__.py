"""The record of a multi-agency consultation (Annex 3)."""
