"""Counts the answers of many evaluation forms, in either language, and exports a summary."""
