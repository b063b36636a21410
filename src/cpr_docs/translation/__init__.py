"""A case's texts on their way to a translator and back, as XLIFF 1.2 or as a Word table of two columns.

`texts` divides the texts of a form into units, one for each paragraph. `write_xliff` and `write_table` write them,
`read_xliff` and `read_table` read what came back, and `merge_translation` puts it into the case.
"""
