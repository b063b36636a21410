"""The letter that asks a member of the family to take part in the review."""
