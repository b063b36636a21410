"""Many documents from one letter and a table of recipients: checked first, then written, and safe to stop and resume.

A table (`table`) has headings, which name fields of the form (`columns`), and rows, whose cells become values
(`cells`) of the row's own letter (`letters`) in the recipient's language (`preference`) under a safe file name
(`names`). `check` goes through all of it and makes a `plan`; the plan renders or writes, here or over an executor
(`crew`, `workshop`), into a folder that one run at a time may fill (`folder`, `records`).
"""
