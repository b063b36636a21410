"""Tables: read in every format in which spreadsheet programs save them, and written so that they can be read again.

`open_table` opens a `table`: `csv_table`, `xlsx_table` (with `sheet_rows`), or a program's own rows. `heading_row`
finds its headings, which use `heading_names`; `heading_problems` reports those that do not. `cells` converts a cell to
the value of a field; `language_words` are the names of the languages in a cell.

The rows of a list (`form_list`) have columns (`row_fields`), which headings name (`row_columns`). `read_rows` reads
them, and `write_rows` writes a `written_table` of them, as CSV or as a workbook (`workbook_of_rows`, `sheet_style`).
`nested_rows` are rows inside rows, `cell_values` the inverse of `cells`, and `literal_text` is text that nobody takes
for anything else.
"""
