"""The letter with which the report goes to Welsh Government (5.19, 6.11)."""
