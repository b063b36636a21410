"""Many documents from one letter and a table of recipients: checked first, then written, and safe to stop and resume.

A table (`table`, `csv_table`, `xlsx_table`) has headings (`heading_row`), which name fields of the form (`columns`,
`heading_names`), and rows, whose cells become values (`cells`) of the row's own letter (`letters`) in the recipient's
language (`preference`) under a safe file name (`names`). `check` goes through all of it, leaves out rows that are no
recipients (`total_row`), and makes a `plan`. The plan renders or writes, here or over an executor (`crew`, `workshop`),
into a folder that one run at a time may fill (`folder`, `records`), once nothing of an earlier run is in the way
(`stale_files`).
"""
