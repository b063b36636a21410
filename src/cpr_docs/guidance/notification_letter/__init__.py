"""The letter that tells Welsh Government of a recommendation, or of its outcome (5.7)."""
