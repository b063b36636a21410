"""Action plan of a review."""
