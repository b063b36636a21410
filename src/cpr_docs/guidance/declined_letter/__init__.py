"""The letter that tells Welsh Government that a review will not be held (5.8)."""
