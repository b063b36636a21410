"""The letter that asks an agency for its timeline (5.11)."""
