"""Tables from outside, in every format in which spreadsheet programs save them: read as a stream, cell by cell.

`open_table` opens a `table`: `csv_table`, `xlsx_table` (with `sheet_rows`), or a program's own rows. `heading_row`
finds its headings, which use `heading_names`; `heading_problems` reports those that do not. `cells` converts a cell to
the value of a field; `language_words` are the names of the languages in a cell.
"""
