"""The paper with which a review is presented to the Board (Annex 1, 4.4)."""
