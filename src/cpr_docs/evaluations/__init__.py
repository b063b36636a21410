"""The answers of many evaluation forms, counted."""
