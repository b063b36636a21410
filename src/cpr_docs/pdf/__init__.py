"""From Word documents to tagged, accessible PDF, through LibreOffice.

`office` says where LibreOffice is, `export` how it is to make a PDF, `call` runs it once over a folder of documents,
`attempts` tries again what a run left out, `convert` does that for many documents at a time, `seal` fixes what would
differ from run to run, and `opened` looks whether a PDF is one.

Binding many as one: `design` says which documents can be `sections` of one (`section_text`, `numbered_lists`),
`print_run` converts them so, and `bind` joins the PDFs with their tags: it reads each as a `source` (`objects`,
`syntax`, `outline`, `pages`), one from elsewhere as `foreign`, keeps apart what has one name (`tag_names`), and writes
the whole (`written`, `metadata`).
`described` tells a Word document's title and language.
"""
