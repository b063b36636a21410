"""The evaluation of a year of multi-agency professional forums."""
