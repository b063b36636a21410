"""The gate for files from elsewhere: lists of allowed contents, and bounds, ahead of every other parser.

`allowed` holds all lists and bounds; `word_files`, `workbooks` and `pdf_files` enforce them.
"""
