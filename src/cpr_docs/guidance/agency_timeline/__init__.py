"""An agency's timeline of its contact with the child and family (5.10, 5.11)."""
