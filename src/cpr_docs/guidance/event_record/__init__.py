"""The note taker’s record of the learning event (Annex 1, 2.9)."""
