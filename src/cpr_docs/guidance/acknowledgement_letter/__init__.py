"""The letter with which Welsh Government acknowledges receipt (Annex 2, For Welsh Government use only)."""
