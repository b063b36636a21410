"""Many documents from one letter and a table of recipients: checked first, then written, and safe to stop and resume.

The headings of a table (see `tables`) name fields of the form (`columns`, `letter_headings`, `name_parts`), and the
cells of a row become values of the row's own letter (`merge_row`) in the recipient's language (`row_languages`) under a
safe file name (`filenames`). `check_table` validates every row, or some (`chosen_rows`), leaves out rows that are not
recipients (`total_row`), and makes a `plan`. The plan renders the rows (`row_renderer`) in this process or in others
(`workers`), and writes them into a locked folder (`output_folder`, `manifest`) once it has dealt with files of an
earlier run (`stale_files`). `pdfs` and `bind_batch` make PDFs of the letters. `example_table` is a table to start from.
"""
