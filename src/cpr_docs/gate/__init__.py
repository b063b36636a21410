"""The gate for files from elsewhere: the lists of what is allowed, and the bounds, ahead of every parser.

`allowed` holds all lists and bounds; `word_files`, `workbooks` and `pdf_files` enforce them.
"""
