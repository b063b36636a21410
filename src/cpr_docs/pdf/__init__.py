"""From Word documents to tagged, accessible PDF, through LibreOffice.

`office` says where LibreOffice is, `export` how it is to make a PDF, `call` runs it once over a folder of documents,
`attempts` tries again what a run left out, `convert` does that for many documents at a time, `seal` fixes what would
differ from run to run, and `opened` looks whether a PDF is one.
"""
