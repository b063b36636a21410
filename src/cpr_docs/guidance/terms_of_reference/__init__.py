"""The terms of reference of a review."""
