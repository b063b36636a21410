"""Tagged PDFs merged as one, with their structure trees.

`merger` merges the structure trees and `structure_names` the names in them, `page_tree` the pages, and `outline` the
bookmarks. `source_pdf` reads a PDF of this library, `external` any other. `tree_writer` writes number and name trees.
"""
