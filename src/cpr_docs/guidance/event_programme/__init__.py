"""The programme of the learning event (Annex 1, section 3)."""
