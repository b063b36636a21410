"""The merged timeline of all agencies, which the Review Panel works with (5.11)."""
