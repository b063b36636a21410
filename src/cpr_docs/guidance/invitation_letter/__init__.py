"""The letter of invitation to the learning event (Annex 5)."""
