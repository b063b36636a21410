"""Report on the difference that the actions of a review have made."""
