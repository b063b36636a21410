"""The annual programme of multi-agency professional forums."""
